#!/bin/sh
# The next version of a published week killed at every system call, and failed at every call that writes:
# two files change together. The table is the old one or the new one; the new one never stands under the
# old number; the same command run again ends with the new one, under a number that no other table had.
#
# Points come from a reference trace: one (call, occurrence) a line, then one run each with strace's injection. usage: replace.sh BUILD
set -u
build=${1:?usage: replace.sh BUILD}
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
LC_ALL=C
PIAL_TODAY=2025-03-17
ASAN_OPTIONS=detect_leaks=0
export PATH LC_ALL PIAL_TODAY ASAN_OPTIONS
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0
file=book/weeks/2025-W12/allocation.csv
status=book/weeks/2025-W12/status.csv

command -v strace >/dev/null || { echo "not ok 1 - strace is needed"; echo "1..1"; exit 1; }

tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	failed=$((failed + 1))
	echo "not ok $number - $2"
	[ ! -s "$scratch/err" ] || sed 's/^/#   /' "$scratch/err" | head -n 5
}

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
	cmp -s $file old || cmp -s $file new || { wrong=1; echo "half a file" >>err; }
	cmp -s $file new && [ "$(version)" = 1 ] && { wrong=1; echo "two tables are version 1" >>err; }
	before=$(version)
	same=1
	cmp -s $file new || same=0
	pial check -C book >>err 2>&1 || { wrong=1; echo "the book does not check" >>err; }
	change env || { wrong=1; echo "running again fails" >>err; }
	cmp -s $file new || { wrong=1; echo "running again does not end well" >>err; }
	[ "$(version)" = $((before + 1 - same)) ] || { wrong=1; echo "version $before, then $(version)" >>err; }
	[ -z "$(cut -d, -f1,2 $status | sort | uniq -d)" ] || { wrong=1; echo "a version comes twice" >>err; }
	[ -z "$(find book -name '*.tmp*' -o -name '.*.new*' | head -n 1)" ] || { wrong=1; echo "a temporary file stays" >>err; }
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

fresh
change strace -f -o trace
# Only what happens in and after the first look at the lock matters: before it the book is only read.
sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' trace | awk '
	/^(openat|write|fsync|fdatasync|close|renameat|renameat2|unlinkat|linkat|mkdirat|flock|fchmod|fstat|newfstatat|read)$/ {
		n[$1]++; print $1, n[$1] }' >points
for call in openat read close newfstatat fstat; do
	# Reading has hundreds of these and loses nothing: the last thirty are enough.
	grep "^$call " points | tail -n 30
	sed -i "/^$call /d" points
done >late
cat late >>points
while read -r call when; do
	fresh
	change strace -f -o /dev/null -e trace="$call" -e inject="$call:signal=SIGKILL:when=$when"
	look "killed at $call $when"
done <points
grep -E '^(write|fsync|renameat|renameat2|linkat|mkdirat|flock) ' points >fallible
while read -r call when; do
	for fault in ENOSPC EIO; do
		fresh
		change strace -f -o /dev/null -e trace="$call" -e inject="$call:error=$fault:when=$when"
		code=$?
		case $code in 0 | 2 | 4) strange=0 ;; *) strange=1; echo "exit code $code" >>err ;; esac
		look "$fault at $call $when" "$strange"
	done
done <fallible
echo "1..$number"
[ "$failed" -eq 0 ]
