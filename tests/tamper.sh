#!/bin/sh
# tests/tamper.sh BUILD [STEP]: packets of the demo data (病院, 診療所, 薬局, PDF receipts, answered questions) and a draft,
# changed in every way by tests/tamper/tamper.c. STEP 997 unless said (make audit-test: 7). Then forgers (tests/tamper/forgers.c), of these
# and of packets of every released form.
set -u
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

build=$(cd "$1" && pwd) || exit 2
demo=tests/cases/demo
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$build/soroe" -C "$work/ws" init >"$work/log" 2>&1
"$build/soroe" -C "$work/ws" import --scans $demo/scans $demo/facilities.csv $demo/receipts.csv $demo/purchases.csv \
        $demo/applications.csv >>"$work/log" 2>&1
"$build/soroe" -C "$work/ws" packet --all --applied-on 2025-12-22 >>"$work/log" 2>&1
"$build/soroe" -C "$work/ws" packet --all --applied-on 2025-12-22 --draft -o "$work/drafts" >>"$work/log" 2>&1
step=${2:-997}
all=$(find "$work/ws/packets" -name '*.zip' | sort)
draft=$(find "$work/drafts" -name '*.zip' | sort | tail -n 1)
[ -n "$all" ] && [ -n "$draft" ] || { cat "$work/log"; echo "0 passed, 1 failed"; exit 1; }
released=$(find tests/corpus/packets -name '*.zip' | sort)
# the quick run takes one of them, one of each form, and all of form 1, whose pages are not drawn again
if [ "$step" -ge 500 ]; then
        all=$(echo "$all" | sed -n 1p)
        released=$(echo "$released" | awk -F/ '$4 == 1 || !seen[$4]++')
fi
# shellcheck disable=SC2086
"$build/tamper/tamper" "$step" $all "$draft" || failed=1
# shellcheck disable=SC2086
"$build/tamper/forgers" $all "$draft" $released || failed=1
exit ${failed:-0}
