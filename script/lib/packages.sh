# Sourced by the scripts: makes sure that what the build needs is there.

obverse_packages="g++ cmake ninja-build ccache git ca-certificates
libboost-dev libsqlite3-dev rapidjson-dev doctest-dev libcli11-dev libfmt-dev libedit-dev
libre2-dev libicu-dev libxxhash-dev libstemmer-dev libpugixml-dev libzip-dev libmd4c-dev
libxml2-dev poppler-utils zlib1g-dev graphviz sqlite3"
obverse_check_packages="clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev gringo clasp"

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then
        say "sudo $*"
        sudo "$@"
    else
        say "root rights are needed for: $*"
        exit 1
    fi
}

# need_packages NAME… installs by apt those that are missing; elsewhere it names them and stops.
need_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
        for tool in g++ cmake ninja; do
            command -v "$tool" >/dev/null 2>&1 && continue
            say "this is neither Debian nor Ubuntu; please install what these packages hold:"
            printf '    %s\n' "$@" >&2
            exit 1
        done
        return 0
    fi
    missing=""
    for package in "$@"; do
        state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
        case "$state" in ii*) ;; *) missing="$missing $package" ;; esac
    done
    [ -z "$missing" ] && return 0
    say "installing:$missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
