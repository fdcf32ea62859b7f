#!/bin/sh
# tests/faults/build.sh BUILD: BUILD/faults/fault.so, BUILD/faults/hold and BUILD/faults/type, for the tests alone.
set -eu
out=$1/faults
mkdir -p "$out"
newer() { [ -e "$1" ] && [ "$1" -nt "$2" ]; }
newer "$out/fault.so" tests/faults/fault.c ||
        ${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -fno-builtin -fPIC -shared -o "$out/fault.so" tests/faults/fault.c -ldl
newer "$out/hold" tests/faults/hold.c ||
        ${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -o "$out/hold" tests/faults/hold.c -lsqlite3
newer "$out/type" tests/faults/type.c ||
        ${CC:-gcc} -std=gnu11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -o "$out/type" tests/faults/type.c -lutil
