#!/usr/bin/env python3
"""windows/icon.py FILE.ico: draws the icon, a stack of papers with a check mark, in the sizes that Windows asks for.

The drawing is below, in units of 256; each size is drawn by itself, smoothed by points within each pixel, with nothing but Python's own library.
"""
import struct
import sys
import zlib

PAPER, EDGE, LINE, CHECK = (255, 255, 255), (46, 90, 136), (176, 190, 205), (30, 132, 73)
BEHIND = (222, 232, 243)


def boxed(inside, points, width=0):
    """The same, without asking far away."""
    left, right = min(x for x, _ in points) - width, max(x for x, _ in points) + width
    top, bottom = min(y for _, y in points) - width, max(y for _, y in points) + width
    return lambda x, y: left <= x <= right and top <= y <= bottom and inside(x, y)


def polygon(points):
    def inside(x, y):
        hit = False
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                hit = not hit
        return hit
    return boxed(inside, points)


def stroke(points, width):
    def inside(x, y):
        for (x1, y1), (x2, y2) in zip(points, points[1:]):
            dx, dy = x2 - x1, y2 - y1
            t = max(0, min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)))
            if (x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2 <= width * width / 4:
                return True
        return False
    return boxed(inside, points, width)


def sheet(x, y):
    """A sheet with its corner turned in, 148 wide and 190 high."""
    return [(x, y), (x + 108, y), (x + 148, y + 40), (x + 148, y + 190), (x, y + 190)]


def shapes(size):
    edge = max(10, 300 / size)  # a line is never thinner than a pixel and a bit
    out = []
    for x, y, fill in ((84, 12, BEHIND), (60, 30, BEHIND), (36, 50, PAPER)):
        if size < 32 and x == 60:
            continue  # two sheets are enough where three would blur
        out.append((polygon(sheet(x, y)), fill))
        out.append((stroke(sheet(x, y) + [(x, y)], edge), EDGE))
    out.append((polygon([(144, 50), (144, 90), (184, 90)]), BEHIND))
    out.append((stroke([(144, 50), (144, 90), (184, 90)], edge), EDGE))
    for y in (118, 150, 182) if size >= 32 else ():
        out.append((stroke([(62, y), (158 if y < 150 else 120, y)], max(9, 256 / size)), LINE))
    check = [(112, 186), (150, 224), (226, 128)]
    out.append((stroke(check, 58), PAPER))
    out.append((stroke(check, 36), CHECK))
    return out


def draw(size):
    """Rows of (r, g, b, alpha)."""
    drawing, scale, rows = shapes(size)[::-1], 256 / size, []
    fine = 3 if size > 64 else 6
    for py in range(size):
        row = []
        for px in range(size):
            total = [0, 0, 0, 0]
            for sy in range(fine):
                for sx in range(fine):
                    x, y = (px + (sx + 0.5) / fine) * scale, (py + (sy + 0.5) / fine) * scale
                    colour = next((fill for inside, fill in drawing if inside(x, y)), None)
                    if colour:
                        total = [total[0] + colour[0], total[1] + colour[1], total[2] + colour[2], total[3] + 1]
            n = total[3]
            row.append(tuple(round(c / n) for c in total[:3]) + (round(n * 255 / fine ** 2),) if n else (0, 0, 0, 0))
        rows.append(row)
    return rows


def png(rows):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    raw = b"".join(b"\0" + b"".join(bytes(p) for p in row) for row in rows)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(rows), len(rows), 8, 6, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def bmp(rows):
    size = len(rows)
    pixels = b"".join(bytes((b, g, r, a)) for row in reversed(rows) for r, g, b, a in row)
    mask = bytes((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0) + pixels + mask


def main():
    images = []
    for size in (16, 24, 32, 48, 64, 256):
        rows = draw(size)
        images.append((size, png(rows) if size == 256 else bmp(rows)))
    at = 6 + 16 * len(images)
    with open(sys.argv[1], "wb") as out:
        out.write(struct.pack("<HHH", 0, 1, len(images)))
        for size, data in images:
            out.write(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at))
            at += len(data)
        for _, data in images:
            out.write(data)
    if len(sys.argv) > 2:  # to look at it
        with open(sys.argv[2], "wb") as out:
            out.write(png(draw(256)))


main()
