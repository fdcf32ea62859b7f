#!/bin/sh
# tests/lint.sh some OUT DEPTH FLAGS FILE.c...: clang-tidy (.clang-tidy), with the flags of the libraries. One process looks at several files,
# for it needs as long to begin as for a small file; a file without findings leaves OUT/FILE.ok, and OUT/FILE.d with its headers.
# DEPTH: how many states of a function clang's analyzer looks at before it leaves it; most of the time is its. Its own default is 225,000.
# tests/lint.sh all BUILD FILE.c...: clang-format, once for all files, and cppcheck, which looks across files; what it found in a file that did
# not change it knows from BUILD.
# Both fail on any finding. `make lint` calls them for what has changed.
set -u

how=$1
shift

# Of a process's later files clang 14 does not know what begins a va_list: each of those that have one is looked at by a process of its own.
look() { # look FILE.c...
        [ $# -gt 0 ] || return 0
        # shellcheck disable=SC2086
        found=$(clang-tidy --quiet "$@" -- $flags -Xclang -analyzer-config -Xclang "max-nodes=$depth" 2>/dev/null) || status=1
        [ -z "$found" ] || printf '%s\n' "$found"
}

case $how in
some)
        out=$1 depth=$2 flags=$3
        shift 3
        status=0
        # shellcheck disable=SC2046
        look $(grep -Lw va_list "$@")
        for file in $(grep -lw va_list "$@"); do look "$file"; done
        [ $status = 0 ] || exit $status
        for file; do
                ok=$out/${file%.c}.ok
                mkdir -p "${ok%/*}"
                # shellcheck disable=SC2086
                cc $flags -w -MM -MP -MT "$ok" -MF "${ok%.ok}.d" "$file" && : >"$ok" || exit 1
        done
        ;;
all)
        kept=$1/lint/cppcheck
        shift
        [ $# -gt 0 ] || { echo "lint: no files" >&2; exit 2; }
        mkdir -p "$kept"
        # what of core/platform is for another system is compiled by a compiler for it; its form holds here, as that of headers. A table
        # that is aligned by hand says "clang-format off".
        find core receipts templates cmd reader -name '*.h' | sort | xargs clang-format --dry-run -Werror core/platform/windows_*.c "$@" || exit 1
        cppcheck --cppcheck-build-dir="$kept" --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet -j"${JOBS:-2}" --std=c11 \
                --suppress=missingIncludeSystem --suppress=funcArgOrderDifferent --suppress=readdirCalled --suppress=normalCheckLevelMaxBranches --library=posix -D_GNU_SOURCE \
                -I. -Ibuild "$@" || exit 1
        echo "lint: $# files, no findings"
        ;;
esac
