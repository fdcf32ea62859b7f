#!/bin/bash
# tests/handbook.sh BUILD: do --help, the man pages and the completions name the same options, are the committed pages those of the
# tables, do the completions complete, and does `make install` put everything in its place?
set -u
build=$(cd "$1" && pwd) || exit 2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { # ok WHAT COMMAND...
        local what=$1
        shift
        if "$@" >"$work/output" 2>&1; then
                passed=$((passed + 1))
        else
                failed=$((failed + 1))
                echo "$what"
                cat "$work/output"
        fi
}

sh cmd/handbook/write.sh "$build" "$work/new"
mkdir -p "$work/old/man/ja"
cp man/*.1 "$work/old/man" && cp man/ja/*.1 "$work/old/man/ja" && cp -r completions "$work/old"
ok 'man/ or completions/ are not those of the tables: run `make docs`' diff -r "$work/old" "$work/new"
echo '.Pp' >>"$work/new/man/ja/soroe-check.1"
ok 'the comparison does not see a changed page' sh -c "! diff -r '$work/old' '$work/new' >/dev/null"

# The same options everywhere; those of every command stand in no --help.
from_help() { "$build/soroe" "$1" --help --lang "$2" | sed -n 's/^  \(-., \)\{0,1\}--\([a-z-]*\) .*/\2/p; s/^  \(-., \)\{0,1\}--\([a-z-]*\)$/\2/p' | sort -u; }
from_man() { sed -n 's/^\.It .*Fl Fl \([a-z-]*\).*/\1/p' "$1" | grep -vxE 'help|lang|directory' | sort -u; }
from_bash() { sed -n "s/^        $1) words='--help --lang --directory\(.*\)' ;;/\1/p" completions/soroe.bash | tr ' ' '\n' | sed -n 's/^--//p' | sort -u; }
from_zsh() { sed -n "/^                $1) _arguments/,/;;\$/p" completions/_soroe | sed -n "s/^ *'[^[]*--\([a-z-]*\)[^a-z-].*/\1/p" | grep -vxE 'help|lang|directory' | sort -u; }
for name in $("$build/handbook" names); do
        from_help "$name" en >"$work/options"
        for other in "from_help $name ja" "from_man man/soroe-$name.1" "from_man man/ja/soroe-$name.1" "from_bash $name" "from_zsh $name"; do
                $other >"$work/these"
                ok "$name: options of --help, and of $other" diff "$work/options" "$work/these"
        done
done

# The pages that are written by hand say the same in both languages: as many sections and items, the same names, the same examples.
outline() { # outline PAGE: each .Ss and .It as such, with what stands behind .It; each word that a .Cm marks, in order of the alphabet; what is literal
        sed -n 's/^\.Ss .*/.Ss/p; /^\.It/p' "$1"
        awk '/^\./ { on = 0; for (i = 1; i <= NF; i++)
                if ($i ~ /^\.?[A-Z][a-z]$/) on = $i ~ /Cm$/
                else if (on && $i ~ /^[a-z][a-z0-9_-]*$/) print $i }' "$1" | sort
        sed -n '/^\.Bd/,/^\.Ed/p; /^\.Dl/p' "$1"
}
for page in man/*.5; do
        outline "$page" >"$work/outline"
        outline "man/ja/${page#man/}" >"$work/these"
        ok "man/ja/${page#man/} is not $page in Japanese" diff "$work/outline" "$work/these"
done
sed '/^\.It Cm otherwise\|^\.Cm blank/d' man/ja/soroe-map.5 >"$work/page"
outline man/soroe-map.5 >"$work/outline"
outline "$work/page" >"$work/these"
ok 'the outline does not see a lost name' sh -c "! diff '$work/outline' '$work/these' >/dev/null"

# Words that are typed in cmd/handbook/value.c are words the program takes: it fails later, not at the usage.
mkdir "$work/w"
"$build/soroe" -C "$work/w" init >/dev/null 2>&1
takes() { "$build/soroe" -C "$work/w" "$@" >/dev/null 2>&1; [ $? != 2 ]; }
words_of() { sed -n "s/^        $1:--$2)* .*words='\([^']*\)'.*/\1/p" completions/soroe.bash; }
for word in $(words_of verify level); do ok "verify --level $word" takes verify --level "$word" "$work/w"; done
for word in $(words_of history kind); do ok "history --kind $word" takes history --kind "$word"; done
for word in $(words_of import progress); do ok "import --progress $word" takes import --progress "$word" "$work/w/packets"; done
for word in $(words_of status only); do ok "status --only $word" takes status --only "$word"; done

# bash completes.
ok 'completions/soroe.bash is no bash' bash -n completions/soroe.bash
. completions/soroe.bash
completes() { # completes WANTED WORD...: the last word is completed; among the answers is WANTED
        local wanted=$1 word
        shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _soroe
        for word in "${COMPREPLY[@]}"; do [ "$word" = "$wanted" ] && return 0; done
        echo "wanted $wanted, got ${COMPREPLY[*]}"
        return 1
}
never() { ! completes "$@"; }
ok 'a command' completes import soroe im
ok 'a command behind options' completes packet soroe -C hojo pa
ok 'an option' completes --reseal soroe packet --res
ok 'an option of another command' never --reseal soroe check --
ok 'a format' completes jsonl soroe check --format js
ok 'a level' completes container soroe verify --level c
ok 'a state' completes no-data soroe status --only no
ok 'a programme' completes r7-online-qualification soroe init --programme r7-on
ok 'a programme, typed behind its command' completes r7-online-qualification soroe programme show r7
ok 'a finding' completes E107 soroe explain E10
ok 'only questions have answers' never E107 soroe answer 1919990018 E10
ok 'a state to mark' completes granted soroe mark 1919990018 online gr
ok 'a language' completes en soroe check --lang e
ok 'a file' completes README.md soroe import READ

# zsh hands an action options of its own, which _alternative does not take, unless a space stands before it (zshcompsys).
ok 'an action of zsh that fails' sh -c '! grep -q :_alternative completions/_soroe'
if command -v zsh >/dev/null; then
        ok 'completions/_soroe is no zsh' zsh -n completions/_soroe
else
        echo 'skipped handbook: no zsh to read its completion with'
fi
if command -v mandoc >/dev/null; then
        for page in man/*.1 man/ja/*.1 man/*.5 man/ja/*.5; do ok "$page" mandoc -Tlint -W warning "$page"; done
else
        echo 'skipped handbook: no mandoc to read the man pages with'
fi

# make install: each file in the place where its reader looks.
ok 'make install' make -s install RELEASE= B="${build#"$PWD"/}" DESTDIR="$work/root" PREFIX=/usr
for file in bin/soroe share/man/man1/soroe.1 share/man/man1/soroe-check.1 share/man/man5/soroe-map.5 share/man/ja/man1/soroe-check.1 \
        share/man/ja/man5/soroe-map.5 share/man/ja/man5/soroe-programme.5 share/man/ja/man5/soroe-json.5 \
        share/bash-completion/completions/soroe share/zsh/site-functions/_soroe; do
        ok "$file" test -s "$work/root/usr/$file"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
