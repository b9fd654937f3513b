# ./dev test: every check and test, all of them even when one fails, and one line that counts.

passed=0 failed=0 skipped=0 finished=no

run_tests() {
  [ $# = 0 ] || usage "test takes no arguments"
  local list=("${build_packages[@]}" "${format_packages[@]}" "${test_packages[@]}")
  # Also when the set-up fails half-way: the last line is always the count.
  trap finish EXIT
  need_packages "${list[@]}"
  export LATCHKEY_CHROMIUM=${LATCHKEY_CHROMIUM:-$(command -v chromium)}
  check "format" python3 -B tests/tools/check_format.py || true
  check "layers" python3 -B tests/tools/check_layers.py || true
  local web peers is_native=no
  ! check "native build" build_native asan || is_native=yes
  [ $is_native = no ] || native_tests
  # The compiler takes what of the cores the fuzzers leave, which stop by the clock anyway.
  build_web web &
  web=$!
  [ $is_native = no ] || { fuzz_tests; start_peer_tests; }
  ! check "web build" wait "$web" || browser_tests
  [ $is_native = no ] || end_peer_tests
  finished=yes
}

finish() {
  [ "$finished" = yes ] || failed=$((failed + 1))
  local line="$passed passed, $failed failed"
  [ "$skipped" = 0 ] || line+=", $skipped skipped"
  echo "$line"
  [ "$failed" = 0 ] && exit 0
  exit 1
}

# check NAME command...: one check, counted. Not in a subshell: a step may set PATH for the next.
check() {
  local name=$1
  shift
  say "checking: $name"
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    say "FAILED: $name"
    return 1
  fi
}

# GoogleTest, through ctest, counted from the files that both leave.
native_tests() {
  say "running the native tests"
  local junit=build/log/ctest.xml
  rm -rf "$junit" build/asan/gtest
  with_progress build/log/ctest.log ctest --preset asan -j "$jobs" --output-junit "$PWD/$junit" ||
    sed -n '/\*\*\*\|^The following/,$p' build/log/ctest.log | tail -n 200
  # Answers "passed failed skipped"; no file or no test is a failure, not a quiet success.
  count "native tests" "$(python3 -B tests/tools/count_tests.py junit "$junit" \
    build/asan/gtest/*.xml)"
}

# libFuzzer, half a minute for each target and all cores at once; ./dev fuzz is the long run.
fuzz_tests() {
  say "fuzzing"
  local log=build/log/fuzz.log
  python3 -B tests/tools/fuzz.py build/asan/tests --all </dev/null | tee "$log" | sed '$d' || true
  count "fuzz targets" "$(tail -n 1 "$log" | grep -Ex '[0-9]+ [0-9]+ [0-9]+' || echo 0 1 0)"
}

# Published clients that are not ours, against the simulated org: in Node, and in Chromium. They run
# beside the browser tests, as both wait more than they work.
start_peer_tests() {
  peers=
  need_npm browser && need_npm peers || return 0
  say "running the peer tests (build/log/peers.log)"
  rm -f build/log/peers.tap
  LATCHKEY_ORG=$PWD/build/asan/latchkey-org node --test --test-reporter=spec \
    --test-reporter-destination=stdout --test-reporter=tap \
    --test-reporter-destination=build/log/peers.tap \
    tests/peers/*.test.mjs >build/log/peers.log 2>&1 </dev/null &
  peers=$!
}

end_peer_tests() {
  [ -n "$peers" ] || { count "peer tests" "0 1 0"; return; }
  wait "$peers" || sed -n '/failing tests/,$p' build/log/peers.log
  count "peer tests" "$(python3 -B tests/tools/count_tests.py tap build/log/peers.tap)"
}

# node:test with the distribution's Chromium, on a site and an org of their own.
browser_tests() {
  { need_npm browser && need_npm peers; } || { count "browser tests" "0 1 0"; return; }
  local tap=build/log/browser.tap files=(tests/browser/*.test.mjs)
  [ -f "${files[0]}" ] || { say "there are no browser tests"; count "browser tests" "0 1 0"; return; }
  check "site" site_for_chromium asan test || return 0
  say "running the browser tests"
  rm -f "$tap"
  node --test --test-reporter=spec --test-reporter-destination=stdout \
    --test-reporter=tap --test-reporter-destination="$tap" "${files[@]}" </dev/null || true
  count "browser tests" "$(python3 -B tests/tools/count_tests.py tap "$tap")"
}

# site_for_chromium PRESET NAME: build/NAME-site, for two ports that are free now, and where all is.
site_for_chromium() {
  local ports
  read -r -a ports <<<"$(python3 -c '
import socket
a, b = (socket.create_server(("127.0.0.1", 0)) for _ in "ab")
print(a.getsockname()[1], b.getsockname()[1])')"
  demo_config "${ports[0]}" "${ports[1]}" >"build/$2-config.json"
  write_site "build/$1" "build/$2-config.json" "build/$2-site" || return 1
  export LATCHKEY_SITE=$PWD/build/$2-site LATCHKEY_ORG=$PWD/build/$1/latchkey-org
  export LATCHKEY_PORT=${ports[0]} LATCHKEY_ORG_PORT=${ports[1]}
}

# count NAME "passed failed skipped"
count() {
  local numbers
  read -r -a numbers <<<"$2"
  say "$1: ${numbers[0]} passed, ${numbers[1]} failed, ${numbers[2]} skipped"
  passed=$((passed + numbers[0])) failed=$((failed + numbers[1])) skipped=$((skipped + numbers[2]))
}
