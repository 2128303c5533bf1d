#!/bin/sh
# same_meaning.sh PROGRAM: edits that leave the meaning of a draft alone leave its findings alone: other line breaks, other
# quotation marks and hyphens, American spelling, other numbers.
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
export OBVERSE_GRAPH="$temporary/graph.db"
unset OBVERSE_HOME
"$program" import >/dev/null 2>&1

# Paragraphs on one line each.
joined() { awk 'BEGIN { RS = ""; FS = "\n" } { $1 = $1; print (NR > 1 ? "\n" : "") $0 }' "$1"; }

wrapped() { joined "$1" | fold -s -w 50 | sed 's/ *$//'; }
quoted() { sed "s/[“”]/\"/g; s/’/'/g; s/\([a-z]\)-\([a-z]\)/\1‑\2/g" "$1"; }
american() {
    sed 's/ehaviour/ehavior/g; s/efence/efense/g; s/anoeuvre/aneuver/g; s/rogramme/rogram/g; s/entre /enter /g
         s/\([a-z]\)isation/\1ization/g' "$1"
}
british() { sed 's/\([Rr]ecogn\|[Ee]mphas\|[Mm]inim\)iz/\1is/g; s/\([a-z]\)ization/\1isation/g' "$1"; }
# Operative paragraphs begin at 4.
renumbered() { awk '/^Annex/ { annex = 1 } !annex && match($0, /^[0-9]+\. /) { sub(/^[0-9]+/, $1 + 3) } { print }' "$1"; }

failed=0
compared=0
# What other lenses find stands deeper.
findings() { # FILE FIELDS: which finding holds where
    "$program" audit --json "$1" | awk -v with_place="$2" '
        /^          "finding": / { finding = $2 }
        /^          "level": / { level = $2 }
        finding != "" && /^          "of": / { sub(/^ *"of": /, ""); print level, finding, with_place ? $0 : ""; finding = "" }
    ' | sort
}
for draft in behaviour-ban comprehensive-package sustainability-only; do
    file=corpus/drafts/$draft.txt
    for edit in wrapped quoted american british renumbered; do
        "$edit" "$file" >"$temporary/$draft.$edit.txt"
        if cmp -s "$file" "$temporary/$draft.$edit.txt"; then
            [ "$edit" = american ] || { echo "$draft: $edit changes nothing"; failed=1; }
            continue
        fi
        place=1
        [ "$edit" = renumbered ] && place=0
        findings "$file" "$place" >"$temporary/before"
        findings "$temporary/$draft.$edit.txt" "$place" >"$temporary/after"
        [ "$(wc -l <"$temporary/before")" -gt 10 ] || { echo "$draft: hardly any finding"; failed=1; }
        diff "$temporary/before" "$temporary/after" || { echo "$draft, $edit: the findings differ"; failed=1; }
        compared=$((compared + 1))
    done
done
echo "$compared edits compared"
[ "$compared" -ge 12 ] && [ "$failed" -eq 0 ]
