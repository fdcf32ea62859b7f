#!/bin/sh
# tests/reading/measure.sh BUILD GEN WORK SEED...: how well papers are read, on synthetic ones that the rules have not seen; prints the
# tables of docs/reading.md. GEN holds gen.py, which draws papers with truth (it names the packages that it needs); WORK is a folder that
# is made and kept: what is drawn and read there is not drawn or read again. COUNT papers of each seed (77).
# Seeds 1 to 9 are for tuning the rules; a table is only worth something on others.
set -eu
build=$(cd "$1" && pwd) gen=$(cd "$2" && pwd)
mkdir -p "$3"
work=$(cd "$3" && pwd)
shift 3
here=$(cd "$(dirname "$0")" && pwd)
soroe() { "$build/soroe" --lang en -C "$work/ws" "$@"; }
cd "$work"
: >all.list
for seed in "$@"; do
        [ -f "drawn/$seed/done" ] || { python3 "$gen/gen.py" "drawn/$seed" "$seed" "${COUNT:-77}" && touch "drawn/$seed/done"; }
        echo "$seed" >>all.list
done
python3 "$here/tables.py" rows all.list # facilities.csv, receipts.csv, named.csv, mistyped.csv, scans/
if [ ! -f ws/soroe.db ]; then
        soroe init >/dev/null
        soroe import facilities.csv receipts.csv purchases.csv --scans scans >/dev/null 2>&1 || true
fi
start=$(date +%s)
/usr/bin/time -v -o time.txt "$build/soroe" -C "$work/ws" read --all -j "${JOBS:-1}" >/dev/null 2>&1 || true
echo "$(($(date +%s) - start)) s" >wall.txt
soroe read --all --format json >read.json 2>/dev/null || true
soroe attach --list --format json >list.json 2>/dev/null
soroe import named.csv >/dev/null 2>&1 || true
soroe check --format jsonl >right.jsonl 2>/dev/null || true
soroe import mistyped.csv >/dev/null 2>&1 || true
soroe check --format jsonl >mistyped.jsonl 2>/dev/null || true
python3 "$here/tables.py" tables all.list
