#!/bin/sh
# tests/bench/run.sh BUILD [RIVAL]: the figures of docs/speed.md, all in one run, as one table. RIVAL is a folder with gen.py (which makes the
# tables and scans) and peer.py (the same job with stock Python packages). What a row compares is measured in turn, in the same run:
# wall time · CPU of all processes · memory of the largest one. FULL=1: also all 243,000 members of the country.
# Before what writes much, so much memory is touched (cost.c says why).
set -u
build=$(cd "$1" && pwd) || exit 2
rival=${2:-}
[ -z "$rival" ] || rival=$(cd "$rival" && pwd) || exit 2
root=$(pwd)
soroe=$build/soroe
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3
day=2026-01-15
touched=

# of TIMES COMMAND...: the run of the median wall time: "wall-ms CPU-ms KiB exit"
of() {
        times=$1
        shift
        i=0
        while [ $i -lt "$times" ]; do
                run=$("$build/bench/cost" $touched "$@")
                echo "$run $?"
                i=$((i + 1))
        done | sort -n | awk '{ run[NR] = $0 } END { print run[int((NR + 1) / 2)] }'
}
# "wall-ms CPU-ms KiB exit" in words; a command that failed has no figures
words() {
        echo "$1" | awk '
                function s(ms) { return ms < 1000 ? ms " ms" : ms < 10000 ? sprintf("%.1f s", ms / 1000) : sprintf("%.0f s", ms / 1000) }
                NF < 4 || $4 > 1 { print "failed"; next }
                { printf "%s · %s · %.0f MB", s($1), s($2), $3 / 1024 }'
}
# row MEMBERS JOB OURS [RIVAL [LIMIT]]: the rival's ratio is rival : ours, the limit's ours : limit
row() {
        printf '| %s | %s | %s | %s | %s |\n' "$1" "$2" "$(words "$3")" "${4:-}" "${5:-}"
}
above() {
        echo "$(words "$1") (×$(echo "$2 $1" | awk '{ printf "%.1f", $1 / ($5 ? $5 : 1) }'))"
}

in_shell() { echo "$1" >"$work/do.sh"; }

make_input() { # make_input MEMBERS: $in, and the same with blank pages for scans
        in=$work/in$1
        "$python" "$rival/gen.py" --facilities "$1" --seed 20260115 --no-breakdown --out "$in" >/dev/null || exit 1
        [ "$1" -le 20000 ] || return 0
        cp -R "$in" "$in-blank" || exit 1
        find "$in-blank/scans" -type f | sort | xargs "$build/bench/blank" || exit 1
}

import_into() { # import_into WORKSPACE INPUT: its cost
        rm -rf "$1"
        "$soroe" -C "$1" init >/dev/null 2>&1
        of 1 "$soroe" -C "$1" import --scans "$2/scans" "$2/facilities.csv" "$2/receipts.csv" "$2/purchases.csv"
}

# Nothing is removed before all is measured: a file system that has just lost a thousand files makes the next ones slowly (ext4 passes
# over each node that was freed in the last minutes).

# The rival's whole run, and what it prints: the seconds of its stages, of which only the wall time is known.
rival_run() { # rival_run INPUT OUTPUT: "wall-ms CPU-ms KiB exit"
        in_shell "$python $rival/peer.py --in $1 --out ${2%.txt} --workers 2 --presubset >$2"
        of 1 sh "$work/do.sh"
}
rival_stages() { # rival_stages OURS OUTPUT STAGES
        awk -v stages=" $3 " -v ours="${1%% *}" '
                index(stages, " " $1 " ") { ms += $3 * 1000 }
                END { printf "%s (×%.2g)", ms < 1000 ? sprintf("%d ms", ms) : sprintf("%.1f s", ms / 1000), ms / (ours ? ours : 1) }' "$2"
}

members() { # members N: the rows of that many
        n=$1
        [ "$n" -lt 100 ] || touched='-m 4096'
        make_input "$n"
        at=$work/$n
        mkdir "$at"
        peer=$(rival_run "$in" "$at/peer.txt")
        peer_blank=$(rival_run "$in-blank" "$at/peer-blank.txt")

        in_shell "rm -f $at/limit.db; for t in facilities receipts purchases; do sqlite3 -csv $at/limit.db \".import $in/\$t.csv \$t\"; done"
        limit=$(of 3 sh "$work/do.sh")
        blank=$(import_into "$at/blank" "$in-blank")
        row "$n" 'import, scans blank' "$blank" \
                "$(rival_stages "$blank" "$at/peer-blank.txt" 'import index')" "\`sqlite3 .import\`: $(above "$limit" "$blank")"
        row "$n" 'check' "$(of 3 "$soroe" -C "$at/blank" check --as-of $day --format csv)"
        row "$n" 'status page' "$(of 3 "$soroe" -C "$at/blank" status --as-of $day --format html -o "$at/status.html")"
        ours=$(of 1 "$soroe" -C "$at/blank" packet --all -j 2 --applied-on $day)
        row "$n" 'packets, scans blank' "$ours" \
                "$(rival_stages "$ours" "$at/peer-blank.txt" 'font packets'), whole run $(words "$peer_blank")"
        import_into "$at/scans" "$in" >/dev/null
        ours=$(of 1 "$soroe" -C "$at/scans" packet --all -j 2 --applied-on $day)
        row "$n" 'packets with their scans' "$ours" \
                "$(rival_stages "$ours" "$at/peer.txt" 'font packets'), whole run $(words "$peer")"
        in_shell "find $at/scans/packets -name '*.zip' | xargs sha256sum"
        limit=$(of 3 sh "$work/do.sh")
        ours=$(of 1 "$soroe" verify -j 2 "$at/scans/packets")
        row "$n" 'verify them, all levels' "$ours" '' "\`sha256sum\`: $(above "$limit" "$ours")"
}

country() { # members of the country: blank pages, and packets of a twelfth of them
        n=243000
        in=$work/in
        "$python" "$rival/gen.py" --facilities $n --seed 20260115 --scans shared --no-breakdown --out "$in" >/dev/null || exit 1
        "$build/bench/blank" "$in"/scans/*
        row $n 'import' "$(import_into "$work/w" "$in")"
        row $n 'check' "$(of 1 "$soroe" -C "$work/w" check --as-of $day --format csv)"
        row $n 'status page' "$(of 1 "$soroe" -C "$work/w" status --as-of $day --format html -o "$work/status.html")"
        row $n 'packets, scans blank, of 20,250' "$(of 1 "$soroe" -C "$work/w" packet --all -j 2 --shard 1/12 --applied-on $day)"
}

four_demo() {
        in_shell "rm -rf $work/demo; cd $root/tests/cases/demo && $soroe -C $work/demo init &&
                $soroe -C $work/demo import --scans scans facilities.csv receipts.csv purchases.csv applications.csv
                $soroe -C $work/demo check --as-of 2025-12-22; $soroe -C $work/demo packet --all --applied-on 2025-12-22; $soroe verify $work/demo/packets; true"
        of 5 sh "$work/do.sh"
}

echo '| members | job | soroe: wall · CPU · memory | rival (× soroe) | limit (soroe ×) |'
echo '|---|---|---|---|---|'
row 0 'start-up to `--version`' "$(of 21 "$soroe" --version)"
row 7 'the demo: five commands' "$(four_demo)"
if [ -n "$rival" ]; then
        for n in 1 600 2000; do members $n; done
        [ "${FULL:-}" != 1 ] || country
fi
sh tests/bench/import.sh "$build" ${rival:+"$rival"}
sh "$root/tests/bench/verify.sh" "$build"
# CPU per document of three pages, libharu's stock way in the same run
"$build/bench/pdf" | sed 's/^/    /'
