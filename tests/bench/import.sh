#!/bin/sh
# tests/bench/import.sh BUILD [GENERATOR]: imports, validated and with the place of every record, against `sqlite3 .import` of the same
# files into plain tables with the same indexes. The rival may make its indexes when the tables are full, which is its faster way. In
# turn, in one run; rows of the table in docs/speed.md: a country (240,000 facilities, 480,000 receipts, 960,000 lines), and with
# GENERATOR (a folder with gen.py) 60,000 facilities whose receipts share eight scans, the medians of five.
set -u
build=$(cd "$1" && pwd) || exit 2
generator=${2:-}
n=240000
soroe=$build/soroe
command -v sqlite3 >/dev/null || { echo "bench: no sqlite3 to compare with; import left out" >&2; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# in_turn TIMES JOB IMPORT...: a row: our IMPORT into a new workspace and the rival's, in turn; medians by wall time
in_turn() {
        times=$1 job=$2
        shift 2
        i=0
        while [ $i -lt "$times" ]; do
                rm -rf "$work/w" "$work/rival.db"
                "$soroe" -C "$work/w" init >/dev/null 2>&1 || exit 1
                echo "ours $("$build/bench/cost" -m 1024 "$soroe" -C "$work/w" import "$@")"
                echo "limit $("$build/bench/cost" -m 1024 sqlite3 "$work/rival.db" ".read $work/rival.sql")"
                i=$((i + 1))
        done >"$work/runs"
        ours=$(grep '^ours' "$work/runs" | sort -nk 2 | sed -n "$(((times + 1) / 2))p")
        limit=$(grep '^limit' "$work/runs" | sort -nk 2 | sed -n "$(((times + 1) / 2))p")
        echo "$ours $limit" | awk -v job="$job" 'NF != 8 { exit 1 } {
                printf "| %s | %.1f s · %.1f s · %.0f MB | | `sqlite3 .import`, same indexes: %.1f s · %.1f s · %.0f MB (×%.1f) |\n",
                        job, $2 / 1000, $3 / 1000, $4 / 1024, $6 / 1000, $7 / 1000, $8 / 1024, $2 / $6
        }' || exit 1
}

# came_in TABLES: as many rows as the rival has
came_in() {
        for t in $1; do
                for db in w/soroe.db rival.db; do sqlite3 "$work/$db" "SELECT count(*) FROM $t"; done | uniq | wc -l | grep -qx 1 ||
                        { echo "bench: not every row of $t came in" >&2; exit 1; }
        done
}

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
in_turn 1 "240,000 | import of 480,000 receipts, 960,000 lines" "$work/facilities.csv" "$work/receipts.csv" "$work/purchases.csv"
came_in 'facility receipt purchase'
[ -n "$generator" ] || exit 0

in=$work/in
/usr/bin/python3 "$generator/gen.py" --facilities 60000 --seed 20260115 --scans shared --no-breakdown --out "$in" >/dev/null || exit 1
"$build/bench/blank" "$in"/scans/* || exit 1
# the lines name no facility, the scans no digest: what has an index of these here has one as long there
cat >"$work/rival.sql" <<END
PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;
CREATE TABLE facility(code TEXT PRIMARY KEY, name TEXT, kind TEXT, address TEXT, representative TEXT, phone TEXT, outside TEXT);
CREATE TABLE receipt(facility TEXT, number TEXT, issuer TEXT, date TEXT, amount INTEGER, evidence TEXT, breakdown TEXT, UNIQUE(facility, number));
CREATE TABLE purchase(number TEXT, category TEXT, item TEXT, description TEXT, quantity TEXT, unit_price INTEGER, amount INTEGER);
.import --csv --skip 1 $in/facilities.csv facility
.import --csv --skip 1 $in/receipts.csv receipt
.import --csv --skip 1 $in/purchases.csv purchase
CREATE INDEX receipt_number ON receipt(number);
CREATE INDEX receipt_paper ON receipt(date, amount, issuer);
CREATE INDEX receipt_evidence_name ON receipt(evidence);
CREATE INDEX receipt_evidence_sha256 ON receipt(evidence, facility);
CREATE INDEX purchase_key ON purchase(number);
CREATE INDEX purchase_facility ON purchase(number, category);
END
in_turn 5 "60,000 | import of $(($(wc -l <"$in/receipts.csv") - 1)) receipts, which share eight scans" \
        --scans "$in/scans" "$in/facilities.csv" "$in/receipts.csv" "$in/purchases.csv"
came_in 'facility receipt purchase'
