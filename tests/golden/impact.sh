#!/bin/sh
# impact.sh PROGRAM: what resolution 77/41 would cost whom, against impact.expected; and that each cell has its proof.
# OBVERSE_UPDATE_GOLDEN=1 rewrites the expectation.
set -u
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
export COLUMNS=100 NO_COLOR=1 OBVERSE_GRAPH="$temporary/graph.db"
unset OBVERSE_HOME
"$program" import >/dev/null 2>&1
"$program" impact unga-77-41 >"$temporary/printed" 2>&1 || { cat "$temporary/printed"; exit 1; }
if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$temporary/printed" "$here/impact.expected"
else
    diff -u "$here/impact.expected" "$temporary/printed" || exit 1
fi
"$program" impact --json --proofs unga-77-41 >"$temporary/json" || exit 1
# Each cell has a verdict, and a proof with a side that holds.
cells=$(grep -c '^ *"verdict": "\(supported\|contested\)",$' "$temporary/json")
proofs=$(grep -c '^ *"proof": {$' "$temporary/json")
without=$(grep -A1 '^ *"proof": {$' "$temporary/json" | grep -c '"for": null')
[ "$proofs" -gt 1000 ] && [ "$cells" -ge "$proofs" ] && [ "$without" -eq 0 ] ||
    { echo "$cells cells, $proofs proofs, $without of them empty"; exit 1; }
