# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# Private PostgreSQL and RabbitMQ instances: own folder, own ports, loopback only.
# A "pair" is a folder holding {servers,pids,logs}; `up`, `test` and `bench` each have their own.

# PostgreSQL refuses to run as root and RabbitMQ should not: each then runs as its package's own user.
as_user() {
  local user="$1"
  shift
  if is_root; then setpriv --reuid="$user" --regid="$user" --init-groups "$@"; else "$@"; fi
}

# Where a pair's data lies: under the pair, unless the servers' users cannot reach it (a checkout under /root,
# say). Then it lies under /var/lib and a link leads there.
ensure_servers_folder() {
  local pair="$1" target
  [ ! -d "$pair/servers" ] || return 0
  mkdir -p "$pair"
  if ! is_root || { as_user postgres test -x "$pair" && as_user rabbitmq test -x "$pair"; }; then
    mkdir -p "$pair/servers"
    return
  fi
  target="$(mktemp -d "/var/lib/platform-$(cksum <<<"$pair" | cut -d' ' -f1)-XXXXXX")"
  chmod 755 "$target"
  ln -sfn "$target" "$pair/servers"
}

remove_servers_folder() {
  local target
  if [ -L "$1/servers" ]; then
    target="$(readlink "$1/servers")"
    case "$target" in /var/lib/platform-*) rm -rf "$target" ;; esac
    rm -f "$1/servers"
  fi
  rm -rf "$1/servers"
}

# Servers see nothing of the caller's environment: a stray PGPORT or RABBITMQ_NODENAME must not reach them.
# Sets `clean` to the words that start a program as USER with only the variables given.
clean_environment() {
  local user="$1"
  shift
  clean=(env -i "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" LC_ALL=C.UTF-8 "$@")
  ! is_root || clean+=(setpriv --reuid="$user" --regid="$user" --init-groups)
}

# Usage: start_postgres PAIR PORT PASSWORD [SETTING...]
start_postgres() {
  local pair="$1" listen="$2" password="$3" folder bin version="any" setting options=() clean=()
  shift 3
  ensure_servers_folder "$pair"
  folder="$(readlink -f "$pair/servers")/postgresql"
  [ ! -s "$folder/PG_VERSION" ] || version="$(cat "$folder/PG_VERSION")"
  bin="$(postgres_bin "$version")" || fail "找不到 PostgreSQL 的程序（版本 $version）" "the programs of PostgreSQL (version $version) are missing"
  [ "$version" != any ] || init_postgres "$pair" "$folder" "$bin" "$password"
  for setting in "$@"; do options+=(-c "$setting"); done
  clean_environment postgres
  launch postgresql "$pair" "$folder" "${clean[@]}" "$bin/postgres" -D "$folder" -p "$listen" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= "${options[@]}"
  wait_until postgresql "$pair" 180 "$bin/pg_isready" -q -h 127.0.0.1 -p "$listen"
}

init_postgres() {
  local pair="$1" folder="$2" bin="$3" password="$4" fresh="$2.new" log="$1/logs/initdb.log" clean=()
  mkdir -p "$pair/logs"
  # Made aside and moved when complete: an interrupted run leaves no half-made data folder that looks whole.
  rm -rf "$fresh" "$fresh.password"
  mkdir -m 700 "$fresh"
  (umask 077 && echo "$password" >"$fresh.password") # a file, as initdb may not open a pipe of another user
  ! is_root || chown postgres: "$fresh" "$fresh.password"
  clean_environment postgres
  (cd "$fresh" && "${clean[@]}" "$bin/initdb" -D "$fresh" -U postgres --encoding=UTF8 --locale=C.UTF-8 \
    --auth=scram-sha-256 --pwfile="$fresh.password") >"$log" 2>&1 ||
    fail "PostgreSQL 初始化失败：$(last_error "$log")" "PostgreSQL could not be initialised: $(last_error "$log")"
  rm -f "$fresh.password"
  mv "$fresh" "$folder"
}


# Usage: start_rabbitmq PAIR PORT MANAGEMENT DIST EPMD VHOST PASSWORD; does not wait, await_rabbitmq does, so that
# PostgreSQL starts meanwhile.
start_rabbitmq() {
  local pair="$1" listen="$2" management="$3" dist="$4" epmd="$5" vhost="$6" password="$7" folder bin clean=()
  ensure_servers_folder "$pair"
  folder="$(readlink -f "$pair/servers")/rabbitmq"
  bin="$(rabbitmq_bin)" || fail "找不到 RabbitMQ 的程序" "the programs of RabbitMQ are missing"
  configure_rabbitmq "$folder" "$listen" "$management" "$vhost" "$password"
  # Our own name server for Erlang: the shared one on 4369 may be absent, or belong to somebody else's broker.
  clean_environment rabbitmq "HOME=$folder"
  launch epmd "$pair" "$folder" "${clean[@]}" "$(command -v epmd)" -port "$epmd" -address 127.0.0.1
  wait_until epmd "$pair" 30 listening "$epmd"
  # RUNNING_UNDER_SYSTEMD makes the script become the server, so that the pid is the server's and TERM stops it well.
  clean_environment rabbitmq "HOME=$folder" RUNNING_UNDER_SYSTEMD=true \
    "RABBITMQ_NODENAME=platform-$(cksum <<<"$pair" | cut -d' ' -f1)@localhost" \
    "RABBITMQ_DIST_PORT=$dist" "ERL_EPMD_PORT=$epmd" ERL_EPMD_ADDRESS=127.0.0.1 \
    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=-kernel inet_dist_use_interface {127,0,0,1}" \
    "RABBITMQ_CONF_ENV_FILE=$folder/none" "RABBITMQ_CONFIG_FILE=$folder/rabbitmq.conf" \
    "RABBITMQ_ADVANCED_CONFIG_FILE=$folder/none" "RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins" \
    "RABBITMQ_MNESIA_BASE=$folder/data" "RABBITMQ_LOG_BASE=$folder/log" RABBITMQ_LOGS=-
  launch rabbitmq "$pair" "$folder" "${clean[@]}" "$bin/rabbitmq-server"
}

# Usage: await_rabbitmq PAIR PORT MANAGEMENT PASSWORD
await_rabbitmq() { wait_until rabbitmq "$1" 180 rabbitmq_ready "$3" "$2" "$4"; }

configure_rabbitmq() {
  local folder="$1"
  mkdir -p "$folder/data" "$folder/log"
  chmod 700 "$folder"
  [ -s "$folder/.erlang.cookie" ] || (umask 077 && od -An -N20 -tx1 /dev/urandom | tr -d ' \n' >"$folder/.erlang.cookie")
  chmod 400 "$folder/.erlang.cookie"
  echo '[rabbitmq_management].' >"$folder/enabled_plugins"
  (umask 077 && cat >"$folder/rabbitmq.conf") <<CONF
listeners.tcp.1 = 127.0.0.1:$2
management.tcp.ip = 127.0.0.1
management.tcp.port = $3
default_vhost = $4
default_user = platform
default_pass = $5
CONF
  ! is_root || chown -R rabbitmq: "$folder"
}

# Usage: rabbitmq_ready MANAGEMENT_PORT PORT PASSWORD
rabbitmq_ready() {
  listening "$2" >/dev/null || return 1
  [ "$(http_status "$1" /api/overview "Authorization: Basic $(printf 'platform:%s' "$3" | base64 -w0)")" = 200 ]
}

stop_servers() {
  stop_process rabbitmq "$1" TERM 60
  stop_process epmd "$1"
  stop_process postgresql "$1" INT 60 # INT is PostgreSQL's fast shutdown
}
