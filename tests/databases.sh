#!/bin/sh
# tests/databases.sh BUILD [N]: N copies of a small soroe.db with bytes turned over (a fixed seed), each opened by check, status and packet.
# None may crash or run on without end. Exit 0 is for the verdict and the packet of the records as they were (or for a packet that
# verifies, where a letter became another letter); of a record that cannot be read it is never said that it is ready.
# Prints failures, then "N passed, N failed".
set -u
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

build=$(cd "$1" && pwd) || exit 2
soroe=$build/soroe
scans=$(pwd)/tests/cases/demo/scans faults=$(pwd)/tests/faults most=${2:-150}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
. "$faults/clinic.sh"

"$soroe" -C ws init >/dev/null 2>&1 && do_import ws >/dev/null 2>&1 || { echo "FAILED to make a workspace"; echo "0 passed, 1 failed"; exit 1; }
rm -f ws/soroe.db-wal ws/soroe.db-shm
size=$(stat -c %s ws/soroe.db) passed=0 failed=0
do_check ws >whole.check 2>/dev/null
amounts() { grep -o '"status":"[a-z]*"\|"subsidy":[0-9]*\|"claimed":[0-9]*'; }
amounts <whole.check >whole.amounts
cp -R ws sealed && "$soroe" -C sealed packet --all --applied-on 2025-12-22 >/dev/null 2>&1
(cd sealed/packets && find . -name '*.zip' -exec sha256sum {} +) >whole.packets

# The places: every third in the pages of the records, the others anywhere. "AT BYTE" of each flip; four flips in every fifth file.
awk -v most="$most" -v size="$size" 'BEGIN {
        srand(20251222)
        for (n = 1; n <= most; n++) {
                line = ""
                for (k = 0; k < (n % 5 ? 1 : 4); k++)
                        line = line " " (n % 3 ? int(rand() * size) : n % 2 ? int(rand() * 100) : 8192 * int(rand() * size / 8192) + int(rand() * 64)) " " int(rand() * 256)
                print line
        }
}' >flips

n=0
while read -r flips; do
        n=$((n + 1)) wrong= other=
        rm -rf box && cp -R ws box
        # shellcheck disable=SC2086
        set -- $flips
        while [ $# -gt 1 ]; do
                # shellcheck disable=SC2059
                printf "$(printf '\\%03o' "$2")" | dd of=box/soroe.db bs=1 seek="$1" conv=notrunc 2>/dev/null
                shift 2
        done
        for command in check status packet; do
                rm -rf try && cp -R box try
                case $command in
                check) timeout 20 "$soroe" -C try check --as-of 2025-12-22 --format json ;;
                status) timeout 20 "$soroe" -C try status --as-of 2025-12-22 ;;
                packet) timeout 20 "$soroe" -C try packet --all --applied-on 2025-12-22 ;;
                esac >out 2>err
                status=$?
                case $status in
                0)
                        if [ $command = check ] && ! amounts <out | cmp -s whole.amounts -; then
                                other="check: exit 0, another verdict than of the whole records;"
                        elif [ $command = packet ] && ! (cd try/packets && find . -name '*.zip' -exec sha256sum {} +) | cmp -s "$work/whole.packets" -; then
                                other="$other packet: exit 0, another packet;"
                                # a letter turned into another letter nobody can know: then it is a packet like any other
                                ! "$soroe" verify try/packets >verified 2>&1 || other=
                        fi ;;
                1 | 3) [ -s out ] || [ -s err ] || wrong="$wrong $command: exit $status without a word;" ;;
                *) wrong="$wrong $command: exit $status;" ;;
                esac
        done
        wrong=$wrong$other
        if [ -n "$wrong" ]; then
                failed=$((failed + 1))
                echo "FAILED with $flips:$wrong"
                head -n 2 err | sed 's/^/    /'
        else
                passed=$((passed + 1))
        fi
done <flips
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
