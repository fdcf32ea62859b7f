#!/bin/sh
# tests/bench/run.sh BUILD [RIVAL]: the figures of the README, in one run, as a table. RIVAL is a folder with gen.py (a
# workload generator) and peer.py (the same job with stock Python packages); both are taken in turn. Times are medians.
set -u
build=$(cd "$1" && pwd) || exit 2
rival=${2:-}
[ -z "$rival" ] || rival=$(cd "$rival" && pwd) || exit 2
root=$(pwd)
soroe=$build/soroe
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3

now() { date +%s%N; }
# median N COMMAND...: the median time of N runs, in microseconds
median() {
        n=$1
        shift
        i=0
        while [ $i -lt "$n" ]; do
                a=$(now)
                "$@" >/dev/null 2>&1
                b=$(now)
                echo $(((b - a) / 1000))
                i=$((i + 1))
        done | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
ms() { awk -v us="$1" 'BEGIN { printf "%.1f ms", us / 1000 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f×", (a > 0) ? b / a : 0 }'; }
row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }

# one facility, four commands, each a new process
four() {
        rm -rf "$work/one"
        "$soroe" -C "$work/one" init &&
                "$soroe" -C "$work/one" import "$1/facilities.csv" "$1/receipts.csv" "$1/purchases.csv" &&
                "$soroe" -C "$work/one" packet --all --applied-on 2026-01-15
        "$soroe" verify "$work/one/packets"
}

echo '| what | soroe | compared with |'
echo '|---|---|---|'
row 'start-up to `--version`' "$(ms "$(median 21 "$soroe" --version)")" ''

if [ -n "$rival" ]; then
        $python "$rival/gen.py" --facilities 1 --seed 20260115 --out "$work/in1" >/dev/null || exit 1
        $python "$rival/gen.py" --facilities 1000 --seed 20260115 --no-breakdown --out "$work/in1000" >/dev/null || exit 1
        ours=$(median 11 four "$work/in1")
        theirs=$(median 5 $python "$rival/peer.py" --in "$work/in1" --out "$work/peer1" --workers 1)
        row 'one facility: init, import, packet, verify; with its scans' "$(ms "$ours")" "rival, CSV to ZIP: $(ms "$theirs") ($(ratio "$ours" "$theirs"))"

        "$soroe" -C "$work/w" init >/dev/null 2>&1
        import() { "$soroe" -C "$work/w" import "$work/in1000/facilities.csv" "$work/in1000/receipts.csv" "$work/in1000/purchases.csv"; }
        a=$(now); import >/dev/null 2>&1; b=$(now)
        row '1,000 facilities: import with their scans, synced' "$(ms $(((b - a) / 1000)))" ''
        row '1,000 facilities: the same files again' "$(ms "$(median 3 import)")" ''
        row '1,000 facilities: check' "$(ms "$(median 5 "$soroe" -C "$work/w" check --as-of 2026-01-15 --format csv)")" ''
        a=$(now); "$soroe" -C "$work/w" packet --all --applied-on 2026-01-15 -j 2 >/dev/null 2>&1; b=$(now)
        ours=$(((b - a) / 1000))
        packets=$(find "$work/w/packets" -name '*.zip' | wc -l)
        a=$(now); $python "$rival/peer.py" --in "$work/in1000" --out "$work/peer" --workers 2 --presubset >/dev/null 2>&1; b=$(now)
        row "packets of 1,000 facilities ($packets), two processes, read back and synced" "$(ms "$ours")" \
                "rival --presubset, two workers, import included, unsynced: $(ms $(((b - a) / 1000)))"
        row "verify them, all levels" "$(ms "$(median 3 "$soroe" verify "$work/w/packets")")" ''
fi
four_demo() {
        rm -rf "$work/demo"
        "$soroe" -C "$work/demo" init && cd "$root/tests/cases/demo" &&
                "$soroe" -C "$work/demo" import --scans scans facilities.csv receipts.csv purchases.csv applications.csv
        cd "$root" && "$soroe" -C "$work/demo" check --as-of 2025-12-22
        "$soroe" -C "$work/demo" packet --all --applied-on 2025-12-22
        "$soroe" verify "$work/demo/packets"
}
row 'the demo: seven facilities, five commands' "$(ms "$(median 5 four_demo)")" ''
sh tests/bench/import.sh "$build"
# CPU per document of three pages, libharu's stock way in the same run
"$build/bench/pdf" | sed 's/^/    /'
