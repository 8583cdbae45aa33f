# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# Publishes the hosts. They run from a copy named by the hash of their sources, so that building or testing
# never swaps files under a running host, and a second `up` with nothing changed builds nothing. All instances of a
# checkout share these copies.
shared="$root/.platform"

# No build process outlives its build: neither MSBuild's nodes nor the compiler's server.
dotnet_options=(-c Release -m:2 -nodeReuse:false -p:UseSharedCompilation=false -v quiet -nologo -clp:ErrorsOnly)
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

source_stamp() {
  (cd "$root" && find services contracts deploy/demo Directory.Build.props Directory.Packages.props global.json nuget.config \
    -type d \( -name bin -o -name obj \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

first_error() { grep -m 1 -E 'error ' "$1" | sed -e 's/ \[[^]]*\]$//' -e "s|$root/||g" | cut -c1-400; }

# Sets `apps` to the folder of the published hosts.
publish_hosts() {
  local stamp log="$home/logs/build.log" name
  require_dotnet
  stamp="$(source_stamp)"
  apps="$shared/apps/$stamp"
  [ ! -d "$apps" ] || return 0
  say "正在编译" "building"
  mkdir -p "$home/logs" "$shared/apps"
  exec 8>"$shared/build.lock"
  flock 8 # another instance may be building the same
  if [ -d "$apps" ]; then
    exec 8>&-
    return
  fi
  find "$root/services" "$root/deploy/demo" -type d -path '*/bin/Release/net10.0/publish' -prune -exec rm -rf {} +
  # Analyzers are for who changes the code: `test` runs them, and they take most of a build's time.
  dotnet publish "$root/deploy/local/hosts.slnf" "${dotnet_options[@]}" -p:RunAnalyzers=false >"$log" 2>&1 8>&- 9>&- ||
    fail "编译失败：$(first_error "$log")" "the build failed: $(first_error "$log") (log: $log)"
  rm -rf "$apps.new"
  mkdir -p "$apps.new"
  for name in "${hosts[@]}"; do cp -a "$root/services/$name/bin/Release/net10.0/publish" "$apps.new/$name"; done
  [ ! -d "$root/deploy/demo/client" ] ||   cp -a "$root/deploy/demo/client/bin/Release/net10.0/publish" "$apps.new/demo"
  mv "$apps.new" "$apps"
  exec 8>&-
}

# Older copies go, except those that another instance still runs from.
drop_old_apps() {
  local folder
  for folder in "$shared/apps"/*/; do
    folder="${folder%/}"
    if [ "$folder" != "$apps" ] && ! grep -qsF "$folder/" /proc/[0-9]*/cmdline; then rm -rf "$folder"; fi
  done
}
