#!/bin/sh
# tests/deb.sh BUILD: the packages of build/deb in a minimal root of this Debian: installed, used, removed. Where no root can be made,
# or not in time, one line says so and nothing fails.
set -u
build=$(cd "$1" && pwd) || exit 2
skip() { echo "skipped the Debian packages: $*"; exit 0; }
fail() { tail -n 20 "$build/deb.log"; echo "FAILED: $*"; exit 1; }
[ "$(id -u)" = 0 ] || skip "only root can make a root for them"
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -n "$suite" ] || skip "this is no Debian"
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null 2>&1 || skip "no debootstrap"
make deb >"$build/deb.log" 2>&1 || fail "make deb"
for deb in "$build"/deb/soroe_*.deb; do # what is loaded, not linked
        dpkg-deb -f "$deb" Depends | grep -q 'libqpdf[0-9]' || fail "$deb does not depend on libqpdf"
done
root=$(mktemp -d) || exit 1
trap 'umount "$root/proc" 2>/dev/null; rm -rf --one-file-system "$root"' EXIT
timeout 600 debootstrap --variant=minbase "$suite" "$root" >>"$build/deb.log" 2>&1 || skip "debootstrap $suite did not end well ($build/deb.log)"
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null
mount -t proc proc "$root/proc" 2>/dev/null
cp "$build"/deb/*.deb "$root/tmp/"
cp -r tests/cases/demo "$root/tmp/demo"
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@" >>"$build/deb.log" 2>&1; }
inside apt-get update || skip "its lists cannot be had ($build/deb.log)"
before=$(cd "$root" && find usr etc -path usr/share/doc -prune -o -name '*soroe*' -print | wc -l)
inside sh -c 'apt-get install -y --no-install-recommends /tmp/soroe_*.deb' || fail "soroe cannot be installed"
inside sh -c 'cd /tmp/demo && soroe -C /tmp/w init && { soroe -C /tmp/w import --scans scans facilities.csv receipts.csv purchases.csv applications.csv; [ $? -le 1 ]; } &&
        { soroe -C /tmp/w packet --all --applied-on 2025-12-22; [ $? -le 1 ]; } && soroe verify /tmp/w/packets' || fail "the installed soroe does not work"
sealed=$(find "$root/tmp/w/packets" -name '*.zip' | wc -l)
[ "$sealed" = 9 ] || fail "$sealed packets instead of 9"
inside sh -c 'apt-get install -y --no-install-recommends /tmp/soroe-reader_*.deb && cd /tmp/demo/scans && soroe read --format json hn-7731.png | grep -q 147400' || fail "the installed reader does not read"
inside apt-get purge -y soroe soroe-reader || fail "they cannot be removed"
left=$(cd "$root" && find usr etc -path usr/share/doc -prune -o -name '*soroe*' -print | wc -l)
[ "$left" = "$before" ] || fail "$left files stay behind"
echo "$(cd "$build/deb" && echo *.deb): installed, $sealed packets sealed and verified, a scan read, removed, nothing left"
