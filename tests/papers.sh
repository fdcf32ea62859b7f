#!/bin/sh
# tests/papers.sh BUILD: the papers as other programs see them, and the packets as other machines make them.
#   PDF/A-1b by PDFBox Preflight (libpdfbox2-java, libactivation-java, libjaxb-api-java, a Java runtime), where it is installed
#   bookmarks, page labels, language, title and size, by qpdf and poppler
#   the same bytes under another clock, time zone, locale, user, umask, working folder, order of the files and number of
#   processes: of the ZIPs with all in them, the merged PDFs, the index as XML, CSV and workbook, and the entry workbook
set -u

soroe=$(cd "$1" && pwd)/soroe
data=$(pwd)/tests/cases/demo
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
passed=0 failed=0

# test NAME COMMAND...
test_() {
        name=$1
        shift
        if "$@" >"$work/said" 2>&1; then
                passed=$((passed + 1))
        else
                failed=$((failed + 1))
                echo "FAILED $name"
                cat "$work/said"
        fi
}

# make_packets FOLDER FILE...: a workspace of its own; drafts and the merged PDFs in another folder; what is said of all
make_packets() {
        "$soroe" -C "$1" init &&
                folder=$1 && shift &&
                { "$soroe" -C "$folder" import --scans "$data/scans" "$@" || [ $? = 1 ]; } &&
                { "$soroe" -C "$folder" packet --all --pdf --applied-on 2025-12-22 ${jobs:-} || [ $? = 1 ]; } &&
                { "$soroe" -C "$folder" packet --all --draft --applied-on 2025-12-22 -o "$folder/drafts" ${jobs:-} || [ $? = 1 ]; } &&
                mkdir "$folder/lists" &&
                for format in xml csv xlsx; do
                        "$soroe" -C "$folder" index --format $format -o "$folder/lists/index.$format" || return 1
                done && "$soroe" -C "$folder" form --all -o "$folder/lists/forms"
}
tables="$data/facilities.csv $data/receipts.csv $data/purchases.csv $data/applications.csv"
make_packets "$work/first" $tables >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }

mkdir "$work/pdf"
for zip in "$work"/first/packets/*/*.zip "$work"/first/drafts/*/*.zip; do
        kind=sealed
        case $zip in */drafts/*) kind=draft ;; esac
        unzip -p "$zip" '*/data/summary.pdf' >"$work/pdf/$kind-$(basename "$zip" .zip).pdf"
done

# ---- PDF/A-1b

java=/usr/share/java
classes=
for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging javax.activation jaxb-api; do
        [ -e "$java/$jar.jar" ] && classes=$classes${classes:+:}$java/$jar.jar || classes=missing:
        case $classes in missing:*) break ;; esac
done
is_archive() { grep -q "The file $(basename "$1") is a valid PDF/A-1b file" "$work/preflight"; }
is_no_archive() { ! is_archive "$1"; }
if grep -q __asan_init "$soroe"; then
        : # nothing of ours runs in PDFBox, and the papers are the same bytes: the sanitizers have nothing to see there
elif [ "${classes%%:*}" != missing ] && command -v java >/dev/null; then
        # the test can fail: another part is claimed; a font is not embedded; the grey is not defined
        n=0
        for change in 's/pdfaid:part>1</pdfaid:part>7</' 's,/FontFile2,/FontFileX,' 's,/OutputIntents,/OutputIntentX,'; do
                n=$((n + 1))
                LC_ALL=C sed "$change" "$(ls "$work"/pdf/sealed-*.pdf | head -n 1)" >"$work/changed-$n.pdf"
        done
        ls "$work"/pdf/*.pdf "$work"/changed-*.pdf >"$work/list"
        java -cp "$classes" org.apache.pdfbox.preflight.Validator_A1b batch "$work/list" >"$work/preflight" 2>&1
        for pdf in "$work"/pdf/*.pdf; do
                test_ "PDF/A-1b: $(basename "$pdf")" is_archive "$pdf"
        done
        for pdf in "$work"/changed-*.pdf; do
                test_ "not PDF/A-1b: $(basename "$pdf")" is_no_archive "$pdf"
        done
        # the merged one holds pictures and says nothing of the kind
        test_ 'the merged PDF claims nothing' sh -c "! grep -aq pdfaid '$work'/first/packets/*/*.pdf"
else
        echo 'skipped PDF/A-1b: PDFBox Preflight is not installed (libpdfbox2-java libactivation-java libjaxb-api-java)'
fi

# ---- how a viewer leads through them

sealed=$(ls "$work"/pdf/sealed-*.pdf | head -n 1)
merged=$(ls "$work"/first/packets/*/*.pdf | head -n 1)
says() { grep -q -- "$2" "$1"; }
qpdf --json "$sealed" >"$work/sealed.json" 2>&1
qpdf --json "$merged" >"$work/merged.json" 2>&1
for title in 申請概要 補助額算定書 領収書一覧; do
        test_ "bookmark $title" says "$work/sealed.json" "\"title\": \"$title"
done
test_ 'bookmark of a copy' says "$work/merged.json" '"title": "領収書の写し 1'
test_ 'a label of the copies' says "$work/merged.json" '"/P": "u:写し "'
test_ 'the title in the window' says "$work/sealed.json" '"/DisplayDocTitle": true'
test_ 'the language' says "$work/sealed.json" '"/Lang": .*ja-JP'
for pdf in "$work"/pdf/*.pdf "$work"/first/packets/*/*.pdf; do
        test_ "qpdf finds no fault: $(basename "$pdf")" sh -c "qpdf --check '$pdf' && pdftotext '$pdf' - 2>&1 >/dev/null | grep . && exit 1; exit 0"
done
# as many labels as ranges: the summary's from page 0, the copies' behind it
test_ 'two ranges of labels' sh -c "[ \$(grep -c '\"/S\": \"/D\"' '$work/merged.json') -ge 2 ]"
# five pages without scans: 128 KB at most; their contents are stored, not deflated (form 3)
for pdf in "$work"/pdf/sealed-*.pdf; do
        test_ "size of $(basename "$pdf")" sh -c "[ \$(wc -c <'$pdf') -le 131072 ]"
done

# ---- the same bytes

same() {
        for what in packets drafts lists; do
                diff -r "$work/first/$what" "$1/$what" || return 1
        done
}
other() { # other NAME SETTING...: packets made under other circumstances
        name=$1
        shift
        (
                mkdir -p "$work/home/$name" "$work/here/$name"
                cd "$work/here/$name" || exit 1
                [ "$name" != umask ] || umask 077
                export HOME="$work/home/$name"
                for setting in "$@"; do
                        export "${setting?}"
                done
                make_packets "$work/$name" $tables
        ) >"$work/$name.said" 2>&1 || { cat "$work/$name.said"; return 1; }
        same "$work/$name"
}
test_ 'another time zone' other zone TZ=America/St_Johns
test_ 'another locale' other locale LC_ALL=C LANG=C
test_ 'another language' other japanese LC_ALL=ja_JP.UTF-8 LANG=ja_JP.UTF-8
test_ 'another user and umask' other umask USER=somebody LOGNAME=somebody
test_ 'seven processes' other seven jobs='-j 7'
# the files in the other order
reversed() {
        make_packets "$work/reversed" "$data/applications.csv" "$data/purchases.csv" "$data/receipts.csv" "$data/facilities.csv" \
                >"$work/said2" 2>&1 || { cat "$work/said2"; return 1; }
        same "$work/reversed"
}
test_ 'the files in the other order' reversed
clock=$(ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | head -n 1)
if grep -q __asan_init "$soroe"; then
        echo 'skipped another time: no other library comes before the sanitizers'
elif [ -n "$clock" ]; then
        test_ 'another time' other later LD_PRELOAD="$clock" FAKETIME='2031-07-08 23:59:58'
else
        echo 'skipped another time: faketime is not installed'
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
