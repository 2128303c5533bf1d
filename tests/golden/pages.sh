#!/bin/sh
# pages.sh PROGRAM: pages that the program writes are as it writes them, and docs/json.md names every member that the golden
# outputs of --json show.
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
failed=0
unset OBVERSE_HOME OBVERSE_GRAPH

written() { # FORMAT FILE
    "$program" help "--$1" | diff -u "$2" - || {
        echo "$2 is not what \`obverse help --$1\` prints"
        failed=1
    }
}
written markdown docs/commands.md
written manual docs/obverse.1

members=$(grep -ho '^ *"[a-z_]*":' tests/golden/output/*json*.expected | tr -d ' ":' | sort -u)
[ "$(echo "$members" | wc -l)" -gt 20 ] || { echo "the golden outputs show hardly any member"; failed=1; }
for member in $members; do
    grep -q "[\`\"]$member[\`\"]" docs/json.md && continue
    echo "docs/json.md does not describe the member $member"
    failed=1
done
exit "$failed"
