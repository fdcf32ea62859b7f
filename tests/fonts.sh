#!/bin/sh
# tests/fonts.sh FILE: fontconfig's configuration with nothing but the machine's folders of typefaces and caches. The rest, some forty files
# about how screens draw, is a seventh of what a verify under the sanitizers costs; soroe asks for files by family alone. The case `demo`
# reads all of it, and so do browsers, which choose by it what a page looks like. Prints what FONTCONFIG_FILE
# is to be: FILE, or the machine's own where it is not as expected.
own=${FONTCONFIG_FILE:-/etc/fonts/fonts.conf}
if grep -q '<dir[ >].*</dir>' "$own" 2>/dev/null && grep -q '<cachedir[ >].*</cachedir>' "$own"; then
        { echo '<fontconfig>'; grep -E '<(dir|cachedir)[ >].*</' "$own"; echo '</fontconfig>'; } >"$1" && own=$1
fi
echo "$own"
