#!/usr/bin/perl
# tests/bench/returns.pl FOLDER [N]: what N members (200) of an association send back, as it lies in its folder: four fifths as
# folders, the rest as ZIPs with names as Windows writes them (CP932, no flag). In each three tables in CP932 and a scan of the
# receipt with the vendor's breakdown. 33,000 + 88,000 = 121,000 yen of 訪問診療等 each: 90,000 yen.
# Every 20th has no breakdown (a question), every 40th a slip in a receipt number (an error), every 50th a scan more than rows.
# Beside them a ZIP that is cut short, and a scan of nobody. The same N gives the same bytes.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use Compress::Zlib qw(compress crc32);

my ($folder, $n) = (@ARGV, 200);
mkdir $folder or die "$folder: $!\n" unless -d $folder;

sub code { # 10 digits: prefecture 19, table 1, the member, and the check digit (Luhn)
        my @digits = split //, sprintf('191%06d', $_[0]);
        my $sum = 0;
        for my $i (0 .. 8) {
                my $d = $digits[8 - $i] * ($i % 2 ? 1 : 2);
                $sum += int($d / 10) + $d % 10;
        }
        return join('', @digits) . (10 - $sum % 10) % 10;
}

sub chunk { my ($kind, $data) = @_; return pack('N', length $data) . $kind . $data . pack('N', crc32($kind . $data)) }
sub png { # a page of grey lines, another one for each number; 600 x 900 at 150 dpi
        my ($number) = @_;
        my $rows = '';
        for my $y (0 .. 899) {
                my $dark = ($y * 31 + $number * 7) % 97 < 9 ? chr(($number * 13 + $y) % 200) : chr 255;
                $rows .= "\0" . chr(255) x 60 . $dark x 480 . chr(255) x 60;
        }
        return "\x89PNG\r\n\x1a\n" . chunk('IHDR', pack('NNC5', 600, 900, 8, 0, 0, 0, 0)) . chunk('pHYs', pack('NNC', 5906, 5906, 1)) .
                chunk('IDAT', compress($rows)) . chunk('IEND', '');
}

sub zip { # NAME => CONTENT...: stored, names as bytes
        my ($out, $central, $count) = ('', '', 0);
        while (my ($name, $data) = splice @_, 0, 2) {
                my $fields = pack('v', 20) . pack('v', 0) . pack('v', 0) . pack('vv', 0, 0x5b21) . pack('VVV', crc32($data), length $data, length $data) .
                        pack('vv', length $name, 0);
                $central .= "PK\1\2" . pack('v', 20) . $fields . pack('vvvVV', 0, 0, 0, 0, length $out) . $name;
                $out .= "PK\3\4" . $fields . $name . $data;
                $count++;
        }
        return $out . $central . "PK\5\6" . pack('vvvvVVv', 0, 0, $count, $count, length $central, length $out, 0);
}

sub put { my ($path, $data) = @_; open my $out, '>:raw', $path or die "$path: $!\n"; print $out $data; close $out }
sub sjis { return encode('cp932', join('', map { "$_\r\n" } @_)) }

sub files { # of member I: what lies in the folder
        my ($i) = @_;
        my ($code, $name, $number) = (code($i), "霞野第${i}診療所", "K-$i");
        my $breakdown = $i % 20 == 3 ? '' : '内訳書.png';
        my @files = (
                '施設.csv' => sjis('医療機関コード,名称,種別,開設者,義務化対象外', "$code,$name,診療所,霞野 $i,いいえ"),
                '領収書.csv' => sjis('医療機関コード,領収書番号,発行者,発行日,領収金額,宛名,画像ファイル名,内訳書ファイル名',
                        "$code,$number,第${i}電算株式会社,2025-09-01,121000,$name,領収書.png,$breakdown"),
                '購入明細.csv' => sjis('領収書番号,医療機関コード,事業区分,品目区分,摘要,型番,数量,単価,金額',
                        map { ($i % 40 == 10 ? "$number-1" : $number) . ",$code,訪問診療等,$_" }
                        'モバイル端末,訪問診療用端末,MT-1,1,33000,33000', 'レセコン改修,居宅同意取得型 対応改修,,1,88000,88000'),
                '領収書.png' => png(2 * $i),
        );
        push @files, '内訳書.png' => png(2 * $i + 1) if $breakdown;
        push @files, 'スキャン0001.png' => png(100000 + $i) if $i % 50 == 7;
        return @files;
}

for my $i (1 .. $n) {
        my $name = encode('UTF-8', sprintf('%03d_霞野第%d診療所', $i, $i));
        my @files = files($i);
        if ($i % 5 == 4) {
                my @members;
                while (my ($file, $data) = splice @files, 0, 2) {
                        push @members, encode('cp932', "霞野第${i}診療所/$file"), $data;
                }
                put("$folder/$name.zip", zip(@members));
        } else {
                mkdir "$folder/$name";
                while (my ($file, $data) = splice @files, 0, 2) {
                        put("$folder/$name/" . encode('UTF-8', $file), $data);
                }
        }
}
put("$folder/" . encode('UTF-8', '900_あざみ台内科.zip'), substr zip('a.csv', 'x' x 1000), 0, 500);
put("$folder/" . encode('UTF-8', 'スキャン0412.png'), png(999999));
