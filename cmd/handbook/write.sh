#!/bin/sh
# write.sh BUILD TO: man pages and completions, as BUILD/handbook prints them, into TO/man and TO/completions.
set -eu
book=$1/handbook
to=$2
mkdir -p "$to/man/ja" "$to/completions"
rm -f "$to"/man/*.1 "$to"/man/ja/*.1
"$book" man en >"$to/man/soroe.1"
"$book" man ja >"$to/man/ja/soroe.1"
for name in $("$book" names); do
        "$book" man en "$name" >"$to/man/soroe-$name.1"
        "$book" man ja "$name" >"$to/man/ja/soroe-$name.1"
done
"$book" bash >"$to/completions/soroe.bash"
"$book" zsh >"$to/completions/_soroe"
