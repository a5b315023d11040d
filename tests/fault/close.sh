#!/bin/sh
# A closing, and a reopening, killed at every system call and failed at every call that writes. Two files
# change, the ledger of accounts and the week's state: whatever happens, each is the old one or the new
# one, a closed week has its lines in force, the book checks, the accounts are those of an open or of the
# closed week, and the same command run again ends as if nothing had happened.
#
# Points come from a reference trace: one (call, occurrence) a line, then one run each with strace's
# injection. usage: close.sh BUILD
set -u
build=${1:?usage: close.sh BUILD}
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
LC_ALL=C
PIAL_TODAY=2025-04-15
ASAN_OPTIONS=detect_leaks=0
export PATH LC_ALL PIAL_TODAY ASAN_OPTIONS
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0
ledger=ledger/balances.csv
state=weeks/2025-W12/status.csv

command -v strace >/dev/null || { echo "not ok 1 - strace is needed"; echo "1..1"; exit 1; }

tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	failed=$((failed + 1))
	echo "not ok $number - $2"
	[ ! -s "$scratch/err" ] || sed 's/^/#   /' "$scratch/err" | head -n 5
}

# A week before and the week, published; the week before is closed, so that there is a ledger.
make_books() {
	cp -r "$root/examples/minimal" open
	mkdir open/weeks/2025-W11
	sed 's/2025-W12,2025-03-18/2025-W11,2025-03-11/; s/2025-W12,2025-03-20/2025-W11,2025-03-13/' \
		open/weeks/2025-W12/orders.csv >open/weeks/2025-W11/orders.csv
	sed 's/2025-W12/2025-W11/' open/weeks/2025-W12/offers.csv >open/weeks/2025-W11/offers.csv
	for week in 2025-W11 2025-W12; do
		pial-allocate $week -C open --save -o /dev/null && pial-allocate publish $week -C open
	done >/dev/null 2>&1
	pial-allocate close 2025-W11 -C open >/dev/null 2>&1
	cp -r open closed
	pial-allocate close 2025-W12 -C closed >/dev/null 2>&1
}

change() {
	"$@" pial-allocate "$verb" 2025-W12 -C book >out 2>err
}

complain() {
	wrong=1
	echo "$1" >>err
}

# look WHAT: after an accident.
look() {
	wrong=${2:-0}
	for file in $ledger $state; do
		cmp -s "book/$file" "old/$file" || cmp -s "book/$file" "new/$file" || complain "half of $file"
	done
	# Closed only with its lines in force: those of the last entry, if that is odd.
	if [ "$(tail -n 1 book/$state | cut -d, -f2)" = closed ]; then
		last=$(awk -F, '$1 == "2025-W12" { print $5 }' book/$ledger | sort -n | tail -n 1)
		[ $((${last:-0} % 2)) -eq 1 ] || complain "closed without its lines"
	fi
	pial check -C book >>err 2>&1 || complain "the book does not check"
	change env || complain "running again fails"
	for file in $ledger $state; do
		cmp -s "book/$file" "new/$file" || complain "running again does not end well: $file"
	done
	[ -z "$(find book -name '*.tmp*' -o -name '.*.new*' | head -n 1)" ] || complain "a temporary file stays"
	tap "$wrong" "$1"
}

fresh() {
	rm -rf book
	cp -r old book
}

# accidents VERB OLD: the verb on a copy of the book OLD.
accidents() {
	verb=$1
	rm -rf old new
	cp -r "$2" old
	fresh
	change env
	tap $? "$verb: the reference run"
	cp -r book new
	cmp -s "old/$ledger" "new/$ledger" || cmp -s "old/$state" "new/$state"
	tap $((1 - $?)) "$verb: the reference run changes both files"
	fresh
	change strace -f -o trace
	sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' trace | awk '
		/^(openat|write|fsync|fdatasync|close|renameat|renameat2|unlinkat|linkat|mkdirat|flock|fchmod)$/ {
			n[$1]++; print $1, n[$1] }' >points
	for call in openat close; do
		# Reading has hundreds of these and loses nothing: the last forty are enough.
		grep "^$call " points | tail -n 40
		sed -i "/^$call /d" points
	done >late
	cat late >>points
	while read -r call when; do
		fresh
		change strace -f -o /dev/null -e trace="$call" -e inject="$call:signal=SIGKILL:when=$when"
		look "$verb killed at $call $when"
	done <points
	grep -E '^(write|fsync|renameat|renameat2|linkat|mkdirat|flock) ' points >fallible
	while read -r call when; do
		fresh
		change strace -f -o /dev/null -e trace="$call" -e inject="$call:error=ENOSPC:when=$when"
		code=$?
		case $code in 0 | 2 | 4) strange=0 ;; *) strange=1; echo "exit code $code" >>err ;; esac
		look "$verb: ENOSPC at $call $when" "$strange"
	done <fallible
}

make_books
accidents close open
accidents reopen closed
echo "1..$number"
[ "$failed" -eq 0 ]
