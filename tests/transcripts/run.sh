#!/bin/sh
# run.sh PROGRAM PAGE.md [FOLDER]: does what the page shows and compares what is printed. The page's blocks, in order:
#   ```console        lines that begin with `$ ` are run, in one shell; the lines below are what they print (both streams)
#   ```obv PATH       is saved as PATH
#   ```obv append PATH is added to PATH
# FOLDER (an empty temporary one when not given) is where the commands run. A line `…` stands for any lines.
# OBVERSE_UPDATE_GOLDEN=1 rewrites what the page shows instead.
set -u
program=$1
page=$2
folder=${3:-}
temporary=$(mktemp -d) || exit 1
trap 'rm -rf "$temporary"' EXIT
if [ -z "$folder" ]; then
    folder=$temporary/folder
    mkdir "$folder"
fi
mkdir "$temporary/bin" "$temporary/steps"
ln -s "$(realpath "$program")" "$temporary/bin/obverse"
PATH=$temporary/bin:$PATH
HOME=$temporary/home
XDG_STATE_HOME=$HOME/state
XDG_CACHE_HOME=$HOME/cache
COLUMNS=100
export PATH HOME XDG_STATE_HOME XDG_CACHE_HOME COLUMNS
mkdir "$HOME"

# Splits the page into numbered steps: NNN.save or NNN.append with its path, or NNN.run with what it shows.
awk -v out="$temporary/steps" '
    function name(kind) { return sprintf("%s/%03d.%s", out, ++count, kind) }
    /^```console/ { block = "console"; next }
    /^```obv append / { block = "file"; path = $3; target = name("append"); printf "" > target; print path > (target ".path"); next }
    /^```obv [^ ]/ { block = "file"; path = $2; target = name("save"); printf "" > target; print path > (target ".path"); next }
    /^```/ { block = ""; target = ""; next }
    block == "file" { print > target }
    block == "console" && /^\$ / { target = name("run"); print substr($0, 3) > target; printf "" > (target ".expected"); next }
    block == "console" { print > (target ".expected") }
' "$page"

{
    echo "cd '$folder' || exit 1"
    # A page that asks a graph of its own does not show how it is filled.
    [ -z "${OBVERSE_GRAPH:-}" ] || echo "obverse import >/dev/null 2>&1"
    for step in "$temporary"/steps/*; do
        case "$step" in
            *.save) path=$(cat "$step.path"); echo "mkdir -p \"\$(dirname '$path')\"; cp '$step' '$path'" ;;
            *.append) path=$(cat "$step.path"); echo "cat '$step' >>'$path'" ;;
            *.run) printf '{\n%s\n} >%s 2>&1 </dev/null\n' "$(cat "$step")" "'$step.actual'" ;;
        esac
    done
} >"$temporary/script"
sh "$temporary/script"

failed=0
ran=0
for step in "$temporary"/steps/*.run; do
    [ -e "$step" ] || break
    ran=$((ran + 1))
    # A `…` line of the page matches whatever is printed there.
    if ! awk -v actual="$step.actual" '
        BEGIN { while ((getline line < actual) > 0) printed[++n] = line; at = 1 }
        $0 == "…" { skipping = 1; next }
        skipping { while (at <= n && printed[at] != $0) at++; skipping = 0 }
        { if (at > n || printed[at] != $0) { bad = 1; exit } at++ }
        END { if (!skipping && at <= n) bad = 1; exit bad }
    ' "$step.expected"; then
        if [ "${OBVERSE_UPDATE_GOLDEN:-}" != 1 ]; then
            echo "--- $page: \$ $(cat "$step")"
            diff -u "$step.expected" "$step.actual"
        fi
        failed=$((failed + 1))
        cp "$step.actual" "$step.expected"
    fi
done

if [ "${OBVERSE_UPDATE_GOLDEN:-}" = 1 ]; then
    awk -v out="$temporary/steps" '
        function show(file,  line) { while ((getline line < file) > 0) print line }
        /^```console/ { block = 1; print; next }
        /^```obv/ { ++count; print; block = 0; next }
        /^```/ { block = 0; print; next }
        block && /^\$ / { print; show(sprintf("%s/%03d.run.expected", out, ++count)); next }
        block { next }
        { print }
    ' "$page" >"$temporary/page" && cp "$temporary/page" "$page"
    echo "$page: $ran commands, $failed rewritten"
    exit 0
fi
[ "$ran" -gt 0 ] || { echo "$page shows no command"; exit 1; }
echo "$page: $ran commands, $failed failed"
[ "$failed" -eq 0 ]
