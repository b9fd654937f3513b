# What .dev/texts.py makes of the catalogues: keys.h, the English texts, and those of all languages.
# Of the last a program takes what it refers to, which is nothing in the browser's.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
file(GLOB catalogues CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/screen/texts/*.json)
set(generated ${CMAKE_BINARY_DIR}/generated)
set(texts ${generated}/screen/texts)
add_custom_command(VERBATIM
  OUTPUT ${texts}/keys.h ${texts}/english.cpp ${texts}/languages.cpp
  COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/.dev/texts.py cpp
    ${PROJECT_SOURCE_DIR}/src/screen/texts ${texts}
  COMMAND ${CMAKE_COMMAND} -E touch ${texts}/keys.h ${texts}/english.cpp ${texts}/languages.cpp
  DEPENDS ${PROJECT_SOURCE_DIR}/.dev/texts.py ${catalogues})
target_sources(latchkey_screen PRIVATE
  ${texts}/keys.h ${texts}/english.cpp ${texts}/languages.cpp)
target_include_directories(latchkey_screen PUBLIC ${generated})
