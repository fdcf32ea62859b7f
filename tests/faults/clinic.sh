# tests/faults/clinic.sh: what the suites of the failing machine share; sourced with $build, $soroe, $scans and an empty current folder.

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

# known FOLDER COMMAND...: what do_COMMAND says of the folder on a healthy machine. Most faults leave the folder as another did, byte for
# byte: then what is known of that one holds. (soroe.lock only names who held it last.)
mkdir said
known() {
        ws=$1
        shift
        is=said/$("$build/faults/seen" key "$ws")
        for asked; do
                if [ ! -e "$is-$asked" ]; then
                        "do_$asked" "$ws" >"$is-$asked.${ws##*/}" 2>&1
                        mv "$is-$asked.${ws##*/}" "$is-$asked"
                fi
                cat "$is-$asked"
        done
}
# The state of the folder $1: what is recorded, and every finished file. (soroe.db itself may differ in its free pages.)
state() {
        known "$1" check
        "$build/faults/seen" files "$1" 'soroe.db*' soroe.lock '.*.part'
}
# Finished files are whole: evidence is named by its digest, a packet passes (one of the same bytes, under the same name, passed).
whole() {
        [ ! -d "$1/evidence" ] || "$build/faults/seen" misnamed "$1/evidence"
        [ ! -e "$1/form.xlsx" ] || unzip -tqq "$1/form.xlsx" || echo "half written: form.xlsx"
        for packets in "$1/out" "$1/packets"; do
                [ -d "$packets" ] || continue
                is=said/$("$build/faults/seen" key "$packets")-passed
                if [ -e "$is" ]; then
                        :
                elif [ -z "$(find "$packets" -name '*.zip')" ] || "$soroe" verify "$packets" >/dev/null 2>&1; then
                        : >"$is"
                else
                        echo "a packet under its final name does not verify"
                fi
        done
}

# Every one of the first 24, then ever wider steps, and the last one.
sample() { awk -v most="$1" 'BEGIN { for (n = 1; n <= most; n = n < 24 ? n + 1 : int(n * 1.35) + 1) print n; if (most > 24) print most }'; }
