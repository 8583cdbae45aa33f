# shellcheck shell=bash disable=SC2154,SC2034 # the parts share their variables
# Installs the Debian packages that are missing, without starting or enabling a system service.

# The newest PostgreSQL (15 or later) whose server programs are installed, or the one a data folder was made with.
postgres_bin() {
  local wanted="$1" folder version best=""
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V); do
    if [ ! -x "$folder/initdb" ] || [ ! -x "$folder/psql" ]; then continue; fi
    version="${folder#/usr/lib/postgresql/}"
    version="${version%/bin}"
    [ "$version" -ge 15 ] 2>/dev/null || continue
    [ "$wanted" = any ] || [ "$version" = "$wanted" ] || continue
    best="$folder"
  done
  [ -n "$best" ] && echo "$best"
}

# Debian's /usr/sbin/rabbitmq-server insists on the system's user and folders; the script beneath it does not.
rabbitmq_bin() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && command -v erl >/dev/null && echo /usr/lib/rabbitmq/bin; }

require_dotnet() {
  command -v dotnet >/dev/null || fail "找不到 .NET SDK（dotnet），请先安装 .NET 10 SDK" "the .NET SDK (dotnet) is missing, install the .NET 10 SDK first"
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "已安装的 .NET SDK 不满足 global.json 要求的版本" "no installed .NET SDK satisfies the version in global.json"
}

ensure_server_packages() {
  local missing=()
  postgres_bin any >/dev/null || missing+=(postgresql)
  rabbitmq_bin >/dev/null || missing+=(rabbitmq-server)
  [ ${#missing[@]} -gt 0 ] || return 0
  install_packages "${missing[@]}"
  postgres_bin any >/dev/null || fail "没有 PostgreSQL 15 或更新版本" "PostgreSQL 15 or later is not available on this system"
  rabbitmq_bin >/dev/null || fail "RabbitMQ 安装后仍不可用" "RabbitMQ is still missing after its installation"
}

# The letters' PDF needs a Chinese font. Without one the platform runs all the same, and the letters have their HTML form.
letter_font=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
ensure_letter_font() {
  [ -e "$letter_font" ] && return 0
  (install_packages fonts-noto-cjk) || say "没有中文字体，决定书暂无 PDF 版" "there is no Chinese font, letters have no PDF form"
}

# The portal is tried in a real browser, and its Chinese needs a font to be seen in.
ensure_browser() {
  local candidate
  for candidate in "${PLATFORM_CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
    if [ -n "$candidate" ] && [ -x "$candidate" ]; then return 0; fi
  done
  install_packages chromium fonts-noto-cjk
}

install_packages() {
  local as_root=() log="$home/logs/packages.log"
  command -v apt-get >/dev/null || fail "缺少软件包：$*（请自行安装）" "missing packages: $* (install them by hand)"
  if ! is_root; then
    sudo -n true 2>/dev/null || fail "缺少软件包，请以管理员运行：apt-get install $*" "missing packages, run as administrator: apt-get install $*"
    as_root=(sudo -n)
  fi
  say "正在安装缺少的软件包：$*" "installing missing packages: $*"
  mkdir -p "$home/logs"
  "${as_root[@]}" bash "$root/deploy/local/install-packages.sh" "$@" >"$log" 2>&1 ||
    fail "软件包安装失败：$*：$(grep -E '^E:' "$log" | tail -n 1)" "could not install $*: $(grep -E '^E:' "$log" | tail -n 1), see $log"
}
