#!/bin/sh
# Starts bylaw: the engine's commands in the native program; all others, benchmarks of policies and the language server in the whole one.
at=$0
while [ -L "$at" ]; do
  to=$(readlink "$at")
  case $to in /*) at=$to ;; *) at=${at%/*}/$to ;; esac
done
case $at in */*) ;; *) at=./$at ;; esac
case $1/$2 in
  rego/bench|rego/lsp) ;;
  rego/*) exec "${at%/*}/native/bylaw" "$@" ;;
esac
# A run allots some 100 MB and ends: collecting in between only takes time. The runtime takes this from the environment alone.
export DOTNET_GCgen0size="${DOTNET_GCgen0size:-0x3000000}"
exec "${at%/*}/bylaw-whole" "$@"
