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
scans=$(pwd)/tests/cases/demo/scans
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
: >tally

# One clinic, one receipt with its breakdown: 訪問診療等, 33,000 + 88,000 = 121,000.
mkdir data
cp "$scans/w-0451.png" data/r.png
cp "$scans/t-0398-uchiwake.png" data/u.png
mkdir data/more
cp "$scans/hn-7731.png" data/more/photo.png
cat >data/facilities.csv <<'END'
医療機関コード,名称,種別,開設者,義務化対象外
1919990018,霞野診療所,診療所,霞野 一,いいえ
END
cat >data/receipts.csv <<'END'
医療機関コード,領収書番号,発行者,発行日,領収金額,宛名,画像ファイル名,内訳書ファイル名
1919990018,K-1,株式会社ミナモ電算,2025-09-01,121000,霞野診療所,r.png,u.png
END
cat >data/purchases.csv <<'END'
領収書番号,医療機関コード,事業区分,品目区分,摘要,型番,数量,単価,金額
K-1,1919990018,訪問診療等,モバイル端末,訪問診療用端末,MT-1,1,33000,33000
K-1,1919990018,訪問診療等,レセコン改修,居宅同意取得型 対応改修,,1,88000,88000
END

# The commands. Each works in the folder $1.
do_import() { "$soroe" -C "$1" import --scans data data/facilities.csv data/receipts.csv data/purchases.csv; }
do_attach() { "$soroe" -C "$1" attach 1919990018 K-1 data/more/photo.png --by 見本 --reason 裏面; }
do_check() { "$soroe" -C "$1" check --as-of 2025-12-22 --format json; }
do_form() { "$soroe" -C "$1" form "$1/form.xlsx" 1919990018; }
do_packet() { "$soroe" -C "$1" packet --all --applied-on 2025-12-22 -o "$1/out"; }
do_verify() { "$soroe" verify --format json "$1/out"; }

# The state of the folder $1: what is recorded, and every finished file. (soroe.db itself may differ in its free pages.)
state() {
        do_check "$1" 2>&1
        (cd "$1" && find . -type f ! -name 'soroe.db*' ! -name soroe.lock ! -name '.*.part' -exec sha256sum {} + | sort -k2)
}
# Finished files are whole: evidence is named by its digest, a packet passes.
whole() {
        find "$1/evidence" -type f ! -name '.*.part' 2>/dev/null | while read -r file; do
                name=$(basename "$file")
                [ "$(sha256sum <"$file" | cut -c1-64)" = "${name%.*}" ] || echo "half written: $file"
        done
        [ ! -e "$1/form.xlsx" ] || unzip -tqq "$1/form.xlsx" || echo "half written: form.xlsx"
        if [ -n "$(find "$1" -name '*.zip' 2>/dev/null)" ]; then
                "$soroe" verify "$1/out" >/dev/null 2>&1 || echo "a packet under its final name does not verify"
        fi
}

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
        reported=$(cat "$box.report" 2>/dev/null)
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
                do_check "$box" 2>&1 | diff "before-$command.check" - >"$box.diff" || wrong="exit 3, but the records changed"
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

# Every one of the first 24, then ever wider steps, and the last one.
sample() { awk -v most="$1" 'BEGIN { for (n = 1; n <= most; n = n < 24 ? n + 1 : int(n * 1.35) + 1) print n; if (most > 24) print most }'; }

prepare() { # the folder before each command, its state, and the normal result
        mkdir ws && "$soroe" -C ws init && cp -R ws before-import &&
                do_import ws && cp -R ws before-attach && cp -R ws before-check && cp -R ws before-form && cp -R ws before-packet &&
                do_packet ws && cp -R ws before-verify || return 1
        for command in import attach check form packet verify; do
                cp -R "before-$command" normal
                do_check normal >"before-$command.check" 2>&1
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

passed=$(grep -c passed tally)
failed=$(grep -c failed tally)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
