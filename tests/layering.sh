#!/bin/sh
# tests/layering.sh [TREE]: do includes run one way? Floors: cmd -> {receipts, templates} -> core, never sideways or up. Rooms: on
# each floor the list below is the order; a room uses what stands below it on its floor and the floors below, nothing else.
# A library's or the system's headers stay in the rooms named for them.
# Names do not meet: a type that a header defines is defined nowhere else, and a function of the library has its noun (yen_add, not add).
# Without TREE it looks at this one and then proves itself on copies with one forbidden line each.
set -u

# The map of the house: floor, then its rooms from the top down ("." is the floor's own folder).
rooms='cmd handbook . go packets prove check prepare read letters members terminal frame
receipts import scans marks formats table xlsx einvoice reader
templates go report verify letters status workbook packet pages record reread pdf font
core judge backup audit store/across store/kept store paper reading assess programme record format format/xml file value base platform .
reader .'

# Headers that only these rooms may include: pattern, rooms.
headers='sqlite3\.h                                core/store core/audit
hpdf[a-z_]*\.h                            templates/pdf
hb(-[a-z]+)?\.h                           templates/font
fontconfig/                               core/platform
qrencode\.h                                templates/letters
xlsxwriter(\.h|/)                         templates/workbook
libxml/                                   core/format/xml templates/workbook
(jpeglib|jerror|png)\.h                   core/format core/paper templates/pdf
qpdf/                                     core/format
libdeflate\.h                             core/format templates/font templates/reread
zlib\.h                                   templates/packet templates/pdf core/store/kept
zip\.h                                    receipts/reader templates/workbook templates/verify
openssl/                                  core/platform
utf8proc\.h                               core/base core/value
jansson\.h                                cmd cmd/go cmd/packets cmd/check cmd/prove cmd/terminal cmd/prepare core/store core/store/kept
iconv\.h                                  reader
(tesseract|leptonica)/|zbar\.h             reader
getopt\.h                                 cmd cmd/frame
((unistd|fcntl|dirent|poll|signal|fts|ftw|pwd|grp|glob|sched|spawn|termios|ifaddrs|netdb|dlfcn|pthread|threads|utime|wordexp|syslog|errno|io|direct|process|windows|winsock2|aio|semaphore|mqueue)\.h|(sys|net|netinet|arpa|linux|asm)/) core/platform reader'

look() { # look TREE: prints each forbidden include, fails if there is one
        (cd "$1" && find cmd receipts templates core reader -name '*.[ch]' -exec grep -HnE '^[[:space:]]*#[[:space:]]*include' {} + 2>/dev/null) |
                awk -v rooms="$rooms" -v headers="$headers" '
                        BEGIN {
                                below["cmd"] = " receipts templates core "; below["receipts"] = below["templates"] = below["reader"] = " core "
                                n = split(rooms, line, "\n")
                                for (i = 1; i <= n; i++) {
                                        k = split(line[i], word, " ")
                                        for (j = 2; j <= k; j++) order[word[1], word[j]] = j
                                }
                                patterns = split(headers, line, "\n")
                                for (i = 1; i <= patterns; i++) {
                                        k = split(line[i], word, " ")
                                        pattern[i] = "^(" word[1] ")"
                                        for (j = 2; j <= k; j++) allowed[i] = allowed[i] " " word[j]
                                        allowed[i] = allowed[i] " "
                                }
                        }
                        # "core/store/kept/x.h" is in the room store/kept of the floor core, "cmd/main.c" in the room "." of cmd
                        function floor_of(path) { return substr(path, 1, index(path, "/") - 1) }
                        function room_of(path, rest) {
                                rest = substr(path, index(path, "/") + 1)
                                return sub("/[^/]*$", "", rest) ? rest : "."
                        }
                        function bad() { print $0 "    <- not allowed here"; found = 1 }
                        {
                                split($0, part, ":"); from = part[1]; name = $0
                                sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*/, "", name)
                                while (sub(/^\.\.?\//, "", name)) ;
                                floor = floor_of(from); room = room_of(from)
                                here = room == "." ? floor : floor "/" room
                                if (!((floor, room) in order)) { print from ": a room that is not on the map"; found = 1; next }
                                for (i = 1; i <= patterns; i++)
                                        if (name ~ pattern[i] && !index(allowed[i], " " here " ")) { bad(); next }
                                if (name !~ /^(cmd|receipts|templates|core|reader)\//) next
                                to = floor_of(name); other = room_of(name)
                                if (to != floor) { if (!index(below[floor], " " to " ")) bad(); next }
                                if (!((to, other) in order) || order[to, other] < order[floor, room]) bad()
                        }
                        END { exit found }'
}

# A room has at most so many .c files; fuzz targets stand beside their parser and do not count. Of core/platform one system's do.
most=16
crowded() { # crowded TREE
        (cd "$1" && find cmd receipts templates core -name '*.c' ! -name '*_fuzz.c' ! -path 'core/platform/windows_*' 2>/dev/null) | sed 's|/[^/]*$||' | sort | uniq -c |
                awk -v most=$most '$1 > most { print $2 ": " $1 " files, a room has at most " most; found = 1 } END { exit found }'
}

named() { # named TREE: prints each name that can meet another one, fails if there is one
        (cd "$1" && find cmd receipts templates core -name '*.[ch]' ! -name windows_libc.h -exec grep -HnE '^[a-z].*\(|^[[:space:]]*(typedef )?(struct|enum|union) [a-z0-9_]+ \{' {} + 2>/dev/null) |
                awk '
                        {
                                split($0, part, ":"); file = part[1]; line = $0; sub(/^[^:]*:[0-9]*:/, "", line)
                                header = file ~ /\.h$/
                        }
                        line ~ /^[ \t]*(typedef )?(struct|enum|union) [a-z0-9_]+ \{/ {
                                sub(/^[ \t]*(typedef )?(struct|enum|union) /, "", line); sub(/ .*/, "", line)
                                at[line] = at[line] " " file; n[line]++; if (header) public[line] = 1
                                next
                        }
                        header && file !~ /^cmd\// && line ~ /^[a-z][a-z0-9_ ]*[ *][a-z0-9]+\(/ { print $0 "    <- which noun is it of?"; found = 1 }
                        END {
                                for (name in public) if (n[name] > 1) { print name ": more than one type of this name:" at[name]; found = 1 }
                                exit found
                        }'
}

[ $# = 0 ] || { look "$1" && named "$1"; exit; }

failed=0
look . || failed=1
crowded . || failed=1
named . || failed=1

# The check must fail on each of these, or it proves nothing.
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
while read -r file line; do
        rm -rf "${tree:?}"/*
        mkdir -p "$tree/core" "$tree/receipts" "$tree/templates" "$tree/cmd" "$tree/reader" "$tree/$(dirname "$file")"
        printf '#include "core/value/yen.h"\n%s\n' "$line" >"$tree/$file"
        if look "$tree" >/dev/null; then
                echo "the check does not see $line in $file"
                failed=1
        fi
done <<'END'
core/value/probe.c #include "receipts/table/row.h"
core/value/probe.h #include "../templates/pdf/pdf.h"
core/judge/probe.c #  include "cmd/frame/options.h"
receipts/table/probe.c #include "templates/pdf/pdf.h"
receipts/table/probe.c #include "cmd/frame/options.h"
receipts/reader/probe.c #include "receipts/formats/readers.h"
templates/pdf/probe.c #include "receipts/table/row.h"
templates/pages/probe.c #include "cmd/frame/options.h"
templates/pages/probe.c #include "templates/packet/packet_make.h"
templates/record/probe.c #include "templates/pages/summary.h"
core/base/probe.h #include "core/value/mark.h"
core/assess/probe.c #include "core/store/store.h"
core/value/probe.c #include <sqlite3.h>
core/store/kept/probe.c #include <sqlite3.h>
cmd/check/probe.c #include <sqlite3.h>
core/file/probe.c #include <hpdf.h>
cmd/packets/probe.c #include "hpdf_types.h"
templates/pages/probe.c #include <xlsxwriter.h>
templates/verify/probe.c #include <libxml/tree.h>
core/assess/probe.c #include <unistd.h>
core/attic/probe.c #include <stdio.h>
core/paper/probe.c #include <leptonica/allheaders.h>
reader/probe.c #include "receipts/table/row.h"
cmd/check/probe.c #include "reader/page.h"
END
while read -r line; do
        rm -rf "${tree:?}"/*
        mkdir -p "$tree/core/value" "$tree/templates/pages"
        printf 'struct table {\n' >"$tree/core/value/probe.c"
        printf '%s\n' "$line" >"$tree/templates/pages/probe.h"
        if named "$tree" >/dev/null; then
                echo "the check does not see the name in: $line"
                failed=1
        fi
done <<'END'
struct table {
enum table {
double leading(double pt);
char *fit(struct pdf *, enum face, double pt);
END
exit $failed
