#!/bin/sh
# tests/looks.sh BUILD [all]: every command on a machine whose disk cannot be read at one turn (FAULT_READ of tests/faults/fault.c): a file
# is not opened, a name not stat'ed, a folder not listed, a lock not had, a process not started, by EIO, EACCES, EMFILE and ENOLCK in turn.
# Each run must end with
#   its normal exit status, the normal output and the normal result (the look can be done without), or
#   exit 3 with a word, and the records as they were before, or
#   exit 1, and what was not seen is named as that: nothing is called damaged or failed for want of a look.
# A sample of the turns; with `all` every turn with every error. Prints failures, then "N passed, N failed".
set -u
LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ

build=$(cd "$1" && pwd) || exit 2
sh tests/faults/build.sh "$build" || exit 2
if grep -q __asan_init "$build/soroe"; then
        echo "skipped looks: the sanitizers and the fault library exclude each other"
        exit 0
fi
soroe=$build/soroe
scans=$(pwd)/tests/cases/demo/scans faults=$(pwd)/tests/faults rules=$(pwd)/templates/programmes/r7-online-qualification.xml
every=${2:-} only=${3:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
: >tally
. "$faults/clinic.sh"
(cd data && zip -q -r -X ../data.zip .)

day=2025-12-22
run() { "$build/soroe" --lang en -C "$@"; }
do_init() { run "$1/new" init; }
do_import() { run "$1" import --scans data data/facilities.csv data/receipts.csv data/purchases.csv; }
do_deliver() { run "$1" import data; }
do_unzip() { run "$1" import data.zip; }
do_attach() { run "$1" attach 1919990018 K-1 data/more/photo.png --by 見本 --reason 裏面; }
do_check() { run "$1" check --as-of $day --format json; }
do_form() { run "$1" form "$1/form.xlsx" 1919990018; }
do_packet() { run "$1" packet --all --applied-on $day --pdf; }
do_again() { run "$1" packet --all --applied-on $day --pdf; }
do_verify() { run "$1" verify "$1/packets" "$1/bag" --format json; }
do_explain() { run "$1" explain 1919990018 home-visit --as-of $day; }
do_answer() { run "$1" answer 1919990018 C214 yes --by 見本 --reason 未導入 --as-of $day; }
do_search() { run "$1" search; }
do_history() { run "$1" history; }
do_index() { run "$1" index -o "$1/index.xml"; }
do_mark() { run "$1" mark 1919990018 home-visit submitted --on 2025-12-25 --number 1; }
do_status() { run "$1" status --as-of $day --format html -o "$1/status.html"; }
do_office() { run "$1" office --name 見本医師会 --phone 098-000-0000; }
do_letters() { run "$1" letters --all --as-of $day -o "$1/letters"; }
do_handout() { run "$1" letters --all --as-of $day --hand-out "$1/hand-out" -o "$1/letters"; }
do_audit() { run "$1" audit "$1/packets" "$1/bag"; }
do_programme() { run "$1" programme check "$rules"; }
do_backup() { run "$1" backup "$1/copy.tar"; }
do_restore() { run "$1" restore saved.tar "$1/restored"; }

before_of() { # the folder before each command
        case $1 in
        init | restore) echo nothing ;;
        import | deliver | unzip) echo empty ;;
        attach | form | packet) echo imported ;;
        answer) echo asked ;;
        *) echo sealed ;;
        esac
}
# What the command leaves: the records, and every finished file by its content; of what holds a time of the day, the names inside.
left() {
        for ws in "$1" "$1/new" "$1/restored"; do
                [ ! -e "$ws/soroe.db" ] || known "$ws" check search
        done
        "$build/faults/seen" files "$1" 'soroe.db*' soroe.lock '.*.part' '*.tar'
        [ ! -e "$1/copy.tar" ] || tar tf "$1/copy.tar" 2>&1
}
records() { [ ! -e "$1/soroe.db" ] || known "$1" check; }

# A library's looks have their own turns: look COMMAND N ERRNO [LIBRARY]
look() {
        command=$1 n=$2 error=$3 from=${4:-}
        box=box # of one length: some output is laid out by it
        cp -R "$(before_of "$command")" "$box"
        ( [ -z "$from" ] || export FAULT_FROM="$from"
          export FAULT_READ="$n" FAULT_ERRNO="$error" FAULT_REPORT="$work/$box.report" LD_PRELOAD="$build/faults/fault.so"
          "do_$command" "$box" ) >"$box.out" 2>"$box.err"
        status=$?
        struck= wrong=
        [ ! -e "$box.report" ] || read -r _ _ _ struck <"$box.report"
        read -r normal <"after-$command.status"
        case $status in
        "$normal")
                cmp -s "after-$command.out" "$box.out" || wrong="exit $status, but the output is not the normal one"
                left "$box" | diff "after-$command.left" - >"$box.diff" || wrong="exit $status, but the result is not the normal one"
                ;;
        3)
                [ "${struck:-1}" != 0 ] || wrong="exit 3, but no fault struck"
                [ -s "$box.err" ] || wrong="exit 3 without a word"
                records "$box" | diff "$(before_of "$command").records" - >"$box.diff" || wrong="exit 3, but the records changed"
                ;;
        1)
                [ "${struck:-1}" != 0 ] || wrong="exit 1, but no fault struck"
                cat "$box.out" "$box.err" >"$box.words"
                grep -qiE 'permission|input/output error|too many open files|no locks|could not be|cannot be|did not end|could not' "$box.words" || wrong="exit 1, and nothing names the failure"
                ;;
        *) wrong="exit $status" ;;
        esac
        if [ "$status" != "$normal" ]; then
                may_fail=
                # (the last line of audit only counts them)
                [ "$error" != 13 ] || may_fail='Permission denied'
                [ "$error" != 13 ] || [ "$command" != audit ] || may_fail='Permission denied|^[0-9]* packets: '
                # a failure of the machine is no property of a file; what nobody may read is a failed entry, by name
                grep -hE 'damaged|put it aside|is broken|"failed":[1-9]|[1-9] failed|no such file|not a workspace' "$box.out" "$box.err" |
                        grep -ivE "${may_fail:-^ }" >"$box.said"
                [ ! -s "$box.said" ] || wrong="$wrong a failure of the machine is called a property of the file:"
        fi
        broken=$(whole "$box")
        if [ -n "$wrong$broken" ]; then
                echo failed >>tally
                echo "FAILED $command with FAULT_READ=$n FAULT_ERRNO=$error ${from:+FAULT_FROM=$from }(struck: $struck): $wrong $broken"
                [ ! -s "$box.said" ] || sed 's/^/    /' "$box.said" | head -n 2
                tail -n 3 "$box.err" | sed 's/^/    /'
                [ ! -s "$box.diff" ] || head -n 5 "$box.diff" | sed 's/^/    /'
        else
                echo passed >>tally
        fi
        rm -rf "$box" "$box".*
}

# How often the command looks when all is well.
turns() {
        box=box
        cp -R "$(before_of "$1")" "$box"
        ( [ -z "${2:-}" ] || export FAULT_FROM="$2"; export FAULT_REPORT="$work/$box.report" LD_PRELOAD="$build/faults/fault.so"; "do_$1" "$box" ) >/dev/null 2>&1
        cut -d' ' -f3 "$box.report"
        rm -rf "$box" "$box".report
}

commands="init import deliver unzip attach check form packet again verify explain answer search history index mark status office letters handout
audit programme backup restore"
prepare() {
        mkdir nothing empty
        run empty init && cp -R empty imported && do_import imported && do_office imported && cp -R imported sealed && do_packet sealed && do_backup sealed &&
                mv sealed/copy.tar saved.tar && mkdir sealed/bag && (cd sealed/bag && unzip -q ../packets/*/*.zip) || return 1
        sed 's/,u.png/,/' data/receipts.csv >asked.csv
        cp -R empty asked && run asked import --scans data data/facilities.csv asked.csv data/purchases.csv # asks for the breakdown
        for before in nothing empty imported asked sealed; do records $before >$before.records; done
        for command in $commands; do
                cp -R "$(before_of "$command")" box
                "do_$command" box >"after-$command.out" 2>err
                echo $? >"after-$command.status"
                left box >"after-$command.left"
                rm -rf box
                echo "$command: exit $(cat "after-$command.status"), $(turns "$command") looks, $(turns "$command" libsqlite3) of SQLite"
        done
}
prepare >prepare.log 2>&1 || { cat prepare.log; echo "0 passed, 1 failed"; exit 1; }
[ -z "$every" ] || cat prepare.log

errors="5 13 24 37" # EIO EACCES EMFILE ENOLCK
for command in ${only:-$commands}; do
        for from in "" libsqlite3; do
                most=$(turns "$command" $from)
                if [ -n "$every" ]; then
                        for n in $(seq "$most"); do for error in $errors; do look "$command" "$n" "$error" $from; done; done
                else
                        for n in $(sample "$most"); do
                                # shellcheck disable=SC2086
                                set -- $errors
                                shift $((n % 4))
                                look "$command" "$n" "$1" $from
                        done
                fi
        done
done

passed=$(grep -c passed tally)
failed=$(grep -c failed tally)
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
