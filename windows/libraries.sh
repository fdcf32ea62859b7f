#!/usr/bin/env bash
# windows/libraries.sh BUILD: the libraries of soroe.exe, static, in BUILD/prefix, each with its licence in BUILD/licences.
# Their sources are those of Debian 12, on any Debian, so that packets made on Windows are those made on Linux. They come by
# apt-get with a list of its own, which signs for them, and each file must be one that windows/sources names.
# A library that was built by the same words, sources and compiler is not built again. LIBRARIES_O=-O1 compiles in less time what no office gets.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
build=$(cd "$1" && pwd)
host=x86_64-w64-mingw32
prefix=$build/prefix
flags="${LIBRARIES_O:--O2} -ffunction-sections -fdata-sections -ffile-prefix-map=$build=."
jobs=$(nproc)
export PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig PKG_CONFIG_PATH='' MAKEFLAGS=''
mkdir -p "$prefix/lib" "$prefix/include" "$build/fetched" "$build/stamps" "$build/logs" "$build/licences"

fail() {
        printf '%s\n' "$@" >&2
        exit 1
}

case $(cut -d. -f1 /etc/debian_version 2>/dev/null) in
12) ;;
*) echo "Debian 12 ではないので、できる書類は Debian 12 のものと1バイトも違わないとはいえません。 / not Debian 12: packets of this program are not those of Debian 12 byte for byte" >&2 ;;
esac

# ---- sources

# 75: they cannot be had here and now, which is no fault of anything in the repository.
unreachable() {
        tail -n 5 "$build/logs/apt" >&2
        exit 75
}

# apt with lists, cache and sources of its own: the machine's stay as they are.
apt_here() { # apt_here get|cache ARGUMENT...
        local command=apt-$1
        shift
        mkdir -p "$build/apt/lists/partial" "$build/apt/cache/archives/partial"
        "$command" -q -o APT::Sandbox::User=root -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::sourcelist="$build/apt/sources.list" \
                -o Dir::State::Lists="$build/apt/lists" -o Dir::Cache="$build/apt/cache" "$@" </dev/null
}

mirror() { # mirror PATTERN DEFAULT: where this machine takes packages of such a release from
        apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 2>/dev/null |
                awk -v want="$1" -v other="$2" '$2 ~ want && !found { print $1; found = 1 } END { if (!found) print other }'
}

ask_lists() { # once a run, and only where something is missing
        [ -z "${asked-}" ] || return 0
        asked=yes
        mkdir -p "$build/apt"
        {
                echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror '^[a-z]+$' http://deb.debian.org/debian) bookworm main"
                echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror '-security$' http://deb.debian.org/debian-security) bookworm-security main"
        } >"$build/apt/sources.list"
        apt_here get update >"$build/logs/apt" 2>&1 || unreachable
}

listed() { # listed SOURCE: its lines of windows/sources, "digest  file"
        awk -v source="$1" '$1 == source { print $3 "  " $4 }' "$here/sources"
}
version() {
        awk -v source="$1" '$1 == source { print $2; exit }' "$here/sources"
}

# What was fetched is what is listed: every file of it, and no other.
check() {
        local name=$1 digest file found
        while read -r digest file; do
                [ -e "$file" ] && continue
                found=$(sha256sum -- *.orig*.tar.* *.debian.tar.* 2>/dev/null || true)
                fail "$name: ほかの版です。windows/sources を見直してください。 / another version than listed in windows/sources" \
                        "listed  $digest  $file" "fetched ${found//$'\n'/$'\n'fetched }"
        done < <(listed "$name")
        while read -r digest file; do
                found=$(sha256sum "$file" | cut -d' ' -f1)
                [ "$found" = "$digest" ] || fail "$name: ダイジェストが違います。 / another digest than listed in windows/sources" \
                        "listed  $digest  $file" "fetched $found  $file"
        done < <(listed "$name")
        for file in *.orig*.tar.* *.debian.tar.*; do
                case $file in *'*'* | *.asc) continue ;; esac
                listed "$name" | grep -qF "  $file" || fail "$name: $file: windows/sources にありません。 / not listed in windows/sources" \
                        "fetched $(sha256sum "$file")"
        done
}

fetch() { # fetch SOURCE: its files lie in BUILD/fetched/SOURCE, checked
        local name=$1 how=--download-only newest
        mkdir -p "$build/fetched/$name"
        cd "$build/fetched/$name"
        [ -n "$(listed "$name")" ] || fail "$name: windows/sources にありません。 / not listed in windows/sources"
        listed "$name" | grep -q 'debian\.tar' || how=--tar-only
        if ! listed "$name" | sha256sum --check --status 2>/dev/null; then
                ask_lists
                rm -f -- *
                # a version that is no longer there: the newest comes, and is refused with both digests
                apt_here get source "$how" "$name=$(version "$name")" >>"$build/logs/apt" 2>&1 || apt_here get source "$how" "$name" >>"$build/logs/apt" 2>&1 ||
                        unreachable
                newest=$(apt_here cache showsrc "$name" 2>/dev/null | sed -n 's/^Version: //p' | sort -V | tail -n 1)
                [ "$newest" = "$(version "$name")" ] || echo "$name: Debian には $newest があります。 / Debian has $newest by now (windows/sources: $(version "$name"))" >&2
        fi
        check "$name"
}

unpack() { # unpack SOURCE: from where it lies to BUILD/src/SOURCE, patched
        local name=$1
        rm -rf "$build/src/$name"
        mkdir -p "$build/src"
        if [ -e "$(echo *.dsc)" ]; then
                dpkg-source --no-check -x ./*.dsc "$build/src/$name"
        else
                mkdir "$build/src/$name"
                tar xf ./*.orig.tar.* -C "$build/src/$name" --strip-components=1
        fi
        cd "$build/src/$name"
}

# ---- how each is built; the working directory is its source

# By its own CMakeLists.txt, and of that no more than one target. As the others, with $flags alone.
by_cmake() { # by_cmake TARGET OPTION...
        local target=$1
        shift
        cmake -G Ninja -S . -B out -DCMAKE_TOOLCHAIN_FILE="$build/toolchain.cmake" -DCMAKE_{INSTALL_PREFIX,PREFIX_PATH}="$prefix" -DCMAKE_BUILD_TYPE=Release \
                -DCMAKE_C_FLAGS="$flags" -DCMAKE_C_FLAGS_RELEASE=-DNDEBUG -DBUILD_SHARED_LIBS=OFF "$@"
        ninja -j"$jobs" -C out "$target"
}
compiled() { # compiled ARCHIVE COMPILER FLAGS FILE...: these files and no more
        local archive=$1 compiler=$2 words=$3
        shift 3
        mkdir -p objects
        printf '%s\0' "$@" | xargs -0 -P"$jobs" -I{} sh -c "$host-$compiler $flags -w $words -c {} -o objects/\$(basename {}).o"
        rm -f "$prefix/lib/$archive"
        $host-ar rcsD "$prefix/lib/$archive" objects/*.o
}

# Debian has it for mingw, as no other of them.
build_zlib() {
        cp /usr/$host/lib/libz.a "$prefix/lib/"
        cp /usr/$host/include/zlib.h /usr/$host/include/zconf.h "$prefix/include/"
        cp /usr/share/doc/libz-mingw-w64-dev/copyright "$build/licences/zlib.txt"
}
build_libdeflate() {
        make CC=$host-gcc AR=$host-ar CFLAGS="$flags" libdeflatestatic.lib
        cp libdeflatestatic.lib "$prefix/lib/libdeflate.a"
        cp libdeflate.h "$prefix/include/"
}
build_utf8proc() {
        compiled libutf8proc.a gcc -DUTF8PROC_STATIC utf8proc.c
        cp utf8proc.h "$prefix/include/"
}
# What its own build asks the compiler and the system takes longer than the library.
build_jansson() {
        sed -i 's/@json_inline@/inline/; s/@json_have_long_long@/1/; s/@json_have_[a-z_]*@/1/; s/@JANSSON_[A-Z_]*@/2048/' src/jansson_config.h.in
        mv src/jansson_config.h.in src/jansson_config.h
        : >src/jansson_private_config.h
        compiled libjansson.a gcc "-Isrc -DNDEBUG -DHAVE_STDINT_H -DHAVE_SYS_TYPES_H -DHAVE_FCNTL_H -DHAVE_SYS_STAT_H -DHAVE_UNISTD_H -DHAVE_SYS_TIME_H \
                -DHAVE_GETTIMEOFDAY -DHAVE_GETPID -DHAVE_CLOSE -DHAVE_OPEN -DHAVE_READ -DHAVE_LOCALE_H -DHAVE_SETLOCALE -DHAVE_SCHED_YIELD -DHAVE_SCHED_H \
                -DHAVE_ATOMIC_BUILTINS -DHAVE_SYNC_BUILTINS -DUSE_URANDOM -DUSE_WINDOWS_CRYPTOAPI -DINITIAL_HASHTABLE_ORDER=3" src/*.c
        cp src/jansson.h src/jansson_config.h "$prefix/include/"
}
# What Windows has it wants in order to end the process, which abort does; its header costs two thirds of the time.
build_libpng1_6() {
        cp scripts/pnglibconf.h.prebuilt pnglibconf.h
        sed -i '/include <windows.h>/d' pngpriv.h
        rm example.c pngtest.c
        compiled libpng16.a gcc "-DNDEBUG -DPNG_INTEL_SSE_OPT=1 -I. -I$prefix/include" ./*.c intel/*.c
        cp png.h pngconf.h pnglibconf.h "$prefix/include/"
}
build_libjpeg_turbo() {
        by_cmake jpeg-static -DENABLE_SHARED=OFF -DWITH_TURBOJPEG=OFF
        cp out/libjpeg.a "$prefix/lib/"
        cp jpeglib.h jmorecfg.h jerror.h out/jconfig.h "$prefix/include/"
}
build_sqlite3() { # the same file as ./configure would lead to, in a third of the time
        make -f main.mk TOP=. BCC=gcc TCC='gcc -I.' OPTS= sqlite3.c
        compiled libsqlite3.a gcc "-DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_USE_URI" sqlite3.c
        cp sqlite3.h "$prefix/include/"
}
# As with jansson; the texts of its errors are made from its header. All is one file but what has the names of another; newer compilers
# refuse a file that casts nothing.
build_libzip() {
        local define='^#define ZIP_ER_[A-Z0-9_]* [0-9]* */[*]' name
        for name in _CLOSE _DUP _FDOPEN _FILENO _SETMODE _SNPRINTF _STRDUP _STRICMP _STRTOI64 _STRTOUI64 _UNLINK FILENO FSEEKO FTELLO SETMODE SNPRINTF STRCASECMP \
                STRDUP STRICMP STRTOLL STRTOULL STDBOOL_H STRINGS_H UNISTD_H; do
                echo "#define HAVE_$name"
        done >config.h
        printf '#define %s\n' 'SIZEOF_OFF_T 4' 'SIZEOF_SIZE_T 8' 'PACKAGE "libzip"' 'VERSION "1.7.3"' >>config.h
        sed -E 's/\$\{libzip_VERSION\}/1.7.3/; s/\$\{libzip_VERSION_MAJOR\}/1/; s/\$\{libzip_VERSION_MINOR\}/7/; s/\$\{libzip_VERSION_PATCH\}/3/
                s/#cmakedefine/#define/; s/\$\{ZIP_NULLABLE_DEFINES\}/#define _Nullable\n#define _Nonnull/; s/\$\{LIBZIP_TYPES_INCLUDE\}/#include <inttypes.h>/
                s/\$\{ZIP_.*\} zip_/zip_/; s/^typedef zip_(.*);/typedef \1 zip_\1;/' cmake-zipconf.h.in >zipconf.h
        {
                printf '#include "zipint.h"\n#define N ZIP_ET_NONE\n#define S ZIP_ET_SYS\n#define Z ZIP_ET_ZLIB\nconst char *const _zip_err_str[] = {\n'
                sed -n "s:$define [NSZ] \(.*\) [*]/:\"\1\",:p" lib/zip.h
                printf '};\nconst int _zip_nerr_str = sizeof _zip_err_str / sizeof *_zip_err_str;\nconst int _zip_err_type[] = {\n'
                sed -n "s:$define \([NSZ]\) .*:\1,:p" lib/zip.h
                printf '};\n'
        } >zip_err_str.c
        rm lib/zip_{algorithm_{bzip2,xz},crypto_*,mkstempm,random_u*,source_file_stdio_named,*winzip_aes*}.c
        sed -i '1i #pragma once' lib/zip_source_file.h
        printf '%s\n' lib/*.c zip_err_str.c | grep -v pkware_encode | sed 's/.*/#include "&"/' >all.c
        compiled libzip.a gcc "-Wno-error=incompatible-pointer-types -DNDEBUG -I. -Ilib -I$prefix/include" all.c lib/zip_source_pkware_encode.c
        cp lib/zip.h zipconf.h "$prefix/include/"
}
# The parser and its schemas. Without iconv: encodings that are not Unicode's are core/base/charset.c's on every system.
build_libxml2() {
        local with off name
        with=THREADS,TREE,OUTPUT,PUSH,PATTERN,SAX1,VALID,CATALOG,ISO8859X,REGEXPS,SCHEMAS
        off=$(grep -oE '@WITH_[A-Z0-9_]+@' include/libxml/xmlversion.h.in | sort -u | grep -vE "@WITH_(${with//,/|})@")
        for name in ${off//@/}; do echo "s/@$name@/0/"; done >version.sed
        sed -f version.sed -e 's/@WITH_[A-Z0-9_]*@/1/; s/@VERSION@/2.9.14/; s/@LIBXML_VERSION_NUMBER@/20914/; s/@LIBXML_VERSION_EXTRA@//; s/@MODULE_EXTENSION@/.dll/' \
                include/libxml/xmlversion.h.in >include/libxml/xmlversion.h
        for name in CTYPE ERRNO FCNTL FLOAT INTTYPES LIMITS MALLOC MATH PTHREAD SIGNAL STDARG STDINT STDLIB STRINGS STRING SYS_STAT SYS_TIMEB SYS_TIME SYS_TYPES TIME UNISTD; do
                echo "#define HAVE_${name}_H 1"
        done >config.h
        for name in FPRINTF FTIME GETTIMEOFDAY ISASCII LOCALTIME PRINTF PUTENV RAND SNPRINTF SPRINTF SRAND SSCANF STAT STRFTIME TIME VFPRINTF VSNPRINTF VSPRINTF; do
                echo "#define HAVE_$name 1"
        done >>config.h
        echo '#define ATTRIBUTE_DESTRUCTOR __attribute__((destructor))' >>config.h
        compiled libxml2.a gcc "-DNDEBUG -DHAVE_WIN32_THREADS -D_REENTRANT -I. -Iinclude" {buf,catalog,chvalid,dict,encoding,entities,error,globals,hash,list}.c \
                {parser,parserInternals,pattern,relaxng,SAX,SAX2,threads,tree,uri,valid,xmlIO,xmlmemory,xmlregexp,xmlsave,xmlschemas,xmlschemastypes,xmlstring,xmlunicode,xpath}.c
        mkdir -p "$prefix/include/libxml2/libxml"
        cp include/libxml/*.h "$prefix/include/libxml2/libxml/"
}
build_libxlsxwriter() {
        compiled libxlsxwriter.a gcc "-DNDEBUG -DNOCRYPT -DNOUNCRYPT -DUSE_FILE32API -Iinclude -I$prefix/include" src/*.c \
                third_party/minizip/{ioapi,zip,iowin32}.c third_party/tmpfileplus/tmpfileplus.c third_party/md5/md5.c
        cp -r include/xlsxwriter include/xlsxwriter.h "$prefix/include/"
}
build_qrencode() {
        compiled libqrencode.a gcc '-DNDEBUG -DHAVE_STRDUP=1 -DMAJOR_VERSION=4 -DMINOR_VERSION=1 -DMICRO_VERSION=1 -DSTATIC_IN_RELEASE=static -DVERSION=\"4.1.1\"' \
                {bitstream,mask,mmask,mqrspec,qrencode,qrinput,qrspec,rsecc,split}.c
        cp qrencode.h "$prefix/include/"
}
# Cutting, and what a face says of its glyphs; no text is shaped. What is cut has six tables and no others (templates/font/font_find.c),
# and no face is varied. It needs neither exceptions nor names of types.
build_harfbuzz() {
        grep -vE 'hb-(aat-|buffer|fallback|ot-color|ot-layout|ot-map|ot-math|ot-meta|ot-shape|shape|style)' src/harfbuzz-subset.cc >src/soroe.cc
        compiled libharfbuzz.a g++ "-fno-exceptions -fno-rtti -fno-threadsafe-statics -DHB_NO_SHAPER -DHB_NO_AAT -DHB_NO_COLOR -DHB_NO_MATH -DHB_NO_OT_LAYOUT \
                -DHB_NO_SUBSET_CFF -DHB_NO_SUBSET_LAYOUT -DHB_NO_VAR" src/soroe.cc
        mkdir -p "$prefix/include/harfbuzz"
        cp src/*.h "$prefix/include/harfbuzz/"
}
# Its own build calls the version 2.3.0RC2, Debian's and its headers 2.3.0. It has zlib and libpng, which needs no word.
build_libharu() {
        sed -i 's/^\(#define *HPDF_VERSION_TEXT\) .*/\1 "2.3.0"/; s/^\(#define *HPDF_EXTRA_VERSION\) .*/\1 ""/' include/hpdf_version.h
        : >include/hpdf_config.h
        compiled libhpdf.a gcc "-Iinclude -I$prefix/include" src/*.c
        cp include/*.h "$prefix/include/"
}
# Most of what a file costs are the headers of C++, so all are one: 45 seconds, not 108. Three words let them be so. What only its
# program needs is left out; its ciphers are its own.
build_qpdf() {
        sed -i '1i #pragma once' libqpdf/qpdf/qpdflogger-c_impl.hh
        printf '#define DEFAULT_CRYPTO "native"\n#define USE_CRYPTO_NATIVE 1\n' >libqpdf/qpdf/qpdf-config.h
        printf '%s\n' libqpdf/*.cc | grep -vE '/(QPDFJob.*|QPDFArgParser|QPDFUsage|QTC|JSONHandler|qpdfjob-c|QPDFCrypto_(openssl|gnutls)|NNTree)\.cc$' |
                grep -vE '/QPDF((Outline|PageLabel).*Helper|Embedded.*|EFStream.*|FileSpec.*|N.*TreeObjectHelper)\.cc$' |
                sed 's/.*/#undef QPDF_ASSERT_H\n#include "&"/' >all.cc
        compiled libqpdf.a gcc "-Ilibqpdf -Iinclude" libqpdf/sha2{,big}.c
        compiled libqpdf.a g++-posix "-std=c++17 -include cstdint -DNDEBUG -DPOINTERHOLDER_TRANSITION=4 -DQPDF_DISABLE_QTC=1 -DBITS_READ=1 -DBITS_WRITE=1 \
                -I. -Iinclude -Ilibqpdf -I$prefix/include" all.cc
        cp -r include/qpdf "$prefix/include/"
}

# ---- one after the other

cat >"$build/toolchain.cmake" <<END
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER $host-gcc)
set(CMAKE_CXX_COMPILER $host-g++-posix)
set(CMAKE_RC_COMPILER $host-windres)
set(CMAKE_FIND_ROOT_PATH $prefix)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
END

words() { # words SOURCE FUNCTION: what the library is made of
        listed "$1"
        declare -f "$2" by_cmake compiled
        echo "${flags//$build/.}"
        $host-gcc -dumpfullversion
        $host-ld --version | head -n 1
}

licence() { # its licence as Debian states it, or as it brings it itself
        local file
        for file in debian/copyright COPYING LICENCE LICENSE README; do
                [ -s "$file" ] || continue
                cp "$file" "$build/licences/$1.txt"
                return
        done
        fail "$1: no licence"
}

for source in zlib libdeflate utf8proc jansson libpng1.6 libjpeg-turbo sqlite3 libzip libxml2 libxlsxwriter qrencode libharu harfbuzz qpdf; do
        function=build_${source//[.-]/_}
        stamp=$(words "$source" "$function" | sha256sum | cut -d' ' -f1)
        [ ! -e "$build/stamps/$source.$stamp" ] || continue
        echo "$source"
        [ "$source" = zlib ] || fetch "$source"
        [ "$source" = zlib ] || unpack "$source" >"$build/logs/$source" 2>&1
        set +e # in a condition -e would not hold inside, either
        (set -e; "$function") >>"$build/logs/$source" 2>&1 </dev/null
        status=$?
        set -e
        [ $status = 0 ] || fail "$(tail -n 20 "$build/logs/$source")" "$source: $build/logs/$source"
        [ "$source" = zlib ] || licence "$source"
        rm -f "$build/stamps/$source".*
        touch "$build/stamps/$source.$stamp"
        cd "$build"
        rm -rf "$build/src/${source:?}"
done
