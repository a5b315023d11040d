#!/bin/sh
# How long the Luchon week takes, as times of starting a process that does nothing: whole pipe, and each command.
# usage: bench_week.sh BUILD
set -u
build=${1:?usage: bench_week.sh BUILD}
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
PIAL_TODAY=2025-04-15
export PATH PIAL_TODAY
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cp -r "$root/examples/luchon" "$scratch/book" && cd "$scratch/book" || exit 4
runs=50

# micros COMMAND: microseconds of one run, mean of $runs.
micros() {
	from=$(date +%s%N)
	i=0
	while [ "$i" -lt "$runs" ]; do
		sh -c "$1" >/dev/null 2>&1
		i=$((i + 1))
	done
	until=$(date +%s%N)
	echo $(((until - from) / runs / 1000))
}

nothing=$(micros :)
# say NAME COMMAND: its time without that of the shell that starts it.
say() {
	whole=$(micros "$2")
	awk -v name="$1" -v t=$((whole - nothing)) -v n="$nothing" \
		'BEGIN { printf "%-30s %6.2f ms, %4.1f times starting a shell\n", name, t / 1000, t / n }'
}

pial-plan orders 2025-W12 >../orders 2>/dev/null
pial-allocate --save 2025-W12 --force >../allocation 2>/dev/null
pial-weigh deliveries 2025-W12 >../deliveries 2>/dev/null
pial-invoice draft ../deliveries >../lines 2>/dev/null
say "the week in one pipe" "pial-plan orders 2025-W12 | pial-allocate | pial-report table"
say "pial-plan orders" "pial-plan orders 2025-W12"
say "pial-allocate" "pial-allocate ../orders"
say "pial-report table" "pial-report table ../allocation"
say "pial-report lists" "pial-report lists ../allocation"
say "pial-weigh deliveries" "pial-weigh deliveries 2025-W12"
say "pial-invoice draft" "pial-invoice draft ../deliveries"
say "pial-report value" "pial-report value ../lines"
say "pial check" "pial check"
