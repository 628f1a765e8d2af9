#!/usr/bin/env bash
# What tests check against: the Go project's tile-log packages, strace, a PostgreSQL server, and GnuPG. Quick when all is there.
set -uo pipefail
missing=()
[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ] || missing+=(golang-golang-x-mod-dev)
command -v go >/dev/null || missing+=(golang-go)
command -v gpg >/dev/null || missing+=(gnupg)
command -v strace >/dev/null || missing+=(strace)
[ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "eng/install/tools.sh: not installed, tests that need them will say so: ${missing[*]}" >&2
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
# A test whose tool is missing is skipped and says so, so a failed installation does not stop the others.
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null 2>&1 \
  || echo "eng/install/tools.sh: could not install ${missing[*]}" >&2
exit 0
