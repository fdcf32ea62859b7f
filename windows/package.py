#!/usr/bin/env python3
"""windows/package.py BUILD VERSION: BUILD/soroe-VERSION-windows.zip, what an office unpacks: the program, its typefaces, the licence of
everything inside, the manual, a page to begin with, two icons to click. The same files give the same bytes.
"""
import re
import subprocess
import sys
import zipfile
from pathlib import Path

FONTS = ["bizud-gothic/BIZUDPGothic-Regular.ttf", "bizud-gothic/BIZUDPGothic-Bold.ttf", "bizud-mincho/BIZUDPMincho-Regular.ttf",
         "ipamj/ipamjm.ttf"]
DOC = Path("/usr/share/doc")
COMMON = Path("/usr/share/common-licenses")
# What is linked into the program beside the libraries, and the typefaces; Debian states their licences here.
STATED = {"mingw-w64": "mingw-w64-x86-64-dev/copyright", "gcc": "gcc-mingw-w64-base/copyright",
          "fonts-bizud-gothic": "fonts-morisawa-bizud-gothic/copyright", "fonts-bizud-mincho": "fonts-morisawa-bizud-mincho/copyright",
          "fonts-ipamj-mincho": "fonts-ipamj-mincho/copyright"}
# No letter beyond ASCII: a .cmd is read in the system's encoding. `start` gives the program a window of its own, which waits.
DROP = '@echo off\nif "%~1"=="" (start "Soroe" "%~dp0soroe.exe") else start "Soroe" "%~dp0soroe.exe" "%~1"\n'
OPEN = '@echo off\ntitle Soroe\nset "PATH=%~dp0;%PATH%"\ncd /d "%USERPROFILE%"\ncmd /k soroe help\n'


SOURCES = """The libraries in soroe.exe are made of these sources of Debian's, with Debian's patches. Who wants to change one of them (the LGPL of
libqrencode gives that right) changes its line below and links again: `make windows` in the sources of Soroe does both.

"""


def lines(text):
    """As Windows ends them."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


def read(path):
    return path.read_bytes().decode("utf-8", "replace")


def licences(build):
    out = {"soroe": read(Path("LICENSE"))}
    for path in sorted((build / "licences").glob("*.txt")):
        out[path.stem] = read(path)
    for name, place in STATED.items():
        out[name] = read(DOC / place)
    named = set(re.findall(r"/usr/share/common-licenses/([A-Za-z0-9.-]*[A-Za-z0-9])", "\n".join(out.values())))
    for name in sorted(named):
        if (COMMON / name).is_file():
            out["common/" + name] = read(COMMON / name)
    return out


def manual():
    """The Japanese man pages, as pages of a browser."""
    for page in sorted(Path("man/ja").glob("*.[15]")):
        yield page.name, subprocess.run(["mandoc", "-T", "html", "-O", "man=%N.%S.html", page], check=True, capture_output=True, text=True).stdout


def main():
    build, version = Path(sys.argv[1]), sys.argv[2]
    begin = Path("windows/はじめに.txt").read_text(encoding="utf-8").replace("VERSION", version)
    files = {"soroe.exe": (build / "soroe.exe").read_bytes(), "はじめに.txt": b"\xef\xbb\xbf" + lines(begin),
             "ここに書類を入れたフォルダーを落とす.cmd": lines(DROP), "コマンドを開く.cmd": lines(OPEN)}
    for font in FONTS:
        files["fonts/" + Path(font).name] = (Path("/usr/share/fonts/truetype") / font).read_bytes()
    files["LICENSES/sources.txt"] = lines(SOURCES + read(Path("windows/sources")))
    for name, text in licences(build).items():
        files["LICENSES/%s.txt" % name] = lines(text)
    for name, text in manual():
        files["マニュアル/%s.html" % name] = lines(text)
    target = build / ("soroe-%s-windows.zip" % version)
    with zipfile.ZipFile(target, "w") as out:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))  # names beyond ASCII are marked as UTF-8
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            out.writestr(entry, files[name], compresslevel=9)
    for path in (build / "soroe.exe", target):
        print("%s  %d bytes" % (path, path.stat().st_size))


main()
