#!/bin/sh
# tests/other-debian.sh BUILD: builds in a minimal root of the other Debian (12 or 13), and a packet sealed on each verifies `ok` on
# the other. Where no root can be made, or not in time, one line says so and nothing fails.
set -u
build=$(cd "$1" && pwd) || exit 2
skip() { echo "skipped the other Debian: $*"; exit 0; }
case $(cut -d. -f1 /etc/debian_version 2>/dev/null) in
12) other=trixie ;;
13) other=bookworm ;;
*) skip "this is neither Debian 12 nor 13" ;;
esac
[ "$(id -u)" = 0 ] || skip "only root can make one"
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null 2>&1 || skip "no debootstrap"
root=$(mktemp -d) || exit 1
trap 'umount "$root/proc" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
packages=$(sed -n '/^PACKAGES = /,/[^\\]$/p' Makefile | sed 's/^PACKAGES = //; s/\\$//' | tr '\n' ' ')
timeout 600 debootstrap --variant=minbase "$other" "$root" >"$build/other-debian.log" 2>&1 || skip "debootstrap $other did not end well ($build/other-debian.log)"
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null
# what nobody reads there is not unpacked, and nothing waits for the disk
printf '%s\n' force-unsafe-io 'path-exclude=/usr/share/doc/*' 'path-exclude=/usr/share/man/*' 'path-exclude=/usr/share/locale/*' >"$root/etc/dpkg/dpkg.cfg.d/small"
echo 'Acquire::Languages "none";' >"$root/etc/apt/apt.conf.d/99languages"
mount -t proc proc "$root/proc" 2>/dev/null
# shellcheck disable=SC2086
timeout 600 chroot "$root" env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make $packages" \
        >>"$build/other-debian.log" 2>&1 || skip "its packages cannot be installed ($build/other-debian.log)"

mkdir "$root/src" "$root/packets"
tar cf - --exclude=./build --exclude=./.git . | tar xf - -C "$root/src"
demo=tests/cases/demo
seal() { # SOROE WORKSPACE
        "$1" -C "$2" init >/dev/null 2>&1
        "$1" -C "$2" import --scans $demo/scans $demo/facilities.csv $demo/receipts.csv $demo/purchases.csv $demo/applications.csv >/dev/null 2>&1
        "$1" -C "$2" packet --all --applied-on 2025-12-22 >/dev/null 2>&1
}
# Nobody debugs it there, but its compiler warns of some things only with -O2.
timeout 1200 chroot "$root" sh -c 'cd /src && make -j2 CFLAGS=-O2 build/soroe' >>"$build/other-debian.log" 2>&1 ||
        { tail -n 20 "$build/other-debian.log"; echo "FAILED to build on $other"; exit 1; }
seal "$build/soroe" "$root/ours"
# The same job there, by the same words.
chroot "$root" env LC_ALL=C.UTF-8 sh -c "cd /src && d=$demo && build/soroe -C /theirs init && build/soroe -C /theirs import --scans \$d/scans \$d/facilities.csv \
        \$d/receipts.csv \$d/purchases.csv \$d/applications.csv; build/soroe -C /theirs packet --all --applied-on 2025-12-22" >/dev/null 2>&1
ok() { grep -o '"verdict":"ok"' | wc -l; }
here=$("$build/soroe" verify --format json "$root/theirs/packets" | ok)
there=$(chroot "$root" env LC_ALL=C.UTF-8 /src/build/soroe verify --format json /ours/packets | ok)
made=$(find "$root/theirs/packets" "$root/ours/packets" -name '*.zip' | wc -l)
echo "$other: built; $here of its packets are ok here, $there of ours are ok there"
[ "$here" -gt 0 ] && [ $((here + there)) = "$made" ]
