# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# The .NET hosts on this machine: databases, migrations, environment, start and readiness.

connection() { echo "Host=127.0.0.1;Port=${port[POSTGRES]};Database=$1;Username=$2;Password=$(secret "$2")"; }

create_databases() (
  export PGHOST=127.0.0.1 PGPORT="${port[POSTGRES]}" PGUSER=postgres PGPASSWORD
  PGPASSWORD="$(secret postgres)"
  PATH="$(postgres_bin any):$PATH"
  for role in {identity,registry,talent,transfer}_{owner,app}; do export "${role^^}_PASSWORD=$(secret "$role")"; done
  log="$home/logs/databases.log"
  bash "$root/deploy/docker/create-databases.sh" >"$log" 2>&1 9>&- ||
    fail "数据库创建失败：$(last_error "$log")" "the databases could not be created: $(last_error "$log")"
)

# Exports what one host reads; call it in a subshell.
host_environment() {
  local name="$1" db="${database[$1]:-}" http grpc
  export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Production}" LC_ALL=C.UTF-8
  export Identity__Authority="http://127.0.0.1:${port[IDENTITY]}/"
  if [ "$name" != demo ]; then
    http="$(http_port "$name")"
    export Endpoints__Http="http://127.0.0.1:$http"
  fi
  if [ -n "$db" ]; then
    export ConnectionStrings__Database ConnectionStrings__Migrations ConnectionStrings__RabbitMq
    ConnectionStrings__Database="$(connection "$db" "${db}_app")"
    ConnectionStrings__Migrations="$(connection "$db" "${db}_owner")"
    ConnectionStrings__RabbitMq="amqp://platform:$(secret rabbitmq)@127.0.0.1:${port[RABBITMQ]}/platform"
    grpc="$(grpc_port "$name")"
    export Endpoints__Grpc="http://127.0.0.1:$grpc"
  fi
  export Services__Identity="http://127.0.0.1:${port[IDENTITY_GRPC]}" Services__Registry="http://127.0.0.1:${port[REGISTRY_GRPC]}"
  export Services__Talent="http://127.0.0.1:${port[TALENT_GRPC]}" Services__Transfer="http://127.0.0.1:${port[TRANSFER_GRPC]}"
}

# Usage: run_host NAME ARGUMENT...; in the foreground: a migration, the error queue, the demo.
run_host() (
  host_environment "$1"
  dll="$apps/$1/${assembly[$1]}.dll"
  shift
  exec dotnet "$dll" "$@"
)

migrate() {
  local name log
  for name in "${hosts[@]}"; do
    [ -n "${database[$name]:-}" ] || continue
    log="$home/logs/migrate-$name.log"
    run_host "$name" migrate >"$log" 2>&1 9>&- ||
      fail "$name 的数据库迁移失败：$(last_error "$log")" "migration of $name failed: $(last_error "$log") (log: $log)"
  done
}

start_host() {
  local name="$1"
  (
    host_environment "$name"
    launch "$name" "$home" "$apps/$name" dotnet "$apps/$name/${assembly[$name]}.dll"
  )
}

host_ready() { [ "$(http_status "$(http_port "$1")" /health/ready)" = 200 ]; }
