#!/bin/sh
# Prints a C file that holds the files named on the command line, so that the binary depends
# on no folder. Names are kept below templates/.
set -eu
echo '#include "core/file/embedded.h"'
i=0
for f in "$@"; do
        printf 'static const unsigned char file_%d[] = {\n' "$i"
        od -An -v -tx1 "$f" | sed 's/ *\([0-9a-f][0-9a-f]\)/0x\1,/g'
        echo '0};'
        i=$((i + 1))
done
echo 'const struct embedded embedded_files[] = {'
i=0
for f in "$@"; do
        printf '        {"%s", file_%d, sizeof file_%d - 1, "%s"},\n' "${f#templates/}" "$i" "$i" "$(sha256sum <"$f" | cut -d' ' -f1)"
        i=$((i + 1))
done
echo '        {0, 0, 0, 0},'
echo '};'
