#!/bin/sh
# tests/layering.sh [TREE]: do includes run one way? cmd -> {receipts, templates} -> core, never sideways or up.
# One library, one file: SQLite only in core/store*, libharu only in templates/. What only the system has, in core/platform/.
# Without TREE it looks at this one and then proves itself on copies with one forbidden line each.
set -u

# Headers that are the system's, not the language's; those of the next system, too.
system='(unistd|fcntl|dirent|poll|signal|fts|ftw|pwd|grp|glob|sched|spawn|termios|ifaddrs|netdb|dlfcn|pthread|threads|utime|wordexp|syslog|errno|io|direct|process|windows|winsock2|aio|semaphore|mqueue)\.h|(sys|net|netinet|arpa|linux|asm)/'

# What stands in no file of a folder: folder, pattern of the include, files allowed all the same.
rules="core      ($system) core/platform/[a-z_/]*\.[ch]
receipts  ($system) -
templates ($system) -
cmd       ($system) -
core      (cmd|receipts|templates)/  -
receipts  (cmd|templates)/           -
templates (cmd|receipts)/            -
core      sqlite3\.h                 core/store[a-z_]*\.[ch]
receipts  sqlite3\.h                 -
templates sqlite3\.h                 -
cmd       sqlite3\.h                 -
core      hpdf[a-z_]*\.h             -
receipts  hpdf[a-z_]*\.h             -
cmd       hpdf[a-z_]*\.h             -
core      xlsxwriter(\.h|/)          -
receipts  xlsxwriter(\.h|/)          -
templates xlsxwriter(\.h|/)          templates/workbook\.c
cmd       xlsxwriter(\.h|/)          -"

look() { # look TREE: prints each forbidden include, fails if there is one
        found=0
        while read -r folder pattern allowed; do
                [ -d "$1/$folder" ] || continue
                hits=$(cd "$1" && grep -rnE --include='*.[ch]' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"](\.\./|\./)*($pattern)" "$folder" |
                        grep -vE "^($allowed):")
                [ -z "$hits" ] && continue
                printf '%s\n' "$hits" | sed 's/$/    <- not allowed here/'
                found=1
        done <<END
$rules
END
        return $found
}

[ $# = 0 ] || { look "$1"; exit; }

failed=0
look . || failed=1

# The check must fail on each of these, or it proves nothing.
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
while read -r file line; do
        rm -rf "${tree:?}"/*
        mkdir -p "$tree/core" "$tree/receipts" "$tree/templates" "$tree/cmd"
        printf '#include "core/yen.h"\n%s\n' "$line" >"$tree/$file"
        if look "$tree" >/dev/null; then
                echo "the check does not see $line in $file"
                failed=1
        fi
done <<'END'
core/probe.c #include "receipts/csv.h"
core/probe.h #include "../templates/pdf.h"
core/probe.c #  include "cmd/options.h"
receipts/probe.c #include "templates/pdf.h"
receipts/probe.c #include "cmd/options.h"
templates/probe.c #include "receipts/csv.h"
templates/probe.c #include "cmd/options.h"
core/probe.c #include <sqlite3.h>
cmd/probe.c #include <sqlite3.h>
core/probe.c #include <hpdf.h>
cmd/probe.c #include "hpdf_types.h"
templates/probe.c #include <xlsxwriter.h>
core/probe.c #include <unistd.h>
core/probe.h #include <dirent.h>
receipts/probe_fuzz.c #include <sys/mman.h>
templates/probe.c #include <fcntl.h>
cmd/probe.c #  include <sys/ioctl.h>
cmd/probe.c #include <errno.h>
cmd/probe.c #include <windows.h>
END
exit $failed
