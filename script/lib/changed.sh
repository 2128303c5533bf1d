# Sourced by script/test: what has changed, and the checks that are made of that alone.

# The files that differ from the revision $OBVERSE_BASE; when it is not set, from where this branch left origin/main, or else from
# the commit before. Without history, nothing.
changed_files() {
    base=${OBVERSE_BASE:-$(git merge-base HEAD origin/main 2>/dev/null || true)}
    if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD 2>/dev/null)" ]; then base=HEAD~1; fi
    { git diff --name-only --diff-filter=d "$base" -- && git ls-files --others --exclude-standard; } 2>/dev/null || true
}

# tidy FILE…: clang-tidy on sources of the dev build.
tidy() {
    printf '%s\n' "$@" | xargs -r -P 2 -n 4 clang-tidy-14 -p build/dev --quiet \
        --extra-arg=-Wno-unknown-warning-option 2>/dev/null
}

# Modules of the engine with a changed file and tests of their own.
changed_modules() {
    changed_files | sed -n 's|^engine/\([^/]*\)/.*|\1|p; s|^tests/unit/\([^/]*\)/.*|\1|p' | sort -u | while read -r module; do
        if [ -d "engine/$module" ] && [ -e "tests/unit/$module/CMakeLists.txt" ]; then echo "$module"; fi
    done
}

# The fuzz targets that read what has changed.
changed_targets() {
    changed_files | sed -n 's|^engine/\(syntax\|check\)/.*|grammar question|p; s|^engine/\(ingest\|json\)/.*|csv json_lines|p
        s|^engine/text/\(plain\|html\|akoma_ntoso\)\.cpp|\1|p; s|^engine/text/\(markdown\|docx\|pdf\)_*.*|\1|p
        s|^engine/text/.*|draft|p; s|^engine/tables/.*|tables|p; s|^tests/fuzz/\([a-z_]*\)_fuzz.cpp|\1|p' | tr ' ' '\n' | sort -u
}
