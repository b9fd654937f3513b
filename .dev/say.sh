# What ./dev tells the person in front of it.

say() { printf '== %s\n' "$*"; }

fail() { printf 'dev: %s\n' "$*" >&2; exit 1; }

usage() { printf 'dev: %s; ./dev prints the help.\n' "$*" >&2; exit 2; }

# quietly LOG SENTENCE command...: the command's output goes to build/log/LOG.log. When it fails,
# SENTENCE and the end of that file are printed, and the answer is 1.
quietly() {
  local log=build/log/$1.log sentence=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null && return 0
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
