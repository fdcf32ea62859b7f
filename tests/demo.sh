#!/bin/sh
# tests/demo.sh BUILD: the main job on the demo data, into BUILD/demo (fresh each time): a pharmacy's folder of papers by `soroe go`, then an
# association's members step by step. Shows each command before its output. What to expect stands in tests/cases/demo/README.md.
set -u

build=$1
data=tests/cases/demo
demo=$build/demo
rm -rf "$demo"
mkdir -p "$demo" || exit 1

# run "0 1" COMMAND...: shows and runs; any exit status but those named stops the demo.
run() {
        good=$1
        shift
        printf '\n$ %s\n' "$*"
        "$@"
        status=$?
        for s in $good; do
                [ "$status" = "$s" ] && return 0
        done
        echo "demo: 終了状態 $status は予定外です / unexpected exit status $status" >&2
        exit 1
}

# A folder as a pharmacy has it: its scans and the workbook it filled in. The PDF of one receipt is still at its vendor's.
papers=$demo/補助金
mkdir "$papers" "$demo/.form" || exit 1
{
        "$build/soroe" -C "$demo/.form" init
        "$build/soroe" -C "$demo/.form" import --scans "$data/scans" "$data"/*.csv
        "$build/soroe" -C "$demo/.form" form "$papers/記入表.xlsx" 1949990046
} >/dev/null 2>&1
rm -rf "$demo/.form"
cp "$data/scans/t-0311.png" "$data/scans/t-0311-uchiwake.jpg" "$data/scans/t-0398-uchiwake.png" "$papers"

cat <<END
つくし薬局(架空)のフォルダーに、領収書の写しと、記入した表があります。足りないものがわかり、そろえると申請書類ができます。
The folder of an invented pharmacy: scans and the table it filled in. It learns what is missing, and once all is there the application is made.
END
echo
echo "# 領収書の写しが1枚足りず、おたずねもあるので、終了状態は 1 です。 / One scan is missing, and there are questions: exit status 1."
run 1 "$build/soroe" go "$papers" --as-of 2025-12-15 --no-input
echo
echo "# 届いた写しを入れ、おたずねに答えます。 / The scan arrived; the question is answered."
cp "$data/scans/t-0398.pdf" "$papers"
run "0 1" "$build/soroe" go "$papers" --as-of 2025-12-16 --no-input
run 0 "$build/soroe" -C "$papers" answer 1949990046 C206 yes --reason ポータルの窓口に電話で確認 --by 見本 --as-of 2025-12-16
run 0 "$build/soroe" go "$papers" --applied-on 2025-12-22 --no-input

echo
cat <<END
霞野市医師会(架空)の7施設の領収書から、点検済みの申請書類一式を作ります。
From the receipts of seven invented facilities to checked application packets.
申請日は 2025-12-22 に決めてあります。申請期限(2026-01-15)より前なので、いつ実行しても同じ結果になります。
The date of application is fixed at 2025-12-22, before the deadline of 2026-01-15: the demo gives the same result on any day.
END
run 0 "$build/soroe" -C "$demo" init

echo
echo "# 画像が1つ足りない施設(若竹歯科医院)があるので、終了状態は 1 です。 / One scan is missing on purpose: exit status 1."
run 1 "$build/soroe" -C "$demo" import --scans "$data/scans" \
        "$data/facilities.csv" "$data/receipts.csv" "$data/purchases.csv" "$data/applications.csv"

echo
echo "# 若竹歯科医院の申請には不備があるので、終了状態は 1 です。 / One facility has faults on purpose: exit status 1."
run 1 "$build/soroe" -C "$demo" check --as-of 2025-12-22

echo
echo "# 不備のある1件は確定しないので、終了状態は 1 です。 / The one with faults is not sealed: exit status 1."
run 1 "$build/soroe" -C "$demo" packet --all --pdf --applied-on 2025-12-22

run 0 "$build/soroe" verify "$demo/packets"

first=$demo/packets/r7-online-qualification/1919990026-home-visit.pdf
[ -s "$first" ] || { echo "demo: $first がありません / is missing" >&2; exit 1; }
cat <<END

申請書類一式は $demo/packets/r7-online-qualification にあります(ZIP と PDF、9件)。
まず $papers/結果.html(薬局のページ)と、$first を開いてください。
1ページ目にポータルへ入力する金額、続くページに計算の根拠があります。手計算は $data/README.md にあります。
不備の1件を見るには: $build/soroe -C $demo check --as-of 2025-12-22 1939990071

The nine packets (ZIP and PDF) are in $demo/packets/r7-online-qualification.
Open $papers/結果.html, the pharmacy's page, and $first:
page 1 has the amounts to type into the portal, the next pages the calculation. $data/README.md has the same worked out by hand.
The one with faults: $build/soroe -C $demo check --as-of 2025-12-22 1939990071
END
