#!/bin/sh
# run-corpus.sh BUILD [WORD...]: gives every file of tests/fuzz/corpus/NAME/ to fuzz target NAME once.
#
# What a fuzzer found stays found: each file is one test, in the ordinary compiler and sanitizers,
# with no fuzzer installed.
suite=corpus
here=$(dirname "$0")
. "$here/tally.sh"
build=${1:?"usage: run-corpus.sh BUILD [WORD...]"}
shift
for source in "$here"/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	name=${name#fuzz_}
	wanted "$name" "$@" || continue
	for seed in "$here/fuzz/corpus/$name"/*; do
		if [ -f "$seed" ] && timeout 60 "$build/corpus/fuzz_$name" "$seed" >"$scratch/out" 2>&1; then
			passed=$((passed + 1))
		else
			failed=$((failed + 1))
			echo "not ok - $name: $seed"
			[ ! -f "$scratch/out" ] || tail -n 30 "$scratch/out" | sed 's/^/    /'
		fi
	done
done
tally_end
