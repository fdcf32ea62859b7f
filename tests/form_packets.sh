#!/bin/sh
# tests/form_packets.sh compare SOROE CHANGELOG KEPT: are the packets that SOROE seals of the demo data still those that lie in KEPT
# (tests/corpus/packets), byte by byte, in the folder of their form? Once CHANGELOG calls the form's version released they must be.
# tests/form_packets.sh keep SOROE CHANGELOG KEPT (make form-packets): lays today's there, while the form is not released.
set -u
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

what=$1 soroe=$2 changelog=$3 kept=$4
demo=$(dirname "$0")/cases/demo
names='1919990026-home-visit 1949990046-outpatient'
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$soroe" -C "$work" init >"$work/log" 2>&1
"$soroe" -C "$work" import --scans "$demo/scans" "$demo/facilities.csv" "$demo/receipts.csv" "$demo/purchases.csv" \
        "$demo/applications.csv" >>"$work/log" 2>&1
"$soroe" -C "$work" packet --all --applied-on 2025-12-22 >>"$work/log" 2>&1
made=$work/packets/r7-online-qualification
record() { unzip -p "$1" '*/data/application.xml'; }
form=$(record "$made/${names%% *}.zip" | sed -n 's/.* form="\([0-9]*\)".*/\1/p')
[ -n "$form" ] || { cat "$work/log"; echo "nothing was sealed"; exit 1; }
heading=$(grep "^## .*(form $form)" "$changelog")
case $heading in
'' | *'not released'*) released= ;;
*) released=1 ;;
esac

# Other libraries or fonts than those that the kept one names: then the record alone can be compared.
same() {
        [ -e "$1" ] || return 1
        if [ "$(record "$1" | grep '<made-by ')" = "$(record "$2" | grep '<made-by ')" ]; then
                cmp -s "$1" "$2"
        else
                [ "$(record "$1" | grep -v '<made-by ')" = "$(record "$2" | grep -v '<made-by ')" ]
        fi
}

changed=
for name in $names; do
        same "$kept/$form/$name.zip" "$made/$name.zip" || changed="$changed $name"
done
case $what in
keep)
        [ -z "$released" ] || [ -z "$(ls "$kept/$form" 2>/dev/null)" ] || { echo "form $form is released: its packets never change"; exit 1; }
        mkdir -p "$kept/$form"
        for name in $names; do cp "$made/$name.zip" "$kept/$form/"; done
        ;;
compare)
        if [ -z "$released" ]; then
                echo "form $form is not released: its bytes may still change (make form-packets keeps today's)"
        elif [ -z "$changed" ]; then
                echo "form $form: the same bytes as released"
        else
                echo "a change alters the bytes of packets ($form:$changed) without raising the form: raise FORM_NEWEST in core/base/record_form.h and let what changed hold from the new form on"
                exit 1
        fi
        ;;
esac
