# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# up, down and reset on this machine, without containers.

started=() # what this run has started, in order

# A failed or interrupted run takes back what it started and leaves what ran before alone.
undo_up() {
  local code=$? index
  trap - EXIT INT TERM
  if [ "$code" != 0 ] && [ ${#started[@]} -gt 0 ]; then
    for ((index = ${#started[@]} - 1; index >= 0; index--)); do stop_one "${started[index]}"; done
    say "已停止本次启动的进程" "stopped what this run had started" >&2
  fi
  exit "$code"
}

stop_one() {
  case "$1" in
    postgresql) stop_process postgresql "$home" INT 60 ;; # INT is PostgreSQL's fast shutdown
    rabbitmq) stop_process rabbitmq "$home" TERM 60 && stop_process epmd "$home" ;;
    *) stop_process "$1" "$home" TERM 30 ;;
  esac
}

up_local() {
  local demo="$1" name changed=""
  trap undo_up EXIT
  trap 'exit 130' INT TERM HUP PIPE
  require_dotnet
  ensure_server_packages
  ensure_letter_font
  publish_hosts
  restart_on_new_build
  require_ports
  start_servers_local
  for name in "${hosts[@]}"; do running "$name" >/dev/null || changed=yes; done
  [ -z "$changed" ] || start_hosts_local
  finish_up local "$demo"
}

# What both modes end with, once every host is healthy. Usage: finish_up MODE DEMO
finish_up() {
  if [ ! -f "$home/bootstrapped-$1" ]; then
    bootstrap
    touch "$home/bootstrapped-$1"
  fi
  if [ "$2" = yes ] && [ ! -f "$home/demo-loaded-$1" ]; then
    say "正在载入示范城市数据" "loading the demo city"
    run_host demo load >"$home/logs/demo-load.log" 2>&1 9>&- ||
      fail "示范数据载入失败：$(last_error "$home/logs/demo-load.log")" "the demo city could not be loaded: $(last_error "$home/logs/demo-load.log")"
    touch "$home/demo-loaded-$1"
  fi
  save_ports
  printf '%s\n' "$apps" >"$home/apps-in-use"
  echo "$1" >"$home/mode"
  drop_old_apps
  print_addresses "$@"
}

# Hosts that run from older sources than the checkout's are exchanged.
restart_on_new_build() {
  local name
  [ -f "$home/apps-in-use" ] && [ "$(cat "$home/apps-in-use")" != "$apps" ] || return 0
  for name in "${hosts[@]}"; do
    ! running "$name" >/dev/null || say "$name 有新版本，正在重启" "$name has a new build, restarting it"
    stop_one "$name"
  done
}

# All ports are looked at before anything starts.
require_ports() {
  local name
  running postgresql >/dev/null || require_free_port "${port[POSTGRES]}" PostgreSQL
  if ! running rabbitmq >/dev/null; then
    stop_one rabbitmq # its name server may have survived it
    for name in RABBITMQ RABBITMQ_MANAGEMENT RABBITMQ_DIST EPMD; do require_free_port "${port[$name]}" RabbitMQ; done
  fi
  for name in "${hosts[@]}"; do
    running "$name" >/dev/null && continue
    require_free_port "$(http_port "$name")" "$name"
    [ -z "${database[$name]:-}" ] || require_free_port "$(grpc_port "$name")" "$name"
  done
}

start_servers_local() {
  local await=""
  if ! running rabbitmq >/dev/null; then
    say "正在启动 RabbitMQ（端口 ${port[RABBITMQ]}）" "starting RabbitMQ on port ${port[RABBITMQ]}"
    started+=(rabbitmq) await=yes
    start_rabbitmq "$home" "${port[RABBITMQ]}" "${port[RABBITMQ_MANAGEMENT]}" "${port[RABBITMQ_DIST]}" "${port[EPMD]}" platform "$(secret rabbitmq)"
  fi
  if ! running postgresql >/dev/null; then
    say "正在启动 PostgreSQL（端口 ${port[POSTGRES]}）" "starting PostgreSQL on port ${port[POSTGRES]}"
    started+=(postgresql)
    start_postgres "$home" "${port[POSTGRES]}" "$(secret postgres)" max_connections=300
  fi
  create_databases
  [ -z "$await" ] || await_rabbitmq "$home" "${port[RABBITMQ]}" "${port[RABBITMQ_MANAGEMENT]}" "$(secret rabbitmq)"
}

start_hosts_local() {
  local name
  say "正在迁移数据库" "migrating the databases"
  migrate
  say "正在启动各服务" "starting the hosts"
  for name in "${hosts[@]}"; do
    running "$name" >/dev/null && continue
    started+=("$name")
    start_host "$name"
  done
  for name in "${hosts[@]}"; do wait_until "$name" "$home" "${PLATFORM_START_TIMEOUT:-180}" host_ready "$name"; done
}

print_addresses() {
  say "平台已就绪：http://127.0.0.1:${port[PORTAL]}" "the platform is ready at http://127.0.0.1:${port[PORTAL]}"
  if [ "$2" = yes ]; then
    run_host demo logins 9>&- || fail "无法列出示范账号" "the demo logins could not be listed"
  else
    say "管理员：admin，密码：$(secret admin)" "administrator: admin, password: $(secret admin)"
  fi
}

down_local() {
  local name index stopped=""
  for ((index = ${#hosts[@]} - 1; index >= 0; index--)); do
    name="${hosts[index]}"
    ! running "$name" >/dev/null || stopped=yes
    stop_one "$name"
  done
  for name in rabbitmq postgresql; do
    ! running "$name" >/dev/null || stopped=yes
    stop_one "$name"
  done
  rm -f "$home/mode" "$home/ports" "$home/apps-in-use"
  if [ -n "$stopped" ]; then say "已停止" "stopped"; else say "没有正在运行的进程" "nothing was running"; fi
}

# Data goes with the secrets that open it; published hosts stay, as they hold no data.
reset_local() {
  remove_servers_folder "$home"
  rm -rf "$home/secrets" "$home/pids" "$home/logs" "$home"/demo-loaded-* "$home"/bootstrapped-*
  say "数据已清除" "all data is removed"
}
