# The toolkit's one Makefile (GNU make).
#
# Everything made goes to $(BUILD), one directory per variant, so that variants never mix and the
# tree stays clean. Sources are found by their place (lib/<module>/*.c, cmd/*.c, tests/unit/test_*.c):
# adding a file needs no change here.
#
#   make                        library, commands, pages and unit tests, with sanitizers
#   make demo                   a week in Luchon, from the order to the report
#   make check                  every suite; the last line is "N passed, N failed"
#   make check-full             gcc and clang, release, valgrind, install, fuzzers, faults
#   make install PREFIX=/usr    (the release variant, DESTDIR honoured)
#
#   VARIANT=san|tsan|debug|release|cov|fuzz   CC=gcc|clang   BUILD=directory   LTO=1   WERROR=
#   MODULES="base num"          only these folders of lib/ and their unit tests
#   ONLY=num_money              of a suite only the tests whose name contains a word
#   V=1                         show the commands

ifneq ($(filter install uninstall,$(MAKECMDGOALS)),)
VARIANT ?= release
endif
VARIANT ?= san
BUILD ?= build/$(VARIANT)
PREFIX ?= /usr/local
VERSION := 0.1.0
SOVERSION := 0

ifeq ($(origin CC),default)
CC := gcc
endif
WERROR ?= -Werror
SECONDS_EACH ?= 60
ONLY ?=

# Make runs the steps of one recipe in order and the files of one step side by side.
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

ifeq ($(filter $(VARIANT),san tsan debug release cov fuzz),)
$(error VARIANT is san, tsan, debug, release, cov or fuzz, not "$(VARIANT)")
endif

# ---- What is compiled ------------------------------------------------------------------------

MODULES ?= $(sort $(patsubst lib/%/,%,$(wildcard lib/*/)))
LIB_SRC := $(sort $(foreach m,$(MODULES),$(wildcard lib/$(m)/*.c)))
LIB_HDR := $(sort $(foreach m,$(MODULES),$(wildcard lib/$(m)/*.h)))
CMD_SRC := $(sort $(wildcard cmd/*.c))
CMD_HDR := $(sort $(wildcard cmd/*.h))
PO := $(if $(filter po,$(MODULES)),$(sort $(wildcard lib/po/*.po)))
DATA := $(if $(filter load,$(MODULES)),$(sort $(wildcard lib/load/data/*)))

# Files carried inside the library, as C arrays: catalogues and shipped reference tables.
CATALOG_C := $(PO:lib/po/%.po=$(BUILD)/po/catalog_%.c)
DATA_C := $(patsubst lib/load/data/%,$(BUILD)/data/%.c,$(DATA))

# Libraries that are not linked but loaded when they are needed: lib/io/ondemand_priv.h, same order.
ONDEMAND := xml2 zip
ONDEMAND_C := $(if $(filter io,$(MODULES)),$(BUILD)/gen/ondemand_name.c)

# What makes PDF: an object that commands load when they are asked for one, so that only it is linked
# to pango, cairo and qpdf. From bin/ it is found as it is once installed.
PDF_SRC := $(if $(filter markup,$(MODULES)),$(sort $(wildcard lib/markup/pdf/*.c)))
PDF_OBJECT := $(if $(PDF_SRC),$(BUILD)/lib/pial/pdf.so)

LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(CATALOG_C:.c=.o) $(DATA_C:.c=.o) $(ONDEMAND_C:.c=.o)
CMD_OBJ := $(CMD_SRC:%.c=$(BUILD)/obj/%.o)
CLI_OBJ := $(filter $(BUILD)/obj/cmd/cli%,$(CMD_OBJ))
COMMANDS := $(patsubst cmd/%.c,%,$(wildcard cmd/pial.c cmd/pial-*.c))
BIN := $(COMMANDS:%=$(BUILD)/bin/%)

# A unit test is named after the module it tests; with MODULES given, the others stay out.
UNIT_SRC := $(sort $(foreach m,$(MODULES) cmd,$(wildcard tests/unit/test_$(m)_*.c)))
PROP_SRC := $(sort $(wildcard tests/prop/prop_*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/bench_*.c))
FUZZ_SRC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
UNIT_BIN := $(UNIT_SRC:tests/unit/%.c=$(BUILD)/unit/%)
PROP_BIN := $(PROP_SRC:tests/prop/%.c=$(BUILD)/prop/%)
BENCH_BIN := $(BENCH_SRC:tests/bench/%.c=$(BUILD)/bench/%)
CORPUS_BIN := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/corpus/%)
FUZZ_BIN := $(FUZZ_SRC:tests/fuzz/%.c=$(BUILD)/fuzz/%)

# What the benchmarks run beside the commands; the one with LEMON in it where LEMON is.
BENCH_TOOLS := $(addprefix $(BUILD)/bench/,measure copy \
	$(if $(wildcard /usr/include/lemon/network_simplex.h),near))

# What the scripts that drive a spreadsheet program need of the library.
OFFICE_BIN := $(BUILD)/office/sheet

# What the browser looks at beside the commands' own pages.
BROWSER_BIN := $(BUILD)/browser/gallery

# Programs of the examples: they stand alone, without the library.
FRANCE_BIN := $(addprefix $(BUILD)/france/,generate split count)

# Helpers shared by test programs of one folder: any .c there that is not itself a test.
HELPER_SRC := $(filter-out $(wildcard tests/unit/test_*.c),$(wildcard tests/unit/*.c)) \
	$(filter-out $(PROP_SRC),$(wildcard tests/prop/*.c)) \
	$(filter-out $(BENCH_SRC),$(wildcard tests/bench/*.c))
helpers = $(patsubst %.c,$(BUILD)/obj/%.o,$(filter tests/$(1)/%,$(HELPER_SRC)))

MAN_SRC := $(sort $(wildcard man/*.[157].in man/fr/*.[157].in))
MAN := $(MAN_SRC:man/%.in=$(BUILD)/man/%)
# One file completes every command; bash looks for it under the name of each.
COMPLETION := $(sort $(wildcard cmd/completion/*))
COMPLETED = $(if $(COMPLETION),$(filter-out pial,$(COMMANDS)))

# ---- How ---------------------------------------------------------------------------------------

cc-option = $(shell $(CC) -Werror $(1) -x c -c -o /dev/null /dev/null 2>/dev/null && echo $(1))

STD := -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -DPIAL_VERSION=\"$(VERSION)\"
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat -Werror=format-security -Wdate-time $(WERROR)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

FLAGS_debug := -O0 -g
FLAGS_san := -O1 -g $(SANITIZE)
FLAGS_tsan := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
# Counts are written as a program ends, beside the objects: nobody gives up that right here.
FLAGS_cov := -O0 -g --coverage -DPIAL_NO_CONFINE
FLAGS_fuzz := -O1 -g $(SANITIZE) -fsanitize=fuzzer-no-link
ifeq ($(VARIANT),release)
# Hardening that costs nothing measurable. Some of it exists on some machines and compilers only,
# so it is tried. The prefix map makes two builds in two directories the same, byte for byte.
FLAGS_release := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong \
	$(call cc-option,-fstack-clash-protection) $(call cc-option,-fcf-protection) \
	$(call cc-option,-ftrivial-auto-var-init=zero) -ffile-prefix-map=$(CURDIR)=. \
	$(if $(LTO),-flto)
LDFLAGS_release := -Wl,-z,relro,-z,now,-z,noexecstack
EXE_release := -pie
SO_release := -Wl,-z,defs
endif

# libxml2's headers stand in a folder of their own, as its xml2-config and pkg-config file say.
XML2 := -isystem /usr/include/libxml2
ALL_CFLAGS := $(STD) $(WARN) -fPIC -Ilib -I. $(XML2) $(FLAGS_$(VARIANT)) $(CPPFLAGS) $(CFLAGS)
ALL_LDFLAGS := $(FLAGS_$(VARIANT)) $(LDFLAGS_$(VARIANT)) $(LDFLAGS)
LIBS := -lyaml -lcsv -lutf8proc -lmd -lm -pthread

# The shared object exports what the version script names. Hidden visibility would need an
# attribute on each public prototype to say the same thing a second time.
SONAME := liballoc.so.$(SOVERSION)
SO_LDFLAGS := -shared -Wl,-soname,$(SONAME) -Wl,--version-script=lib/alloc.map $(SO_$(VARIANT))

# One word a file; V=1 shows the commands.
say = $(if $(V),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,printf '%-5s %s\n' $(1) $@;))

.PHONY: all lib bin man unit prop corpus france office FORCE
.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:

all: lib bin man unit prop corpus france office
lib: $(BUILD)/liballoc.a $(BUILD)/$(SONAME) $(BUILD)/liballoc.pc
bin: $(BIN) $(PDF_OBJECT)
man: $(MAN)
unit: $(UNIT_BIN)
prop: $(PROP_BIN)
corpus: $(CORPUS_BIN)
france: $(FRANCE_BIN)
office: $(OFFICE_BIN)

# Objects are made again when the compiler or its flags change.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS)' | cmp -s - $@ || \
		printf '%s\n' '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS)' >$@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# ---- Library -------------------------------------------------------------------------------------

$(BUILD)/liballoc.a: $(LIB_OBJ)
	@rm -f $@
	$(call say,AR)$(if $(LTO),$(CC)-ar,ar) rcs $@ $^

$(BUILD)/$(SONAME): $(LIB_OBJ) lib/alloc.map
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) $(SO_LDFLAGS) -o $@ $(LIB_OBJ) $(LIBS)

PDF_PACKAGES := pangocairo pangofc fontconfig libqpdf
$(BUILD)/obj/lib/markup/pdf/%.o: ALL_CFLAGS += $(patsubst -I%,-isystem %,$(shell \
	pkg-config --cflags $(PDF_PACKAGES)))

$(PDF_OBJECT): $(PDF_SRC:%.c=$(BUILD)/obj/%.o) $(BUILD)/liballoc.a lib/markup/pdf/pdf.map
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -shared -Wl,--version-script=lib/markup/pdf/pdf.map \
		$(SO_$(VARIANT)) -o $@ $(filter %.o %.a,$^) \
		$(shell pkg-config --libs $(PDF_PACKAGES)) -lutf8proc

$(BUILD)/liballoc.pc: lib/liballoc.pc.in FORCE
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' -e 's|@LIBS@|$(LIBS)|' $< >$@

$(BUILD)/po/%.mo: lib/po/%.po
	@mkdir -p $(@D)
	$(call say,PO)msgfmt --check -o $@ $<

$(BUILD)/po/catalog_%.c: $(BUILD)/po/%.mo lib/po/embed.sh
	$(call say,EMBED)sh lib/po/embed.sh $< pial_po_$*_mo >$@

$(BUILD)/data/%.c: lib/load/data/% lib/po/embed.sh
	@mkdir -p $(@D)
	$(call say,EMBED)sh lib/po/embed.sh $< pial_data_$(subst -,_,$(subst .,_,$*)) >$@

$(BUILD)/po/%.o: $(BUILD)/po/%.c $(BUILD)/flags
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/data/%.o: $(BUILD)/data/%.c $(BUILD)/flags
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/gen/ondemand_name.c: lib/io/ondemand.sh $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,GEN)sh lib/io/ondemand.sh '$(CC) $(LDFLAGS)' $(ONDEMAND) >$@

$(BUILD)/gen/ondemand_name.o: $(BUILD)/gen/ondemand_name.c lib/io/ondemand_priv.h
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# ---- Commands ------------------------------------------------------------------------------------

# pial-plan is cmd/pial-plan.c, the verbs in cmd/plan_*.c, and what all commands share, cmd/cli*.c.
# Commands carry the archive: a program that is not installed runs from any directory. An edited
# allocation comes back through pial-plan collect too, which computes its week again.
ALSO_pial-report := $(patsubst %,$(BUILD)/obj/cmd/invoice_%.o,settling correcting due) \
	$(BUILD)/obj/cmd/allocate_input.o
ALSO_pial-plan := $(patsubst %,$(BUILD)/obj/cmd/allocate_%.o,again changes drops input pin_table \
	pinning)
define command
$(BUILD)/bin/$(1): $(BUILD)/obj/cmd/$(1).o \
		$(filter $(BUILD)/obj/cmd/$(patsubst pial-%,%,$(1))_%,$(CMD_OBJ)) $(ALSO_$(1)) $(CLI_OBJ) \
		$(BUILD)/liballoc.a
	@mkdir -p $$(@D)
	$$(call say,LINK)$$(CC) $$(ALL_LDFLAGS) $$(EXE_$$(VARIANT)) -o $$@ $$^ $$(LIBS)
endef
$(foreach c,$(COMMANDS),$(eval $(call command,$(c))))

$(BUILD)/france/split $(BUILD)/france/count: $(BUILD)/obj/examples/france/book.o
$(BUILD)/france/%: $(BUILD)/obj/examples/france/%.o
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) $(EXE_$(VARIANT)) -o $@ $^ -lm

# ---- Manual --------------------------------------------------------------------------------------

# A page is its source, man/[fr/]PAGE.in, and a fragment, $(BUILD)/gen/PAGE.LANG, made from tables:
# options from what the command's -h says, files and diagnostics by man/gen/gen.c. Lint, tests and
# install look at $(BUILD)/man.
GEN := $(BUILD)/gen/gen

$(GEN): $(BUILD)/obj/man/gen/gen.o $(BUILD)/liballoc.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

define fragments
$(BUILD)/gen/%.1.$(1): $(BUILD)/bin/% man/gen/help.sh man/gen/common.$(1)
	@mkdir -p $$(@D)
	$$(call say,GEN)sh man/gen/help.sh $$< $(1) >$$@ && cat man/gen/common.$(1) >>$$@

$(BUILD)/gen/pial-book.5.$(1): $(GEN)
	$$(call say,GEN)$(GEN) fields $(1) >$$@

$(BUILD)/gen/pial-diagnostics.7.$(1): $(GEN)
	$$(call say,GEN)$(GEN) diagnostics $(1) >$$@

# The week and what it costs need no table.
$(BUILD)/gen/pial.7.$(1) $(BUILD)/gen/pial-scale.7.$(1):
	@mkdir -p $$(@D)
	@: >$$@
endef
$(foreach l,en fr,$(eval $(call fragments,$(l))))

typeset = LC_ALL=C awk -v lang=$(1) -v fragment=$(2) -f man/gen/page.awk $< >$@

$(BUILD)/man/fr/%: man/fr/%.in $(BUILD)/gen/%.fr man/gen/page.awk
	@mkdir -p $(@D)
	$(call say,MAN)$(call typeset,fr,$(BUILD)/gen/$*.fr)

$(BUILD)/man/%: man/%.in $(BUILD)/gen/%.en man/gen/page.awk
	@mkdir -p $(@D)
	$(call say,MAN)$(call typeset,en,$(BUILD)/gen/$*.en)

# ---- Test programs -------------------------------------------------------------------------------

# The cli objects come as an archive: a test takes only those it calls.
$(BUILD)/libcli.a: $(CLI_OBJ)
	@rm -f $@
	$(call say,AR)ar rcs $@ $^

TEST_LIBS = $(if $(CLI_OBJ),$(BUILD)/libcli.a) $(BUILD)/liballoc.a

# Some unit tests pack archives of their own.
$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(call helpers,unit) $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lzip -lcmocka

$(BUILD)/prop/%: $(BUILD)/obj/tests/prop/%.o $(call helpers,prop) $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(call helpers,bench) $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bench/measure $(BUILD)/bench/copy: $(BUILD)/bench/%: $(BUILD)/obj/tests/bench/tools/%.o
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^

$(BUILD)/office/%: $(BUILD)/obj/tests/office/%.o $(BUILD)/liballoc.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/browser/%: $(BUILD)/obj/tests/browser/%.o $(BUILD)/liballoc.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# The only C++ there is: LEMON is a library of templates.
$(BUILD)/obj/tests/bench/tools/lemon.o: tests/bench/tools/lemon.cc tests/bench/tools/transport.h
	@mkdir -p $(@D)
	$(call say,CXX)$(CXX) -std=c++11 -O2 -DNDEBUG -o $@ -c $<

$(BUILD)/bench/near: $(patsubst %,$(BUILD)/obj/tests/bench/tools/%.o,near mps lemon) \
		$(BUILD)/liballoc.a
	@mkdir -p $(@D)
	$(call say,LINK)$(CXX) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# A fuzz target is linked twice: with libFuzzer to search, and with a plain main that replays the
# corpus as a test.
$(BUILD)/corpus/%: $(BUILD)/obj/tests/fuzz/%.o $(BUILD)/obj/tests/fuzz/replay.o $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call say,LINK)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# ---- Packages ------------------------------------------------------------------------------------

# What `make` and `make check` need, and what only the longer checks need.
PACKAGES := gcc libc6-dev make libyaml-dev libcsv-dev libutf8proc-dev libmd-dev uthash-dev \
	libxml2-dev libzip-dev libcmocka-dev gettext mandoc shellcheck universal-ctags glpk-utils sqlite3 perl \
	libpango1.0-dev libqpdf-dev pkg-config fonts-liberation2
PACKAGES_BENCH := g++ liblemon-dev coinor-clp
# npm comes with node where node is not Debian's own.
PACKAGES_BROWSER := chromium nodejs $(if $(shell command -v npm 2>/dev/null),,npm)
PACKAGES_FULL := clang libclang-rt-14-dev valgrind libxml2-utils strace libreoffice-calc \
	gnumeric hledger locales poppler-utils qpdf $(PACKAGES_BROWSER)

.PHONY: deps deps-full deps-bench deps-browser
deps:
	@sh tests/deps.sh $(PACKAGES)
deps-bench:
	@sh tests/deps.sh $(PACKAGES) $(PACKAGES_BENCH)
deps-browser:
	@sh tests/deps.sh $(PACKAGES) $(PACKAGES_BROWSER) poppler-utils
deps-full:
	@sh tests/deps.sh $(PACKAGES) $(PACKAGES_BENCH) $(PACKAGES_FULL)

# ---- Checks --------------------------------------------------------------------------------------

.PHONY: demo check check-unit check-prop check-corpus check-cmd check-doc check-lint check-full check-browser suites
.PHONY: hdr-check fuzz fuzz-run coverage bench
demo: deps
	@$(MAKE) $(PARALLEL) --no-print-directory lib bin
	sh examples/demo.sh $(BUILD)/bin

check: deps
	@$(MAKE) $(PARALLEL) --no-print-directory all
	@sh tests/run-all.sh $(BUILD)

# Every suite on what this variant and compiler make, without looking at packages.
suites: all
	@sh tests/run-all.sh $(BUILD)

# One suite alone; ONLY= picks within it.
check-unit: unit
	@sh tests/run-unit.sh $(BUILD) $(ONLY)
check-prop: prop bin
	@sh tests/run-prop.sh $(BUILD) $(ONLY)
check-corpus: corpus
	@sh tests/run-corpus.sh $(BUILD) $(ONLY)
check-cmd: bin
	@sh tests/run-cmd.sh $(BUILD)/bin $(ONLY)
check-doc: bin man
	@sh tests/run-doc.sh $(BUILD) $(ONLY)
check-lint: bin man
	@sh tests/run-lint.sh $(BUILD) $(ONLY)

# The project's pages in a browser; ONLY= picks pages.
check-browser: deps-browser
	@$(MAKE) $(PARALLEL) --no-print-directory bin $(BROWSER_BIN)
	@sh tests/browser/pages.sh $(BUILD) $(ONLY)

check-full: deps-full
	@sh tests/check-full.sh

hdr-check:
	@CC='$(CC)' sh tests/lint/headers.sh $(BUILD)

fuzz:
	@$(MAKE) $(PARALLEL) --no-print-directory VARIANT=fuzz CC=clang BUILD=build/fuzz fuzz-run
fuzz-run: $(FUZZ_BIN)
	@sh tests/run-fuzz.sh $(BUILD) $(SECONDS_EACH) $(ONLY)

coverage:
	@$(MAKE) $(PARALLEL) --no-print-directory VARIANT=cov CC=gcc BUILD=build/cov all
	@sh tests/coverage.sh build/cov

bench: deps-bench
	@$(MAKE) $(PARALLEL) --no-print-directory VARIANT=release BUILD=build/release bench-run
.PHONY: bench-run bench-tools
bench-tools: bin france $(BENCH_BIN) $(BENCH_TOOLS)
bench-run: bench-tools
	@sh tests/run-bench.sh $(BUILD)

# ---- Install -------------------------------------------------------------------------------------

# Headers keep their folders, since they include each other from the folder above: the pkg-config
# file points at include/pial, with the list of codes that diag.h reads. Headers named *_priv.h and
# the list of banned functions stay home.
PUBLIC_HDR := $(filter-out %_priv.h lib/base/banned.h,$(LIB_HDR)) $(wildcard lib/diag/codes.def)
D := $(DESTDIR)$(PREFIX)
MAN_EN = $(filter-out $(BUILD)/man/fr/%,$(MAN))
MAN_FR = $(filter $(BUILD)/man/fr/%,$(MAN))
man_to = $(foreach p,$(1),install -m 644 $(p) $(2)/man$(subst .,,$(suffix $(p)))/ &&) :

.PHONY: install uninstall clean
install: lib bin man
	install -d $(D)/bin $(D)/lib/pkgconfig $(D)/include/pial $(D)/share/bash-completion/completions
	install -d $(foreach m,$(sort $(dir $(PUBLIC_HDR:lib/%=%))),$(D)/include/pial/$(m))
	install -d $(foreach s,1 5 7,$(D)/share/man/man$(s) $(D)/share/man/fr/man$(s))
	$(if $(BIN),install -m 755 $(BIN) $(D)/bin)
	install -m 644 $(BUILD)/liballoc.a $(D)/lib
	install -m 755 $(BUILD)/$(SONAME) $(D)/lib
	$(if $(PDF_OBJECT),install -d $(D)/lib/pial)
	$(if $(PDF_OBJECT),install -m 755 $(PDF_OBJECT) $(D)/lib/pial)
	ln -sf $(SONAME) $(D)/lib/liballoc.so
	install -m 644 $(BUILD)/liballoc.pc $(D)/lib/pkgconfig
	$(foreach h,$(PUBLIC_HDR),install -m 644 $(h) $(D)/include/pial/$(h:lib/%=%) &&) :
	$(call man_to,$(MAN_EN),$(D)/share/man)
	$(call man_to,$(MAN_FR),$(D)/share/man/fr)
	$(if $(COMPLETION),install -m 644 $(COMPLETION) $(D)/share/bash-completion/completions)
	$(foreach c,$(COMPLETED),ln -sf pial $(D)/share/bash-completion/completions/$(c) &&) :

uninstall:
	rm -f $(COMMANDS:%=$(D)/bin/%) $(addprefix $(D)/lib/,liballoc.a $(SONAME) liballoc.so) \
		$(D)/lib/pkgconfig/liballoc.pc \
		$(foreach p,$(notdir $(MAN_EN)),$(D)/share/man/man$(subst .,,$(suffix $(p)))/$(p)) \
		$(foreach p,$(notdir $(MAN_FR)),$(D)/share/man/fr/man$(subst .,,$(suffix $(p)))/$(p)) \
		$(addprefix $(D)/share/bash-completion/completions/,$(notdir $(COMPLETION)) $(COMPLETED))
	rm -rf $(D)/include/pial $(D)/lib/pial

clean:
	rm -rf build

-include $(shell test -d $(BUILD)/obj && find $(BUILD)/obj -name '*.d')
