#!/bin/sh
# A commit to the book killed at every system call, and failed at every call that writes: the file is the
# old one or the new one, the book still checks, the same command run again ends with the new one.
#
# Points come from a reference trace: one (call, occurrence) a line, then one run each with strace's injection. usage: commit.sh BUILD
set -u
build=${1:?usage: commit.sh BUILD}
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
file=weeks/2025-W12/orders.csv

command -v strace >/dev/null || { echo "not ok 1 - strace is needed"; echo "1..1"; exit 1; }

tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	failed=$((failed + 1))
	echo "not ok $number - $2"
	[ ! -s "$scratch/err" ] || sed 's/^/#   /' "$scratch/err" | head -n 5
}

fresh() {
	rm -rf book
	cp -r "$root/examples/luchon" book
	pial set order 2025-W12 K-ehpad carotte 20 --day 2025-03-18 -C book >/dev/null 2>&1
}

change() {
	"$@" pial set order 2025-W12 K-ehpad carotte 25 --day 2025-03-18 -C book >out 2>err
}

# look WHAT: after an accident.
look() {
	wrong=${2:-0}
	cmp -s "book/$file" old || cmp -s "book/$file" new || { wrong=1; echo "half a file" >>err; }
	pial check -C book >>err 2>&1 || { wrong=1; echo "the book does not check" >>err; }
	change env || { wrong=1; echo "running again fails" >>err; }
	cmp -s "book/$file" new || { wrong=1; echo "running again does not end well" >>err; }
	[ -z "$(find book -name '*.tmp*' -o -name '.*.new*' | head -n 1)" ] || { wrong=1; echo "a temporary file stays" >>err; }
	tap "$wrong" "$1"
}

fresh
cp "book/$file" old
change env
tap $? "the reference run"
cp "book/$file" new
cmp -s old new
tap $((1 - $?)) "the reference run changes the file"

fresh
change strace -f -o trace
# Only what happens in and after the first look at the lock matters: before it the book is only read.
sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' trace | awk '
	/^(openat|write|fsync|fdatasync|close|renameat|renameat2|unlinkat|linkat|mkdirat|flock|fchmod|fstat|newfstatat|read)$/ {
		n[$1]++; print $1, n[$1] }' >points
for call in openat read close newfstatat; do
	# Reading has hundreds of these and loses nothing: the last forty are enough.
	grep "^$call " points | tail -n 40
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
