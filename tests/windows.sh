#!/bin/sh
# tests/windows.sh FILE.zip BUILD: what `make windows` made, unpacked as an office does, under Wine. The case folders; the demo's packets against those of BUILD/soroe, byte for byte; a backup made there is restored here, and one of here there.
# A case that needs an instrument of Linux says so in its command, "# Linux only: ", with the reason: it is skipped and counted.
# Where Wine cannot be had one line says so and nothing fails.
set -u
build=$(cd "$2" && pwd) || exit 2
wine=
for name in /usr/lib/wine/wine64 wine64 wine; do
        wine=$(command -v "$name") && break
done
[ -n "$wine" ] || { echo "skipped soroe.exe: no Wine (wine64)"; exit 0; }

work=$build/wine
rm -rf "$work/run"
mkdir -p "$work/run" || exit 1
windows=$work/run/揃え # with a name that is no ASCII
unzip -q "$1" -d "$windows" || exit 2
export WINEPREFIX="$work/prefix" WINEDEBUG=-all
unset DISPLAY
unset TMPDIR # by it Wine finds its server, and the cases have an environment without: two servers would write the same registry
server=$(dirname "$wine")/wineserver
[ -x "$server" ] || server=$(command -v wineserver) || server=:
"$wine" wineboot -i >/dev/null 2>&1
"$server" -w

# A lane is a processor with a Wine of its own, and what begins there stays there: for every call a program waits for Wine's server,
# and to wake each other up across processors costs them as much as the work. The server stays until the end, for it needs as long as
# twenty programs to begin. What a lane's programs need its command knows, for the cases have an environment of their own.
processors=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status | tr ',' '\n' | awk -F- '{ for (i = $1; i <= $NF; i++) print i }' | head -n "${JOBS:-2}")
lanes=$(echo "$processors" | wc -l)
export JOBS="$lanes"
trap 'for lane in "$work"/lane[0-9]*; do WINEPREFIX=$lane/prefix "$server" -k; done' EXIT
rm -rf "$work"/lane*
for lane in $(seq 0 $((lanes - 1))); do
        mkdir -p "$work/lane$lane" "$work/faults"
        cp -al "$WINEPREFIX" "$work/lane$lane/prefix"
        cp --remove-destination "$WINEPREFIX"/*.reg "$work/lane$lane/prefix/" # a server writes into a linked one what the other reads
        rm -f "$work/lane$lane/prefix/wineserver" # the name of a server
        ln -s ../faults "$work/lane$lane/faults"
        cat >"$work/lane$lane/soroe" <<END
#!/bin/sh
export WINEPREFIX='$work/lane$lane/prefix' WINEDEBUG=-all LC_ALL=C.UTF-8 USER="\${USER:--}"
exec '$wine' '$windows/soroe.exe' "\$@"
END
        echo "$processors" | sed -n "$((lane + 1))p" >"$work/lane$lane/processor"
        chmod +x "$work/lane$lane/soroe"
        WINEPREFIX="$work/lane$lane/prefix" taskset -c "$(cat "$work/lane$lane/processor")" "$server" -p
done
# tests/cases.sh calls it in place of sh: CASES --one ROOT BUILD RESULTS NAME
cat >"$work/lane" <<'END'
#!/bin/sh
lane=$4/lane$CASES_SLOT
exec taskset -c "$(cat "$lane/processor")" sh "$1" "$2" "$3" "$lane" "$5" "$6"
END
chmod +x "$work/lane"
ln -sf lane0/soroe "$work/soroe"
# Wine's services begin with the first program, and keep what it prints to open: that is no case's.
for lane in "$work"/lane*/soroe; do
        "$lane" --version >"$work/run/version" 2>&1 || { cat "$work/run/version"; echo "skipped soroe.exe: Wine starts no program"; exit 0; }
done

# As a process ends, Wine may put a word of its own into the output.
export WINE_WORDS='/^(2> )?wine client error:[0-9a-f]+: sendmsg: [A-Za-z -]+$/d; s/wine client error:[0-9a-f]+: //; /^(2> )?sendmsg: [A-Za-z -]+$/d'

MOST_AGAIN=3
passed=0 failed=0
good() { passed=$((passed + 1)); echo "ok: $*"; }
bad() { failed=$((failed + 1)); echo "FAILED: $*"; }

# ---- the same bytes
demo=$(pwd)/tests/cases/demo
seal() { # SOROE FOLDER: prints what the commands print
        mkdir -p "$2" && (
                cd "$2" || exit
                "$1" init
                "$1" import --scans "$demo/scans" "$demo/facilities.csv" "$demo/receipts.csv" "$demo/purchases.csv" "$demo/applications.csv"
                "$1" check --on 2025-12-22
                "$1" packet --all --on 2025-12-22 --pdf -j 2
                "$1" verify packets
        ) 2>&1 | sed -E "$WINE_WORDS" >"$2.printed"
}
seal "$build/soroe" "$work/run/here"
seal "$work/soroe" "$work/run/there"
packets=$(find "$work/run/here/packets" -type f | wc -l)
if [ "$packets" -gt 0 ] && diff -rq "$work/run/here/packets" "$work/run/there/packets"; then
        good "$packets files of the demo's packets, the same bytes"
else
        bad "the demo's packets"
fi
diff -u "$work/run/here.printed" "$work/run/there.printed" && good "the same words" || bad "what the demo prints"

# ---- workspaces travel
travel() { # FROM TO SOROE SOROE
        (cd "$work/run/$1" && "$3" backup ../"$1.tar") >/dev/null 2>&1
        (cd "$work/run" && "$4" restore "$1.tar" "$1-restored" && "$4" verify "$1-restored/packets") >"$work/run/$1.restored" 2>&1 &&
                diff -rq "$work/run/$1/packets" "$work/run/$1-restored/packets" &&
                good "a backup made $1 is restored $2" || { cat "$work/run/$1.restored"; bad "a backup made $1, restored $2"; }
}
travel there here "$work/soroe" "$build/soroe"
travel here there "$build/soroe" "$work/soroe"

# ---- the case folders
CASES_SYSTEM=windows CASES_SHELL="$work/lane" sh tests/cases.sh "$work" >"$work/run/cases"
cat "$work/run/cases"
counts=$(tail -n 1 "$work/run/cases")
passed=$((passed + ${counts%% *}))
counts=${counts#*, }
failed=$((failed + ${counts%% *}))
echo "$(grep -c '^skipped ' "$work/run/cases") cases need Linux"
# Of some 3,000 processes of a run Wine loses none or one; more than a few are the program's.
again=$(grep -c '^tried again ' "$work/run/cases")
[ "$again" -le "$MOST_AGAIN" ] && echo "$again cases were tried again" || bad "$again cases were tried again"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
