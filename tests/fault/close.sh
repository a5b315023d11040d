#!/bin/sh
# A closing, and a reopening, killed at every system call and failed at every call that writes. Two files
# change, the ledger of accounts and the week's state: whatever happens, each is the old one or the new
# one, a closed week has its lines in force, the book checks, the accounts are those of an open or of the
# closed week, and the same command run again ends as if nothing had happened.
# usage: close.sh BUILD
. "$(dirname "$0")/common.sh"
PIAL_TODAY=2025-04-15
export PIAL_TODAY
ledger=ledger/balances.csv
state=weeks/2025-W12/status.csv

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

# look WHAT [WRONG]: after an accident.
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
	clean
	tap "$wrong" "$1"
}

fresh() {
	rm -rf book
	cp -r old book
}

# on VERB OLD: the verb on a copy of the book OLD.
on() {
	verb=$1
	rm -rf old new
	cp -r "$2" old
	fresh
	change env
	tap $? "$verb: the reference run"
	cp -r book new
	cmp -s "old/$ledger" "new/$ledger" || cmp -s "old/$state" "new/$state"
	tap $((1 - $?)) "$verb: the reference run changes both files"
	points 40 openat close read newfstatat fstat
	accidents "$verb: "
}

make_books
on close open
on reopen closed
finish
