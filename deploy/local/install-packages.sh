#!/usr/bin/env bash
# Installs Debian packages for their programs only: no service is started, no PostgreSQL cluster made.
# Everything it puts in place to achieve that is taken away again, also when the installation fails.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
cluster_rules=/etc/postgresql-common/createcluster.d
cluster_rule="$cluster_rules/tripartite-platform.conf"
made_policy="" made_rules=""

undo() {
  [ -z "$made_policy" ] || rm -f "$policy"
  rm -f "$cluster_rule"
  [ -z "$made_rules" ] || rmdir "$cluster_rules" 2>/dev/null || true
}
trap undo EXIT

# An administrator's own policy stays; both sysv and systemd maintainer scripts ask this program.
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
  made_policy=yes
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -q

if [[ " $* " == *" postgresql "* ]]; then
  if [ ! -d "$cluster_rules" ]; then
    mkdir -p "$cluster_rules"
    made_rules=yes
  fi
  echo "create_main_cluster = false" >"$cluster_rule"
fi

apt-get install -y -q --no-install-recommends "$@"

# A package that came for its programs must not start a broker of its own at the next boot.
if [[ " $* " == *" rabbitmq-server "* ]]; then
  update-rc.d rabbitmq-server disable || true
fi
