#!/bin/sh
# tests/cases.sh BUILD [NAME...]: the case folders. A folder tests/cases/NAME with a file `command` is copied,
# `command` is run in the copy by sh with soroe on PATH, and what it prints (both streams) and its exit status
# are compared with `expected`. UPDATE=1 rewrites `expected`, for review line by line.
# Exit status 77 means that the machine cannot show the case: skipped, and said so.
# CASES_SYSTEM=windows: BUILD/soroe is soroe.exe; a case whose command says "# Linux only: WHY" is skipped; where
# the words are meant to differ there, `expected.windows` has them. WINE_WORDS: what sed takes Wine's own words out with.
# CASES_SHELL: what is called in place of sh, with CASES_SLOT, the number of the one of JOBS that it is. It may give another BUILD.
# What is read of scans depends on the machine: soroe-reader is not there (tests/reader.sh).
# For commands: $FAULT_LIB (tests/faults/fault.c; empty under sanitizers), $HOLD (tests/faults/hold.c), $TYPE (tests/faults/type.c), $DEMO (the demo data), $PRELUDE,
# $BESIDE (a file outside of the case for what is said beside), $PROGRAMMES.
set -u

remove() { # what was made read-only, too
        rm -rf "$work" 2>/dev/null && return
        chmod -R u+rwX "$work"
        rm -rf "$work"
}

one() { # one ROOT BUILD RESULTS NAME
        root=$1 build=$2 results=$3 name=$4
        from=$root/tests/cases/$name
        if [ "${CASES_SYSTEM:-}" = windows ] && grep -h '^# Linux only: ' "$from/command" >"$results/$name.skipped"; then
                return
        fi
        [ -z "${CASES_SYSTEM:-}" ] || rm -f "$results/$name.skipped"
        work=$results/$$
        mkdir "$work" "$work/home" || exit 1
        cp -R "$from" "$work/case"
        expected=$from/expected
        [ "${CASES_SYSTEM:-}" = windows ] && [ -e "$expected.windows" ] && expected=$expected.windows
        rm -f "$work/case/expected" "$work/case/expected.windows"
        (
                cd "$work/case" || exit 126
                env -i SOROE_READER=/nowhere PATH="${CASES_SHELL:+$build:}$results/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME="$work/home" LC_ALL=C.UTF-8 TZ=UTC \
                        FAULT_LIB="$fault_lib" HOLD="$build/faults/hold" TYPE="$build/faults/type" DEMO="$root/tests/cases/demo" PRELUDE="$root/tests/cases/prelude.sh" BESIDE="$work/beside" \
                        PROGRAMMES="$root/templates/programmes" FONTCONFIG_FILE="$FONTCONFIG_FILE" \
                        ${ASAN_OPTIONS:+"ASAN_OPTIONS=$ASAN_OPTIONS"} ${UBSAN_OPTIONS:+"UBSAN_OPTIONS=$UBSAN_OPTIONS"} \
                        sh ./command </dev/null
                echo "exit $?"
        ) >"$work/printed" 2>&1
        # About one program in 8,000, even one that does nothing, ends under Wine with status 1 before it begins. A case that differs is
        # tried again, and said so.
        if [ "${CASES_SYSTEM:-}" = windows ]; then
                sed -i -E "$WINE_WORDS" "$work/printed"
                if [ "${tries:-3}" -gt 1 ] && [ "$(tail -n 1 "$work/printed")" != "exit 77" ] && ! cmp -s "$expected" "$work/printed"; then
                        diff -u "$expected" "$work/printed" >>"$results/$name.again"
                        remove
                        (tries=$((${tries:-3} - 1)) && one "$@")
                        return
                fi
        fi
        if [ "${UPDATE:-}" != 1 ] && diff -u "$expected" "$work/printed" >"$work/diff" 2>&1; then
                : >"$results/$name.passed"
        elif [ "$(tail -n 1 "$work/printed")" = "exit 77" ]; then
                mv "$work/printed" "$results/$name.skipped"
        elif [ "${UPDATE:-}" = 1 ]; then
                cp "$work/printed" "$expected"
                : >"$results/$name.passed"
        else
                mv "$work/diff" "$results/$name.failed"
        fi
        remove
}

fault_lib=${CASES_FAULT_LIB:-}
[ "${1:-}" = --one ] && { shift; one "$@"; exit 0; }

root=$(pwd)
build=$(cd "$1" && pwd) || exit 2
shift
sh tests/faults/build.sh "$build" || exit 2
grep -q __asan_init "$build/soroe" || CASES_FAULT_LIB=$build/faults/fault.so
export CASES_FAULT_LIB="${CASES_FAULT_LIB:-}"

results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
chmod 711 "$results" && mkdir "$results/bin" && ln -s "$build/soroe" "$results/bin/soroe" || exit 1 # a case may go on as another user
FONTCONFIG_FILE=$(sh tests/fonts.sh "$results/fonts.conf") && export FONTCONFIG_FILE
if [ $# = 0 ]; then
        for command in tests/cases/*/command; do
                name=${command%/command}
                [ -e "$command" ] && echo "${name##*/}"
        done
else
        printf '%s\n' "$@"
fi | xargs --process-slot-var=CASES_SLOT -P"${JOBS:-2}" -I{} "${CASES_SHELL:-sh}" "$0" --one "$root" "$build" "$results" {}

count() { find "$results" -maxdepth 1 -name "*.$1" | wc -l; }
for skipped in "$results"/*.skipped; do
        [ -e "$skipped" ] && echo "skipped $(basename "${skipped%.skipped}"): $(sed "1s/^# Linux only: //;q" "$skipped")"
done
for again in "$results"/*.again; do
        [ -e "$again" ] || continue
        echo "tried again $(basename "${again%.again}"):"
        cat "$again"
done
for failed in "$results"/*.failed; do
        [ -e "$failed" ] || continue
        echo "FAILED tests/cases/$(basename "${failed%.failed}")"
        cat "$failed"
done
echo "$(count passed) passed, $(count failed) failed"
[ "$(count failed)" = 0 ] && [ "$(count passed)" -gt 0 ]
