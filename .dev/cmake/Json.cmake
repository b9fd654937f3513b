# latchkey_json: nlohmann_json, header only. Exceptions are off, so a wrong access would abort: no
# implicit conversions, and base/json_reader.h is the only file that reads with it.
add_library(latchkey_json INTERFACE)
target_compile_definitions(latchkey_json INTERFACE JSON_NOEXCEPTION JSON_USE_IMPLICIT_CONVERSIONS=0)

find_path(LATCHKEY_NLOHMANN nlohmann/json.hpp REQUIRED NO_CMAKE_FIND_ROOT_PATH
  HINTS ENV NLOHMANN_JSON_DIR PATHS /usr/include /usr/local/include)
if(EMSCRIPTEN)
  # A copy with nothing beside it: -isystem /usr/include would put the host's C library before
  # Emscripten's.
  set(stage ${CMAKE_BINARY_DIR}/include)
  file(COPY ${LATCHKEY_NLOHMANN}/nlohmann DESTINATION ${stage})
  target_include_directories(latchkey_json SYSTEM INTERFACE ${stage})
elseif(NOT LATCHKEY_NLOHMANN STREQUAL "/usr/include")
  target_include_directories(latchkey_json SYSTEM INTERFACE ${LATCHKEY_NLOHMANN})
endif()
