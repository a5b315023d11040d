# shellcheck shell=sh disable=SC2034
# common.sh BUILD: what the scripts of this folder share: a scratch folder, TAP, and accidents at every
# system call of a reference trace.
#
# A script defines change RUNNER... (runs the command under RUNNER, `env` for none; said goes to out and
# err), fresh (makes the book as it was before) and look WHAT [WRONG] (judges what an accident left).
set -u
build=${1:?"the build directory is missing"}
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
LC_ALL=C
ASAN_OPTIONS=detect_leaks=0
export PATH LC_ALL ASAN_OPTIONS
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0

command -v strace >/dev/null || { echo "not ok 1 - strace is needed"; echo "1..1"; exit 1; }

# tap STATUS NAME: one TAP line, and what was said when it is not ok.
tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	failed=$((failed + 1))
	echo "not ok $number - $2"
	[ ! -s "$scratch/err" ] || sed 's/^/#   /' "$scratch/err" | head -n 5
}

# complain TEXT: what is wrong with what an accident left.
complain() {
	wrong=1
	echo "$1" >>err
}

# clean: no temporary file stays in the book.
clean() {
	[ -z "$(find book -name '*.tmp*' -o -name '.*.new*' | head -n 1)" ] || complain "a temporary file stays"
}

# points LAST CALL...: one (call, occurrence) a line, from a traced run. CALLs, of which reading has
# hundreds and which lose nothing, count from the LAST on only. Only what happens in and after the first
# look at the lock matters: before it the book is only read.
points() {
	last=$1
	shift
	fresh
	change strace -f -o trace
	sed -n 's/^[0-9]* *\([a-z_0-9]*\)(.*/\1/p' trace | awk '
		/^(openat|write|fsync|fdatasync|close|renameat|renameat2|unlinkat|linkat|mkdirat|flock|fchmod|fstat|newfstatat|read)$/ {
			n[$1]++; print $1, n[$1] }' >points
	for call; do
		grep "^$call " points | tail -n "$last"
		sed -i "/^$call /d" points
	done >late
	cat late >>points
}

# accidents PREFIX: a kill at every point, then a full disk and an error at every call that writes.
accidents() {
	while read -r call when; do
		fresh
		change strace -f -o /dev/null -e trace="$call" -e inject="$call:signal=SIGKILL:when=$when"
		look "$1killed at $call $when"
	done <points
	grep -E '^(write|fsync|renameat|renameat2|linkat|mkdirat|flock) ' points >fallible
	while read -r call when; do
		for fault in ENOSPC EIO; do
			fresh
			change strace -f -o /dev/null -e trace="$call" -e inject="$call:error=$fault:when=$when"
			code=$?
			case $code in 0 | 2 | 4) strange=0 ;; *) strange=1; echo "exit code $code" >>err ;; esac
			look "$1$fault at $call $when" "$strange"
		done
	done <fallible
}

# finish: the plan, and the exit status of the script.
finish() {
	echo "1..$number"
	[ "$failed" -eq 0 ]
}
