#!/bin/sh
# tests/faults/build.sh BUILD: BUILD/faults/fault.so and the programs hold, type and seen beside it, for the tests alone. Each is built again when its
# source or how it is built is not what it was, whatever the time of the files says: a folder that was copied, or kept, holds old ones.
set -eu
out=$1/faults
mkdir -p "$out"
build() { # build NAME SOURCE OPTION...
        made=$out/$1 from=$2
        shift 2
        is=$(echo "${CC:-gcc} $*" | cat - "$from" | sha256sum)
        [ ! -e "$made" ] || [ "$(cat "$made.from" 2>/dev/null)" != "$is" ] || return 0
        # under another name first: another suite may be using it
        # shellcheck disable=SC2086
        ${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -o "$made.$$" "$from" "$@" && mv "$made.$$" "$made" && echo "$is" >"$made.from"
}
build fault.so tests/faults/fault.c -fno-builtin -fPIC -shared -ldl
build hold tests/faults/hold.c -lsqlite3
build type tests/faults/type.c -lutil
# started three times for each look: without the libraries to be found it is there in a third of the time
build seen tests/faults/seen.c -O2 -Wno-deprecated-declarations -static -lcrypto 2>/dev/null || build seen tests/faults/seen.c -O2 -Wno-deprecated-declarations -lcrypto
