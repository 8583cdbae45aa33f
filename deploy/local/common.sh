# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# Paths, ports, messages and process bookkeeping shared by every launcher command.

# PLATFORM_HOME lets two instances of one checkout run side by side.
home="${PLATFORM_HOME:-$root/.platform}"

hosts=(identity project-registry talent-matching tech-transfer portal)
declare -A assembly=(
  [identity]=Platform.Identity [project-registry]=Platform.ProjectRegistry [talent-matching]=Platform.TalentMatching
  [tech-transfer]=Platform.TechTransfer [portal]=Platform.Portal [demo]=Platform.Demo
)
declare -A database=([identity]=identity [project-registry]=registry [talent-matching]=talent [tech-transfer]=transfer)
# What the user may type for a host: its own name or its database's.
declare -A alias=([registry]=project-registry [talent]=talent-matching [transfer]=tech-transfer [postgres]=postgresql)

# Name of every port and its default. Each can be overridden by PLATFORM_<NAME>_PORT. All lie below 32768: above it Linux
# hands ports to outgoing connections, and a server may find its own taken.
ports=(PORTAL=8080 IDENTITY=8081 REGISTRY=8082 TALENT=8083 TRANSFER=8084
  IDENTITY_GRPC=9081 REGISTRY_GRPC=9082 TALENT_GRPC=9083 TRANSFER_GRPC=9084
  POSTGRES=28432 RABBITMQ=28672 RABBITMQ_MANAGEMENT=28673 RABBITMQ_DIST=28674 EPMD=28675)
declare -A port

say() { printf '%s / %s\n' "$1" "$2"; }
fail() {
  printf '错误：%s / Error: %s\n' "$1" "$2" >&2
  exit 1
}

# An override in the environment wins, then what the running instance was started with, then the default:
# so `status` or `down` from another shell finds an instance on other ports.
load_ports() {
  local entry name override saved
  for entry in "${ports[@]}"; do
    name="${entry%=*}" override="PLATFORM_${entry%=*}_PORT" saved=""
    [ ! -f "$home/ports" ] || saved="$(sed -n "s/^$name=//p" "$home/ports")"
    port[$name]="${!override:-${saved:-${entry#*=}}}"
    [[ "${port[$name]}" =~ ^[0-9]{1,5}$ ]] || fail "$override 不是端口号：${port[$name]}" "$override is not a port number: ${port[$name]}"
  done
}

save_ports() {
  local entry
  for entry in "${ports[@]}"; do printf '%s=%s\n' "${entry%=*}" "${port[${entry%=*}]}"; done >"$home/ports"
}

http_port() {
  case "$1" in
    portal) echo "${port[PORTAL]}" ;;
    identity) echo "${port[IDENTITY]}" ;;
    *) local name="${database[$1]}" && echo "${port[${name^^}]}" ;;
  esac
}
grpc_port() { local name="${database[$1]}" && echo "${port[${name^^}_GRPC]}"; }

# The kernel's own table of sockets; ss and lsof may not be installed. Usage: sockets PORT STATES; prints their inodes.
sockets() {
  local hex
  printf -v hex '%04X' "$1"
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v p=":$hex" -v states="$2" \
    'substr($2, length($2) - 4) == p && $4 ~ states { found = 1; print $10 } END { exit !found }'
}
listening() { sockets "$1" '^0A$'; }
# Also an outgoing connection may hold a port. What a killed host leaves to close (04, 05, 06, 07, 09, 0B) does not: it may be started at once.
occupied() { sockets "$1" '^(01|02|03|08|0A|0C)$'; }

# Who holds on a port, as "name (pid N)", or nothing when that process is not ours to see.
listener() {
  local inode fd pid
  inode="$(occupied "$1" | head -n 1)" || return 0
  for fd in /proc/[0-9]*/fd/*; do
    if [ "$(readlink "$fd" 2>/dev/null)" = "socket:[$inode]" ]; then
      pid="${fd#/proc/}" pid="${pid%%/*}"
      echo "$(cat "/proc/$pid/comm" 2>/dev/null || true) (pid $pid)"
      return 0
    fi
  done
}

require_free_port() {
  occupied "$1" >/dev/null || return 0
  local who
  who="$(listener "$1")"
  fail "$2 需要的端口 $1 已被占用${who:+：$who}" "port $1 needed by $2 is in use${who:+ by $who}"
}

free_port() {
  local candidate
  while :; do
    candidate=$((20000 + RANDOM % 12000))
    occupied "$candidate" >/dev/null || { echo "$candidate" && return; }
  done
}

# A process is known by pid, start time and boot: a recycled pid is never taken for one of ours.
identity_of() {
  local stat
  stat="$(cat "/proc/$1/stat" 2>/dev/null)" || return 1
  stat="${stat##*) }"
  [ "${stat%% *}" != Z ] || return 1
  echo "$1 $(cut -d' ' -f20 <<<"$stat") $(cat /proc/sys/kernel/random/boot_id)"
}

# Usage: running NAME [PAIR]; prints the pid. A "pair" is a folder with pids/, logs/ and servers/.
running() {
  local recorded pid
  recorded="$(cat "${2:-$home}/pids/$1" 2>/dev/null)" || return 1
  pid="${recorded%% *}"
  [ "$(identity_of "$pid")" = "$recorded" ] && echo "$pid"
}

# Usage: launch NAME PAIR FOLDER COMMAND...; in a session of its own, so that closing the terminal does not end it.
launch() {
  local name="$1" pair="$2" folder="$3" log="$2/logs/$1.log"
  shift 3
  mkdir -p "$pair/pids" "$pair/logs"
  # The log holds this start only, so that an error quoted from it is this start's; the one before is kept beside it.
  [ ! -s "$log" ] || mv "$log" "$log.1"
  # 9 is the launcher's lock; a child that kept it would hold it for its whole life.
  (cd "$folder" && exec setsid "$@") </dev/null >>"$log" 2>&1 9>&- &
  identity_of "$!" >"$pair/pids/$name" || true
}

# Usage: wait_until NAME PAIR SECONDS COMMAND...; the command succeeding means NAME is ready.
wait_until() {
  local name="$1" pair="$2" limit="$3" log="$2/logs/$1.log" began=$SECONDS
  shift 3
  until "$@" >/dev/null 2>&1; do
    running "$name" "$pair" >/dev/null ||
      fail "$name 启动后退出：$(last_error "$log")" "$name exited at start: $(last_error "$log") (log: $log)"
    [ $((SECONDS - began)) -lt "$limit" ] ||
      fail "$name 在 $limit 秒内未就绪：$(last_error "$log")" "$name was not ready within $limit s: $(last_error "$log") (log: $log)"
    sleep 0.5
  done
}

# Usage: stop_process NAME PAIR [SIGNAL [SECONDS]]
stop_process() {
  local name="$1" pair="$2" signal="${3:-TERM}" limit="${4:-30}" pid turn
  if pid="$(running "$name" "$pair")"; then
    kill -s "$signal" "$pid" 2>/dev/null || true
    for ((turn = 0; turn < limit * 10; turn++)); do
      running "$name" "$pair" >/dev/null || break
      sleep 0.1
    done
    if running "$name" "$pair" >/dev/null; then kill -s KILL "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$pair/pids/$name"
}

# Usage: http_status PORT PATH [HEADER]; prints the status code. Bash only: a fresh machine may lack curl.
http_status() (
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n%s\r\n' "$2" "$1" "${3:+$3$'\r\n'}" >&3
  read -r -t 10 _ code _ <&3 && echo "$code"
) 2>/dev/null

# The reason a host gives in its own log, on one line.
last_error() {
  local line=""
  if [ -s "$1" ]; then
    line="$(tail -n 200 "$1" | awk '
      /^[ \t]*(fail|crit|error|错误)[: ：]/ || /Unhandled exception/ || /ERROR|FATAL/ { kept = $0; grab = 1; next }
      grab && NF { kept = kept " " $0; grab = 0 }
      NF { last = $0 }
      END { print kept != "" ? kept : last }' | tr -s ' \t' ' ')"
  fi
  echo "${line:0:400}"
}

# Secrets live in files only their owner reads; hexadecimal needs no quoting anywhere. Usage: secret NAME [BYTES]
secret() {
  local file="$home/secrets/$1"
  if [ ! -s "$file" ]; then
    (umask 077 && mkdir -p "$home/secrets" && od -An -N"${2:-24}" -tx1 /dev/urandom | tr -d ' \n' >"$file")
  fi
  cat "$file"
}

# One command at a time changes the instance.
lock() {
  mkdir -p "$home/logs"
  exec 9>"$home/lock"
  flock -n 9 || fail "另一个 ./platform 命令正在运行" "another ./platform command is running"
}

is_root() { [ "$(id -u)" = 0 ]; }
