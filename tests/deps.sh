#!/bin/sh
# deps.sh PACKAGE...: see that these Debian packages are there; as root, install what is missing.
#
# Runs nothing when nothing is missing, so that it can stand before every check. A person who is
# not root gets the line to type instead of a command that asks for a password half-way.
set -eu

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "deps: no Debian package manager here; what is needed: $*" >&2
	exit 0
fi

missing=
for package; do
	state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | head -c 9) || state=
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	echo "deps: packages are missing. As root, type:" >&2
	echo "    apt-get update && apt-get install --no-install-recommends$missing" >&2
	exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update
# shellcheck disable=SC2086 # a list of words
apt-get install -y --no-install-recommends $missing
