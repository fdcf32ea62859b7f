# soroe: one file, read from the top.
#   make          build/soroe and build/libsoroe.a
#   make demo     installs what is missing, builds, does the main job on the demo data
#   make test     installs what is missing, builds, passes the tests
#   make docs     man pages and completions, after an option changed; make pictures: those of the README
#   make windows  on Debian: soroe.exe and its ZIP, in build/windows
#   make lint [FILES=] | sanitize | fuzz | audit-test | bench [RIVAL=DIR] | release | install PREFIX= DESTDIR= | deb | clean

CC      = gcc
CFLAGS  = -O2 $(if $(CI),,-g)
PREFIX  = /usr/local
B       = build
VERSION = 0.3.1
SYSTEM  = posix

PACKAGES = libharfbuzz-dev libfontconfig-dev libhpdf-dev libxml2-dev libsqlite3-dev libssl-dev libqpdf-dev \
           libpng-dev libjpeg62-turbo-dev zlib1g-dev libdeflate-dev libutf8proc-dev libjansson-dev libxlsxwriter-dev libzip-dev libqrencode-dev pkg-config \
           fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho
TEST_PACKAGES = libcmocka-dev jq poppler-utils qpdf libxml2-utils unzip zip openssl sqlite3
LIBS = harfbuzz-subset harfbuzz fontconfig libxml-2.0 sqlite3 libcrypto libpng libjpeg zlib libdeflate libutf8proc jansson libzip libqrencode

# Warnings are errors in CI (.ci/run) and in lint, not where a newer compiler or library finds new ones.
WARN  = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2 $(if $(CI),-Werror)
# As Debian's build flags have them (dpkg-buildflags, hardening=+all). Empty under sanitizers.
HARDEN = -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE
HARDEN_LINK = -pie -Wl,-z,relro -Wl,-z,now
# asked once, not for each file; libqpdf is not linked, but loaded (core/format/qpdf.h)
LIBS_FLAGS := $(shell pkg-config --cflags $(LIBS) libqpdf 2>/dev/null)
LIBS_LINK  := $(shell pkg-config --libs $(LIBS) 2>/dev/null)
FLAGS = -std=c11 -D_GNU_SOURCE -I. -I$B $(WARN) $(HARDEN) $(LIBS_FLAGS)
# libxlsxwriter is named by hand: its .pc file asks for minizip, whose folder of headers has another <zip.h>.
LINK  = $(HARDEN_LINK) $(LIBS_LINK) -lxlsxwriter -lhpdf -lm

# With SYSTEM=windows: Debian's cross compiler (posix threads) and the libraries that windows/libraries.sh has built. Formats are
# checked where they mean what C says.
ifeq ($(SYSTEM),windows)
CC      = x86_64-w64-mingw32-gcc-posix
AR      = x86_64-w64-mingw32-gcc-ar-posix
CFLAGS  = -O2
EXE     = .exe
WINDOWS = build/windows/prefix
FLAGS   = -std=gnu11 -D_GNU_SOURCE -D__USE_MINGW_ANSI_STDIO=1 -D_WIN32_WINNT=0x0A00 -DLIBXML_STATIC -DUTF8PROC_STATIC \
          -include core/platform/windows_libc.h -I. -I$B -I$(WINDOWS)/include -I$(WINDOWS)/include/harfbuzz \
          -I$(WINDOWS)/include/libxml2 -Wall -Wextra -Wno-format -Wno-format-extra-args -ffunction-sections -fdata-sections -fstack-protector-strong
LINK    = -static -s -fstack-protector-strong -Wl,--gc-sections -Wl,--no-insert-timestamp -L$(WINDOWS)/lib -lharfbuzz -lxml2 -lsqlite3 -lqpdf -lxlsxwriter -lzip \
          -lhpdf -lpng16 -ljpeg -ldeflate -lutf8proc -ljansson -lqrencode -lz -lstdc++ -lntdll -ladvapi32 -luuid -ldelayimp
# The desktop's, of which a command in a window needs nothing, and the digests: loaded when the first of their functions is called.
LATER   = $(patsubst windows/later/%.def,$B/later/lib%.a,$(wildcard windows/later/*.def))
endif

# Floors, from the ground up; *_fuzz.c are the fuzz targets beside their parsers.
# What only the system can do is written once for each (core/platform/SYSTEM_*.c).
ALL_SRC  = $(sort $(filter-out core/platform/%,$(shell find core receipts templates cmd -name '*.c')) $(wildcard core/platform/$(SYSTEM)_*.c))
FUZZ_SRC = $(filter %_fuzz.c,$(ALL_SRC))
BOOK_SRC = $(filter cmd/handbook/%,$(ALL_SRC))
CMD_SRC  = $(filter-out $(BOOK_SRC),$(filter cmd/%,$(ALL_SRC)))
LIB_SRC  = $(filter-out cmd/% %_fuzz.c,$(ALL_SRC))
UNIT_SRC = $(sort $(wildcard tests/unit/*.c))
DATA     = $(sort $(wildcard templates/programmes/*.xml templates/programmes/released/*.xml templates/schema/*.xsd templates/forms/*/*.txt templates/forms/*/schema/*.xsd templates/maps/*.xml templates/texts/*.txt templates/status/*.css templates/status/*.js templates/go/*.css))

LIB_OBJ = $(LIB_SRC:%.c=$B/%.o) $B/embedded.o
CMD_OBJ = $(CMD_SRC:%.c=$B/%.o)
UNITS   = $(UNIT_SRC:tests/unit/%.c=$B/tests/%)
REPLAYS = $(FUZZ_SRC:%.c=$B/fuzz/%)

# soroe-reader is a program of its own, built where its libraries are (READER= leaves it out); nothing else needs it.
READER_LIBS = tesseract lept zbar
READER   = $(if $(shell pkg-config --exists $(READER_LIBS) 2>/dev/null && echo yes),$B/soroe-reader)
READER_OBJ = $(patsubst %.c,$B/%.o,$(sort $(wildcard reader/*.c)))

all: $B/soroe$(EXE) $(READER)

$B/soroe$(EXE): $(CMD_OBJ) $(if $(EXE),$B/resource.o) $B/libsoroe.a $(LATER)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

$B/libsoroe.a: $(LIB_OBJ)
	rm -f $@ && $(AR) rcs $@ $^

$(READER_OBJ): FLAGS += $(shell pkg-config --cflags $(READER_LIBS) 2>/dev/null)
$B/soroe-reader: $(READER_OBJ) $B/libsoroe.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(HARDEN_LINK) $(shell pkg-config --libs $(READER_LIBS) 2>/dev/null) -lutf8proc -lm

# Writes the man pages and completions from the tables that the commands are made of.
$B/handbook: $(BOOK_SRC:%.c=$B/%.o) $(filter-out $B/cmd/main.o,$(CMD_OBJ)) $B/libsoroe.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LINK)

$B/embedded.c: templates/embed.sh $(DATA)
	@mkdir -p $(@D)
	sh templates/embed.sh $(DATA) > $@.part && mv $@.part $@

$B/embedded.o: $B/embedded.c
	$(CC) $(CFLAGS) $(FLAGS) -c -o $@ $<

# The ids alone, from the catalogues, and the version: a changed word of a finding does not rebuild what only knows its id.
MADE = $B/finding_ids.h $B/fault_ids.h $B/version.h $B/qpdf_library.h
$B/%_ids.h: core/base/%_codes.h
	@mkdir -p $(@D)
	@sed -n 's/^ *X(\([A-Z][A-Z_0-9]*\),.*/        \1,/p' $< > $@.part
	@cmp -s $@.part $@ && rm $@.part || mv $@.part $@

$B/version.h: Makefile
	@mkdir -p $(@D)
	@echo '#define VERSION "$(VERSION)"' > $@.part
	@cmp -s $@.part $@ && rm $@.part || mv $@.part $@

# The libqpdf to be loaded is the one that a program would be linked with: by the name under which that one asks for it. Debian's packages
# ask that program what they depend on.
$B/linked_qpdf: Makefile
	@mkdir -p $(@D)
	@echo 'int main(void) { return 0; }' | $(CC) $(LDFLAGS) -x c - -o $@ -Wl,--no-as-needed $$(pkg-config --libs libqpdf)

ifeq ($(SYSTEM),windows)
$B/qpdf_library.h: Makefile
	@mkdir -p $(@D)
	@echo '/* It is in the program. */' > $@
else
$B/qpdf_library.h: $B/linked_qpdf
	@LC_ALL=C readelf -d $< | sed -n 's/.*(NEEDED).*\[\(libqpdf\..*\)\].*/#define QPDF_LIBRARY "\1"/p' > $@.part
	@grep -q . $@.part
	@cmp -s $@.part $@ && rm $@.part || mv $@.part $@
endif

$(LIB_OBJ) $(CMD_OBJ) $(BOOK_SRC:%.c=$B/%.o): | $(MADE)

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -MMD -MP -c -o $@ $<

# What of the terminal is pure has a unit test, too.
$B/tests/pace: $B/cmd/terminal/pace.o
$B/tests/image $B/tests/pdf_read: LINK += $(shell pkg-config --libs libqpdf)
$B/tests/help $B/tests/window: $(filter-out $B/cmd/main.o,$(CMD_OBJ))
$B/tests/%: tests/unit/%.c $B/libsoroe.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -MMD -MP -o $@ $(filter %.c %.o,$^) $B/libsoroe.a $(LDFLAGS) $(LINK) -lcmocka

# With any compiler a fuzz target replays its seeds; `make fuzz` searches with clang.
$B/fuzz/%: %.c tests/fuzz.c tests/replay.c $B/libsoroe.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -o $@ $< tests/fuzz.c tests/replay.c $B/libsoroe.a $(LDFLAGS) $(LINK)

$B/bench/%: tests/bench/%.c $B/libsoroe.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -o $@ $< $B/libsoroe.a $(LDFLAGS) $(LINK)

$B/tamper/forgers: tests/tamper/forgers.c tests/tamper/pdf_forger.c $B/libsoroe.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -o $@ tests/tamper/forgers.c tests/tamper/pdf_forger.c $B/libsoroe.a $(LDFLAGS) $(LINK)

$B/tamper/%: tests/tamper/%.c $B/libsoroe.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(FLAGS) -o $@ $< $B/libsoroe.a $(LDFLAGS) $(LINK)

packages:
	@sh tests/packages.sh $(PACKAGES)
test-packages:
	@sh tests/packages.sh $(PACKAGES) $(TEST_PACKAGES) $(MORE)

# The packages come first, then a second make that sees them.
demo: packages
	@$(MAKE) --no-print-directory all
	@sh tests/demo.sh $B

test: test-packages
	@$(MAKE) --no-print-directory check

check: $B/soroe $(READER) $B/handbook $(UNITS) $(REPLAYS) $B/tamper/tamper $B/tamper/forgers
	@sh tests/run.sh $B

# A check of undefined behaviour that fails is a trap, of which AddressSanitizer says the line: with its messages each check is two more
# objects that every start must register, and a position-independent program relocates them all. On disk the suites run in `make test`.
sanitize:
	@TMPDIR=$$(sh tests/memory.sh) ASAN_OPTIONS="handle_sigill=1:$$ASAN_OPTIONS" $(MAKE) --no-print-directory check B=build/sanitize HARDEN=-fno-pie HARDEN_LINK=-no-pie READER= \
	        CFLAGS="-Og -g1 -DARENA_MALLOC -fsanitize=address,undefined -fsanitize-undefined-trap-on-error -fno-omit-frame-pointer"

fuzz:
	@sh tests/fuzz.sh $B $(FUZZ_SRC)

# Packets changed in every way: each change must be found. A table says by which check.
audit-test: $B/soroe $B/tamper/tamper $B/tamper/forgers
	@sh tests/tamper.sh $B 7

# While the newest form is not released, its bytes may change: keeps today's packets in tests/corpus/packets.
form-packets: $B/soroe
	sh tests/form_packets.sh keep $B/soroe CHANGELOG.md tests/corpus/packets

bench: $B/soroe $B/bench/pdf $B/bench/cost $B/bench/blank
	@sh tests/bench/run.sh $B "$(RIVAL)"

# The cost of a member in workspaces of 100 to 243,000; draws docs/scale.svg. An hour, and 12 GB of TMPDIR.
bench-scale: $B/soroe $B/bench/cost $B/bench/blank
	@sh tests/bench/scale.sh $B "$(RIVAL)" $(MEMBERS)

# How well papers are read, on synthetic ones of seeds that the rules have not seen: the tables of docs/reading.md.
reading-eval: $B/soroe $(READER)
	@sh tests/reading/measure.sh $B "$(GEN)" "$(or $(WORK),$B/reading)" $(or $(SEEDS),21 22 23 24)

# man/ and completions/, after a command or an option changed. What is there is committed.
docs: $B/handbook
	@sh cmd/handbook/write.sh $B .

# The pictures of the README, after a page changed its look. What is there is committed.
pictures: demo $B/tests/go_page
	@sh tests/pictures.sh $B docs/pictures

# A file is looked at again when it, a header of it or the rules changed; FILES="a.c b.c": these alone. DEPTH=225000: as deep as clang's
# analyzer goes by itself, in six times the time; before a release.
DEPTH    = 10000
LINT_SRC = $(or $(FILES),$(LIB_SRC) $(CMD_SRC) $(BOOK_SRC) $(if $(READER),$(sort $(wildcard reader/*.c))))
LINTED   = $(LINT_SRC:%.c=$B/lint/$(DEPTH)/%.ok)
lint: $(MADE)
	@sh tests/packages.sh clang-tidy cppcheck clang-format pkg-config
	@mkdir -p $B/lint
	@$(MAKE) -s --no-print-directory lint-tidy FILES="$(FILES)" >$B/lint/files
	@xargs -a $B/lint/files -r -n 8 -P $(or $(JOBS),2) sh tests/lint.sh some $B/lint/$(DEPTH) $(DEPTH) "-std=c11 -D_GNU_SOURCE -I. -I$B $(LIBS_FLAGS)"; \
		tidy=$$?; sh tests/lint.sh all $B $(LINT_SRC) && exit $$tidy

# prints the files to be looked at
lint-tidy: $(LINTED)
$B/lint/$(DEPTH)/%.ok: %.c .clang-tidy tests/lint.sh
	@echo $<
ifneq ($(filter lint-tidy,$(MAKECMDGOALS)),)
-include $(LINTED:.ok=.d)
endif

# What is installed is compiled as one piece, in a minute or two: packets come out faster by some per cent. RELEASE= installs what was built.
RELEASE   = -O3 -flto=auto
INSTALLED = $(if $(RELEASE),$B/release/soroe,$B/soroe)
release: $(INSTALLED)
$B/release/soroe: FORCE
	$(MAKE) B=$B/release CFLAGS="$(CFLAGS) $(RELEASE)" AR=$(if $(findstring clang,$(CC)),llvm-ar,gcc-ar) $@
FORCE:

install: $(INSTALLED)
	install -Dm755 $(INSTALLED) $(DESTDIR)$(PREFIX)/bin/soroe
	if [ -x $B/soroe-reader ]; then install -Dm755 $B/soroe-reader $(DESTDIR)$(PREFIX)/bin/soroe-reader && \
		install -Dm644 reader/soroe-reader.1 $(DESTDIR)$(PREFIX)/share/man/man1/soroe-reader.1; fi
	for page in man/*.1; do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/man1 "$$page" || exit 1; done
	for page in man/*.5; do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/man5 "$$page" || exit 1; done
	for page in man/ja/*.1; do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/ja/man1 "$$page" || exit 1; done
	for page in man/ja/*.5; do install -Dm644 -t $(DESTDIR)$(PREFIX)/share/man/ja/man5 "$$page" || exit 1; done
	install -Dm644 completions/soroe.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/soroe
	install -Dm644 completions/_soroe $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_soroe

# For Windows, in build/windows. The libraries take three minutes once; what of them is there already is not built again.
WINDOWS_PACKAGES = gcc libc6-dev g++-mingw-w64-x86-64-posix libz-mingw-w64-dev cmake ninja-build nasm tcl dpkg-dev patch xz-utils bzip2 python3 mandoc debian-archive-keyring \
           $(filter fonts-%,$(PACKAGES))
windows-packages:
	@sh tests/packages.sh $(WINDOWS_PACKAGES)
windows: windows-packages
	@bash windows/libraries.sh build/windows
	@$(MAKE) --no-print-directory SYSTEM=windows B=build/windows CC="$(filter ccache,$(CC)) x86_64-w64-mingw32-gcc-posix" READER= all
	@python3 windows/package.py build/windows $(VERSION)

# What `make windows` made, under Wine.
windows-test: $B/soroe
	@sh tests/packages.sh wine64 unzip || :
	@sh tests/windows.sh build/windows/soroe-$(VERSION)-windows.zip $B

$B/later/lib%.a: windows/later/%.def
	@mkdir -p $(@D)
	x86_64-w64-mingw32-dlltool -m i386:x86-64 -d $< -y $@

$B/resource.o: windows/soroe.rc windows/soroe.manifest windows/soroe.ico Makefile
	x86_64-w64-mingw32-windres -c 65001 -DVERSION='\"$(VERSION)\"' -DNUMBERS="$$(echo $(VERSION).0 | tr . ,)" -o $@ $<

# The Debian packages, built from a copy of what git has; lintian is quiet about them.
deb:
	@sh tests/packages.sh debhelper lintian dpkg-dev $(PACKAGES) libtesseract-dev libleptonica-dev libzbar-dev
	@grep -q '^soroe ($(VERSION))' debian/changelog || { echo "debian/changelog does not begin with $(VERSION)" >&2; exit 1; }
	rm -rf $B/deb && mkdir -p $B/deb/soroe-$(VERSION)
	git ls-files -z | tar cf - --null -T - | tar xf - -C $B/deb/soroe-$(VERSION)
	cd $B/deb/soroe-$(VERSION) && MAKEFLAGS= dpkg-buildpackage -b -us -uc -j$(shell nproc)
	rm -rf $B/deb/soroe-$(VERSION)
	lintian --fail-on error,warning --tag-display-limit 0 $B/deb/*.changes
	@ls -l $B/deb/*.deb

clean:
	rm -rf $B

.PHONY: FORCE windows windows-packages windows-test deb release all packages test-packages demo test check sanitize fuzz audit-test bench bench-scale reading-eval docs pictures form-packets lint lint-tidy install clean
-include $(LIB_OBJ:.o=.d) $(READER_OBJ:.o=.d) $(CMD_OBJ:.o=.d) $(UNITS:=.d) $(BOOK_SRC:%.c=$B/%.d)
