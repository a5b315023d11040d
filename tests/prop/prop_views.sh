#!/bin/sh
# prop_views.sh BUILD: the figures of the views, made again by sqlite3 from the book's files, without
# the commands' own sums. Prints TAP.
#
# Weeks of the example are allocated by the command, whose allocation others judge (prop_luchon.sh);
# everything after that (what was kept, what a contract had, who gave what) is recomputed here by joins
# over the CSV files.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?"usage: prop_views.sh BUILD"}" && pwd)
. "$here/common.sh"
PATH=$build/bin:$PATH
PIAL_TODAY=2025-04-10
export PATH PIAL_TODAY
db=$scratch/db

# load TABLE FILE: a CSV file as a table of texts.
load() {
	[ ! -f "$2" ] || printf '.mode csv\n.import "%s" %s\n' "$2" "$1" | sqlite3 "$db" 2>>"$scratch/said"
}

# same NAME QUERY FILE: what sqlite3 says is what the view says, line by line.
same() {
	sqlite3 -csv "$db" "$2" | tr -d '\r' >"$scratch/naive"
	diff "$scratch/naive" "$3" >"$scratch/said" 2>&1 && [ -s "$3" ]
	verdict "$1" $? "$scratch/said"
}

cp -R "$here/../../examples/luchon" "$scratch/book" && cd "$scratch/book" || exit 4
for week in 09 10 11 12 13 14; do
	pial-allocate --save 2025-W$week >/dev/null 2>&1
done

# One table of all weeks: allocation rows with their delivery note; receipts beside.
cat weeks/*/allocation.csv | awk 'NR == 1 { h = $0; print; next } $0 != h' >"$scratch/allocation.csv"
head -n 1 weeks/2025-W10/receipts.csv >"$scratch/receipts.csv"
for file in weeks/*/receipts.csv; do
	sed 1d "$file" >>"$scratch/receipts.csv"
done
load allocation "$scratch/allocation.csv"
load receipts "$scratch/receipts.csv"
load products products.csv
load kitchens kitchens.csv
load producers producers.csv
load certificates certificates.csv

# Prices of contracts, out of the YAML by hand: contract, product, price, from, until.
for file in contracts/*.yaml; do
	awk '
	/^id:/ { id = $2 }
	/^from:/ { from = $2 }
	/^until:/ { until = $2 }
	/\{product:/ {
		line = $0
		p = line; sub(/.*product: /, "", p); sub(/[,}].*/, "", p)
		price = line; sub(/.*price: /, "", price); sub(/[,}].*/, "", price)
		f = from; u = until
		if (line ~ /from: /) { f = line; sub(/.*[^_]from: /, "", f); sub(/[,}].*/, "", f) }
		if (line ~ /until: /) { u = line; sub(/.*[^_]until: /, "", u); sub(/[,}].*/, "", u) }
		if (f !~ /^20..-..-..$/) f = from
		if (u !~ /^20..-..-..$/) u = until
		print id "," p "," price "," f "," u
	}' "$file"
done | sed '1i contract,product,price,first,last' >"$scratch/prices.csv"
load prices "$scratch/prices.csv"

# What was kept: the receipt of the note, product and batch, else what was allocated.
sqlite3 "$db" "
create table kept as
select a.day, a.kitchen, a.ordered_product, a.contract, a.product, a.producer,
	coalesce((select r.received from receipts r where r.day = a.day and r.kitchen = a.kitchen and
		r.product = a.product and r.producer = a.producer and (r.batch = a.batch or a.batch = '')),
		a.quantity) + 0.0 as quantity
from allocation a where a.producer <> '';
create table contracted as
select k.*, p.price from kept k join prices p on p.contract = k.contract and
	p.product = k.ordered_product and k.day between p.first and p.last;"

# ---- contract: delivered by line, in quantity and value; months; sums ----

pial-report contract --format csv >"$scratch/contract.csv" 2>/dev/null
pial-report contract --by month --format csv >"$scratch/months.csv" 2>/dev/null
load contract "$scratch/contract.csv"
load months "$scratch/months.csv"
sqlite3 -csv "$db" "select contract, product, printf('%.3f', delivered), printf('%.2f', delivered_value)
	from contract where product <> '' and delivered + 0 > 0 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'contract: delivered by line' "select contract, ordered_product, printf('%.3f', sum(quantity)),
	printf('%.2f', sum(round(quantity * price, 2))) from contracted
	where day <= '$PIAL_TODAY' group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select contract, month, printf('%.2f', delivered) from months
	where delivered + 0 <> 0 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'contract: delivered by month' "select contract, substr(day, 1, 7),
	printf('%.2f', sum(round(quantity * price, 2))) from contracted
	where day <= '$PIAL_TODAY' group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select contract, printf('%.2f', end_value), printf('%.2f', delivered_value +
	ordered_value + expected_value) from contract where product = '' order by 1" |
	tr -d '\r' >"$scratch/view"
same 'contract: the months add up to the whole' "select contract, printf('%.2f', sum(delivered) +
	sum(ordered) + sum(expected)), printf('%.2f', max(end + 0)) from months group by 1 order by 1" \
	"$scratch/view"

echo "1..$count"
