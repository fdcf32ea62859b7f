#!/bin/sh
# tests/go_page.sh BUILD: the pages of soroe go in each of their states and both languages (those of tests/unit/go_page.c), as other
# programs see them: well-formed, loading nothing; and, where Chromium is installed, as a browser shows them: on a screen, on a
# telephone, in the dark and on A4, looked at by tests/pages/look.js.
set -u

build=$(cd "$1" && pwd)
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

mkdir "$work/pages"
PAGES=$work/pages "$build/tests/go_page" >"$work/said" 2>&1 || { cat "$work/said"; echo "no pages"; exit 1; }

# and as the command writes them: scans alone, a clinic with faults, an association
data=$(pwd)/tests/cases/demo
soroe() { "$build/soroe" "$@" >/dev/null 2>&1; }
mkdir "$work/scans" "$work/faults" "$work/all"
cp "$data"/scans/w-0* "$data"/scans/t-0398.pdf "$work/scans"
cp "$data"/scans/w-0* "$work/faults"
cp -r "$data"/*.csv "$data"/scans "$work/all"
soroe -C "$work/made" init
soroe -C "$work/made" import --scans "$data/scans" "$data"/*.csv
soroe -C "$work/made" form "$work/faults/記入表.xlsx" 1939990071
for folder in scans faults all; do
        soroe go "$work/$folder" --as-of 2025-12-15 --no-input
        cp "$work/$folder/結果.html" "$work/pages/go-$folder.html" || { echo "soroe go wrote no page"; exit 1; }
done
mv "$work/pages/go-all.html" "$work/all.html" # it is the page of soroe status (tests/status.sh), and has a script

# ---- as files

loads_nothing() { # but the portal's link, which waits to be clicked
        ! sed 's|<a class="portal" href="https://[^"]*">||; s|url">https://[^<]*<||' "$1" |
                grep -nE '//[a-z0-9.-]+\.[a-z]|src="[^d]|src="d[^a]|href="(javascript|http)|(action|formaction|poster|background|srcset)=|@import|url\(|<(link|iframe|object|embed|base|audio|video|script|form|input|button)[ />]'
}
policy() { grep -q "Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]*='; img-src data:; base-uri 'none'; form-action 'none'\"" "$1"; }
no_handlers() { ! grep -nE '<[^>]* on[a-z]+="|<[^>]* style="' "$1"; }
for page in "$work"/pages/*.html; do
        name=$(basename "$page" .html)
        test_ "$name: well-formed" xmllint --noout "$page"
        test_ "$name: loads nothing" loads_nothing "$page"
        test_ "$name: a policy that allows nothing else" policy "$page"
        test_ "$name: no code and no style in attributes" no_handlers "$page"
done

# ---- as a browser shows them

browser=$(command -v chromium || command -v chromium-browser || :)
show() { # show PAGE OPTION...: in a profile of its own, without the network
        shown=$1
        shift
        timeout 60 env -u FONTCONFIG_FILE "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
                --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" --enable-logging=stderr \
                "$@" "file://$shown" 2>"$work/log"
}
# frames OPTION...: the pages of the list that comes in, each with the script behind it, on a screen and on a telephone: frames of one page,
# for a browser takes half a second to start, and a window is never as narrow as a telephone. What each says is in $work/looks, by its name.
frames() {
        {
                echo '<!DOCTYPE html><html><head><title></title></head><body>'
                while read -r page; do
                        {
                                sed 's|<meta http-equiv="Content-Security-Policy"[^>]*>||; /^<\/body>$/,$d' "$page"
                                echo '<script>'
                                cat tests/pages/look.js
                                printf '</script>\n</body>\n</html>\n'
                        } | sed 's/&/\&amp;/g; s/"/\&quot;/g' >"$work/escaped"
                        for width in 1280 390; do
                                printf '<iframe name="%s" width="%s" height="2000" style="border:0" srcdoc="' "$(basename "$page" .html)" $width
                                cat "$work/escaped"
                                echo '"></iframe>'
                        done
                done
                echo '</body></html>'
        } >"$work/looked.html"
        show "$work/looked.html" --window-size=1300,2000 "$@" --dump-dom | sed -n 's|.*<title>\(.*\)</title>.*|\1|p' | head -n 1 | tr '|' '\n' >"$work/looks"
}
# look NAME HOW: nothing is wrong with that page.
look() {
        sed -n "s/^$1: //p" "$work/looks" >"$work/look"
        grep -v '^looked at' "$work/look" | grep . && return 1
        [ "$(grep -cxE "looked at (1280|390)$2" "$work/look")" = 2 ] || { cat "$work/look"; return 1; }
}
quiet() {
        show "$1" --dump-dom >/dev/null
        ! grep -E 'CONSOLE|Content Security|Refused' "$work/log"
}
a4() { # a4 PAGE MOST
        show "$1" --print-to-pdf="$work/page.pdf" --no-pdf-header-footer >/dev/null
        pdfinfo "$work/page.pdf" >"$work/info" 2>&1
        n=$(sed -n 's/^Pages: *//p' "$work/info")
        if ! grep -q 'A4' "$work/info" || [ "$n" -gt "$2" ]; then
                cat "$work/info"
                return 1
        fi
        [ "$(pdftotext "$work/page.pdf" - | grep -c '現在$')" -ge "$n" ] || { echo "the foot is not on every page"; return 1; }
}
if grep -q __asan_init "$build/soroe"; then
        : # nothing of ours runs in the browser: the sanitizers have nothing to see there
elif [ -z "$browser" ]; then
        echo "skipped pages of soroe go in a browser: chromium is not installed"
elif ! show "$work/pages/first-ja.html" --dump-dom | grep -q 'main'; then
        echo "skipped pages of soroe go in a browser: $browser shows nothing here"
else
        ls "$work"/pages/*.html "$work/all.html" | frames
        for page in "$work"/pages/*.html; do
                name=$(basename "$page" .html)
                test_ "$name on a screen and a telephone" look "$name" ""
        done
        test_ "an association on a screen and a telephone" look all ""
        dark="missing-ja ready-en many-ja first-ja"
        for name in $dark; do echo "$work/pages/$name.html"; done | frames --blink-settings=preferredColorScheme=0
        for name in $dark; do
                test_ "$name in the dark" look "$name" " dark"
                test_ "$name: the browser has nothing to report" quiet "$work/pages/$name.html"
        done
        for name in first missing ready; do
                test_ "$name on A4, two or three pages" a4 "$work/pages/$name-ja.html" 3
        done
        # what is wrong is found
        sed 's|<main id="main">|<main id="main"><h5>x</h5><img src="data:,"/><p class="wide" id="main"><a>x</a></p>|; s|--quiet: #525e65|--quiet: #a0a8ae|; s|</style>|.wide { width: 2000px; }</style>|' \
                "$work/pages/missing-ja.html" >"$work/pages/bad.html"
        echo "$work/pages/bad.html" | frames
        look bad "" >"$work/found"
        for what in 'wider than the screen' 'a heading is left out' 'a picture without its words' 'an id twice' 'a link to nothing' 'contrast '; do
                found() { grep -q "$what" "$work/found" || { cat "$work/found"; return 1; }; }
                test_ "is found: $what" found
        done
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
