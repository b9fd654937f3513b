# Building: native programs, WebAssembly, and the site made of both.

jobs=$(nproc 2>/dev/null || echo 2)

# build_native PRESET target...
build_native() {
  local preset=$1
  shift
  need_imgui
  say "building the native programs (build/$preset)"
  cmake_configure "$preset" &&
    quietly "build-$preset" "the native build failed." \
      cmake --build --preset "$preset" -j "$jobs" ${1:+--target "$@"}
}

# build_web PRESET [target]
build_web() {
  need_imgui
  need_emscripten
  say "building the WebAssembly (build/$1)"
  cmake_configure "$1" &&
    quietly "build-$1" "the WebAssembly build failed." \
      cmake --build --preset "$1" -j "$jobs" ${2:+--target "$2"}
}

cmake_configure() {
  # A folder copied from elsewhere has a cache that names the other place.
  if [ -f "build/$1/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$1/CMakeCache.txt"; then
    rm -rf "build/$1"
  fi
  # Once is enough: after that the build itself notices what changed, but for the environment and
  # the preset, which may name another compiler.
  local mark=build/$1/.configured made_of
  made_of="${IMGUI_DIR:-} $(cksum <CMakePresets.json)"
  if [ ! -f "build/$1/build.ninja" ] || [ "$(cat "$mark" 2>/dev/null)" != "$made_of" ]; then
    rm -rf "build/$1"
    quietly "configure-$1" "CMake could not set build/$1 up." \
      cmake --preset "$1" -DLATCHKEY_IMGUI_DIR="${IMGUI_DIR:-}" || return 1
    echo "$made_of" >"$mark"
  fi
}

# write_site NATIVE CONFIG OUT: the static folder, from the shell, the WebAssembly and CONFIG.
write_site() {
  say "writing the site ($3) for $2"
  bundle_shell build/shell build/web/dist
  quietly site "the site could not be written." "$1/latchkey-prerender" --config "$2" \
    --shell build/shell --wasm-dir build/web/dist --out "$3" || return 1
  # What is worth knowing about this configuration, and about what lies in that folder already.
  sed -n 's/^note: /   /p' build/log/site.log
}

# bundle_shell OUT WASM_DIR: the shell as it is shipped. Its modules and Emscripten's glue become one
# file: one request instead of a chain of them, without comments and long names.
bundle_shell() {
  # The oldest browsers that allow WebAssembly under our content security policy.
  local small=(esbuild --minify --log-level=warning)
  local page=("${small[@]}" --target=es2020,chrome97,firefox102,safari16 --bundle --format=esm)
  rm -rf "$1"
  mkdir -p "$1/modules"
  cp shell/*.svg shell/*.html "$1/"
  cp shell/*.js web/*.js "$2/latchkey.js" "$1/modules/"
  quietly texts "the texts could not be read." \
    python3 -B .dev/texts.py js src/screen/texts "$1/modules/texts.js"
  quietly bundle-page "the page's modules could not be bundled." \
    "${page[@]}" --outfile="$1/page.js" "$1/modules/page.js"
  quietly bundle-spare "shell/spare.js could not be bundled." \
    "${page[@]}" --outfile="$1/spare.js" "$1/modules/spare.js"
  quietly bundle-boot "shell/boot.js could not be bundled, or is not ES5." \
    "${small[@]}" --target=es5 --bundle --format=iife --outfile="$1/boot.js" "$1/modules/boot.js"
  quietly bundle-style "shell/style.css could not be minified." \
    "${small[@]}" --outfile="$1/style.css" shell/style.css
}

# demo_config PORT ORG_PORT: the demo configuration for other ports.
demo_config() {
  sed -e 's/localhost:8080/localhost:@page@/g' -e 's/localhost:8081/localhost:@org@/g' \
    -e "s/@page@/$1/g" -e "s/@org@/$2/g" shell/config.demo.json
}
