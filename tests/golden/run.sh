#!/bin/sh
# run.sh PROGRAM: checks each NAME.obv below this folder and compares what is printed, and the exit
# code, with NAME.expected. OBVERSE_UPDATE_GOLDEN=1 rewrites the expectations instead.
set -u
program=$1
cd "$(dirname "$0")" || exit 1
failed=0
count=0
for file in check/*.obv; do
    expected="${file%.obv}.expected"
    actual=$({ "$program" check "$file" 2>&1 1>/dev/null; echo "exit $?"; })
    count=$((count + 1))
    if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
        printf '%s\n' "$actual" >"$expected"
    elif ! printf '%s\n' "$actual" | diff -u "$expected" -; then
        failed=$((failed + 1))
    fi
done
[ "$count" -gt 0 ] || { echo "no case found"; exit 1; }
echo "$count cases, $failed failed"
[ "$failed" -eq 0 ]
