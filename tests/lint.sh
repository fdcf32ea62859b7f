#!/bin/sh
# tests/lint.sh one FILE.c DEPTH FLAG...: clang-tidy (.clang-tidy), with the flags of the libraries. DEPTH: how many states of a function
# clang's analyzer looks at before it leaves it; nineteen parts of twenty of the time are its. Its own default is 225,000.
# tests/lint.sh all BUILD FILE.c...: clang-format, once for all files, and cppcheck, which looks across files; what it found in a file that did
# not change it knows from BUILD.
# Both fail on any finding. `make lint` calls them for what has changed.
set -u

how=$1
shift

case $how in
one)
        file=$1 depth=$2
        shift 2
        out=$(clang-tidy --quiet "$file" -- -std=c11 -D_GNU_SOURCE -I. -Ibuild "$@" -Xclang -analyzer-config -Xclang "max-nodes=$depth" 2>/dev/null)
        status=$?
        [ -z "$out" ] || printf '%s\n' "$out"
        exit $status
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
