# tests/cases/prelude.sh: what the case folders share; sourced as `. "$PRELUDE"`.
# Unless a case says otherwise it is one clinic with one receipt of 訪問診療等:
# 33,000 + 88,000 = 121,000; 121,000 x 3/4 = 90,750, cut below 1,000: 90,000.

facilities() { { echo '医療機関コード,名称,種別,開設者,義務化対象外,既交付,既改修'; cat; } >facilities.csv; }
receipts() { { echo '医療機関コード,領収書番号,発行者,発行日,領収金額,登録番号,支払日,宛名,書類種別,画像ファイル名,内訳書ファイル名'; cat; } >receipts.csv; }
purchases() { { echo '領収書番号,医療機関コード,事業区分,品目区分,摘要,型番,数量,単価,金額'; cat; } >purchases.csv; }

clinic() { # [義務化対象外 [既交付 [既改修]]]
        echo "1919990018,霞野診療所,診療所,霞野 一,${1-いいえ},${2-},${3-}" | facilities
}

scans() { # NAME...: different pictures: r1 r2 r3 for receipts, u1 u2 u3 for breakdowns
        mkdir -p scans
        for scan in "${@:-}"; do
                case $scan in
                        r1) cp "$DEMO/scans/w-0451.png" scans/r1.png ;;
                        r2) cp "$DEMO/scans/t-0311.png" scans/r2.png ;;
                        r3) cp "$DEMO/scans/hn-7731.png" scans/r3.png ;;
                        u1) cp "$DEMO/scans/t-0398-uchiwake.png" scans/u1.png ;;
                        u2) cp "$DEMO/scans/009-uchiwake.png" scans/u2.png ;;
                        u3) cp "$DEMO/scans/hn-7731-uchiwake.png" scans/u3.png ;;
                        '') scans r1 r2 r3 u1 u2 u3 ;;
                esac
        done
}

good() {
        scans r1 u1
        clinic
        receipts <<'END'
1919990018,K-1,株式会社ミナモ電算,2025-09-01,121000,,,霞野診療所,,r1.png,u1.png
END
        purchases <<'END'
K-1,1919990018,訪問診療等,モバイル端末,訪問診療用端末,MT-1,1,33000,33000
K-1,1919990018,訪問診療等,レセコン改修,居宅同意取得型 対応改修,,1,88000,88000
END
}

# A second receipt, K-2, with one line: `other CATEGORY ITEM AMOUNT`.
other() {
        scans r2 u2
        echo "1919990018,K-2,株式会社ミナモ電算,2025-09-02,$3,,,霞野診療所,,r2.png,u2.png" >>receipts.csv
        echo "K-2,1919990018,$1,$2,二枚目の領収書の品,MT-2,1,$3,$3" >>purchases.csv
}

# Shows the command, what it prints, what it says beside ("2> "), and its exit status.
try() {
        echo "\$ $*"
        "$@" 2>"$BESIDE"
        status=$?
        [ ! -s "$BESIDE" ] || sed 's/^/2> /' "$BESIDE"
        echo "=> $status"
}

init() { said=$(soroe init 2>&1) || echo "init failed: $said"; }

# Import of the three tables where the case is about what comes after it.
quietly() { init; soroe import facilities.csv receipts.csv purchases.csv --scans scans >import.log 2>&1 || { echo "import:"; cat import.log; }; }

# check as of AS_OF, without --as-of's default; shows the table of amounts and the findings of the ids named.
look() {
        ids=$(echo "$*" | tr ' ' '|')
        soroe check --as-of "${AS_OF:-2025-12-22}" >report.txt 2>report.err
        status=$?
        awk -v ids=" ($ids): " '
                /^  .*(提出可|要確認|不備)  / { print; next }
                /^[^ ]/ { on = $0 ~ ids }
                on { print }' report.txt
        grep -E '^施設 ' report.txt
        echo "=> $status"
}

# Check codes and byte offsets hold the versions of program, fonts and libraries: not for comparing here.
mask() { sed -E 's/円 [0-9a-f]{16} /円 (照合番号) /; s/yen [0-9a-f]{16} /yen (check code) /; s/\([0-9]+バイト目\)/(…バイト目)/'; }

# A second clinic with the same receipt, K-9: 90,000 too.
second() {
        echo '1919990026,清瀬川医院,診療所,清瀬川 二,いいえ,,' >>facilities.csv
        echo '1919990026,K-9,株式会社ミナモ電算,2025-09-03,121000,,,清瀬川医院,,r3.png,u3.png' >>receipts.csv
        echo 'K-9,1919990026,訪問診療等,モバイル端末,訪問診療用端末,MT-1,1,33000,33000' >>purchases.csv
        echo 'K-9,1919990026,訪問診療等,レセコン改修,居宅同意取得型 対応改修,,1,88000,88000' >>purchases.csv
}

# The finished packets and their digests, in order.
packets_made() { (cd "${1:-packets}" && find . -name '*.zip' -exec sha256sum {} + | sort -k2); }

# A workbook's sheets by name; a part of it; the cells of its N-th sheet, one a line: "A1 text". Dates are day numbers.
book_part() { unzip -p "$1" "$2"; }
book_sheets() { book_part "$1" xl/workbook.xml | grep -o '<sheet name="[^"]*"' | cut -d'"' -f2; }
book_cells() {
        book_part "$1" xl/sharedStrings.xml | tr '\n' ' ' | sed 's|</si>|\n|g' | sed 's|.*<t[^>]*>||; s|</t>.*||' >.strings
        book_part "$1" "xl/worksheets/sheet$2.xml" | sed 's|<c r=|\n&|g' | sed -n 's|^<c r="\([A-Z0-9]*\)"\([^>]*\)><v>\([^<]*\)</v>.*|\1 \2 \3|p' |
                awk 'NR == FNR { s[FNR - 1] = $0; next } / t="s" / { print $1, s[$NF]; next } { print $1, $NF }' .strings -
        rm -f .strings
}

# A JP PINT e-invoice, from a few words on each line of stdin:
#   einvoice FILE NUMBER ISSUER
#   line NAME QUANTITY NET CATEGORY PERCENT · tax CATEGORY PERCENT TAXABLE TAX · total LINES WITHOUT WITH PAYABLE [PREPAID]
#   pdf NAME FILE · raw XML
einvoice() {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        echo "<cbc:CustomizationID>${PROFILE:-urn:peppol:pint:billing-1@jp-1}</cbc:CustomizationID>"
        echo "<cbc:ID>$2</cbc:ID>"
        echo '<cbc:IssueDate>2025-10-06</cbc:IssueDate>'
        echo "<cbc:DocumentCurrencyCode>${CURRENCY:-JPY}</cbc:DocumentCurrencyCode>"
        echo '<cac:AccountingSupplierParty><cac:Party>'
        echo "<cac:PartyTaxScheme><cbc:CompanyID>${REGISTRATION:-T7010705000725}</cbc:CompanyID></cac:PartyTaxScheme>"
        echo "<cac:PartyLegalEntity><cbc:RegistrationName>$3</cbc:RegistrationName></cac:PartyLegalEntity>"
        echo '</cac:Party></cac:AccountingSupplierParty>'
        echo '<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>霞野診療所</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>'
        while read -r what a b c d e; do
                case $what in
                line) echo "<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode=\"H87\">$b</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID=\"JPY\">$c</cbc:LineExtensionAmount><cac:Item><cbc:Name>$a</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>$d</cbc:ID><cbc:Percent>$e</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:InvoiceLine>" ;;
                tax) echo "<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxableAmount currencyID=\"JPY\">$c</cbc:TaxableAmount><cbc:TaxAmount currencyID=\"JPY\">$d</cbc:TaxAmount><cac:TaxCategory><cbc:ID>$a</cbc:ID><cbc:Percent>$b</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>" ;;
                total) echo "<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID=\"JPY\">$a</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID=\"JPY\">$b</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID=\"JPY\">$c</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID=\"JPY\">${e:-0}</cbc:PrepaidAmount><cbc:PayableAmount currencyID=\"JPY\">$d</cbc:PayableAmount></cac:LegalMonetaryTotal>" ;;
                pdf) echo "<cac:AdditionalDocumentReference><cac:Attachment><cbc:EmbeddedDocumentBinaryObject filename=\"$a\" mimeCode=\"application/pdf\">$(base64 <"$b")</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>" ;;
                raw) echo "$a $b $c $d $e" ;;
                esac
        done
        echo '</Invoice>'
} >"$1"

# Workbooks. `row LINE CELL...` writes one row: text as it is, '=XML' as the cell's own XML ('=<c/>' is an empty one).
row() {
        printf '<row r="%s">' "$1"
        shift
        for cell; do
                case $cell in
                =*) printf '%s' "${cell#=}" ;;
                *) printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$cell" ;;
                esac
        done
        echo '</row>'
}

# `sheet NAME [STATE [XML behind the rows]]` adds the rows on its input as a sheet, `book FILE` packs those added so far.
# Styles: 1 a date, 2 a date by its era, 3 ten digits, 4 year and month, 5 円(税抜) behind the number, 6 percent, 7 struck out.
sheet() {
        mkdir -p .book/_rels .book/xl/_rels .book/xl/worksheets
        n=$(($(ls .book/xl/worksheets | wc -l) + 1))
        { echo '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'; cat
          echo "</sheetData>${3-}</worksheet>"; } >".book/xl/worksheets/sheet$n.xml"
        echo "<sheet name=\"$1\" sheetId=\"$n\" state=\"${2:-visible}\" r:id=\"s$n\"/>" >>.book-sheets
        echo "<Relationship Id=\"s$n\" Type=\"x/worksheet\" Target=\"worksheets/sheet$n.xml\"/>" >>.book-rels
}
book() {
        main=http://schemas.openxmlformats.org/spreadsheetml/2006/main
        office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
        package=http://schemas.openxmlformats.org/package/2006
        kind=${BOOK_KIND-application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml}
        echo "<Types xmlns='$package/content-types'><Override PartName='/xl/workbook.xml' ContentType='$kind'/></Types>" >'.book/[Content_Types].xml'
        echo "<Relationships xmlns='$package/relationships'><Relationship Id='b' Type='$office/officeDocument' Target='xl/workbook.xml'/></Relationships>" >.book/_rels/.rels
        { echo "<Relationships xmlns='$package/relationships'><Relationship Id='y' Type='$office/styles' Target='styles.xml'/>"
          cat .book-rels; echo '</Relationships>'; } >.book/xl/_rels/workbook.xml.rels
        { echo "<workbook xmlns='$main' xmlns:r='$office'>${BOOK_PROPERTIES-}<sheets>"; cat .book-sheets; echo '</sheets></workbook>'; } >.book/xl/workbook.xml
        cat >.book/xl/styles.xml <<END
<styleSheet xmlns="$main"><numFmts><numFmt numFmtId="177" formatCode="0000000000"/>
<numFmt numFmtId="178" formatCode="#,##0&quot;円(税抜)&quot;"/></numFmts><fonts><font/><font><strike/></font></fonts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="58"/><xf numFmtId="177"/><xf numFmtId="55"/><xf numFmtId="178"/><xf numFmtId="9"/>
<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>
END
        rm -f "$1"
        (cd .book && zip -q -X -r - .) >"$1"
        rm -rf .book .book-sheets .book-rels
}

# The tar on stdin with the device numbers of its headers as zeros: tar 1.34 and soroe write them, tar 1.35 leaves them empty.
devices() {
        perl -0777 -ne 'for ($at = 0; $at + 512 <= length && substr($_, $at, 1) ne "\0"; $at += 512 + 512 * int((oct(substr($head, 124, 11)) + 511) / 512)) {
                $head = substr($_, $at, 512);
                substr($head, 329, 16) = "0000000\0" x 2;
                substr($head, 148, 8) = " " x 8;
                substr($head, 148, 8) = sprintf("%06o\0 ", unpack("%32C*", $head));
                substr($_, $at, 512) = $head;
        } print'
}

# paper FILE: a PDF whose text is stdin, a line for each line, the first one large. The font is not embedded, as many vendors' is not.
paper() {
        y=760 size=24
        while IFS= read -r text; do
                hex=$(printf %s "$text" | iconv -t UTF-16BE | od -An -v -tx1 | tr -d ' \n')
                printf 'BT /F %d Tf 60 %d Td <%s> Tj ET\n' $size $y "$hex"
                y=$((y - 40)) size=11
        done >.content
        n=0 at=
        echo '%PDF-1.4' >"$1"
        for object in '<</Type/Catalog/Pages 2 0 R>>' '<</Type/Pages/Kids[3 0 R]/Count 1>>' \
                '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>' \
                "<</Length $(wc -c <.content)>>
stream
$(cat .content)
endstream" \
                '<</Type/Font/Subtype/Type0/BaseFont/Gothic/Encoding/UniJIS-UTF16-H/DescendantFonts[6 0 R]>>' \
                '<</Type/Font/Subtype/CIDFontType0/BaseFont/Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 5>>/FontDescriptor 7 0 R>>' \
                '<</Type/FontDescriptor/FontName/Gothic/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>'; do
                n=$((n + 1))
                at="$at $(wc -c <"$1")"
                printf '%d 0 obj\n%s\nendobj\n' $n "$object" >>"$1"
        done
        { echo 'xref' && echo '0 8' && printf '0000000000 65535 f \n' && printf '%010d 00000 n \n' $at &&
                printf 'trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' "$(wc -c <"$1")"; } >.end
        cat .end >>"$1"
        rm .content .end
}
