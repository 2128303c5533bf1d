#!/bin/sh
# contrast.sh PROGRAM: pairs of short drafts that differ in one cue, term or clause (tests/data/contrast.csv). The finding
# `label` holds of `with` and not of `without`. ` | ` parts the paragraphs of a body.
set -u
program=$(realpath "$1")
cd "$(dirname "$0")/../.." || exit 1
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
export OBVERSE_GRAPH="$temporary/graph.db"
unset OBVERSE_HOME
"$program" import >/dev/null 2>&1

# Each pair becomes NNN.with.txt and NNN.without.txt, drafts in the form of the United Nations.
awk -v out="$temporary" '
    function fields(line, got,  n, c, i, quoted) {
        n = 1; got[1] = ""
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            if (c == "\"" && quoted && substr(line, i + 1, 1) == "\"") { got[n] = got[n] c; i++ }
            else if (c == "\"") quoted = !quoted
            else if (c == "," && !quoted) got[++n] = ""
            else got[n] = got[n] c
        }
        return n
    }
    function draft(name, body) {
        gsub(/ \| /, "\n\n", body)
        print "United Nations\n\nA/C.1/99/L.1\n\nGeneral Assembly\n\nAldora: draft resolution\n\n" \
              "Security in outer space\n\nThe General Assembly,\n\n" body > name
        close(name)
    }
    NR > 1 && fields($0, got) == 4 {
        name = sprintf("%s/%03d", out, ++count)
        draft(name ".with.txt", got[2])
        draft(name ".without.txt", got[3])
        print count, got[1] > (out "/labels")
    }
    END { if (count != NR - 1 || count < 30) print "only " count " of " NR - 1 " rows were read" > "/dev/stderr" }
' tests/data/contrast.csv 2>"$temporary/unread"
if [ -s "$temporary/unread" ]; then cat "$temporary/unread"; exit 1; fi

"$program" audit --json "$temporary"/*.txt >"$temporary/findings.json" || exit 1
awk -v folder="$temporary/" -v table=tests/data/contrast.csv '
    FILENAME ~ /labels$/ { label[$1] = $2; pairs++; next }
    /^ *"file": / { file = $2; gsub(/[",]/, "", file); sub(/.*\//, "", file) }
    # What other lenses find of the same words stands deeper.
    /^          "finding": / { finding = $2; gsub(/[",]/, "", finding); found[file, finding] = 1 }
    END {
        for (i = 1; i <= pairs; i++) {
            name = sprintf("%03d", i)
            if (!((name ".with.txt", label[i]) in found)) { bad++; print table ":" i + 1 ": " label[i] " is not found with the cue" }
            if ((name ".without.txt", label[i]) in found) { bad++; print table ":" i + 1 ": " label[i] " is found without the cue" }
        }
        print pairs " pairs, " bad + 0 " failures"
        exit bad > 0
    }
' "$temporary/labels" "$temporary/findings.json"
