#!/bin/sh
# run-fuzz.sh BUILD SECONDS [WORD...]: searches with each fuzz target for so many seconds.
#
# New inputs go to a scratch directory, not to the tree: which of them become seeds is a choice.
# What breaks a target is kept in BUILD/found.
suite=fuzz
here=$(dirname "$0")
. "$here/tally.sh"
build=${1:?"usage: run-fuzz.sh BUILD SECONDS [WORD...]"}
seconds=${2:?"usage: run-fuzz.sh BUILD SECONDS [WORD...]"}
shift 2
mkdir -p "$build/found"
for source in "$here"/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	name=${name#fuzz_}
	wanted "$name" "$@" || continue
	mkdir -p "$scratch/$name"
	if "$build/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=65536 \
		-artifact_prefix="$build/found/$name-" "$scratch/$name" "$here/fuzz/corpus/$name" \
		>"$scratch/out" 2>&1 </dev/null; then
		passed=$((passed + 1))
		echo "ok - $name: $(grep -a '^Done' "$scratch/out")"
	else
		failed=$((failed + 1))
		echo "not ok - $name"
		grep -av '^#[0-9]' "$scratch/out" | tail -n 40 | sed 's/^/    /'
	fi
done
tally_end
