#!/bin/sh
# killed.sh PROGRAM COUNT ROWS: kills an import of so many rows at COUNT random moments. Each time the graph must be as before, or
# as after when the import was done already; it must be sound, be read, and take the import when it is run again.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
[ -x "$program" ] || { echo "there is no program $program"; exit 1; }
count=$2
rows=$3
seed=${SEED:-$(date +%s)}
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cp -r "$(dirname "$0")/../golden/workspace/." "$desk"
cd "$desk" || exit 1
unset OBVERSE_GRAPH OBVERSE_HOME
echo "seed $seed"

# What the graph says, without the times of recording.
said() {
    sqlite3 "$1" "SELECT number, id, phrase, sentence, stance, speaker, source, valid_from, confidence, withdrawn_at IS NULL
        FROM claim ORDER BY number; SELECT * FROM claim_origin; SELECT * FROM happened ORDER BY claim;
        SELECT * FROM entity; SELECT * FROM name; SELECT key FROM meta"
}
fail() {
    echo "killed after $moment s (number $i, seed $seed): $*"
    exit 1
}

awk -v rows="$rows" 'BEGIN {
    print "id,label,day,actor"
    split("aldora borea caspia", actor, " ")
    for (i = 2; i <= rows + 1; ++i)
        printf "b%d,Act number %d,2030-%02d-%02d,%s\n", i, i, i % 12 + 1, i % 28 + 1, actor[i % 3 + 1]
}' >acts.csv
cat >acts.obv <<'END'
import "acts.csv"
  {id} is a Act labelled {label}
  {id} happened on {day}
  {actor} is responsible for {id}
  asserted by press in gazette
END
"$program" import >/dev/null 2>&1 || exit 1
mv obverse.db before.db
said before.db >before
cp before.db graph.db
begun=$(date +%s%N)
"$program" import --graph graph.db acts.obv >/dev/null 2>&1 || exit 1
took=$((($(date +%s%N) - begun) / 1000000))
said graph.db >after

cut_off=0
halfway=0
awk -v seed="$seed" -v count="$count" -v took="$took" 'BEGIN {
    srand(seed)
    for (i = 0; i < count; ++i) printf "%.4f\n", (rand() * took * 1.05 + 1) / 1000
}' >moments
i=0
while read -r moment; do
    i=$((i + 1))
    cp before.db graph.db
    rm -f graph.db-journal
    timeout -s KILL "$moment" "$program" import --graph graph.db acts.obv >/dev/null 2>&1
    done_before=$?
    [ -e graph.db-journal ] && halfway=$((halfway + 1))
    "$program" list entities --graph graph.db >/dev/null 2>&1 || fail "it is not read"
    [ "$(sqlite3 graph.db 'PRAGMA integrity_check')" = ok ] || fail "it is damaged"
    said graph.db >now
    if [ "$done_before" -ne 0 ] && cmp -s now before; then
        cut_off=$((cut_off + 1))
    elif ! cmp -s now after; then
        fail "it is neither as before nor as after"
    fi
    "$program" import --graph graph.db acts.obv >/dev/null 2>&1 || fail "it takes no import any more"
    said graph.db >now
    cmp -s now after || fail "the next import comes to something else"
done <moments
echo "$count times, cut off $cut_off times, $halfway of them while it was writing"
[ "$cut_off" -gt 0 ]
