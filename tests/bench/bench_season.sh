#!/bin/sh
# How long a season takes to plan, at three sizes: processor time as times of reading the same tables
# (pial check), memory, and what was planned.
# usage: bench_season.sh BUILD [SIZE...]; sizes: valley territory departement
set -u
build=$(cd "${1:?usage: bench_season.sh BUILD [SIZE...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- valley territory departement
PATH=$build/bin:$PATH
PIAL_TODAY=2025-02-01
export PATH PIAL_TODAY
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT

# cost COMMAND...: user seconds and kilobytes.
cost() {
	"$build/bench/measure" "$scratch/out" "$@" | awk '{ print $2, $4 }'
}

echo 'The plan of a season'
printf '%-12s %9s %8s %9s %8s %9s %9s %8s %9s\n' size producers kitchens needs 'plan rows' 'seconds' \
	'x reading' 'MB' 'given up'
for size in "$@"; do
	case $size in
	valley) numbers='7 4 25' ;;
	territory) numbers='44 178 60' ;;
	departement) numbers='300 500 60' ;;
	*)
		echo "bench_season.sh: unknown size $size" >&2
		exit 3
		;;
	esac
	# shellcheck disable=SC2086 # three numbers
	set -- $numbers
	awk -v dir="$scratch/$size" -v producers="$1" -v kitchens="$2" -v products="$3" -f "$here/season.awk" ||
		exit 4
	plan=$(cost pial-plan season 2025 -C "$scratch/$size")
	read=$(cost pial check -C "$scratch/$size")
	pial-plan season 2025 -C "$scratch/$size" >"$scratch/plan" 2>"$scratch/said"
	rows=$(($(wc -l <"$scratch/plan") - 1))
	needs=$(($(wc -l <"$scratch/$size/season/2025/needs.csv") - 1))
	cut=$(grep -c 'N-SEASON-LAND' "$scratch/said")
	printf '%-12s %9d %8d %9d %9d ' "$size" "$1" "$2" "$needs" "$rows"
	echo "$plan $read" | awk -v cut="$cut" '{ printf("%9.3f %9.1f %8.1f %9d\n", $1, ($3 > 0 ? $1 / $3 : 0), $2 / 1024, cut) }'
done
