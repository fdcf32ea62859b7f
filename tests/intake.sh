#!/bin/sh
# tests/intake.sh BUILD [NAME...]: what people send. Each folder of tests/intake holds a small input made after faults that readers of tables,
# scans and archives are known for; its README says what the right result is and how to run it. What is printed is compared with `expected`.
# UPDATE=1 rewrites `expected`: then read it beside the README.
set -u

one() { # one BUILD NAME TALLY
        from=tests/intake/$2
        work=$(mktemp -d) || exit 1
        cp -R "$from" "$work/in"
        rm -f "$work/in/README" "$work/in/expected"
        run=$(sed -n 's/^Run: //p' "$from/README" | sed 's/-C WS/-C ..\/ws/g; s/ init &&/ init >\/dev\/null 2>\&1 \&\&/')
        mkdir "$work/bin" "$work/home" && ln -s "$1/soroe" "$work/bin/soroe"
        (
                cd "$work/in" || exit 126
                env -i PATH="$work/bin:/usr/bin:/bin" HOME="$work/home" LC_ALL=C.UTF-8 TZ=UTC \
                        ${ASAN_OPTIONS:+"ASAN_OPTIONS=$ASAN_OPTIONS"} ${UBSAN_OPTIONS:+"UBSAN_OPTIONS=$UBSAN_OPTIONS"} sh -c "$run" </dev/null
                echo "exit $?"
        ) 2>&1 | sed 's/},{/},\n{/g' >"$work/printed"
        if [ "${UPDATE:-}" = 1 ]; then
                cp "$work/printed" "$from/expected"
                echo passed >>"$3"
        elif diff -u "$from/expected" "$work/printed" >"$work/diff" 2>&1; then
                echo passed >>"$3"
        else
                echo failed >>"$3"
                { echo "FAILED $from"; sed -n '1,2p' "$from/README"; cat "$work/diff"; } >>"$3.diffs"
        fi
        rm -rf "$work"
}
[ "${1:-}" = --one ] && { shift; one "$@"; exit 0; }

build=$(cd "$1" && pwd) || exit 2
shift
tally=$(mktemp) || exit 1
trap 'rm -f "$tally" "$tally.diffs"' EXIT
{ [ $# = 0 ] && ls tests/intake || printf '%s\n' "$@"; } | xargs -P"${JOBS:-2}" -I{} sh "$0" --one "$build" {} "$tally"
[ ! -e "$tally.diffs" ] || cat "$tally.diffs"
passed=$(grep -c passed "$tally") failed=$(grep -c failed "$tally")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
