#!/usr/bin/python3
"""Prints templates/texts/repertoire.txt anew: the characters that the summaries of many packets have in common.

    build with an empty repertoire (only its first line), seal a few hundred packets of every category, then
    tests/bench/repertoire.py packets/*/*.zip > templates/texts/repertoire.txt

Of the Gothic a character is taken where most packets print it, each category weighing the same: what is taken and not
printed makes a packet larger. Of the Bold, more is taken, because a font for the few others would be larger still. The
Mincho has none: names need a font of their own anyway. Packets keep their bytes only as long as the repertoire stays:
change it with a version.
"""
import collections
import re
import sys
import zipfile
import zlib

FACES = {'BIZUDPGothic-Regular': ('gothic', 0.7), 'BIZUDPGothic-Bold': ('bold', 0.15)}


def inflated(obj):
    return zlib.decompressobj().decompress(obj[obj.find(b'stream') + 6:].lstrip(b'\r\n'))


def characters(pdf):
    """face -> the characters that its fonts stand for"""
    objects = {int(n): body for n, body in re.findall(rb'\n(\d+) 0 obj\n?(.*?)\nendobj', pdf, re.S)}
    found = collections.defaultdict(set)
    for body in objects.values():
        if b'/Type0' not in body:
            continue
        face = re.search(rb'/BaseFont /[A-Z]+\+(\S+)', body).group(1).decode()
        unicode = inflated(objects[int(re.search(rb'/ToUnicode (\d+)', body).group(1))])
        for block in re.findall(rb'beginbfchar(.*?)endbfchar', unicode, re.S):
            for text in re.findall(rb'<[0-9A-F]{4}> <([0-9A-F]+)>', block):
                found[face].add(bytes.fromhex(text.decode()).decode('utf-16-be'))
    return found


def main():
    packets = collections.Counter()
    printed = collections.defaultdict(collections.Counter)
    for path in sys.argv[1:]:
        category = re.sub(r'.*?\d-', '', path)
        with zipfile.ZipFile(path) as z:
            pdf = z.read([n for n in z.namelist() if n.endswith('summary.pdf')][0])
        packets[category] += 1
        for face, texts in characters(pdf).items():
            printed[category].update((face, text) for text in texts)
    share = collections.Counter()
    for category, counter in printed.items():
        for key, n in counter.items():
            share[key] += n / packets[category] / len(packets)
    print('# The characters of each face that almost every packet prints: see templates/font/font_program.h.')
    for name, (word, least) in FACES.items():
        print(word, ''.join(sorted(t for (face, t), s in share.items() if face == name and len(t) == 1 and s >= least)))


main()
