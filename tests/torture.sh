#!/bin/sh
# tests/torture.sh BUILD: import, attach, check, form, packet and verify on a machine that fails at every turn (tests/faults/fault.c):
# the N-th allocation returns nothing, or from the N-th change of a file on the disk is full. Each run must end with
#   exit 3 and the records as they were before, or
#   its normal exit status and the normal result (the fault struck something that can be done without),
# never by a signal, never with a half-written file under a final name. Prints failures, then "N passed, N failed".
set -u
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

build=$(cd "$1" && pwd) || exit 2
sh tests/faults/build.sh "$build" || exit 2
if grep -q __asan_init "$build/soroe"; then
        echo "skipped torture: the sanitizers and the fault library exclude each other"
        exit 0
fi
soroe=$build/soroe
scans=$(pwd)/tests/cases/demo/scans faults=$(pwd)/tests/faults
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
: >tally

. "$faults/clinic.sh"

# torture COMMAND FAULT N: on a copy of `before-COMMAND`. FAULT_sqlite3, FAULT_jansson: an allocation of that library.
torture() {
        command=$1 fault=$2 n=$3
        setting="$fault=$n"
        case $fault in
        FAULT_sqlite3 | FAULT_jansson) setting="FAULT_FROM=lib${fault#FAULT_} FAULT_ALLOC=$n" ;;
        esac
        box=box-$command-$fault-$n
        cp -R "before-$command" "$box"
        # shellcheck disable=SC2086
        ( export $setting FAULT_REPORT="$work/$box.report" LD_PRELOAD="$build/faults/fault.so"; "do_$command" "$box" ) \
                >"$box.out" 2>"$box.err"
        status=$?
        reported=
        [ ! -e "$box.report" ] || read -r reported <"$box.report"
        struck=${reported##* }
        wrong=
        case $status in
        0)
                state "$box" | diff "after-$command.state" - >"$box.diff" || wrong="exit 0, but the result is not the normal one"
                [ "$command" != verify ] && [ "$command" != check ] || sed "s/$box/BOX/g" "$box.out" | cmp -s - "after-$command.out" ||
                        wrong="exit 0, but the output is not the normal one"
                ;;
        3)
                [ "${struck:-1}" != 0 ] || wrong="exit 3, but no fault struck"
                [ -s "$box.err" ] || wrong="exit 3 without a word"
                # The records as before; files finished before the disk was full may stay, whole.
                known "$box" check | diff "before-$command.check" - >"$box.diff" || wrong="exit 3, but the records changed"
                ;;
        1) # what could not be checked is "not run", never "failed"
                if [ "$command" != verify ]; then
                        wrong="exit 1"
                elif [ "${struck:-1}" = 0 ] || ! grep -q '"failed":0,"incomplete":[1-9]' "$box.out"; then
                        wrong="exit 1, but no packet is incomplete, or one failed"
                fi ;;
        *) wrong="exit $status" ;;
        esac
        broken=$(whole "$box")
        if [ -n "$wrong$broken" ]; then
                echo "failed" >>tally
                echo "FAILED $command with $setting (allocations, writes, struck: $reported): $wrong $broken"
                sed 's/^/    /' "$box.err" | tail -n 3
                [ -s "$box.diff" ] && head -n 5 "$box.diff" | sed 's/^/    /'
        else
                echo "passed" >>tally
        fi
        chmod -R u+w "$box"
        rm -rf "$box" "$box".*
}

# How often the command allocates (1) or writes (2) when all is well; a library's, if named.
turns() {
        counting=count-$1-$2-${3:-}
        cp -R "before-$1" "$counting"
        ( [ $# -lt 3 ] || export FAULT_FROM="lib$3"; export FAULT_REPORT="$work/$counting.report" LD_PRELOAD="$build/faults/fault.so"; "do_$1" "$counting" ) >/dev/null 2>&1
        cut -d" " -f"$2" "$counting.report"
        rm -rf "$counting"
}

prepare() { # the folder before each command, its state, and the normal result
        mkdir ws && "$soroe" -C ws init && cp -R ws before-import &&
                do_import ws && cp -R ws before-attach && cp -R ws before-check && cp -R ws before-form && cp -R ws before-packet &&
                do_packet ws && cp -R ws before-verify || return 1
        for command in import attach check form packet verify; do
                cp -R "before-$command" normal
                known normal check >"before-$command.check"
                "do_$command" normal >out 2>/dev/null || return 1
                sed 's/normal/BOX/g' out >"after-$command.out"
                state normal >"after-$command.state"
                rm -rf normal
        done
}
prepare >prepare.log 2>&1 || { cat prepare.log; echo "FAILED the commands do not work on a healthy machine"; echo "0 passed, 1 failed"; exit 1; }

for command in import attach check form packet verify; do
        for n in $(sample "$(turns $command 1)"); do torture $command FAULT_ALLOC "$n"; done &
        for n in $(sample "$(turns $command 2)"); do torture $command FAULT_WRITE "$n"; done
        for library in sqlite3 jansson; do
                for n in $(sample "$(turns $command 1 $library)"); do torture $command FAULT_$library "$n"; done
        done
        wait
done

# A large import, whose rows a second thread writes: all of them are there, or none.
large() { # large SETTING
        cp -R before-import large
        # shellcheck disable=SC2086
        ( export $1 LD_PRELOAD="$build/faults/fault.so"; "$soroe" -C large import data/many.csv ) >large.out 2>&1
        status=$?
        rows=$(sqlite3 large/soroe.db 'SELECT count(*) FROM facility')
        case $status:$rows in
        0:9000 | 3:0) echo "passed" >>tally ;;
        *)
                echo "failed" >>tally
                echo "FAILED large import with $1: exit $status, $rows rows"
                tail -n 3 large.out
                ;;
        esac
        rm -rf large
}
awk 'BEGIN {
        print "医療機関コード,名称,種別,所在地,代表者,義務化対象外"
        for (i = 1; i <= 9000; i++)
                printf "131%07d,霞野第%d診療所,診療所,霞野県霞野市本町一丁目%d番地霞野ビルディング,霞野 %d,いいえ\n", i * 7919 % 9999991, i, i, i
}' >data/many.csv
for n in 1 300 1500 2000 3000 10000 20000 30000 40000; do large FAULT_FROM=libsqlite3\ FAULT_ALLOC=$n; done
for n in 3 10 30 60 90 120 200 300; do large FAULT_WRITE=$n; done

passed=$(grep -c passed tally)
failed=$(grep -c failed tally)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
