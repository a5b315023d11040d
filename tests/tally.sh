# shellcheck shell=sh
# What the runners share: counting lines of the Test Anything Protocol. Sourced, not run.
#
# A runner sets suite=NAME, gives each program's output to tally_tap, and ends with tally_end, which
# prints "NAME: N passed, N failed" and is non-zero when something failed. A suite in which nothing
# ran has failed: a runner that finds no test is a broken runner, not a good day.

passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

# A sanitizer's exit code that no command of ours uses: it can never pass for an expected failure.
ASAN_OPTIONS=exitcode=99:detect_leaks=1
UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
LSAN_OPTIONS=exitcode=99
export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS

# tally_tap LABEL STATUS FILE: counts the ok and not ok lines of FILE; prints what failed. Dying, or
# running fewer tests than the plan announced, is one failure more. A test that says that it cannot run
# here (TAP's SKIP, which cmocka writes after "not ok") is shown, and is neither passed nor failed.
tally_tap() {
	tap_ok=$(grep -c '^ok' "$3")
	tap_skip=$(grep -c '^not ok [0-9]* # SKIP' "$3")
	tap_bad=$(($(grep -c '^not ok' "$3") - tap_skip))
	tap_plan=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$3" | head -n 1)
	if [ "$2" -ne 0 ] && [ "$tap_bad" -eq 0 ]; then
		tap_bad=1
		echo "not ok - $1: ended with status $2"
		tail -n 30 "$3" | sed 's/^/    /'
	elif [ -n "$tap_plan" ] && [ "$tap_plan" -ne $((tap_ok + tap_bad + tap_skip)) ]; then
		echo "not ok - $1: $tap_plan tests announced, $((tap_ok + tap_bad + tap_skip)) run"
		tap_bad=$((tap_bad + 1))
	elif [ $((tap_ok + tap_bad + tap_skip)) -eq 0 ]; then
		tap_bad=1
		echo "not ok - $1: no test ran"
	elif [ $((tap_bad + tap_skip)) -ne 0 ]; then
		echo "# $1"
		grep -v -e '^ok' -e '^1\.\.' "$3"
	fi
	passed=$((passed + tap_ok))
	failed=$((failed + tap_bad))
}

tally_end() {
	[ $((passed + failed)) -gt 0 ] || { failed=1; echo "not ok - ${suite:?}: nothing to run"; }
	echo "$suite: $passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}

# wanted NAME [WORD...]: whether NAME contains one of the words, or none is given.
wanted() {
	[ $# -gt 1 ] || return 0
	wanted_name=$1
	shift
	for word; do
		case $wanted_name in *"$word"*) return 0 ;; esac
	done
	return 1
}

# tally_programs DIR PREFIX SOURCES [WORD...]: runs the wanted DIR/PREFIX* in name order, those whose
# source is still in SOURCES, since a build directory remembers tests that were renamed. RUNNER, when
# set, stands before each program (valgrind).
tally_programs() {
	programs=$1
	sources=$3/$2
	shift 3
	for source in "$sources"*.c; do
		name=$(basename "$source" .c)
		wanted "$name" "$@" || continue
		[ -x "$programs/$name" ] || continue
		# shellcheck disable=SC2086 # RUNNER is a command and its options
		CMOCKA_MESSAGE_OUTPUT=TAP timeout "${TEST_SECONDS:-600}" ${RUNNER-} "$programs/$name" \
			>"$scratch/tap" 2>&1 </dev/null
		tally_tap "$name" $? "$scratch/tap"
	done
}
