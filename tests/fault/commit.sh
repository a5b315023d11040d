#!/bin/sh
# A commit to the book killed at every system call, and failed at every call that writes: the file is the
# old one or the new one, the book still checks, the same command run again ends with the new one.
# usage: commit.sh BUILD
. "$(dirname "$0")/common.sh"
PIAL_TODAY=2025-04-15
export PIAL_TODAY
file=weeks/2025-W12/orders.csv

fresh() {
	rm -rf book
	cp -r "$root/examples/luchon" book
	pial set order 2025-W12 K-ehpad carotte 20 --day 2025-03-18 -C book >/dev/null 2>&1
}

change() {
	"$@" pial set order 2025-W12 K-ehpad carotte 25 --day 2025-03-18 -C book >out 2>err
}

# look WHAT [WRONG]: after an accident.
look() {
	wrong=${2:-0}
	cmp -s "book/$file" old || cmp -s "book/$file" new || complain "half a file"
	pial check -C book >>err 2>&1 || complain "the book does not check"
	change env || complain "running again fails"
	cmp -s "book/$file" new || complain "running again does not end well"
	clean
	tap "$wrong" "$1"
}

fresh
cp "book/$file" old
change env
tap $? "the reference run"
cp "book/$file" new
cmp -s old new
tap $((1 - $?)) "the reference run changes the file"
points 40 openat read close newfstatat
accidents ""
finish
