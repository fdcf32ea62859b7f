#!/bin/bash
# tests/reader.sh BUILD: soroe-reader, where it is built: what it reads, what ends it, and that it cannot do anything else. What is
# hostile is tried without it as well: it must end soon, in little memory, with "not read".
set -u

build=$(cd "${1:-build}" && pwd) || exit 2
root=$(pwd)
scans=$root/tests/cases/demo/scans
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8

passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED $*"; }
check() { # check NAME CONDITION...: a command that must succeed
        name=$1
        shift
        if "$@"; then ok; else bad "$name"; fi
}
is() { [ "$2" = "$3" ] && ok || bad "$1: $2, expected $3"; }

# ---- hostile files. Seconds by the clock are generous: what is bounded must not depend on a quiet machine.
perl - <<'PERL'
use strict; use Compress::Zlib;
sub put { my ($name, $bytes) = @_; open my $f, '>:raw', $name or die; print $f $bytes; close $f }
sub chunk { my ($kind, $bytes) = @_; pack('N', length $bytes) . $kind . $bytes . pack('N', crc32($kind . $bytes)) }
sub png { my ($w, $h, $rows) = @_;
        "\x89PNG\r\n\x1a\n" . chunk('IHDR', pack('NNCCCCC', $w, $h, 8, 0, 0, 0, 0)) . chunk('IDAT', $rows) . chunk('IEND', '') }
# what compress() makes of a text n times over: the text is compressed once, and what it became is repeated
sub repeated { my ($text, $n) = @_; my ($d) = deflateInit(-Level => 9); my $sum = adler32('');
        my ($first, $more) = map { ($d->deflate($text))[0] . ($d->flush(Z_FULL_FLUSH))[0] } 1, 2;
        $sum = adler32($text, $sum) for 1 .. $n;
        $first . $more x ($n - 1) . "\3\0" . pack 'N', $sum } # an empty block is the last one
put('huge.png', png(30000, 30000, repeated("\0" x 300010, 3000)));
put('white.png', png(2000, 2000, compress("\0" . "\xff" x 2000)));
put('blank.png', png(1200, 1600, compress(("\0" . "\xff" x 1200) x 1600)));
put('speck.png', png(1, 1, compress("\0\0")));
put('strip.png', png(60000, 2, compress(("\0" . "\x80" x 60000) x 2)));
srand 7;
sub noise { my ($size) = @_; put("noise-$size.png", png($size, $size, compress(join '', map { "\0" . pack 'C*', map { rand 256 } 1 .. $size } 1 .. $size))) }
noise(200); noise(2000);
# PDFs: an object list of four million that is not there; pages in pages, 3,000 deep; a stream of 200 MB
sub pdf { my @o = @_; my ($out, @at) = ("%PDF-1.4\n");
        for my $i (1 .. @o) { push @at, length $out; $out .= "$i 0 obj\n$o[$i - 1]\nendobj\n" }
        my $x = length $out; $out .= "xref\n0 " . (@o + 1) . "\n0000000000 65535 f \n" . join '', map { sprintf "%010d 00000 n \n", $_ } @at;
        $out . "trailer\n<< /Size " . (@o + 1) . " /Root 1 0 R >>\nstartxref\n$x\n%%EOF\n" }
my $page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>';
my ($root, $pages) = ('<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
put('xref.pdf', "%PDF-1.4\n1 0 obj\n$root\nendobj\nxref\n0 4000000\n0000000000 65535 f \ntrailer\n<< /Size 4000000 /Root 1 0 R >>\nstartxref\n58\n%%EOF\n");
my @deep = ($root, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
push @deep, "<< /Type /Pages /Parent @{[$_ - 1]} 0 R /Kids [@{[$_ + 1]} 0 R] /Count 1 >>" for 3 .. 3002;
put('deep.pdf', pdf(@deep, '<< /Type /Page /Parent 3002 0 R /MediaBox [0 0 595 842] >>'));
my $bomb = repeated('q Q ' x (50 << 10), 1 << 10);
put('bomb.pdf', pdf($root, $pages, $page, "<< /Length @{[length $bomb]} /Filter /FlateDecode >>\nstream\n$bomb\nendstream"));
my $many = compress('/X Do ' x 200000);
put('forms.pdf', pdf($root, $pages, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>',
        "<< /Length @{[length $many]} /Filter /FlateDecode >>\nstream\n$many\nendstream", '<< /XObject << /X 6 0 R >> >>',
        "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources 5 0 R /Length 18 >>\nstream\n/X Do /X Do /X Do \nendstream"));
PERL
head -c 20000 "$scans/009.jpg" >cut.jpg
{ head -c 9000 "$scans/009.jpg"; head -c 4000 /dev/zero; tail -c +13001 "$scans/009.jpg"; } >holes.jpg

hostile() { # hostile FILE WHY...: one of these words, or read
        file=$1
        shift
        /usr/bin/env -S perl -e 'alarm 600; exec @ARGV' "$build/soroe" read --format json "$file" >out 2>err
        status=$?
        [ $status -le 1 ] || { bad "$file: status $status"; return; }
        why=$(sed -n 's/.*"why":"\([a-z-]*\)".*/\1/p' out)
        for word; do [ "${why:-read}" = "$word" ] && { ok; return; }; done
        bad "$file: ${why:-read}, expected $*"
}
hostiles() { # $1: what a picture without fault is without a reader
        hostile huge.png large
        hostile white.png damaged
        hostile cut.jpg damaged
        hostile holes.jpg damaged "$1"
        hostile xref.pdf damaged
        hostile deep.pdf damaged blank
        hostile bomb.pdf damaged memory blank time
        hostile forms.pdf blank time memory damaged
        for file in blank speck strip; do hostile $file.png "$1" blank time read; done
}
SOROE_READER=/nowhere/soroe-reader hostiles no-reader

if [ ! -x "$build/soroe-reader" ]; then
        echo "skipped reader: soroe-reader is not built (libtesseract-dev libleptonica-dev libzbar-dev tesseract-ocr-jpn tesseract-ocr-eng)"
        echo "$passed passed, $failed failed"
        exit $((failed > 0))
fi
reader=$build/soroe-reader
export SOROE_READER=$reader
hostiles read
hostile noise-200.png blank read # white noise, the slowest there is: tried both ways round, flattened and whole
# A page of it takes longer than a page may: 30 seconds of a processor, as the system has it of the running reader. That it is ended then,
# and what is said of it, is seen after two.
cat >slow-reader <<END
#!/bin/sh
[ "\$*" ] || echo \$\$ >$work/reader.pid
exec $reader "\$@"
END
chmod +x slow-reader
shorten() { # the time of the reader, once it has one
        for _ in $(seq 1200); do
                pid=$(cat reader.pid 2>/dev/null) && grep -q '^Max cpu time  *30  *30 ' "/proc/$pid/limits" 2>/dev/null &&
                        { prlimit --pid "$pid" --cpu=2:2 && echo shortened >shortened; return; }
                sleep 0.1
        done
}
shorten &
SOROE_READER=$work/slow-reader hostile noise-2000.png time
wait
check 'a page has 30 seconds' test -s shortened

# ---- the confinement, tried from inside
for what in file path connection process program code; do
        { said=$("$reader" --try $what 2>/dev/null); } 2>/dev/null
        is "from inside, $what" "$? $said" "159 " # 128 + SIGSYS
done
said=$("$reader" --try nothing)
is 'from inside, nothing' "$? $said" '0 '
said=$("$reader" --try memory)
is 'from inside, memory' "$(echo "$said" | tail -n 2 | tr '\n' ' ')" 'N	memory E '

# ---- what is no job
printf 'soroe-pixels 1 5000 5000 5000 5000\n' | "$reader" >/dev/null 2>&1
is 'more pixels than may be' $? 5
printf 'soroe-pixels 1 10 10 10 10\nabc' | "$reader" >/dev/null 2>&1
is 'fewer pixels than said' $? 5
echo hello | "$reader" >/dev/null 2>&1
is 'no pixels' $? 5

# ---- the demo's scans: the totals that the table has, as it is and turned
value() { sed -n "s/.*\"$1\":{\"value\":\"\{0,1\}\([^,\"]*\)\"\{0,1\},\"sure\":\([a-z]*\).*/\1 \2/p" out; }
reads() { # reads FILE TOTAL
        "$build/soroe" read --format json "$1" >out 2>err
        is "$1" "$(value total)" "$2 true"
}
box() { sed -n 's/.*"total":{[^}]*"box":\[\([0-9,]*\)\].*/\1/p' out; }
reads "$scans/m-25071.jpg" 1001000
box >upright
reads "$scans/w-0451.png" 33000
reads "$scans/hn-7731.png" 147400
reads "$scans/t-0398.pdf" 38500
is 'a number, twice read alike' "$(value registration_number)" 'T5999901000003 true'
# the camera says that it was held otherwise: what it shows lies on its side, or upside down
for orientation in 3 6 8; do
        perl -e 'my ($n) = @ARGV; local $/; binmode STDIN; binmode STDOUT; my $j = <STDIN>;
                my $e = "Exif\0\0" . "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" . pack("v", $n) . "\0\0\0\0\0\0";
                print substr($j, 0, 2) . "\xff\xe1" . pack("n", 2 + length $e) . $e . substr($j, 2)' $orientation \
                <"$scans/m-25071.jpg" >turned-$orientation.jpg
        reads turned-$orientation.jpg 1001000
        [ $orientation != 3 ] || box >over
done
# the box of the total lies on the file's picture: where the same scan has it, turned by 180 degrees
near() { # both ways round, within twenty pixels; the picture is as large as the file says
        paste -d, upright over | awk -F, -v w="$1" -v h="$2" '
                function off(a, b) { return a > b ? a - b : b - a }
                { exit !(off($1, w - $7) < 20 && off($2, h - $8) < 20 && off($3, w - $5) < 20 && off($4, h - $6) < 20) }'
}
size=$(perl -e 'local $/; binmode STDIN; $_ = <STDIN>; /\xff[\xc0-\xc2]..\x08(..)(..)/s and print unpack("n", $2), " ", unpack("n", $1)' <"$scans/m-25071.jpg")
# shellcheck disable=SC2086 # two numbers
check "the place of the total: $(cat upright) and $(cat over) of $size" near $size
# a workspace: read once, kept, and asked again only by another reader
"$build/soroe" -C ws init >/dev/null 2>&1
(cd "$scans/.." && "$build/soroe" -C "$work/ws" import --scans scans facilities.csv receipts.csv purchases.csv >/dev/null 2>&1)
"$build/soroe" -C ws read -j 2 >first 2>err
check 'all of the demo are read' grep -q '読めなかったもの 0' first
rm -r ws/evidence
"$build/soroe" -C ws read >second 2>err
check 'and kept' cmp first second
# a slip beside a receipt: the scan is tied by its code
cp "$scans"/../*.csv .
"$build/soroe" -C qr init >/dev/null 2>&1
"$build/soroe" -C qr import facilities.csv receipts.csv purchases.csv >/dev/null 2>&1
"$build/soroe" -C qr slips slips.pdf 1919990026 >/dev/null 2>&1 # あ-102
pdftoppm -r 150 -gray -png -singlefile slips.pdf slip
"$build/soroe" -C qr import slip.png >/dev/null 2>&1
"$build/soroe" -C qr read --format json >out 2>err
is 'the code of a slip' "$(sed -n 's/.*"codes":\["\([^"]*\)"\].*/\1/p' out)" 'SOROE1 1919990026 %E3%81%82-102'
check 'the scan is tied' grep -q '結び付けた画像: 1枚' err
"$build/soroe" -C qr attach --list >list 2>/dev/null
check 'and no receipt lacks it' test -z "$(grep 'あ-102' list)"
# what a reader cannot do without: a model that is missing is said, and nothing is kept of it (tesseract 5.5 finds its models all the same)
TESSDATA_PREFIX=/nowhere "$build/soroe" read --format json "$scans/w-0451.png" >out 2>err
grep -q '"read":true' out || is 'without models' "$(sed -n 's/.*"why":"\([a-z-]*\)".*/\1/p' out)" no-reader

echo "$passed passed, $failed failed"
exit $((failed > 0))
