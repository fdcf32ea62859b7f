#!/bin/sh
# tests/packages.sh PACKAGE...: installs what is missing (Debian). Silent when nothing is.
# As root, with sudo, or it prints the command to run and fails. Needs neither sudo nor a locale.
set -u

missing=
for package; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) || status=
        case $status in
        *" ok installed") ;;
        *) missing="$missing $package" ;;
        esac
done
[ -n "$missing" ] || exit 0

install() { # install [sudo]: the list of packages first, because a fresh system has none
        echo "必要なパッケージを入れます / installing:$missing" >&2
        "$@" env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null >&2 || return
        # shellcheck disable=SC2086
        "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing </dev/null >&2
}

if ! command -v apt-get >/dev/null; then
        :
elif [ "$(id -u)" = 0 ]; then
        install && exit 0
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install sudo && exit 0
fi
cat >&2 <<END
必要なパッケージがありません。管理者として次を実行してから、同じコマンドをもう一度実行してください。
Packages are missing. Run this as the administrator, then the same command again:
  apt-get update && apt-get install -y --no-install-recommends$missing
END
exit 1
