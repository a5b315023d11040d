#!/bin/sh
# check-full.sh: the long check, about an hour on two processors.
#
# The suites with gcc and clang under sanitizers and on what is shipped (release), a sample of the unit
# tests under valgrind, threads under ThreadSanitizer, the install, a minute for each fuzz target, the
# faults. Each stage counts its tests; the last line sums them. A stage that ends without a count is one
# failure, and the next stage runs all the same: one night shows everything.
set -u
cd "$(dirname "$0")/.." || exit 4
# Each stage names its own variant and directory; what the caller's make was told stays there.
unset MAKEFLAGS MFLAGS BUILD VARIANT CC
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
passed=0
failed=0
jobs=$(nproc 2>/dev/null || echo 2)

# count P F: adds to the sum.
count() {
	passed=$((passed + $1))
	failed=$((failed + $2))
}

# stage NAME COMMAND...: runs it, shows it, and adds the last "N passed, N failed" it prints.
stage() {
	name=$1
	shift
	echo "== $name"
	"$@" 2>&1 | tee "$log/out"
	counts=$(sed -n 's/^\([a-z]*: \)\{0,1\}\([0-9]*\) passed, \([0-9]*\) failed$/\2 \3/p' "$log/out" |
		tail -n 1)
	if [ -z "$counts" ]; then
		echo "not ok - stage $name ended without counting"
		counts="0 1"
	fi
	# shellcheck disable=SC2086 # two numbers
	count $counts
}

# tap NAME COMMAND...: the same for a program that prints TAP.
tap() {
	name=$1
	shift
	"$@" >"$log/tap" 2>&1
	status=$?
	grep -v '^ok' "$log/tap"
	good=$(grep -c '^ok' "$log/tap")
	bad=$(grep -c '^not ok' "$log/tap")
	[ "$bad" -ne 0 ] || [ "$status" -eq 0 ] || bad=1
	[ $((good + bad)) -gt 0 ] || bad=1
	echo "$name: $good passed, $bad failed"
}

build() {
	make -s -j"$jobs" "$@" all
}

suites() {
	build "$@" || return
	make -s "$@" suites
}

# What depends on the compiler only: the lints would say the same again.
programs() {
	build "$@" || return
	SUITES="unit prop corpus cmd" make -s "$@" suites
}

# More random weeks, and more of the small networks. Some week past the 40,000 of the larger ones leaves the
# 64 bits of the oracle's own fractions.
properties() {
	build VARIANT=release || return
	TEST_SECONDS=3600 PROP_WEEKS=40000 PROP_FULL=1 sh tests/run-prop.sh build/release \
		prop_allocate_tiny prop_allocate_small prop_allocate_networks prop_allocate_same \
		prop_allocate_check prop_months
}

# Valgrind sees what the sanitizers do not: a value read before it was set.
under_valgrind() {
	build VARIANT=debug || return
	RUNNER="valgrind -q --error-exitcode=99 --leak-check=full --track-origins=yes" \
		sh tests/run-unit.sh build/debug test_base test_io test_load test_book
}

# Figures on small sizes: that they are found, and found equal by all solvers, never how large they are.
benchmarks() {
	make -s -j"$jobs" VARIANT=release BUILD=build/release bench-tools || return
	tap bench sh tests/bench/smoke.sh build/release
}

# ThreadSanitizer on what runs on threads. It wants its shadow memory where a kernel may put a program
# loaded at random, so programs are loaded where they always were, if that can be asked.
threads() {
	build VARIANT=tsan || return
	fixed=
	! setarch -R true 2>/dev/null || fixed="setarch -R"
	RUNNER=$fixed sh tests/run-unit.sh build/tsan base_crew load_table_crew engine_jobs engine_reach \
		engine_pins engine_prove >"$log/threads"
	cat "$log/threads"
	# shellcheck disable=SC2086 # two words, or none
	$fixed sh tests/run-cmd.sh build/tsan/bin pial-allocate/jobs pial-allocate/week >>"$log/threads"
	tail -n 3 "$log/threads"
	awk '/ passed, / { sub(/^[a-z]*: /, ""); p += $1; f += $3 } END { printf "%d passed, %d failed\n", p, f }' \
		"$log/threads"
}

# Workbooks through LibreOffice and Gnumeric and back, cell by cell.
sheets() {
	make -s -j"$jobs" VARIANT=release BUILD=build/release bin office || return
	: >"$log/sheets"
	for script in tests/office/*.sh; do
		case $script in */common*.sh) continue ;; esac
		tap "office/$(basename "$script" .sh)" sh "$script" build/release >"$log/office" 2>&1
		cat "$log/office"
		sed -n 's/^office.*: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log/office" >>"$log/sheets"
	done
	awk '{ p += $1; f += $2 } END { printf "sheets: %d passed, %d failed\n", p, f }' "$log/sheets"
}

# Invoices and notes as PDF, through other programs and a checker of our own.
documents() {
	make -s -j"$jobs" VARIANT=san bin build/san/unit/test_report_invoice_paper || return
	tap documents sh tests/pdf/documents.sh build/san
}

# The books through hledger, transfers through xmllint.
accounts() {
	make -s -j"$jobs" VARIANT=san bin || return
	tap accounts sh tests/accounts.sh build/san
}

# Pages in a browser: on a telephone, on a screen, on paper.
browser() {
	make -s -j"$jobs" VARIANT=san bin build/san/browser/gallery || return
	tap browser sh tests/browser/pages.sh build/san
}

# Accidents kill programs, not the machine: files in memory show the same, without the waits of a disk. Of
# the accidents to a settlement every third: all of them take minutes.
faults() (
	room=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
	[ "${room:-0}" -lt 2000000 ] || [ ! -w /dev/shm ] || TMPDIR=/dev/shm
	export TMPDIR="${TMPDIR:-/tmp}"
	for script in tests/fault/*.sh; do
		case $script in */common*.sh | '*') continue ;; esac
		[ -f "$script" ] || continue
		every=1
		case $script in */statement.sh) every=3 ;; esac
		tap "fault/$(basename "$script" .sh)" env FAULT_EVERY=$every sh "$script" build/san >"$log/fault" 2>&1
		cat "$log/fault"
		sed -n 's/^fault.*: \([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log/fault" >>"$log/faults"
	done
	awk '{ p += $1; f += $2 } END { printf "fault: %d passed, %d failed\n", p, f }' "$log/faults"
)
: >"$log/faults"

stage "gcc, sanitizers" suites CC=gcc VARIANT=san
stage "clang, sanitizers" programs CC=clang VARIANT=san BUILD=build/san-clang
stage "release" programs CC=gcc VARIANT=release
stage "properties" properties
stage "valgrind" under_valgrind
stage "benchmarks" benchmarks
stage "threads" threads
stage "install" tap install sh tests/install.sh
stage "sheets" sheets
stage "official rules of invoices" tap official sh tests/official.sh
stage "documents" documents
stage "accounts" accounts
stage "browser" browser
stage "faults" faults
stage "fuzz" make -s fuzz SECONDS_EACH="${SECONDS_EACH:-60}"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
