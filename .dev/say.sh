# What ./dev tells the person in front of it.

say() { printf '== %s\n' "$*"; }

fail() { printf 'dev: %s\n' "$*" >&2; exit 1; }

usage() { printf 'dev: %s; ./dev prints the help.\n' "$*" >&2; exit 2; }

# progress LOG SECONDS: "12 of 345, 1:05", by the last count that ninja or ctest wrote into LOG, or
# the time alone.
progress() {
  local count
  count=$(tail -c 4096 "$1" | tr '\r' '\n' |
    sed -n -e 's#^ *\[\([0-9]*\)/\([0-9]*\)\].*#\1 of \2, #p' \
      -e 's#^ *\([0-9]*\)/\([0-9]*\) Test .*#\1 of \2, #p' | tail -n 1)
  printf '%s%d:%02d' "$count" $(($2 / 60)) $(($2 % 60))
}

# On one line, until this is killed or ./dev has ended.
show_progress() {
  local since=$SECONDS
  while kill -0 $$ 2>/dev/null; do
    printf '\r\033[K   %s' "$(progress "$1" $((SECONDS - since)))"
    sleep 1
  done
}

# with_progress LOG command...: the command's output goes to LOG. A person at a terminal sees
# meanwhile how far it is; of what runs beside something else nothing, as there is one line only.
with_progress() {
  local log=$1 watcher='' status=0
  shift
  : >"$log"
  if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ] && [ "$BASHPID" = $$ ]; then
    show_progress "$log" &
    watcher=$!
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ -n "$watcher" ]; then
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    printf '\r\033[K'
  fi
  return "$status"
}

# quietly LOG SENTENCE command...: the command's output goes to build/log/LOG.log. When it fails,
# SENTENCE and the end of that file are printed, and the answer is 1.
quietly() {
  local log=build/log/$1.log sentence=$2
  shift 2
  with_progress "$log" "$@" && return 0
  printf 'dev: %s The end of %s:\n' "$sentence" "$log" >&2
  tail -n 30 "$log" | sed 's/^/  | /' >&2
  return 1
}

# A relative path that a person typed means the folder they typed it in.
from_callers_folder() {
  case $1 in
    /*) echo "$1" ;;
    *) if [ -e "$callers_folder/$1" ]; then echo "$callers_folder/$1"; else echo "$1"; fi ;;
  esac
}

# port_number --option VALUE: VALUE if it is a port.
port_number() {
  case ${2:-} in
    '' | *[!0-9]* | ??????*) fail "$1 needs a port number, 1 to 65535." ;;
  esac
  { [ "$2" -ge 1 ] && [ "$2" -le 65535 ]; } || fail "$1 needs a port number, 1 to 65535."
  echo "$((10#$2))"
}

# free_port PORT OPTION
free_port() {
  if (exec 3<>"/dev/tcp/localhost/$1") 2>/dev/null; then
    fail "port $1 is taken by another program; choose another with $2."
  fi
}
