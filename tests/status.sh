#!/bin/sh
# tests/status.sh BUILD: the status page as other programs see it: well-formed, loading nothing, the same without its script, readable
# in colour and on paper; and, where Chromium is installed (chromium), as a browser shows it: its script runs under its own
# Content-Security-Policy, nothing is reported, it prints on A4.
set -u

soroe=$(cd "$1" && pwd)/soroe
data=$(pwd)/tests/cases/demo
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
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

"$soroe" -C "$work/ws" init >/dev/null 2>&1
"$soroe" -C "$work/ws" import --scans "$data/scans" "$data"/*.csv >/dev/null 2>&1
"$soroe" -C "$work/ws" packet --all --applied-on 2025-12-22 >/dev/null 2>&1
for lang in ja en; do
        "$soroe" -C "$work/ws" --lang $lang status --as-of 2025-12-22 --format html -o "$work/ws/$lang.html" || { echo "no page"; exit 1; }
done
page=$work/ws/ja.html

# ---- as a file

well_formed() { xmllint --noout "$1"; }
test_ "well-formed, Japanese" well_formed "$page"
test_ "well-formed, English" well_formed "$work/ws/en.html"

loads_nothing() {
        ! grep -nE '//[a-z0-9.-]+\.[a-z]|(src|action|formaction|poster|background|srcset)=|@import|url\(|<(link|img|iframe|object|embed|base|audio|video)[ />]' "$1"
}
test_ "names nothing to load" loads_nothing "$page"
sed "s,</head>,<link rel=\"stylesheet\" href=\"x.css\"/></head>," "$page" >"$work/loads.html"
is_found() { ! loads_nothing "$1"; }
test_ "what would be loaded is found" is_found "$work/loads.html"
policy() { grep -q "Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]*='; script-src 'sha256-[A-Za-z0-9+/]*='; base-uri 'none'; form-action 'none'\"" "$1"; }
test_ "a policy that allows nothing else" policy "$page"
no_handlers() { ! grep -nE ' on[a-z]+="| style="|javascript:' "$1"; }
test_ "no code and no style in attributes" no_handlers "$page"
language() { grep -q "<html lang=\"$2\">" "$1"; }
test_ "its language, ja" language "$page" ja
test_ "its language, en" language "$work/ws/en.html" en
links_lead_somewhere() {
        grep -o 'href="[^"]*"' "$1" | sed 's/^href="//; s/"$//' | sort -u | while read -r link; do
                case $link in
                        \#*) grep -q "id=\"${link#\#}\"" "$1" || { echo "no $link"; exit 1; } ;;
                        *) [ -f "$work/ws/$link" ] || { echo "no file $link"; exit 1; } ;;
                esac
        done
}
test_ "every link leads somewhere" links_lead_somewhere "$page"
unique_ids() { ! grep -o ' id="[^"]*"' "$1" | sort | uniq -d | grep .; }
test_ "every id is there once" unique_ids "$page"
tables_are_named() { # caption or heading, and a scope for every header
        ! grep -o '<table[^>]*>' "$1" | grep -v aria-labelledby && ! grep -o '<th[ >][^>]*>' "$1" | grep -v 'scope='
}
test_ "tables have names and headers have a scope" tables_are_named "$page"

# WCAG 2: contrast of each text colour on the grounds it stands on, at least 4.5, in light and in dark
contrast() {
        awk '
        function channel(h,   v) { v = (index(digits, substr(h, 1, 1)) - 1) * 16 + index(digits, substr(h, 2, 1)) - 1; v /= 255
                return v <= 0.03928 ? v / 12.92 : exp(2.4 * log((v + 0.055) / 1.055)) }
        function light(c) { if (length(c) == 4) c = "#" substr(c, 2, 1) substr(c, 2, 1) substr(c, 3, 1) substr(c, 3, 1) substr(c, 4, 1) substr(c, 4, 1)
                return 0.2126 * channel(substr(c, 2, 2)) + 0.7152 * channel(substr(c, 4, 2)) + 0.0722 * channel(substr(c, 6, 2)) }
        function check(a, b,   x, y, t) { x = light(colour[a]); y = light(colour[b]); if (x < y) { t = x; x = y; y = t }
                n++; if ((x + 0.05) / (y + 0.05) < 4.5) { printf "%s on %s in %s: %.2f\n", a, b, theme, (x + 0.05) / (y + 0.05); bad = 1 } }
        function check_all(   i, k, s) { k = split("ink quiet link error confirm granted ready", s, " ")
                for (i = 1; i <= k; i++) { check(s[i], "sheet"); if (s[i] != "granted") check(s[i], "page") }
                check("quiet", "head"); check("page", "ink")
                k = split("error confirm no-data ready submitted granted refused", s, " ")
                for (i = 1; i <= k; i++) check(s[i], s[i] "-ground") }
        BEGIN { digits = "0123456789abcdef"; theme = "light" }
        /prefers-color-scheme: dark/ { check_all(); theme = "dark"; dark = 1 }
        /@media print/ { exit }
        /^\* \{/ { check_all(); exit }
        { line = $0; while (match(line, /--[a-z-]+: #[0-9a-f]+/)) { split(substr(line, RSTART + 2, RLENGTH - 2), p, ": "); colour[p[1]] = p[2]; line = substr(line, RSTART + RLENGTH) } }
        END { if (n < 40) { print n " pairs looked at"; bad = 1 } exit bad }' "$1"
}
test_ "colours can be told apart" contrast templates/status/status.css

# ---- as a browser shows it

browser=$(command -v chromium || command -v chromium-browser || :)
if grep -q __asan_init "$soroe"; then
        : # nothing of ours runs in the browser: the sanitizers have nothing to see there
elif [ -n "$browser" ]; then
        show() { # show OPTION...: in a profile of its own, without the network
                timeout 60 env -u FONTCONFIG_FILE "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                        --disable-component-update --disable-sync --user-data-dir="$work/profile" --enable-logging=stderr \
                        "$@" "file://$page" 2>"$work/log"
        }
        show --dump-dom >"$work/dom"
        if [ -s "$work/dom" ]; then
                n=$(grep -c '<tbody data-code' "$page")
                ran() { grep -q "id=\"shown\" role=\"status\">全${n}施設を表示しています。" "$work/dom"; }
                test_ "the script runs and counts $n facilities" ran
                quiet() { ! grep -E 'CONSOLE|Content Security|Refused' "$work/log"; }
                test_ "the browser has nothing to report" quiet
                # the same page without its policy, with a script behind it that uses it and says in the title what it saw
                sed 's|<meta http-equiv="Content-Security-Policy"[^>]*>||' "$page" | sed '$d' | sed '$d' >"$work/used.html"
                cat >>"$work/used.html" <<'END'
<script>
function log(x) { document.title += "|" + x; }
function rows() { return document.querySelectorAll("#list tbody:not([hidden])").length; }
function set(id, value) { var e = document.getElementById(id); e.value = value; e.dispatchEvent(new Event(id === "tool-search" ? "input" : "change")); }
document.querySelector("input[value=error]").click(); log("error " + rows());
document.getElementById("tool-reset").click(); log("all " + rows());
set("tool-category", "online"); log("online " + rows());
document.getElementById("tool-reset").click();
set("tool-sort", "code"); log("first " + document.querySelector("#list tbody").dataset.code);
set("tool-search", document.querySelector("#list tbody .name").textContent);
setTimeout(function () { log("found " + rows()); }, 300);
</script>
</body>
</html>
END
                with() { grep -cE "<tbody [^>]*data-$1=\"([a-z-]+ )*$2[ \"]" "$page"; }
                first=$(sed -n 's/^<tbody data-code="\([^"]*\)".*/\1/p' "$page" | sort | head -n 1)
                wanted="|error $(with states error)|all $n|online $(with categories online)|first $first|found 1"
                show_used() { page=$work/used.html; show --virtual-time-budget=3000 --dump-dom; }
                (show_used) >"$work/used.dom"
                filters_work() { grep -F "$wanted</title>" "$work/used.dom" || { echo "want $wanted"; grep '<title>' "$work/used.dom"; return 1; }; }
                test_ "the list is filtered, sorted and searched" filters_work
                show --print-to-pdf="$work/page.pdf" --no-pdf-header-footer >/dev/null
                a4() { pdfinfo "$work/page.pdf" | grep -q 'A4'; }
                test_ "it prints on A4" a4
                # each page that begins a facility names the columns
                repeated() {
                        p=0 listed=0
                        while p=$((p + 1)) && pdftotext -f $p -l $p "$work/page.pdf" "$work/page.txt" 2>/dev/null; do
                                grep -qE '^[0-9]{10} ' "$work/page.txt" || continue
                                listed=$((listed + 1))
                                grep -q '指摘と対処' "$work/page.txt" || { echo "page $p"; return 1; }
                        done
                        [ $listed -gt 1 ]
                }
                test_ "the head of the list is on every page of it" repeated
        else
                echo "skipped status page in a browser: $browser shows nothing here"
        fi
else
        echo "skipped status page in a browser: chromium is not installed"
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
