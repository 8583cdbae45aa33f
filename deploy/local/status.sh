# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# status and logs.

# One line a component: name, state, pid, port, health.
components() {
  local name pid state health component_port
  for name in postgresql rabbitmq "${hosts[@]}"; do
    case "$name" in
      postgresql) component_port="${port[POSTGRES]}" ;;
      rabbitmq) component_port="${port[RABBITMQ]}" ;;
      *) component_port="$(http_port "$name")" ;;
    esac
    pid="" state=stopped health=none
    if [ "$(cat "$home/mode" 2>/dev/null)" = docker ]; then
      ! listening "$component_port" >/dev/null || state=running
    elif pid="$(running "$name")"; then
      state=running
    fi
    [ "$state" = stopped ] || health="$(component_health "$name" "$component_port")"
    printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$state" "${pid:--}" "$component_port" "$health"
  done
}

component_health() {
  case "$1" in
    postgresql | rabbitmq) if listening "$2" >/dev/null; then echo healthy; else echo starting; fi ;;
    *) if host_ready "$1"; then echo healthy; else echo unhealthy; fi ;;
  esac
}

status() {
  local table healthy
  table="$(components)"
  healthy=true
  ! grep -qv $'\thealthy$' <<<"$table" || healthy=false
  if [ "${1:-}" != --json ]; then
    printf 'NAME\tSTATE\tPID\tPORT\tHEALTH\n%s\n' "$table" | awk -F'\t' '{ printf "%-17s %-8s %-8s %-6s %s\n", $1, $2, $3, $4, $5 }'
    return
  fi
  printf '{"mode":"%s","portal":"http://127.0.0.1:%s","healthy":%s,"components":[' "$(cat "$home/mode" 2>/dev/null || echo none)" "${port[PORTAL]}" "$healthy"
  awk -F'\t' '{ printf "%s{\"name\":\"%s\",\"state\":\"%s\",\"pid\":%s,\"port\":%s,\"health\":\"%s\"}", (NR > 1 ? "," : ""), $1, $2, ($3 == "-" ? "null" : $3), $4, $5 }' <<<"$table"
  printf ']}\n'
}

# Usage: logs [-f] [HOST]
logs() {
  local follow=() files=() name
  [ "${1:-}" != -f ] || { follow=(-f) && shift; }
  if [ "$(cat "$home/mode" 2>/dev/null)" = docker ]; then
    name="${alias[${1:-none}]:-${1:-}}"
    compose logs --no-color --tail 200 "${follow[@]}" ${name:+"${name/postgresql/postgres}"}
    return
  fi
  if [ -n "${1:-}" ]; then
    name="${alias[$1]:-$1}"
    [ -f "$home/logs/$name.log" ] || fail "没有 $name 的日志" "there is no log of $name"
    tail -n 500 "${follow[@]}" "$home/logs/$name.log"
    return
  fi
  for name in postgresql rabbitmq "${hosts[@]}"; do [ ! -f "$home/logs/$name.log" ] || files+=("$home/logs/$name.log"); done
  [ ${#files[@]} -gt 0 ] || fail "还没有日志" "there are no logs yet"
  tail -n 40 "${follow[@]}" "${files[@]}"
}
