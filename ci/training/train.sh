#!/usr/bin/env bash
# A training run with its gates: the data before, the model after, the release before it goes out.
# TRAIN is the command that trains and writes the model and its predictions where governance.yaml says they are.
set -euo pipefail
repository="${1:-.}"

bylaw check "$repository" --stage data --quiet     # unencrypted personal data, wrong purpose, licence: no run begins
bylaw check "$repository" --stage train --quiet
${TRAIN:?name the training command in TRAIN}
bylaw check "$repository" --stage evaluate --output html=evaluation.html
bylaw check "$repository" --stage predeploy --ledger "${BYLAW_LOG:?name the ledger: a gating stage passes only on record}" --sign-key "${BYLAW_GATE_KEY:?name the gate's private key}" --output vsa=verdict.dsse.json
