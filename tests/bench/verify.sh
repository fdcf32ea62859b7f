#!/bin/sh
# tests/bench/verify.sh BUILD [PACKETS]: 1,000 packets with two scans each. Level `bag` beside unzip and sha256sum on the same
# packets, in turn, and all levels by one process. Rows of a table; medians of three.
set -u
build=$(cd "$1" && pwd) || exit 2
packets=${2:-1000}
soroe=$build/soroe
demo=$(cd "$(dirname "$0")/../.." && pwd)/tests/cases/demo
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

mkdir "$work/scans"
perl -e '
        my ($n, $scan, $to) = @ARGV;
        local $/;
        open my $in, "<", $scan or die; binmode $in; my $jpeg = <$in>;
        sub file { my ($name, $text) = @_; open my $out, ">", "$to/$name" or die; binmode $out; print $out $text; }
        my ($f, $r, $p) = ("医療機関コード,名称,種別,開設者,義務化対象外\n",
                "医療機関コード,領収書番号,発行者,発行日,領収金額,宛名,画像ファイル名,内訳書ファイル名\n",
                "領収書番号,医療機関コード,事業区分,品目区分,摘要,型番,数量,単価,金額\n");
        for my $i (1 .. $n) {
                my $code = sprintf "191%06d", $i;
                my ($sum, $k) = (0, 0);
                for my $digit (split //, $code) { my $by = $digit * ($k++ % 2 ? 1 : 2); $sum += int($by / 10) + $by % 10; }
                $code .= (10 - $sum % 10) % 10;
                for my $which (1, 2) { # a comment makes each scan another
                        my $comment = sprintf "%08d-%d", $i, $which;
                        file("scans/$i-$which.jpg", substr($jpeg, 0, 2) . "\xff\xfe" . pack("n", 2 + length $comment) . $comment . substr($jpeg, 2));
                }
                $f .= "$code,診療所$i,診療所,開設者,いいえ\n";
                $r .= "$code,R-$i,株式会社ミナモ電算,2025-09-01,121000,診療所$i,$i-1.jpg,$i-2.jpg\n";
                $p .= "R-$i,$code,訪問診療等,モバイル端末,訪問診療用端末,MT-1,1,33000,33000\n";
                $p .= "R-$i,$code,訪問診療等,レセコン改修,居宅同意取得型 対応改修,,1,88000,88000\n";
        }
        file("facilities.csv", $f); file("receipts.csv", $r); file("purchases.csv", $p);
' "$packets" "$demo/scans/4471.jpg" "$work" || exit 1
cd "$work" || exit 1
"$soroe" -C w init >log 2>&1
"$soroe" -C w import facilities.csv receipts.csv purchases.csv --scans scans >>log 2>&1
"$soroe" -C w packet --all --applied-on 2025-12-22 >>log 2>&1
made=$(find w/packets -name '*.zip' | wc -l)
[ "$made" = "$packets" ] || { echo "bench: $made packets instead of $packets" >&2; tail -n 5 log >&2; exit 1; }

by_others() {
        rm -rf out && mkdir out
        find w/packets -name '*.zip' | while read -r zip; do
                unzip -q "$zip" -d out &&
                        (cd "out/$(basename "$zip" .zip)" && sha256sum --status -c manifest-sha256.txt tagmanifest-sha256.txt) || echo bad
        done
}
now() { date +%s%N; }
took() { # COMMAND...: microseconds
        a=$(now)
        "$@" >said 2>&1 || echo "bench: $* failed" >&2
        b=$(now)
        echo $(((b - a) / 1000))
}
# COMMAND...: the processor's time, user and system, in microseconds
cost() {
        sh -c '"$@" >/dev/null 2>&1; times' sh "$@" | awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); s += t[1] * 60 + t[2] } printf "%d\n", s * 1e6 }'
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

took "$soroe" verify -j 1 --level bag w/packets >/dev/null # into the cache
for _ in 1 2 3; do
        took "$soroe" verify -j 1 --level bag w/packets >>bag
        took by_others >>others
        took "$soroe" verify -j 1 w/packets >>all
        cost "$soroe" verify -j 1 w/packets >>cpu
done
bag=$(median bag) others=$(median others) all=$(median all) cpu=$(median cpu)
awk -v n="$packets" -v bag="$bag" -v others="$others" -v all="$all" -v cpu="$cpu" 'BEGIN {
        printf "| %d packets with two scans: verify --level bag, one process | %.2f s | unzip and sha256sum -c: %.2f s (%.1f×) |\n", n, bag / 1e6, others / 1e6, others / bag
        printf "| the same, all levels, one process | %.2f s | %.0f packets a second; %.0f by the time of the processor |\n", all / 1e6, n * 1e6 / all, n * 1e6 / cpu
}'
