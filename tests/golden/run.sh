#!/bin/sh
# run.sh PROGRAM: golden tests of what is printed. OBVERSE_UPDATE_GOLDEN=1 rewrites expectations.
#   check/NAME.obv     the findings of `obverse check` on the file
#   output/NAME.cmd    a command line each, run in a copy of workspace/, twice, with equal results
# The expectation beside each, NAME.expected, holds what is printed (both streams) and the exit code.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")" || exit 1
golden=$(pwd)
failed=0
count=0

# compare EXPECTED ACTUAL
compare() {
    count=$((count + 1))
    if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
        printf '%s\n' "$2" >"$1"
    elif ! printf '%s\n' "$2" | diff -u "$1" -; then
        failed=$((failed + 1))
    fi
}

for file in check/*.obv; do
    compare "${file%.obv}.expected" \
        "$({ "$program" check "$file" 2>&1 1>/dev/null; echo "exit $?"; })"
done

desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
cp -r workspace/. "$desk"
mkdir "$desk/.bin"
ln -s "$program" "$desk/.bin/obverse"
PATH="$desk/.bin:$PATH" HOME="$desk" XDG_STATE_HOME="$desk/.state" COLUMNS=100 NO_COLOR=1 LC_ALL=C.UTF-8
export PATH HOME XDG_STATE_HOME COLUMNS NO_COLOR LC_ALL
unset OBVERSE_GRAPH OBVERSE_HOME
cd "$desk" || exit 1
obverse import >/dev/null 2>&1

run() { sh -c "$(cat "$1")" </dev/null 2>&1; echo "exit $?"; }
for file in "$golden"/output/*.cmd; do
    actual=$(run "$file")
    if [ "$actual" != "$(run "$file")" ]; then
        echo "$file: prints something else when run again"
        failed=$((failed + 1))
    fi
    compare "${file%.cmd}.expected" "$actual"
done
[ "$count" -gt 0 ] || { echo "no case found"; exit 1; }
echo "$count cases, $failed failed"
[ "$failed" -eq 0 ]
