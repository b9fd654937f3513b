# imgui: Dear ImGui 1.92 with src/gui/imconfig.h, unmodified.
#
# Sources, first that is there: -DLATCHKEY_IMGUI_DIR or $IMGUI_DIR, build/deps/imgui (where ./dev
# unpacks the Debian source package), the upstream repository at the commit in .dev/pinned.txt.
set(LATCHKEY_IMGUI_DIR "$ENV{IMGUI_DIR}" CACHE PATH "Dear ImGui 1.92 sources (IMGUI_DIR)")
set(imgui_dir ${LATCHKEY_IMGUI_DIR})
if(NOT imgui_dir)
  set(imgui_dir ${PROJECT_SOURCE_DIR}/build/deps/imgui)
endif()
if(NOT EXISTS ${imgui_dir}/imgui.cpp)
  if(LATCHKEY_IMGUI_DIR)
    message(FATAL_ERROR "IMGUI_DIR is ${LATCHKEY_IMGUI_DIR}, but there is no imgui.cpp in it.")
  endif()
  include(FetchContent)
  set(FETCHCONTENT_BASE_DIR ${PROJECT_SOURCE_DIR}/build/deps/fetch)
  set(FETCHCONTENT_UPDATES_DISCONNECTED ON)
  file(STRINGS ${PROJECT_SOURCE_DIR}/.dev/pinned.txt imgui_pin REGEX "^git +[|] imgui ")
  if(NOT imgui_pin MATCHES "commit:([0-9a-f]+)")
    message(FATAL_ERROR ".dev/pinned.txt names no commit of Dear ImGui.")
  endif()
  message(STATUS "Dear ImGui: fetching commit ${CMAKE_MATCH_1} from the upstream repository")
  FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
    GIT_TAG ${CMAKE_MATCH_1})
  FetchContent_MakeAvailable(imgui)  # no CMakeLists.txt in there: it only downloads
  set(imgui_dir ${imgui_SOURCE_DIR})
endif()

# A folder of another version of ./dev: the next run of ./dev fetches what is named now.
if(imgui_dir STREQUAL ${PROJECT_SOURCE_DIR}/build/deps/imgui)
  file(STRINGS ${PROJECT_SOURCE_DIR}/.dev/pinned.txt imgui_pin REGEX "^debian-source +[|] imgui ")
  set(imgui_is "unknown")
  if(EXISTS ${imgui_dir}/.pinned)
    file(STRINGS ${imgui_dir}/.pinned imgui_is)
  endif()
  string(REPLACE " " " | " imgui_is "${imgui_is}")
  string(FIND "${imgui_pin}" "| ${imgui_is} |" imgui_found)
  if(imgui_found EQUAL -1)
    message(WARNING "${imgui_dir} is not the Dear ImGui that .dev/pinned.txt names; run ./dev.")
  endif()
endif()

file(STRINGS ${imgui_dir}/imgui.h imgui_version REGEX "define IMGUI_VERSION ")
if(NOT imgui_version MATCHES "\"1[.]92[.]")
  message(FATAL_ERROR "Dear ImGui 1.92 is needed; ${imgui_dir} has: ${imgui_version}")
endif()

# Its draw lists, and the file that they take memory by. That one names all of the rest, widgets and
# tables, in functions that nothing calls: the linker leaves those out, and asks for nothing of theirs.
add_library(imgui STATIC ${imgui_dir}/imgui.cpp ${imgui_dir}/imgui_draw.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_dir})
target_compile_definitions(imgui PUBLIC
  IMGUI_USER_CONFIG="${PROJECT_SOURCE_DIR}/src/gui/imconfig.h")
target_link_libraries(imgui PUBLIC latchkey_dialect)
target_compile_options(imgui PRIVATE -ffunction-sections -fdata-sections)
target_link_options(imgui INTERFACE $<$<NOT:$<PLATFORM_ID:Emscripten>>:LINKER:--gc-sections>)
