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

# gather TABLE COLUMN...: the file of that name of every week as one table; a file may lack columns.
gather() {
	table=$1
	shift
	sqlite3 "$db" "create table $table ($(echo "$@" | tr ' ' ,))"
	for file in weeks/*/"$table".csv; do
		[ -f "$file" ] || continue
		sqlite3 "$db" 'drop table if exists one'
		load one "$file"
		list=
		for column; do
			has=$(sqlite3 "$db" "select count(*) from pragma_table_info('one') where name = '$column'")
			[ "$has" = 1 ] && list="$list,\"$column\"" || list="$list,''"
		done
		sqlite3 "$db" "insert into $table select ${list#,} from one"
	done
}

gather allocation week day kitchen ordered_product contract product producer batch quantity
gather receipts day kitchen product producer batch received refused agreed
gather orders week day kitchen product quantity
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

# What was kept: of the receipt of the product and batch what was agreed, else received and not
# refused; without a receipt what was allocated.
sqlite3 "$db" "
create table kept as
select a.day, a.kitchen, a.ordered_product, a.contract, a.product, a.producer,
	coalesce((select case when r.agreed <> '' then r.agreed + 0.0 else r.received - r.refused end
		from receipts r where r.day = a.day and r.kitchen = a.kitchen and
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

# ---- fairness: given and ordered by week, the sum that makes an account ----

pial-report fairness --format csv >"$scratch/fairness.csv" 2>/dev/null
load fairness "$scratch/fairness.csv"
load plan season/2025/plan.csv
sqlite3 -csv "$db" "select id, product, printf('%.3f', given) from fairness
	where product <> '' and given + 0 <> 0 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'fairness: sold and received' "select k.producer, k.product, printf('%.3f', sum(quantity))
	from kept k join producers p on p.producer = k.producer where p.tier = '1' group by 1, 2
	having sum(quantity) <> 0 union select kitchen, ordered_product, printf('%.3f', sum(quantity))
	from kept group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select id, product, printf('%.3f', promised) from fairness
	where product <> '' and promised <> '' order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'fairness: promised and ordered' "select producer, product, printf('%.3f', sum(quantity)) from plan
	where week <= '2025-W15' and week in (select week from allocation) and \"for\" <> 'margin'
	and version = (select max(version + 0) from plan) group by 1, 2
	union select kitchen, product, printf('%.3f', sum(quantity)) from orders
	where week in (select week from allocation) group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select side, id, product, printf('%.3f', account) from fairness
	where product <> '' order by 1, 2, 3" | tr -d '\r' >"$scratch/view"
same 'fairness: before + entitled - given - lapsed' "select side, id, product, printf('%.3f', before +
	entitled - given - lapsed + 0) from fairness where product <> '' order by 1, 2, 3" "$scratch/view"
pial-allocate balances --format csv 2>/dev/null | sed 's/,week,/,last_week,/' >"$scratch/balances.csv"
load balances "$scratch/balances.csv"
sqlite3 -csv "$db" "select side, id, product, printf('%.3f', account), account_eur from fairness
	where product <> '' and account + 0 <> 0 order by 1, 2, 3" | tr -d '\r' >"$scratch/view"
same 'fairness: accounts are those of pial-allocate balances' "select side, id, product,
	printf('%.3f', account), account_eur from balances where account + 0 <> 0 order by 1, 2, 3" \
	"$scratch/view"

echo "1..$count"
