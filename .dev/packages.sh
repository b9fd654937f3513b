# What ./dev installs on Debian and distributions based on it. `command:package` installs the package
# only when the command is missing; a bare name always installs that package.

build_packages=(clang++-14:clang-14 cmake:cmake ninja:ninja-build pkg-config:pkg-config python3:python3 xz:xz-utils
  brotli:brotli esbuild:esbuild nlohmann-json3-dev libcpp-httplib-dev libssl-dev
  curl-config:libcurl4-openssl-dev)
format_packages=(python3:python3 clang-format-14:clang-format-14)
check_packages=(libclang-rt-14-dev libgtest-dev libgmock-dev)
test_packages=("${check_packages[@]}" python3-aiosmtpd python3-jsonschema node:nodejs npm:npm
  chromium:chromium fonts-dejavu-core)

# need_packages [command:]package...
need_packages() {
  local wanted missing=()
  for wanted in "$@"; do
    case $wanted in
      *:*) command -v "${wanted%%:*}" >/dev/null || missing+=("${wanted##*:}") ;;
      *) installed "$wanted" || missing+=("$wanted") ;;
    esac
  done
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

installed() {
  # Without dpkg the compiler is the one to say that something is missing.
  command -v dpkg-query >/dev/null || return 0
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  command -v apt-get >/dev/null ||
    fail "these are missing, and there is no apt-get here to install them: $*."
  local root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      fail "these are missing, and installing them needs root or sudo: $*."
    # Without a terminal no password can be typed, so sudo must not ask for one.
    if [ -t 0 ]; then sudo -v || fail "sudo was refused; these are missing: $*."; fi
    root=(sudo -n)
  fi
  root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600)
  say "installing with apt: $*"
  quietly apt-update "apt-get update failed." "${root[@]}" update ||
    say "the package lists could not be refreshed; trying with the old ones"
  quietly apt-install "apt-get install failed." \
    "${root[@]}" install -y --no-install-recommends "$@" ||
    fail "apt could not install what is missing; install it by hand: $*."
  # A newer apt is not held against a list of ours, so that security updates come by themselves.
  say "installed from the distribution:$(dpkg-query -W -f ' ${Package} ${Version},' "$@" |
    sed 's/,$//')"
}

# pinned KIND NAME: "VERSION PIN", as .dev/pinned.txt has them.
pinned() {
  awk -F ' *[|] *' -v kind="$1" -v name="$2" '$1 == kind && $2 == name { print $3, $4 }' \
    .dev/pinned.txt
}

# Dear ImGui as pinned, into build/deps/imgui, once. Where Debian's source cannot be had, CMake fetches
# the upstream repository.
need_imgui() {
  if [ -n "${IMGUI_DIR:-}" ]; then
    IMGUI_DIR=$(from_callers_folder "$IMGUI_DIR")
    [ -f "$IMGUI_DIR/imgui.cpp" ] || fail "IMGUI_DIR is $IMGUI_DIR, but there is no imgui.cpp in it."
    return 0
  fi
  local source commit
  source=$(pinned debian-source imgui) commit=$(pinned git imgui)
  [ "$(cat build/deps/imgui/.pinned 2>/dev/null)" != "$source" ] || return 0
  [ "$(fetched_commit)" != "${commit##*commit:}" ] || return 0
  say "fetching Dear ImGui (the distribution's source package)"
  mkdir -p build/deps
  if python3 -B .dev/imgui_source.py build/deps/imgui >build/log/imgui.log 2>&1; then
    say "fetched Dear ImGui from the distribution's mirror: $(cat build/deps/imgui/.pinned)"
    return 0
  fi
  local reason
  reason=$(tail -n 1 build/log/imgui.log)
  say "$reason: fetching it from the upstream repository instead ($commit)"
  need_packages git:git
  timeout 60 git ls-remote https://github.com/ocornut/imgui.git HEAD >>build/log/imgui.log 2>&1 ||
    fail "Dear ImGui 1.92 cannot be had: $reason, and its upstream repository cannot be reached.
     Set IMGUI_DIR to a folder with its sources. (build/log/imgui.log says more.)"
  # What is there of another version must not be taken in its place.
  rm -rf build/deps/imgui build/deps/fetch
}

# Of Dear ImGui, as CMake has fetched it; nothing where it has not.
fetched_commit() {
  [ ! -f build/deps/imgui/imgui.cpp ] && [ -f build/deps/fetch/imgui-src/imgui.cpp ] &&
    git -C build/deps/fetch/imgui-src rev-parse HEAD 2>/dev/null
}

# Emscripten 3.1.6 or newer: emcc on PATH, else $EMSDK's, else the distribution's.
need_emscripten() {
  local candidate
  for candidate in "$(command -v emcc || true)" "${EMSDK:-}/upstream/emscripten/emcc" \
    /usr/bin/emcc; do
    if new_enough "$candidate"; then use_emscripten "$candidate"; return; fi
  done
  install_packages emscripten
  new_enough /usr/bin/emcc ||
    fail "the distribution's Emscripten is older than 3.1.6; install a current emsdk and set EMSDK."
  use_emscripten /usr/bin/emcc
}

new_enough() {
  [ -x "$1" ] || return 1
  local version
  version=$("$1" --version 2>/dev/null | sed -n '1s/.* \([0-9][0-9]*\.[0-9.]*\).*/\1/p')
  [ -n "$version" ] && printf '3.1.6\n%s\n' "$version" | sort -C -V
}

use_emscripten() {
  PATH=$(dirname "$1"):$PATH
  export PATH
  # Debian's Emscripten needs Debian's acorn, also when the node on PATH is not Debian's.
  if [ "$1" = /usr/bin/emcc ] && [ -d /usr/share/nodejs ]; then
    export NODE_PATH=/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}
  fi
  # Debian's cache is complete and frozen. Any other must be writable, or be our own.
  if [ -z "${EM_CACHE:-}" ] && [ "$(em-config FROZEN_CACHE)" != True ] &&
    [ ! -w "$(em-config CACHE)" ]; then
    export EM_CACHE=$PWD/build/deps/emscripten-cache
  fi
  # A build folder belongs to one compiler.
  local id
  id="$1 $("$1" --version | sed -n 1p)"
  if [ "$(cat build/deps/emscripten 2>/dev/null)" != "$id" ]; then
    rm -rf build/web build/web-debug
    mkdir -p build/deps && echo "$id" >build/deps/emscripten
  fi
}

# need_npm browser | peers: the npm packages of those tests, again only when their lock file changed.
need_npm() {
  local folder=tests/$1
  local stamp=$folder/node_modules/.lock-file
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  say "installing the $1 tests' npm packages"
  quietly "npm-$1" "the npm packages of the $1 tests could not be installed." \
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund || return 1
  cp "$folder/package-lock.json" "$stamp"
  say "installed from the npm registry: $(grep -c '"integrity"' "$stamp") packages, each with the" \
    "version and the hash that $folder/package-lock.json names"
}
