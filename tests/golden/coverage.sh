#!/bin/sh
# coverage.sh PROGRAM: every point of the paper is encoded and exercised, an example notices every small damage to the rules,
# and the README names the points whose rules read nothing that is on record: fifteen at most.
set -u
program=$(realpath "$1")
here=$(cd "$(dirname "$0")/../.." && pwd)
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
cd "$here" || exit 1
status=0
"$here/script/mutants" "$program" || status=1
"$program" coverage --graph "$kept/graph.db" --json >"$kept/coverage.json" 2>/dev/null || status=1
points() { sqlite3 -bail :memory: "
    SELECT json_extract(value, '\$.point') FROM json_each(readfile('$kept/coverage.json'), '\$.points') WHERE $1"; }
for point in $(points "json_extract(value, '\$.waits') = 0 AND json_extract(value, '\$.encoded') = 0"); do
    echo "point $point: nothing encodes it" >&2
    status=1
done
for point in $(points "json_extract(value, '\$.waits') = 0 AND json_extract(value, '\$.exercised') = 0"); do
    echo "point $point: no example would fail without it" >&2
    status=1
done
count=$(points "1" | wc -l)
[ "$count" -ge 77 ] || { echo "only $count points were told" >&2; status=1; }

points "json_extract(value, '\$.claims') = 0 AND json_extract(value, '\$.stated') = 0" | sort >"$kept/silent"
sed -n '/^## Gaps/,/^## /p' README.md | grep -oE '`[A-Z][0-9]+`' | tr -d '`' | sort >"$kept/listed"
for point in $(comm -23 "$kept/silent" "$kept/listed"); do
    echo "point $point: reads no claim of the corpus, and the README lists no such gap" >&2
    status=1
done
for point in $(comm -13 "$kept/silent" "$kept/listed"); do
    echo "point $point: the README lists a gap, and there is none" >&2
    status=1
done
[ "$(wc -l <"$kept/silent")" -le 15 ] || { echo "more than fifteen points read no claim" >&2; status=1; }
exit $status
