# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# test and bench: build, servers, run, count.

pair="" # folder of the servers this run has started

# For tests only: nothing in them must survive a power cut.
forgetful=(fsync=off synchronous_commit=off full_page_writes=off)

build_solution() {
  local log="$home/logs/build-solution.log"
  require_dotnet
  mkdir -p "$home/logs"
  say "正在编译 Platform.sln" "building Platform.sln"
  dotnet build "$root/Platform.sln" "${dotnet_options[@]}" >"$log" 2>&1 ||
    fail "编译失败：$(first_error "$log")" "the build failed: $(first_error "$log") (log: $log)"
}

stop_pair() {
  local code=$?
  trap - EXIT INT TERM
  if [ -n "$pair" ]; then
    stop_servers "$pair"
    remove_servers_folder "$pair"
    rm -rf "$pair"
  fi
  exit "$code"
}

# Servers for tests, in this order: given by the environment, a container engine through Testcontainers, a private pair.
# Usage: provide_servers PREFIX [SETTING...]; PREFIX is that of the variables, PLATFORM_TEST or PLATFORM_BENCH.
provide_servers() {
  local prefix="$1" given_postgres="$1_POSTGRES" given_rabbitmq="$1_RABBITMQ"
  shift
  if [ -n "${!given_postgres:-}" ] && [ -n "${!given_rabbitmq:-}" ]; then
    say "使用环境变量指定的 PostgreSQL 与 RabbitMQ" "using the PostgreSQL and RabbitMQ given by the environment"
    return
  fi
  if [ "$prefix" = PLATFORM_TEST ] && docker info >/dev/null 2>&1; then
    say "使用容器中的 PostgreSQL 与 RabbitMQ" "using PostgreSQL and RabbitMQ in containers (Testcontainers)"
    return
  fi
  start_pair "$prefix" "$@"
}

# A pair of private servers on free ports, gone when the launcher ends; its addresses are exported.
start_pair() {
  local prefix="$1" password listen management rabbitmq_port
  shift
  ensure_server_packages
  ensure_letter_font
  trap stop_pair EXIT
  trap 'exit 130' INT TERM HUP PIPE
  mkdir -p "$home"
  pair="$(mktemp -d "$home/${prefix,,}-XXXXXX")"
  chmod 755 "$pair"
  password="$(secret tests)" listen="$(free_port)" management="$(free_port)"
  start_rabbitmq "$pair" "$listen" "$management" "$(free_port)" "$(free_port)" / "$password"
  export "${prefix}_RABBITMQ=amqp://platform:$password@127.0.0.1:$listen/" "${prefix}_RABBITMQ_MANAGEMENT=http://platform:$password@127.0.0.1:$management"
  rabbitmq_port="$listen"
  listen="$(free_port)"
  start_postgres "$pair" "$listen" "$password" max_connections=500 "$@"
  export "${prefix}_POSTGRES=Host=127.0.0.1;Port=$listen;Username=postgres;Password=$password;Database=postgres"
  await_rabbitmq "$pair" "$rabbitmq_port" "$management" "$password"
  say "使用本机私有的 PostgreSQL（端口 $listen）与 RabbitMQ（端口 $rabbitmq_port）" \
    "using private local PostgreSQL (port $listen) and RabbitMQ (port $rabbitmq_port)"
}

# For a test program started by hand: prints the addresses, an empty line, and keeps the servers until its input closes.
run_servers() {
  local name
  start_pair PLATFORM_TEST "${forgetful[@]}" >&2
  for name in PLATFORM_TEST_POSTGRES PLATFORM_TEST_RABBITMQ PLATFORM_TEST_RABBITMQ_MANAGEMENT; do printf '%s=%s\n' "$name" "${!name}"; done
  echo
  cat >/dev/null
}

# Reads a result file; prints "passed failed skipped". A clean-up error of a class counts as a failure.
count_results() {
  grep -oE '<assembly [^>]*>' "$1" | awk '
    function value(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { p += value("passed"); f += value("failed") + value("errors"); s += value("skipped") }
    END { printf "%d %d %d\n", p, f, s }'
}

run_tests() {
  local filter="$1" results="$home/results" project dll name code passed=0 failed=0 skipped=0 p f s arguments=() broken=()
  build_solution
  ensure_browser
  provide_servers PLATFORM_TEST "${forgetful[@]}"
  rm -rf "$results" && mkdir -p "$results"
  if [ -n "$filter" ]; then arguments=(-filterVSTest "$(vstest_filter "$filter")"); fi
  for project in "$root"/tests/*/*.Tests.csproj; do
    name="$(basename "$project" .csproj)"
    dll="$(dirname "$project")/bin/Release/net10.0/$name.dll"
    [ -f "$dll" ] || { broken+=("$name") && continue; }
    printf '\n== %s\n' "$name"
    code=0
    (cd "$(dirname "$dll")" && dotnet exec "$dll" -noLogo -noColor -noAutoReporters "${arguments[@]}" -result-xml "$results/$name.xml" </dev/null) || code=$?
    # A host that crashed leaves no complete result file, or fails with nothing failed in it.
    if ! grep -q '</assemblies>' "$results/$name.xml" 2>/dev/null; then
      broken+=("$name") && continue
    fi
    read -r p f s <<<"$(count_results "$results/$name.xml")"
    [ "$code" = 0 ] || [ "$f" -gt 0 ] || broken+=("$name")
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done
  echo
  print_failures "$results"
  for name in "${broken[@]}"; do say "测试程序异常退出：$name" "test program crashed: $name"; done
  failed=$((failed + ${#broken[@]}))
  [ $((passed + failed)) -gt 0 ] || say "没有运行任何测试" "no test was run"
  echo "$passed passed, $failed failed, $skipped skipped"
  if [ "$failed" -gt 0 ] || [ "$passed" = 0 ]; then exit 1; fi
}

# The text may stand in the class's, the method's or the display name; the language's own signs are escaped.
vstest_filter() {
  local text
  # shellcheck disable=SC2001 # a pattern with groups of signs reads better here
  text="$(sed -e 's/[\\()&|=!~]/\\&/g' <<<"$1")"
  echo "FullyQualifiedName~$text|DisplayName~$text"
}

# Names and first lines of the messages of all failed tests, together at the end.
print_failures() {
  local file
  for file in "$1"/*.xml; do
    [ -f "$file" ] || continue
    sed -e 's/<test /\n<test /g' "$file" | awk '
      /<test .*result="Fail"/ { match($0, / name="[^"]*"/); print "FAILED " substr($0, RSTART + 7, RLENGTH - 8); failing = 1 }
      failing && /<message>/ { sub(/.*<message>/, ""); print_it = 1 }
      print_it { line = $0; over = sub(/<\/message>.*/, "", line); print "  " line; if (over || ++lines > 8) { print_it = failing = lines = 0 } }
    ' | sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e "s/&apos;/'/g" -e 's/\\"/"/g' -e 's/&amp;/\&/g'
  done
}

run_bench() {
  local log="$home/logs/build-bench.log" project="$root/tests/benchmarks/Platform.Benchmarks.csproj"
  [ $# -gt 0 ] || fail "用法：./platform bench 名称 [参数]" "usage: ./platform bench NAME [ARGUMENTS]"
  require_dotnet
  mkdir -p "$home/logs"
  # Progress goes to standard error: standard output carries the figures alone.
  dotnet build "$project" "${dotnet_options[@]}" >"$log" 2>&1 ||
    fail "编译失败：$(first_error "$log")" "the build failed: $(first_error "$log") (log: $log)"
  provide_servers PLATFORM_BENCH >&2
  cd "$caller" # files named on the command line are relative to where the user stands
  dotnet "$(dirname "$project")/bin/Release/net10.0/Platform.Benchmarks.dll" "$@"
}
