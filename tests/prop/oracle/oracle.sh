#!/bin/sh
# oracle.sh BOOK WEEK DIR: writes DIR/allocation.csv and DIR/lines.csv, what the specification says
# of a week of a book, computed by sqlite3, awk and glpsol without any code of the toolkit.
#
# DIR/week.db keeps the instance and DIR/plan.txt the plan with its exact shares, for a closer look.
set -eu
LC_ALL=C
export LC_ALL
here=$(dirname "$0")
book=$1
week=$2
dir=$3
mkdir -p "$dir/tmp"
db=$dir/week.db

sh "$here/book.sh" "$book" "$week" "$db"
sqlite3 -bail "$db" <"$here/instance.sql"
uncovered() {
	faults=$(sqlite3 "$db" "SELECT DISTINCT 'oracle: not covered: ' || what FROM fault")
	[ -z "$faults" ] || {
		echo "$faults" >&2
		exit 1
	}
}
uncovered

given="SELECT text FROM given ORDER BY c, kind, k"
sqlite3 "$db" "$given" >"$dir/given.txt"
awk -v tmp="$dir/tmp" -f "$here/solve.awk" "$dir/given.txt" >"$dir/plan.txt"
# What the engine says without pins, where there is one.
if [ "$(sqlite3 "$db" "SELECT count(*) FROM pinned")" -gt 0 ]; then
	awk -v tmp="$dir/tmp" -v pins=0 -f "$here/solve.awk" "$dir/given.txt" >"$dir/unpinned.txt"
else
	cp "$dir/plan.txt" "$dir/unpinned.txt"
fi
rm -rf "$dir/tmp"

{
	echo "BEGIN; CREATE TABLE x (r INT, o INT, packs INT, computed INT);"
	awk -F '|' '
		$1 == "x" && FILENAME == ARGV[1] { packs[$3 "," $4] = $5 }
		$1 == "x" && FILENAME == ARGV[2] {
			printf "INSERT INTO x VALUES (%s,%d,%d);\n", $3 "," $4, packs[$3 "," $4], $5
		}' "$dir/plan.txt" "$dir/unpinned.txt"
	echo "COMMIT;"
} | sqlite3 -bail "$db"

sqlite3 -bail "$db" <"$here/result.sql"
uncovered
sqlite3 -bail -list -separator , -header "$db" "SELECT * FROM allocation_csv" >"$dir/allocation.csv"
sqlite3 -bail -list -separator , -header "$db" "SELECT * FROM lines_csv" >"$dir/lines.csv"
