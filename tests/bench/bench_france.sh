#!/bin/sh
# bench_france.sh BUILD [SIZE...]: the allocation by size, each figure beside a yardstick of the same run.
#
# A size is one of examples/france, or france-10: ten of its territories. Measured are the proximity level
# against LEMON's network simplex on the same components, on one thread each, and against general linear
# solvers; the whole process, from files to file, against reading and writing the same bytes and against LEMON;
# its peak memory; and how time grows with the arcs. Nothing fails for being slow: what takes longer than
# LIMIT seconds (120) is cut off and shown as -. Status 1 when two solvers find different optima.
set -u
LC_ALL=C
PIAL_TODAY=2025-03-17
export LC_ALL PIAL_TODAY
build=${1:?"usage: bench_france.sh BUILD [SIZE...]"}
shift
build=$(cd "$build" && pwd)
make=$(cd "$(dirname "$0")/../../examples/france" && pwd)/make.sh
GENERATE=$build/france/generate
export GENERATE
week=2025-W12
limit=${LIMIT:-120}
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
[ $# -gt 0 ] || set -- luchon territory departement departement-full \
	france-1 france-10 france-100 france

# book SIZE: makes it in $scratch/book.
book() {
	rm -rf "$scratch/book"
	case $1 in
	france-*) sh "$make" france "$scratch/book" -t "201-$((200 + ${1#france-}))" ;;
	*) sh "$make" "$1" "$scratch/book" ;;
	esac >/dev/null || exit 4
}

# best COMMAND...: wall, user and system seconds and kilobytes of the quickest of some runs (one when a run
# takes more than 2 s), its output left in $scratch/out; dashes when it fails or is cut off.
best() {
	: >"$scratch/runs"
	for _ in 1 2 3 4 5; do
		timeout "$limit" "$build/bench/measure" "$scratch/out" "$@" >"$scratch/run" || break
		cat "$scratch/run" >>"$scratch/runs"
		awk '{ exit !($1 < 2 && $5 == 0) }' "$scratch/run" || break
	done
	sort -n "$scratch/runs" | awk '$5 == 0 { print $1, $2, $3, $4; found = 1; exit }
		END { if (!found) print "- - - -" }'
}

# near [MPS]: components, rows, arcs, seconds of ours, of LEMON, of its graph, of the levels above, optimum: the
# best times of three, or of one when it takes long.
near() {
	: >"$scratch/runs"
	for _ in 1 2 3; do
		[ -x "$build/bench/near" ] || break
		timeout "$limit" "$build/bench/near" "$scratch/book" "$week" "$@" \
			>>"$scratch/runs" 2>>"$scratch/differ" || break
		awk '{ exit $7 > 1 }' "$scratch/runs" || break
	done
	awk '{ for (i = 4; i <= 7; i++) if (NR == 1 || $i < least[i]) least[i] = $i }
		END {
			if (!NR) { print "- - - - - - - -"; exit }
			for (i = 4; i <= 7; i++) $i = least[i]
			print
		}' "$scratch/runs"
}

# solver PATTERN FILE COMMAND...: CPU seconds of a linear solver; FILE says its optimum after PATTERN.
solver() {
	pattern=$1
	file=$2
	shift 2
	taken=$(best "$@")
	[ -e "$file" ] || : >"$file"
	found=$(sed -n "s/.*$pattern *\([0-9]*\).*/\1/p" "$file" | tail -n 1)
	case $taken in
	-*) echo - ;;
	*)
		echo "$taken" | awk '{ print $2 + $3 }'
		[ "$found" = "$optimum" ] || echo "$size: $1 finds $found, not $optimum" >>"$scratch/differ"
		;;
	esac
}

# Whether the command knows threads.
jobs=
"$build/bin/pial-allocate" -h | grep -q -e '-j' && jobs=yes
: >"$scratch/differ"
: >"$scratch/figures"

for size; do
	echo "bench: $size" >&2
	book "$size"
	mps=
	case $size in luchon | territory | departement | villages) mps=$scratch/week.mps ;; esac
	# shellcheck disable=SC2086 # a path without blanks, or nothing
	near=$(near $mps)
	# shellcheck disable=SC2086 # eight words
	optimum=$(set -- $near && echo "$8")
	clp=- glpk=-
	if [ -n "$mps" ] && [ -s "$mps" ]; then
		! command -v clp >/dev/null ||
			clp=$(solver "Optimal objective" "$scratch/out" clp "$mps" -dualsimplex -quit)
		# glpsol unlinks what it is told to write: it must never be told of a device.
		! command -v glpsol >/dev/null ||
			glpk=$(solver "Objective:  cost =" "$scratch/solution" \
				glpsol --freemps "$mps" -o "$scratch/solution")
	fi
	two="- - - -"
	[ -z "$jobs" ] || two=$(best "$build/bin/pial-allocate" -j2 -C "$scratch/book" "$week")
	one=$(best "$build/bin/pial-allocate" ${jobs:+-j1} -C "$scratch/book" "$week")
	mv "$scratch/out" "$scratch/allocation"
	copy=$(best "$build/bench/copy" "$scratch/allocation" "$scratch"/book/*.csv \
		"$scratch/book/weeks/$week"/*.csv)
	bytes=$(cat "$scratch"/book/*.csv "$scratch/book/weeks/$week"/*.csv "$scratch/allocation" | wc -c)
	echo "$size $bytes $near $one $two $copy $clp $glpk" >>"$scratch/figures"
	rm -f "$scratch/allocation" "$scratch/out" "$scratch/week.mps" "$scratch/solution"
done

# Columns of figures: 1 size, 2 bytes, 3 components, 4 rows, 5 arcs, 6 ours, 7 LEMON, 8 its graph, 9 above,
# 10 optimum, 11-14 one thread, 15-18 two threads, 19-22 copy, 23 CLP, 24 GLPK.
awk '
	function ms(s) { return s == "-" ? "-" : sprintf(s < 0.01 ? "%.3f" : s < 1 ? "%.1f" : "%.0f", s * 1000) }
	function times(a, b) { return a == "-" || b == "-" || b == 0 ? "-" : sprintf("%.2f", a / b) }
	function rate(s, arcs) {
		return s == "-" || arcs == "-" ? "-" : sprintf("%.2f", s * 1e9 / (arcs * log(arcs) / log(2)))
	}
	function sum(a, b) { return a == "-" ? a : a + b }
	function mb(kb) { return kb == "-" ? kb : sprintf("%.1f", kb / 1000) }
	{ line[NR] = $0 }
	END {
		print "Proximity (levels 7 and 8), CPU ms of one thread, against LEMON on the same components:"
		row = "%-17s %10s %9s %10s %9s %9s %7s %12s\n"
		printf row, "size", "components", "rows", "arcs", "ours", "LEMON", "ratio", "LEMON+graph"
		for (i = 1; i <= NR; i++) {
			split(line[i], f, " ")
			printf row, f[1], f[3], f[4], f[5], ms(f[6]), ms(f[7]), times(f[6], f[7]),
				f[7] == "-" ? "-" : ms(f[7] + f[8])
		}
		print "Target: a ratio of at most 0.50.\n"

		print "The same level as one linear programme, CPU ms of the whole process, times ours:"
		row = "%-17s %10s %9s %10s %9s\n"
		printf row, "size", "CLP", "ratio", "GLPK", "ratio"
		for (i = 1; i <= NR; i++) {
			split(line[i], f, " ")
			if (f[23] != "-" || f[24] != "-")
				printf row, f[1], ms(f[23]), times(f[23], f[6]), ms(f[24]), times(f[24], f[6])
		}

		print "\nWhole process, from files to file, ms, against reading and writing the same bytes:"
		row = "%-17s %9s | %8s %8s %6s | %8s %8s %6s | %7s %7s | %8s %8s %8s\n"
		printf row, "size", "bytes", "-j1 wall", "CPU", "MB", "-j2 wall", "CPU", "MB", "copy", "CPU",
			"x copy", "x LEMON", "-j2"
		for (i = 1; i <= NR; i++) {
			split(line[i], f, " ")
			printf row, f[1], f[2], ms(f[11]), ms(sum(f[12], f[13])), mb(f[14]), ms(f[15]),
				ms(sum(f[16], f[17])), mb(f[18]), ms(f[19]), ms(sum(f[20], f[21])),
				times(sum(f[12], f[13]), sum(f[20], f[21])), times(sum(f[12], f[13]), f[7]),
				times(f[15], f[7])
		}
		print "x copy and x LEMON: CPU of one thread over CPU of the copy, over LEMON alone; -j2: wall time of"
		print "two threads over LEMON alone. Wall times mean something on an idle machine only."
		print "Targets: luchon under 10 ms; france, -j2, at most 1.50 x LEMON, under 300 MB.\n"

		print "Growth, CPU ns of one thread for each arc and binary logarithm of the arcs:"
		row = "%-17s %10s %10s %10s %10s\n"
		printf row, "size", "proximity", "above it", "LEMON", "whole"
		for (i = 1; i <= NR; i++) {
			split(line[i], f, " ")
			printf row, f[1], rate(f[6], f[5]), rate(f[9], f[5]), rate(f[7], f[5]),
				rate(sum(f[12], f[13]), f[5])
		}
		print "Target: no higher for larger sizes."
	}' "$scratch/figures"
[ ! -s "$scratch/differ" ] || { cat "$scratch/differ"; exit 1; }
