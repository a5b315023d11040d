#!/bin/sh
# The next version of a published week killed at every system call, and failed at every call that writes:
# two files change together. The table is the old one or the new one; the new one never stands under the
# old number; the same command run again ends with the new one, under a number that no other table had.
# usage: replace.sh BUILD
. "$(dirname "$0")/common.sh"
PIAL_TODAY=2025-03-17
export PIAL_TODAY
file=book/weeks/2025-W12/allocation.csv
status=book/weeks/2025-W12/status.csv

cp -r "$root/examples/minimal" published
pial-allocate 2025-W12 --save -C published >/dev/null 2>&1
pial-allocate publish 2025-W12 -C published
pial set offer 2025-W12 P-sud laitue 30 -C published

fresh() {
	rm -rf book
	cp -r published book
}

change() {
	"$@" pial-allocate replace 2025-W12 -C book >out 2>err
}

version() {
	tail -n 1 $status | cut -d, -f1
}

# look WHAT [WRONG]: after an accident.
look() {
	wrong=${2:-0}
	cmp -s $file old || cmp -s $file new || complain "half a file"
	cmp -s $file new && [ "$(version)" = 1 ] && complain "two tables are version 1"
	before=$(version)
	same=1
	cmp -s $file new || same=0
	pial check -C book >>err 2>&1 || complain "the book does not check"
	change env || complain "running again fails"
	cmp -s $file new || complain "running again does not end well"
	[ "$(version)" = $((before + 1 - same)) ] || complain "version $before, then $(version)"
	[ -z "$(cut -d, -f1,2 $status | sort | uniq -d)" ] || complain "a version comes twice"
	clean
	tap "$wrong" "$1"
}

fresh
cp $file old
change env
tap $? "the reference run"
cp $file new
cmp -s old new
tap $((1 - $?)) "the reference run changes the table"
[ "$(version)" = 2 ]
tap $? "the reference run is version 2"

points 30 openat read close newfstatat fstat
accidents ""
finish
