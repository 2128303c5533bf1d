#!/bin/sh
# drafts.sh PROGRAM: what an audit finds in each draft of corpus/drafts, and what the draft would cost whom, against
# drafts.txt beside this script. OBVERSE_UPDATE_GOLDEN=1 rewrites the table instead of comparing.
set -u
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
export OBVERSE_GRAPH="$temporary/graph.db" COLUMNS=100 NO_COLOR=1
unset OBVERSE_HOME
"$program" import >/dev/null 2>&1

# Level, finding and place, in the order of the text; what other lenses find stands deeper.
findings() {
    "$program" audit --json "$1" | awk '
        { gsub(/",$/, "\"") }
        /^          "finding": / { finding = $2 }
        /^          "level": / { level = $2 }
        /^          "of": / { sub(/^ *"of": /, ""); line = level " " finding " " $0; gsub(/"/, "", line); print "  " line }
    '
}

# Groups of States that fare alike, large ones by their number; and how much conduct is covered, and how much left out.
costs() {
    "$program" impact "$1" | awk '
        /^$/ { said = ""; next }
        /^next$/ { exit }
        /^[^ ]/ { said = said == "" ? $0 : said " " $0; next }
        /^  and [0-9,]+ more/ { more = $2; sub(/,/, "", more); count[kind] += more - 1; next }
        /^  - it covers / { kind = "covers"; count[kind]++; next }
        /^  - it leaves out / { kind = "leaves out"; count[kind]++; next }
        /^  - / {
            if (said != "") {
                if (match(said, /^[0-9]+: /)) { number = substr(said, 1, RLENGTH - 2) + 0; if (number > 5) said = number " States" }
                print "  " said
                said = ""
            }
            begun = 1; print "  " $0; next
        }
        /^    / && kind == "" && begun { print "  " $0; next }
        /^  it asks nothing/ { print $0 }
        END { for (kind in count) if (kind == "covers") print "  covers " count[kind] " acts on record"
              for (kind in count) if (kind != "covers") print "  leaves out " count[kind] " threats on record" }
    '
}

for file in corpus/drafts/*.txt; do
    echo "$(basename "$file" .txt): findings"
    findings "$file" || exit 1
    echo "$(basename "$file" .txt): costs"
    costs "$file" || exit 1
    echo
done >"$temporary/table"
[ "$(grep -c ': findings$' "$temporary/table")" -ge 6 ] || { echo "there are fewer than six drafts"; exit 1; }
if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
    cp "$temporary/table" "$here/drafts.txt"
else
    diff -u "$here/drafts.txt" "$temporary/table"
fi
