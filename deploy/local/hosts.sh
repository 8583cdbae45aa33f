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
  export Identity__Authority="http://127.0.0.1:${port[IDENTITY]}/" Identity__AllowHttp=true # everything stays on loopback
  export Identity__KeyDirectory="$home/secrets/keys" Portal__BaseAddress="http://127.0.0.1:${port[PORTAL]}"
  if [ "$name" != demo ]; then
    http="$(http_port "$name")"
    export Endpoints__Http="http://127.0.0.1:$http"
  fi
  if [ "$name" = demo ]; then
    export Demo__Data="$root/deploy/demo" Demo__ClientId=demo Demo__ClientSecretFile="$home/secrets/demo_client"
    export Demo__AdminUser=admin Demo__AdminPasswordFile="$home/secrets/admin"
    # Containers and this machine keep different data, so the demo's accounts differ too.
    export Demo__VaultFile="$home/secrets/demo-${mode:-$(cat "$home/mode" 2>/dev/null || echo local)}.json"
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

# The first government organisation, its admin and the demo's machine client; what exists is left as it is.
bootstrap() {
  local log="$home/logs/bootstrap.log"
  secret admin 8 >/dev/null
  secret demo_client >/dev/null
  run_host identity bootstrap --organisation-code "${PLATFORM_ORGANISATION_CODE:-11130300YQ0000010M}" \
    --organisation-name "${PLATFORM_ORGANISATION_NAME:-秦皇岛市工业和信息化局}" --admin-user admin \
    --admin-password-file "$home/secrets/admin" --client-id demo --client-secret-file "$home/secrets/demo_client" >"$log" 2>&1 9>&- ||
    fail "首个管理员创建失败：$(last_error "$log")" "the first administrator could not be created: $(last_error "$log") (log: $log)"
}

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
