#!/bin/sh
# tests/bench/scale.sh BUILD GENERATOR [MEMBERS...]: does the cost of a member grow with their number? Import, check, status and
# packets of 100 to 243,000 members (all medical institutions and pharmacies of the country). Prints members, job, CPU and
# wall milliseconds, KiB of the largest process; writes them to docs/scale.tsv and draws docs/scale.svg.
# GENERATOR is a folder with gen.py, which makes the tables; the scans are blank pages. Of more than 20,000 members, packets are made for a
# part of them (--shard): what is measured is the cost of one in a workspace of so many.
set -u
[ $# -ge 2 ] || { echo "make bench-scale RIVAL=DIR" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
generator=$(cd "$2" && pwd) || exit 2
shift 2
[ $# -gt 0 ] || set -- 100 1000 10000 40000 243000
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
soroe=$build/soroe
table=docs/scale.tsv

# job NAME MEMBERS COMMAND...: one line of the table; what is counted is the cost of MEMBERS
job() {
        name=$1 of=$2
        shift 2
        run=$("$build/bench/cost" -m 1024 "$@")
        # shellcheck disable=SC2086
        set -- $run $?
        [ "$4" -lt 2 ] || { echo "$name: exit $4" >&2; exit 1; }
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$n" "$name" "$of" "$2" "$1" "$3" | tee -a "$table"
}

printf 'members\tjob\tdone for\tCPU ms\twall ms\tKiB\n' | tee "$table"
for n in "$@"; do
        /usr/bin/python3 "$generator/gen.py" --facilities "$n" --seed 20260115 --scans shared --no-breakdown --out "$work/in" >/dev/null || exit 1
        "$build/bench/blank" "$work"/in/scans/* || exit 1
        "$soroe" -C "$work/w" init >/dev/null 2>&1
        job import "$n" "$soroe" -C "$work/w" import --scans "$work/in/scans" "$work/in/facilities.csv" "$work/in/receipts.csv" "$work/in/purchases.csv"
        job check "$n" "$soroe" -C "$work/w" check --as-of 2026-01-15 --format csv
        job status "$n" "$soroe" -C "$work/w" status --as-of 2026-01-15 --format csv
        shards=$(((n + 19999) / 20000))
        job packet $((n / shards)) "$soroe" -C "$work/w" packet --all -j 2 --shard 1/$shards --applied-on 2026-01-15
        rm -rf "$work/in" "$work/w"
done
awk -f tests/bench/scale.awk "$table" >docs/scale.svg
