#!/bin/sh
# verdicts.sh PROGRAM: compares what the rules make of the corpus with verdicts.txt beside this script, so that no change
# of a rule or a fact goes unseen, and checks what must hold of it whatever the corpus says (invariants.sh).
# OBVERSE_UPDATE_GOLDEN=1 rewrites the table instead of comparing.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
kept=$(mktemp -d)
table=$(mktemp)
trap 'rm -rf "$kept" "$table"' EXIT
"$here/../../script/verdicts" --keep "$kept" "$program" >"$table" || exit 1
status=0
if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$table" "$here/verdicts.txt"
else
    diff -u "$here/verdicts.txt" "$table" || status=1
fi
cp "$table" "$kept/table"
"$here/invariants.sh" "$kept" || status=1
exit $status
