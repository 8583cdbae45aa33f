# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# up, down and reset in containers, by docker-compose.yml.

docker_present() { command -v docker >/dev/null && docker info >/dev/null 2>&1 && compose_command >/dev/null; }

compose_command() {
  if docker compose version >/dev/null 2>&1; then
    echo "docker compose"
  elif command -v docker-compose >/dev/null; then
    echo docker-compose
  else
    return 1
  fi
}

# The project is named after the checkout's place, so that two checkouts never share containers.
compose() {
  local program
  read -r -a program <<<"$(compose_command)"
  "${program[@]}" --env-file "$home/docker.env" -f "$root/docker-compose.yml" -p "platform-$(cksum <<<"$home" | cut -d' ' -f1)" "$@" 9>&-
}

write_docker_env() {
  local entry role
  (
    umask 077
    {
      for entry in "${ports[@]}"; do printf 'PLATFORM_%s_PORT=%s\n' "${entry%=*}" "${port[${entry%=*}]}"; done
      for role in {identity,registry,talent,transfer}_{owner,app}; do printf '%s_PASSWORD=%s\n' "${role^^}" "$(secret "$role")"; done
      printf 'POSTGRES_PASSWORD=%s\nRABBITMQ_PASSWORD=%s\nPLATFORM_APPS=%s\nPLATFORM_IMAGE_TAG=%s\n' \
        "$(secret postgres)" "$(secret rabbitmq)" "$apps" "$(basename "$apps")"
    } >"$home/docker.env"
  )
}

up_docker() {
  local demo="$1" log="$home/logs/compose.log" name fresh="" entry
  docker_present || fail "没有可用的 Docker 引擎或 Compose" "no Docker engine with Compose is available"
  publish_hosts
  if [ "$(cat "$home/apps-in-use" 2>/dev/null)" = "$apps" ] && all_ready; then
    finish_up docker "$demo"
    return
  fi
  for name in "${hosts[@]}"; do cp "$root/deploy/docker/host.Dockerfile" "$apps/$name/Dockerfile"; done
  # The images hold no font; the letters' PDF takes this one.
  ensure_letter_font
  if [ -e "$letter_font" ]; then mkdir -p "$apps/project-registry/fonts" && cp "$letter_font" "$apps/project-registry/fonts/"; fi
  write_docker_env
  if [ -z "$(compose ps -q 2>/dev/null)" ]; then
    fresh=yes
    for entry in "${ports[@]}"; do
      case "$entry" in RABBITMQ_DIST=* | EPMD=*) continue ;; esac
      require_free_port "${port[${entry%=*}]}" "${entry%=*}"
    done
  fi
  say "正在构建并启动容器" "building and starting the containers"
  # Built first: the migrations use the hosts' images, and would be looked for in a registry otherwise.
  if ! compose build >"$log" 2>&1 || ! compose up -d >>"$log" 2>&1 || ! await_containers; then
    name="$(failed_container)"
    [ -z "$fresh" ] || compose down >/dev/null 2>&1 || true
    fail "容器启动失败：${name:-$(tail -n 1 "$log")}" "the containers did not start: ${name:-$(tail -n 1 "$log")} (log: $log)"
  fi
  finish_up docker "$demo"
}

all_ready() {
  local name
  for name in "${hosts[@]}"; do host_ready "$name" || return 1; done
}

await_containers() {
  local began=$SECONDS name
  for name in "${hosts[@]}"; do
    until host_ready "$name"; do
      [ $((SECONDS - began)) -lt "${PLATFORM_START_TIMEOUT:-300}" ] || return 1
      sleep 1
    done
  done
}

# The first container that ended with an error, and its last line.
failed_container() {
  local id code
  for id in $(compose ps -a -q 2>/dev/null || compose ps -q); do
    code="$(docker inspect -f '{{.State.ExitCode}}' "$id")"
    [ "$code" = 0 ] || { echo "$(docker inspect -f '{{.Name}}' "$id"): $(docker logs --tail 1 "$id" 2>&1)" && return; }
  done
}

down_docker() {
  compose down >"$home/logs/compose.log" 2>&1 || fail "容器停止失败：$(tail -n 1 "$home/logs/compose.log")" "the containers could not be stopped: $(tail -n 1 "$home/logs/compose.log")"
  rm -f "$home/mode" "$home/ports" "$home/apps-in-use"
  say "已停止" "stopped"
}

reset_docker() {
  compose down -v >/dev/null 2>&1 || true
  rm -f "$home/docker.env"
}
