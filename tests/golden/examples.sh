#!/bin/sh
# examples.sh PROGRAM: every example that the help of a command gives runs, in a workspace that `init` made.
set -u
program=$(realpath "$1")
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
mkdir "$desk/.bin"
ln -s "$program" "$desk/.bin/obverse"
PATH="$desk/.bin:$PATH" HOME="$desk" XDG_STATE_HOME="$desk/.state" COLUMNS=100 NO_COLOR=1 LC_ALL=C.UTF-8
export PATH HOME XDG_STATE_HOME COLUMNS NO_COLOR LC_ALL
unset OBVERSE_GRAPH OBVERSE_HOME
cd "$desk" || exit 1
obverse init desk >/dev/null || exit 1
cd desk || exit 1
cp rules/threat.obv mine.obv
mkdir data
printf '1,2\n2,3\n' >data/edge.csv
printf 'relation edge(from: integer, to: integer)  input\nrelation path(from: integer, to: integer)  output\nrule\n  path(X, Y)\n  if edge(X, Y)\n' >reach.obv
printf '{"type":"entity","id":"x1","kinds":["Behaviour"]}\n' >findings.jsonl
failed=0
count=0
obverse help --markdown | sed -n 's/^    \(obverse .*\)/\1/p' >../examples
while IFS= read -r example; do
    case $example in
    *--svg*) command -v dot >/dev/null || continue ;;
    *rules/mine.obv*) example=$(echo "$example" | sed 's|rules/mine.obv|rules/threat.obv|') ;;
    esac
    count=$((count + 1))
    sh -c "$example" >../said 2>&1 </dev/null
    code=$?
    [ "$code" -eq 0 ] && continue
    failed=$((failed + 1))
    echo "exit $code: $example"
    head -n 5 ../said
done <../examples
[ "$count" -gt 30 ] || { echo "hardly an example found"; exit 1; }
echo "$count examples, $failed failed"
[ "$failed" -eq 0 ]
