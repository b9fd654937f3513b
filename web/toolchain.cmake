# Finds Emscripten (on PATH, else in $EMSDK) and hands over to its own toolchain file, so that
# the presets need no path of this machine.
find_program(LATCHKEY_EM_CONFIG em-config PATHS "$ENV{EMSDK}/upstream/emscripten"
  NO_CMAKE_FIND_ROOT_PATH REQUIRED)
execute_process(COMMAND ${LATCHKEY_EM_CONFIG} EMSCRIPTEN_ROOT
  OUTPUT_VARIABLE emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include(${emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

# What ships is built for size; CMake's own flags for this type say -Os.
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -flto -DNDEBUG" CACHE STRING "")
