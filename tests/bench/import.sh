#!/bin/sh
# tests/bench/import.sh BUILD [FACILITIES]: an import of a country (240,000 facilities, 480,000 receipts, 960,000 lines), validated
# and with the place of every record, against `sqlite3 .import` of the same files into plain tables with the same indexes. The
# rival may make its indexes when the tables are full, which is its faster way. In turn, in one run; rows of the table in docs/speed.md.
set -u
build=$(cd "$1" && pwd) || exit 2
n=${2:-240000}
soroe=$build/soroe
command -v sqlite3 >/dev/null || { echo "bench: no sqlite3 to compare with; import left out" >&2; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

awk -v n="$n" -v to="$work" 'BEGIN {
        facilities = to "/facilities.csv"; receipts = to "/receipts.csv"; lines = to "/purchases.csv"
        split("東和医療システム 株式会社メディネット藤 ミナト医事サービス 有限会社青葉電機商会 合同会社クリニックサポート", firms, " ")
        split("モバイル端末 レセコン改修 汎用カードリーダー その他", items, " ")
        print "医療機関コード,名称,種別,所在地,代表者,電話番号,義務化対象外" >facilities
        print "医療機関コード,領収書番号,発行者,発行日,領収金額,宛名" >receipts
        print "医療機関コード,領収書番号,事業区分,品目区分,摘要,数量,単価,金額" >lines
        for (i = 1; i <= n; i++) {
                # a step that has no factor in common with 9,999,999: every code once, in no order
                code = sprintf("%02d1%07d", i % 47 + 1, (i * 7654321) % 9999999)
                printf "%s,霞野第%d診療所,診療所,霞野県霞野市本町%d丁目,霞野 %d,011-%03d-%04d,いいえ\n", code, i, i % 9 + 1, i, i % 1000, i % 10000 >facilities
                for (r = 1; r <= 2; r++) {
                        printf "%s,R-%d-%d,%s,2025-%02d-%02d,%d,霞野第%d診療所\n", code, i, r, firms[(i + r) % 5 + 1], i % 9 + 4, i % 28 + 1, 60000 + i % 997, i >receipts
                        for (k = 1; k <= 2; k++)
                                printf "%s,R-%d-%d,訪問診療等,%s,訪問診療用端末 %d,1,%d,%d\n", code, i, r, items[(i + k) % 4 + 1], k, 30000, 30000 >lines
                }
        }
}' || exit 1
cat >"$work/rival.sql" <<END
PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;
CREATE TABLE facility(code TEXT PRIMARY KEY, name TEXT, kind TEXT, address TEXT, representative TEXT, phone TEXT, outside TEXT);
CREATE TABLE receipt(facility TEXT, number TEXT, issuer TEXT, date TEXT, amount INTEGER, addressee TEXT, UNIQUE(facility, number));
CREATE TABLE purchase(facility TEXT, number TEXT, category TEXT, item TEXT, description TEXT, quantity TEXT, unit_price INTEGER, amount INTEGER);
.import --csv --skip 1 $work/facilities.csv facility
.import --csv --skip 1 $work/receipts.csv receipt
.import --csv --skip 1 $work/purchases.csv purchase
CREATE INDEX receipt_number ON receipt(number);
CREATE INDEX receipt_paper ON receipt(date, amount, issuer);
CREATE INDEX purchase_key ON purchase(number, facility);
CREATE INDEX purchase_facility ON purchase(facility);
CREATE INDEX purchase_unsorted ON purchase(facility, number) WHERE category = '';
END
rows=$((n * 7))
"$soroe" -C "$work/w" init >/dev/null 2>&1 || exit 1
# shellcheck disable=SC2046
set -- $("$build/bench/cost" "$soroe" -C "$work/w" import "$work/facilities.csv" "$work/receipts.csv" "$work/purchases.csv") \
        $("$build/bench/cost" sqlite3 "$work/rival.db" ".read $work/rival.sql")
[ $# = 6 ] || exit 1
got=$(sqlite3 "$work/w/soroe.db" 'SELECT (SELECT count(*) FROM facility) + (SELECT count(*) FROM receipt) + (SELECT count(*) FROM purchase)')
[ "$got" = "$rows" ] || { echo "bench: $got rows came in, not $rows" >&2; exit 1; }
awk -v rows="$rows" -v w="$1" -v c="$2" -v m="$3" -v W="$4" -v C="$5" -v M="$6" 'BEGIN {
        printf "| %d | import of %d receipts, %d lines | %.1f s · %.1f s · %.0f MB | | `sqlite3 .import`, same indexes: %.1f s · %.1f s · %.0f MB (×%.1f) |\n",
                rows / 7, rows * 2 / 7, rows * 4 / 7, w / 1000, c / 1000, m / 1024, W / 1000, C / 1000, M / 1024, w / W
}'
