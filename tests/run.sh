#!/bin/sh
# tests/run.sh BUILD: every test there is. One line per suite, failures in full, and one closing line
# "N passed, N failed". Fails if a test failed or a suite ran nothing.
set -u

# one BUILD RESULTS KIND NAME: runs a suite; leaves its counts ("passed failed") and output, prints its line.
one() {
        build=$1 results=$2 kind=$3 name=$4
        key=$results/$kind-$(echo "$name" | tr / -)
        output=$key.output
        passed=0 failed=0
        case $kind in
        unit)
                "$build/tests/$name" >"$output" 2>&1
                status=$?
                passed=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$output" | awk '{ n += $1 } END { print n + 0 }')
                failed=$(sed -n 's/^\[  FAILED  \].* \([0-9]*\) test.*/\1/p' "$output" | awk '{ n += $1 } END { print n + 0 }')
                ;;
        replay) # name = floor/target
                seeds=tests/corpus/$(basename "$name")
                set -- "$seeds"/*
                [ -e "$1" ] || set --
                "$build/fuzz/${name}_fuzz" "$@" >"$output" 2>&1
                status=$?
                [ $status = 0 ] && passed=$#
                [ $# = 0 ] && echo "no seeds in $seeds" >>"$output"
                ;;
        script)
                "$(sed -n '1s/^#!//p' "tests/$name.sh")" "tests/$name.sh" "$build" >"$output" 2>&1 # (sh forks cheaper)
                status=$?
                counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$output" | tail -n 1)
                passed=${counts%% *} failed=${counts#*, } failed=${failed%% *}
                ;;
        layering)
                sh tests/layering.sh >"$output" 2>&1
                status=$?
                [ $status = 0 ] && passed=1
                ;;
        esac
        passed=${passed:-0} failed=${failed:-0}
        # A crash, or a suite that ran nothing, is a failure even if no test says so.
        [ $status != 0 ] || [ "$passed" -gt 0 ] || status=1
        [ $status = 0 ] || [ "$failed" -gt 0 ] || failed=1
        skipped=$(grep -c '^skipped ' "$output")
        echo "$passed $failed" >"$key.counts"
        [ "$failed" = 0 ] || : >"$key.failed"
        echo "$kind $name: $passed passed$([ "$failed" = 0 ] || echo ", $failed FAILED")$([ "$skipped" = 0 ] || echo ", $skipped skipped")"
}
[ "${1:-}" = --one ] && { shift; one "$@"; exit 0; }

build=$(cd "${1:-build}" && pwd) || exit 2
export SOROE_READER=/nowhere # what is read of scans depends on the machine; tests/reader.sh has its own
results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
chmod 711 "$results" # a test may go on as another user
FONTCONFIG_FILE=$(sh tests/fonts.sh "$results/fonts.conf") && export FONTCONFIG_FILE

list() { # the longest first
        grep -q __asan_init "$build/soroe" || printf 'script %s\n' torture reader looks go # the fault library and the sanitizers exclude each other
        echo layering tree
        echo script databases
        echo script papers
        echo script tamper
        echo script status
        echo script go_page
        echo script handbook
        echo script intake
        for test in "$build"/tests/*; do
                [ -f "$test" ] && [ -x "$test" ] && echo unit "$(basename "$test")"
        done
        find "$build/fuzz" -name '*_fuzz' -perm -100 | sort | while read -r fuzz; do
                name=${fuzz#"$build"/fuzz/} && echo replay "${name%_fuzz}"
        done
        return 0
}
list | xargs -P"${JOBS:-2}" -L1 sh "$0" --one "$build" "$results"
sh "$0" --one "$build" "$results" script cases # itself in parallel

find "$results" -name '*.failed' | sort | while read -r failed; do
        name=${failed#"$results"/}
        printf '\n==== %s\n' "${name%.failed}"
        cat "${failed%.failed}.output"
done
find "$results" -name '*.output' -exec grep -h '^skipped ' {} +
echo
find "$results" -name '*.counts' -exec cat {} + |
        awk '{ p += $1; f += $2 } END { printf "%d passed, %d failed\n", p, f; exit f > 0 || p == 0 }'
