#!/usr/bin/env bash
# States the commit that git has checked out; where there is none, that is a gap and not an error.
set -euo pipefail
cat > /dev/null
if commit=$(git rev-parse HEAD 2> /dev/null); then
  printf '{"spec": {"commit": "%s"}}\n' "$commit"
else
  printf '{"gaps": [{"reason": "not_found", "field": "pipeline.commit", "message": "the folder is in no git repository"}]}\n'
fi
