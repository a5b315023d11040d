#!/bin/sh
# run-bench.sh BUILD: figures, not tests. Each bench_*.c and bench_*.sh measures a yardstick in the
# same run and prints ratios; nothing here can fail for being slow.
set -u
here=$(dirname "$0")
for source in "$here"/bench/bench_*.c; do
	[ -f "$source" ] || continue
	"$1/bench/$(basename "$source" .c)" || exit 1
done
for script in "$here"/bench/bench_*.sh; do
	[ -f "$script" ] || continue
	sh "$script" "$1" || exit 1
done
