#!/bin/sh
# verdicts.sh PROGRAM: compares what the rules make of the corpus with verdicts.txt beside this script, so that no change
# of a rule or a fact goes unseen. OBVERSE_UPDATE_GOLDEN=1 rewrites the table instead.
set -u
program=$1
here=$(cd "$(dirname "$0")" && pwd)
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT
"$here/../../script/verdicts" "$program" >"$actual" || exit 1
if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$actual" "$here/verdicts.txt"
else
    diff -u "$here/verdicts.txt" "$actual"
fi
