#!/bin/sh
# tests/lint.sh FILE.c...: clang-tidy (.clang-tidy), cppcheck and clang-format; fails on any finding.
set -u

sh tests/packages.sh clang-tidy cppcheck clang-format pkg-config || exit 1
[ $# -gt 0 ] || { echo "lint: no files" >&2; exit 2; }

# The flags of the Makefile, from the Makefile.
libs=$(sed -n 's/^LIBS *= *//p' Makefile)
# shellcheck disable=SC2086
flags="-std=c11 -D_GNU_SOURCE -DVERSION=\"0\" -I. -Ibuild $(pkg-config --cflags $libs)"
failed=0

# The layout is clang-format 14's (Debian 12); later versions put comments elsewhere.
case $(clang-format --version) in
*" version 14."*) printf '%s\n' "$@" | xargs -P2 -n4 clang-format --dry-run -Werror || failed=1 ;;
*) echo "skipped layout: it is held by clang-format 14" ;;
esac
# internalAstError, constStatement: cppcheck 2.17 does not read compound literals in conditions and in sizeof.
# shellcheck disable=SC2086
cppcheck --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --quiet -j2 --std=c11 \
        --suppress=missingIncludeSystem --suppress=funcArgOrderDifferent --suppress=readdirCalled \
        --suppress=internalAstError --suppress=constStatement --suppress=normalCheckLevelMaxBranches --library=posix -D_GNU_SOURCE '-DVERSION="0"' -I. -Ibuild "$@" || failed=1
# One file at a time: a file's findings stay together.
printf '%s\n' "$@" | xargs -P2 -I{} sh -c '
        out=$(clang-tidy --quiet "$1" -- $2 2>/dev/null) || { printf "%s\n" "$out"; exit 1; }
        [ -z "$out" ] || printf "%s\n" "$out"' lint {} "$flags" || failed=1

[ $failed = 0 ] && echo "lint: $# files, no findings"
exit $failed
