#!/bin/sh
# tests/go.sh BUILD: soroe go on a machine that fails at every turn (tests/faults/fault.c). Whatever fails, nothing of hers is changed,
# no file is half written, and the same command ends well afterwards, under the same names. Prints failures, "N passed, N failed".
set -u
LC_ALL=C.UTF-8 TZ=UTC SOROE_READER=/nowhere
export LC_ALL TZ SOROE_READER

build=$(cd "$1" && pwd) || exit 2
sh tests/faults/build.sh "$build" || exit 2
if grep -q __asan_init "$build/soroe"; then
        echo "skipped go: the sanitizers and the fault library exclude each other"
        exit 0
fi
soroe=$build/soroe
scans=$(pwd)/tests/cases/demo/scans faults=$(pwd)/tests/faults
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
: >tally

. "$faults/clinic.sh"

# Places name her folder, and packets name places: it is called alike in each box.
hers() { (cd "$1/補助金" && sha256sum facilities.csv receipts.csv purchases.csv r.png u.png); }
made() { (cd "$1/補助金" && ls && cd できた書類 && sha256sum ./*); }
go() { "$soroe" go "$1/補助金" --applied-on 2025-12-22 --format json; }

rm -rf data/more
mkdir box normal && mv data box/補助金 && cp -R box/補助金 normal
go normal >normal.json 2>normal.err || { cat normal.err; echo "FAILED go does not work on a healthy machine"; echo "0 passed, 1 failed"; exit 1; }
made normal >normal.made
hers box >hers

# fail FAULT N: once with the fault, then without.
fail() {
        box=box-$1-$2
        wrong=
        cp -R box "$box"
        ( export "$1=$2" FAULT_REPORT="$work/$box.report" LD_PRELOAD="$build/faults/fault.so"; go "$box" ) >/dev/null 2>"$box.err"
        status=$?
        struck=$(cut -d" " -f4 "$box.report" 2>/dev/null)
        case $status in
        3) [ -s "$box.err" ] || wrong="exit 3 without a word" ;;
        0) ;;
        *) wrong="exit $status" ;;
        esac
        hers "$box" | cmp -s - hers || wrong="$wrong; hers are not what they were"
        go "$box" >/dev/null 2>"$box.again" || wrong="$wrong; it does not end well afterwards: $(tail -n 1 "$box.again")"
        made "$box" | cmp -s - normal.made || wrong="$wrong; afterwards other files are there"
        [ -z "$(find "$box" -name '.*.part')" ] || wrong="$wrong; unfinished files stay"
        if [ -n "$wrong" ]; then
                echo failed >>tally
                echo "FAILED go with $1=$2 (struck: $struck): $wrong"
                tail -n 3 "$box.err"
        else
                echo passed >>tally
        fi
        rm -rf "$box" "$box".*
}

turns() { # COLUMN of the report: how often it could strike
        cp -R box "count$1"
        ( export FAULT_REPORT="$work/count$1.report" LD_PRELOAD="$build/faults/fault.so"; go "count$1" ) >/dev/null 2>&1
        rm -rf "count$1"
        cut -d" " -f"$1" "count$1.report"
}
few() { sample "$1" | awk 'NR % 3 == 1'; }

for n in $(few "$(turns 2)"); do fail FAULT_WRITE "$n"; done &
for n in $(few "$(turns 1)"); do fail FAULT_ALLOC "$n"; done
wait
for n in $(few "$(turns 3)"); do fail FAULT_READ "$n"; done

passed=$(grep -c passed tally)
failed=$(grep -c failed tally)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
