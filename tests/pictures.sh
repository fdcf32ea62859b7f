#!/bin/sh
# tests/pictures.sh BUILD FOLDER: the pictures of the READMEs: the page of soroe go as a browser shows it (the state "ready" of
# tests/unit/go_page.c, in both languages), and the first page of a summary that tests/demo.sh left in BUILD/demo. The same programs and
# fonts give the same bytes. Needs chromium and poppler-utils.
set -eu

build=$(cd "$1" && pwd)
mkdir -p "$2"
to=$(cd "$2" && pwd)
pdf=$build/demo/packets/r7-online-qualification/1919990026-home-visit.pdf
browser=$(command -v chromium || command -v chromium-browser) || { echo "pictures: chromium is missing: apt-get install chromium" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

PAGES=$work "$build/tests/go_page" >/dev/null 2>&1
for language in ja en; do # 1016 is the width of the page's text; what is below is left out
        timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --hide-scrollbars \
                --force-device-scale-factor=0.75 --user-data-dir="$work/profile" --window-size=1016,1010 \
                --screenshot="$work/page-$language.png" "file://$work/ready-$language.html" 2>/dev/null
done
pdftoppm -r 66 -f 1 -l 1 -gray -png -singlefile "$pdf" "$work/summary"
for name in page-ja page-en summary; do
        cmp -s "$work/$name.png" "$to/$name.png" || cp "$work/$name.png" "$to/$name.png"
        ls -l "$to/$name.png"
done
