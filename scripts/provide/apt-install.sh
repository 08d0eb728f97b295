#!/bin/sh
# Installs Debian packages as root: apt-install.sh PACKAGE|OTHER-NAME…
# Of each argument the first name that apt knows is taken; one that it does not know at all is left out.
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
servers='prometheus prometheus-pushgateway'

# Debian starts a server as soon as it is installed. Tests start their own; none may run because of us.
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

apt() {
  apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}

is_installed() {
  dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

first_known() {
  for name in $(printf %s "$1" | tr '|' ' '); do
    if apt-cache show "$name" 2>/dev/null | grep -qx "Package: $name"; then
      printf '%s\n' "$name"
      return
    fi
  done
  echo "apt does not know $1" >&2
}

apt update || echo 'apt-get update failed; going on with the lists that are here' >&2
packages=$(for argument in "$@"; do first_known "$argument"; done)
new_servers=$(for server in $servers; do is_installed "$server" || printf '%s\n' "$server"; done)

# shellcheck disable=SC2086 # one word a package
apt install --no-install-recommends -y $packages

# Nor now, where another policy let it, nor at the next start of this machine.
for server in $new_servers; do
  if is_installed "$server" && command -v systemctl >/dev/null; then
    systemctl disable --now --quiet "$server.service" >&2 || true
  fi
done
