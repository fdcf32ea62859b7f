#!/bin/sh
# tests/fuzz.sh BUILD FUZZ_SRC...: searches with clang's libFuzzer, FUZZ_SECONDS (120) each, from the seeds in tests/corpus.
# What it finds stays in BUILD/fuzzing/found; a finding worth keeping goes to tests/corpus as a seed.
set -u

sh tests/packages.sh clang libclang-rt-14-dev pkg-config make || exit 1
build=$1/fuzzing
shift
[ $# -gt 0 ] || { echo "fuzz: no targets" >&2; exit 2; }

# The library once, with coverage; clang's warnings are not gcc's, and gcc has had its say.
sanitize=address,undefined
make -s -j"${JOBS:-2}" --no-print-directory B="$build" CC=clang WARN=-w HARDEN= \
        CFLAGS="-O1 -g -DARENA_MALLOC -fsanitize=fuzzer-no-link,$sanitize -fno-sanitize-recover=all" "$build/libsoroe.a" || exit 1
libs=$(sed -n 's/^LIBS *= *//p' Makefile)
mkdir -p "$build/found"

fuzz() { # fuzz SOURCE
        name=$(basename "$1" _fuzz.c)
        # shellcheck disable=SC2046,SC2086
        clang -std=c11 -D_GNU_SOURCE -I. -I"$build" -O1 -g -fsanitize=fuzzer,$sanitize -fno-sanitize-recover=all \
                $(pkg-config --cflags $libs libqpdf) -o "$build/${name}_fuzz" "$1" tests/fuzz.c "$build/libsoroe.a" \
                $(pkg-config --libs $libs) -lhpdf -lm || return 1
        mkdir -p "$build/corpus/$name"
        "$build/${name}_fuzz" -max_total_time="${FUZZ_SECONDS:-120}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
                -artifact_prefix="$build/found/$name-" "$build/corpus/$name" "tests/corpus/$name" >"$build/$name.log" 2>&1 && {
                echo "fuzz $name: nothing found, $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log") runs"
                return 0
        }
        echo "fuzz $name: FOUND"
        tail -n 60 "$build/$name.log"
        return 1
}

failed=0
for source; do
        fuzz "$source" || failed=1
done
exit $failed
