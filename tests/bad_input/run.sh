#!/bin/sh
# run.sh PROGRAM [KIB]: what the program makes of bad input, from the outside: its exit code, what it says, in at most KIB of
# address space, and that a knowledge graph stays as it was. Large inputs are made on the spot.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
[ -x "$program" ] || { echo "there is no program $program"; exit 1; }
memory=${2:-unlimited}
workspace=$(cd "$(dirname "$0")/../golden/workspace" && pwd)
desk=$(mktemp -d)
trap 'chmod -R u+w "$desk"; rm -rf "$desk"' EXIT
cp -r "$workspace/." "$desk"
cd "$desk" || exit 1
HOME=$desk COLUMNS=100 NO_COLOR=1 LC_ALL=C.UTF-8
export HOME COLUMNS NO_COLOR LC_ALL
unset OBVERSE_GRAPH OBVERSE_HOME
failed=0
count=0

obverse() { (ulimit -v "$memory"; exec timeout 120 "$program" "$@"); }
complain() {
    failed=$((failed + 1))
    echo "$*" | cut -c 1-300
    head -n 20 said | cut -c 1-200
}
# expect CODE TEXT… -- WORD…: the command ends with the code and says each text.
expect() {
    count=$((count + 1))
    code=$1
    shift
    wanted=""
    while [ "$1" != -- ]; do
        wanted="$wanted$1
"
        shift
    done
    shift
    obverse "$@" >said 2>&1 </dev/null
    got=$?
    [ "$got" -eq "$code" ] || complain "exit $got, not $code: obverse $*"
    printf %s "$wanted" | while IFS= read -r text; do
        grep -qF -- "$text" said || echo "$text"
    done >unsaid
    [ -s unsaid ] && complain "does not say \`$(cat unsaid)\`: obverse $*"
    return 0
}
repeated() { awk -v text="$1" -v count="$2" 'BEGIN { while (count-- > 0) printf "%s", text }'; }
unchanged() { cmp -s "$1" "$2" || complain "$1 is not what it was"; }

question="is j1 a threat to borea?"
expect 0 "21 new" -- import
cp obverse.db kept.db

# --- Rule files ---
printf 'vocabulary v\n  kind St\377ate\n' >bytes.obv
printf ' \n\t\n' >empty.obv
repeated x 100000000 >line.obv
{
    printf 'relation p(x: integer)\nrelation q(x: integer)\nrule\n  p(X)\n  if q(Y)\n  and X is '
    repeated '(' 10000
    printf Y
    repeated ')' 10000
    echo
} >deep.obv
{
    printf 'relation p(x: integer)\nrelation q(x: integer)\nrule\n  p(X)\n  if q(X)\n'
    repeated '  and any of:
' 10000 | awk '{ printf "%*s%s\n", NR % 40, "", $0 }'
} >lists.obv
truncate -s 4G large.obv
for command in check "fmt --stdout" "run --facts . --out ."; do
    # shellcheck disable=SC2086
    {
        expect 3 "error[invalid-utf8]" "bytes.obv:2:10" "help:" -- $command bytes.obv
        expect 3 "error[empty-file]" "empty.obv:1:1" "help:" -- $command empty.obv
        expect 3 "error[file-too-large]" "line.obv:1:1" "help:" -- $command line.obv
        expect 3 "error[file-too-large]" "large.obv:1:1" "help:" -- $command large.obv
        expect 3 "error[nesting-too-deep]" "deep.obv:6:" "help:" -- $command deep.obv
        expect 3 "error[nesting-too-deep]" "lists.obv:" "help:" -- $command lists.obv
    }
done
head -c 1000000 line.obv >rules/long.obv
expect 3 "error[line-too-long]" "rules/long.obv:1:1" -- ask "$question"
rm rules/long.obv line.obv large.obv

# --- Questions ---
expect 3 "UTF-8" -- ask "$(printf 'is j1 a thr\377eat to borea?')"
expect 3 "error[" -- ask ""
expect 3 "error[" -- ask "$(repeated '(' 10000)"
expect 3 "error[" -- ask "$(repeated 'is j1 ' 10000)"

# --- A circle through absence ---
cat >circle.obv <<'END'
vocabulary circle
  kind Club
  kind Person
  phrase member "{Person} is a member of {Club}"  derived
  phrase barred "{Person} is barred from {Club}"  derived
  phrase asks "{Person} asks to join {Club}"
source charter "The charter"
rule admission
  the person is a member of the club
  if the person asks to join the club
  and there is no record that the person is barred from the club
  cites charter
rule bar
  the person is barred from the club
  if the person asks to join the club
  and there is no record that the person is a member of the club
  cites charter
END
expect 3 "error[recursion-through-absence]" "help:" "circle.obv:11:" "circle.obv:16:" \
    "rule \`admission\`: the person is a member of the club, if there is no record that" \
    "rule \`bar\`: the person is barred from the club, if there is no record that" -- check circle.obv

# --- More than can be derived ---
mkdir facts
{
    printf 'relation n(number: integer)\nrelation up(a: integer, b: integer, c: integer, d: integer) output\n'
    printf 'rule\n  n(0)\nrule\n  n(Y)\n  if n(X)\n  and X is less than 999\n  and Y is X + 1\n'
    printf 'rule endless\n  up(A, B, C, D)\n  if n(A)\n  and n(B)\n  and n(C)\n  and n(D)\n'
} >endless.obv
expect 4 "error[limit-reached]" "64 MiB" "\`up\` has" "this rule was running" "help:" -- \
    run endless.obv --facts facts --out out --limit-memory 64
expect 4 "error[limit-reached]" "1,000,000 tuples" "\`up\` has" -- \
    run endless.obv --facts facts --out out --limit-tuples 1000000
expect 4 "error[limit-reached]" "0.5 s" "\`up\` has" -- run endless.obv --facts facts --out out --limit-time 0.5
[ -e out ] && complain "a run that was ended wrote something"

# 10,000 acts, hence 10^12 ways in which one crowds two.
cat >ontology/crowds.obv <<'END'
vocabulary crowds
  phrase crowds "{Act} crowds {b: Act} and {c: Act}"  derived
END
cat >rules/crowds.obv <<'END'
rule crowding
  Act A crowds Act B and Act C
  if State S is responsible for A
  and State T is responsible for B
  and State U is responsible for C
  cites primer
END
acts() {
    echo "id,label,day,actor"
    awk -v all="$1" 'BEGIN {
        split("aldora borea caspia", actor, " ")
        for (i = 2; i <= all + 1; ++i)
            printf "b%d,Act number %d,2030-%02d-%02d,%s\n", i, i, i % 12 + 1, i % 28 + 1, actor[i % 3 + 1]
    }'
}
# mapping NAME: an import block for the table of that name.
mapping() {
    printf 'import "%s.csv"\n  {id} is a Act labelled {label}\n  {id} happened on {day}\n' "$1"
    printf '  {actor} is responsible for {id}\n  asserted by press in gazette\n'
}
acts 10000 >acts.csv
mapping acts >acts.obv
expect 0 -- import --graph crowd.db
expect 0 "10000 rows" "(20000 new" -- import --graph crowd.db acts.obv
for limit in "--derived-limit 200000:200,000 tuples" "--memory-limit 64:64 MiB" "--time-limit 3:3 s"; do
    # shellcheck disable=SC2086
    expect 4 "error[limit-reached]" "more than ${limit#*:}" "rule crowding" "help:" -- \
        ask --graph crowd.db ${limit%%:*} "which acts crowd which acts and which acts?"
done
rm ontology/crowds.obv rules/crowds.obv

# --- Tables and lines ---
# refused FILE TEXT…: nothing of the file is loaded.
refused() {
    file=$1
    shift
    cp kept.db tried.db
    expect 3 "$@" -- import --graph tried.db "$file"
    unchanged tried.db kept.db
}
acts 8000 >sound.csv
awk 'NR == 500 { sub(/[a-z]*$/, "atlantis") } NR == 7123 { sub(/2030-[0-9-]*/, "2030-13-45") } { print }' sound.csv >rows.csv
sed '1s/actor/who/; 7123s/2030-[0-9-]*/soon/' sound.csv >column.csv
: >nothing.csv
printf 'id,label,day,actor\nb1,"Act\n' >quote.csv
printf '\377\376i\0d\0' >utf16.csv
{ head -n 2 sound.csv; repeated x 100000000; } >wide.csv
for name in rows column nothing quote utf16 wide absent; do mapping $name >$name.obv; done
refused rows.obv "2 of 8000 rows rejected; nothing is loaded" "error[unknown-entity]: no \`State\` is called \`atlantis\`" \
    "rows.csv:500:" "error[bad-date]: \`2030-13-45\` is no date" "rows.csv:7123:23" "help:"
refused column.obv "error[missing-column]: \`column.csv\` has no column \`actor\`" "column.obv:4:" "\`who\`" \
    "error[bad-date]: \`soon\` is no date" "column.csv:7123:23" "1 of 8000 rows rejected"
refused nothing.obv "error[missing-column]: the table is empty" "nothing.csv"
refused quote.obv "error[unclosed-quote]" "quote.csv:2:4"
refused utf16.obv "error[bad-row]" "utf16.csv:1:1" "save it as UTF-8"
refused wide.obv "error[line-too-long]" "wide.csv:3:1"
refused absent.obv "error[missing-file]" "absent.csv" "absent.obv:1:"
rm wide.csv
{ repeated '[' 10000; echo; } >deep.jsonl
repeated '{"a":' 20000000 >wide.jsonl
printf '{"type":"claim","phrase":"happened","arguments":["j1","2030-02-30"]}\n{"type":"cl\377im"}\n{}\n[\n' >lines.jsonl
refused deep.jsonl "error[bad-json]" "deep.jsonl:1:101" "nested too deep"
refused wide.jsonl "error[line-too-long]" "wide.jsonl:1:1" "1 of 1 row rejected"
refused lines.jsonl "4 of 4 rows rejected" "lines.jsonl:1:55" "lines.jsonl:2:12" "lines.jsonl:3:1" "lines.jsonl:4:2"
rm wide.jsonl
cp kept.db tried.db
expect 0 "rows.csv:7123:23" "8000 rows" "15996 new" -- import --graph tried.db --skip-rejected rows.obv

# --- The knowledge graph ---
# A graph that cannot be used: each command says why and leaves it alone.
unusable() {
    cp "$1" before.db
    for words in "ask|$question" "list|entities" "import|sound.obv"; do
        expect 3 "$1" "$2" -- "${words%%|*}" --graph "$1" "${words#*|}"
        unchanged "$1" before.db
    done
}
mapping sound >sound.obv
echo "dear diary" >text.db
head -c 20000 /dev/urandom >noise.db
sqlite3 foreign.db "CREATE TABLE t (x)"
cp kept.db newer.db
sqlite3 newer.db "PRAGMA user_version = 99"
size=$(wc -c <kept.db)
head -c $((size / 8192 * 4096)) kept.db >half.db
head -c $((size - 1000)) kept.db >cut.db
unusable text.db "it is no knowledge graph"
unusable noise.db "it is no knowledge graph"
unusable foreign.db "a database of another program"
unusable newer.db "made by a newer Obverse (form 99"
unusable half.db "it is damaged"
unusable cut.db "is damaged: its end is missing"
expect 3 "absent/graph.db" -- import --graph absent/graph.db
expect 3 "obverse: " -- ask --graph facts "$question"

# Another process writes to it.
cp kept.db locked.db
mkfifo orders
sqlite3 locked.db <orders >answers &
exec 3>orders
echo "BEGIN EXCLUSIVE; SELECT 'held';" >&3
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s answers ] && break
    sleep 0.5
done
cp locked.db before.db
expect 3 "locked.db" "another process is using it" "try again" -- ask --graph locked.db "$question"
expect 3 "locked.db" "another process is using it" "try again" -- import --graph locked.db sound.obv
unchanged locked.db before.db
exec 3>&-
wait
expect 0 "contested" -- ask --graph locked.db "$question"

# Read-only: it is read, and not written. Root may write anything, so it steps down for this.
mkdir shelf
cp kept.db shelf/graph.db
chmod 444 shelf/graph.db
chmod 555 shelf
chmod 755 .
if [ "$(id -u)" -ne 0 ]; then
    expect 0 "contested" -- ask --graph shelf/graph.db "$question"
    expect 3 "is read-only" "copy it" -- import --graph shelf/graph.db sound.obv
elif setpriv --reuid=65534 --clear-groups "$program" --version >said 2>&1; then
    as_root=$program
    program=setpriv
    expect 0 "contested" -- --reuid=65534 --clear-groups "$as_root" ask --graph shelf/graph.db "$question"
    expect 3 "is read-only" "copy it" -- --reuid=65534 --clear-groups "$as_root" import --graph shelf/graph.db sound.obv
    program=$as_root
fi
unchanged shelf/graph.db kept.db

# The disk takes no more: a limit on the size of files is one that a test can set.
cp kept.db full.db
(
    trap '' XFSZ
    ulimit -f $((size / 512 + 40))
    exec timeout 120 "$program" import --graph full.db sound.obv
) >said 2>&1
[ $? -eq 3 ] || complain "an import onto a full disk does not fail"
grep -qF "nothing was changed" said || complain "does not say that nothing was changed"
expect 0 "contested" -- ask --graph full.db "$question"
[ "$(sqlite3 full.db 'PRAGMA integrity_check')" = ok ] || complain "full.db is damaged"
[ "$(sqlite3 full.db 'SELECT count(*) FROM claim')" = "$(sqlite3 kept.db 'SELECT count(*) FROM claim')" ] ||
    complain "something was loaded onto a full disk"
expect 0 "8000 rows" "16000 new" -- import --graph full.db sound.obv
for words in "list rules" "show j1" export "run endless.obv --facts facts --out shelf --limit-tuples 10"; do
    # shellcheck disable=SC2086
    "$program" $words >/dev/full 2>said && complain "prints onto a full disk and says nothing: obverse $words"
done

echo "$count commands, $failed failures"
[ "$failed" -eq 0 ]
