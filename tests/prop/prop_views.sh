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

# ---- season: plan, offers, deliveries, land and gaps, from the files; need as pial-plan cover has it ----

for by in week product gap land; do
	pial-report season 2025 --by $by --format csv >"$scratch/season-$by.csv" 2>/dev/null
	load season_$by "$scratch/season-$by.csv"
done
gather offers week producer product batch quantity source
pial-plan cover 2025 >"$scratch/cover.csv" 2>/dev/null
load cover "$scratch/cover.csv"
sqlite3 -csv "$db" "select product, week, need, promised, margin, \"left\", partner, price from season_week
	where need + promised + margin > 0 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: need and what is left are those of pial-plan cover' "select product, week, need, promised,
	margin, \"left\", partner, price from cover order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select product, week, printf('%.3f', promised), printf('%.3f', margin) from season_week
	where promised + margin > 0 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: promised and margin are the rows of the latest plan' "select product, week,
	printf('%.3f', sum(case \"for\" when 'margin' then 0 else quantity end)),
	printf('%.3f', sum(case \"for\" when 'margin' then quantity else 0 end)) from plan
	where version = (select max(version + 0) from plan) group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select w.product, week, printf('%.3f', need_kg) from season_week w where need + 0 > 0
	order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: kilograms by the mass of a unit' "select w.product, week, printf('%.3f', need *
	coalesce(nullif(p.unit_mass_kg, ''), 1)) from cover w join products p on p.product = w.product
	where need + 0 > 0 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select product, week, printf('%.3f', offered) from season_week where offered <> ''
	order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: offered by growers in their answers' "select o.product, week, printf('%.3f', sum(quantity))
	from offers o join producers p on p.producer = o.producer where p.tier = '1' and
	source <> 'plan' and week >= '2025-W14' group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select product, week, printf('%.3f', delivered), printf('%.3f', bought) from season_week
	where delivered <> '' order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: delivered is what was kept, and what of it partners brought' "select k.product,
	(select week from allocation a where a.day = k.day limit 1) w, printf('%.3f', sum(quantity)),
	printf('%.3f', sum(case p.tier when '2' then quantity else 0 end)) from kept k
	join producers p on p.producer = k.producer where day <= '$PIAL_TODAY' and w >= '2025-W14'
	group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 "$db" "create table sowing as select producer, product, coalesce(nullif(sow_week, ''), min(week)) first,
	max(week) last, sum(area_m2) area from plan where version = (select max(version + 0) from plan)
	and area_m2 <> '' group by producer, product, sow_week;
create table season_weeks as with recursive n(i) as (select 14 union all select i + 1 from n where i < 65)
	select case when i <= 52 then printf('2025-W%02d', i) else printf('2026-W%02d', i - 52) end week from n"
sqlite3 -csv "$db" "select producer, week, printf('%.2f', used_m2) from season_land order by 1, 2" |
	tr -d '\r' >"$scratch/view"
same 'season: land from sowing to the last harvest' "select producer, week, printf('%.2f', sum(area))
	from sowing join season_weeks on week between first and last group by 1, 2 order by 1, 2" \
	"$scratch/view"
sqlite3 -csv "$db" "select product, week, printf('%.2f', area_m2) from season_week where area_m2 + 0 > 0
	order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'season: land of a product' "select product, week, printf('%.2f', sum(area)) from sowing
	join season_weeks on week between first and last group by 1, 2 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select product, printf('%.3f', need), printf('%.3f', promised), printf('%.3f', \"left\"),
	printf('%.3f', shortage), printf('%.3f', surplus), weeks, weeks_left, printf('%.2f', area_m2),
	printf('%.3f', offered), printf('%.3f', delivered), covered from season_product order by 1" |
	tr -d '\r' >"$scratch/view"
same 'season: products are the sums of their weeks' "select product, printf('%.3f', sum(need)),
	printf('%.3f', sum(promised)), printf('%.3f', sum(\"left\")), printf('%.3f', sum(shortage)),
	printf('%.3f', sum(surplus)), sum(need > 0), sum(\"left\" > 0), printf('%.2f', max(area_m2 + 0)),
	printf('%.3f', sum(offered)), printf('%.3f', sum(delivered)),
	case when sum(need) > 0 then cast((sum(need) - sum(\"left\")) * 100 / sum(need) as integer) end
	from (select product, need + 0 need, promised, \"left\" + 0 \"left\", shortage, surplus, area_m2, offered,
	delivered from season_week) group by 1 order by 1" "$scratch/view"
sqlite3 -csv "$db" "select product, printf('%.3f', sum(\"left\")) from season_gap group by 1 order by 1" |
	tr -d '\r' >"$scratch/view"
same 'season: gaps hold all that is left' "select product, printf('%.3f', sum(\"left\")) from cover
	where \"left\" + 0 > 0 group by 1 order by 1" "$scratch/view"
# What may come of the saved plan is what the plan says when it is made: expected shortage and surplus.
# Its columns are found by the ends of their heads, since cells may be empty.
pial-plan season 2025 --format text 2>/dev/null | perl -CSD -ne 'use utf8;
	if (/^(Produit.*Manque.*Manque)( +Excédent)/) { $short = length $1; $long = length "$1$2"; next }
	last if /^$/ && $seen; next unless $short && /\(/;
	$seen = 1;
	$_ = sprintf "%-${long}s", s/\n//r;
	s/\x{a0}//g for my @cell = (substr($_, $short - 7, 7), substr($_, $short, $long - $short));
	print join(",", map { s/ //gr || 0 } @cell), "\n"' | sort -t, -k1,1n -k2,2n >"$scratch/view"
same 'season: the saved plan is expected to give what pial-plan season says of it' "select
	cast(shortage + 0.5 as integer), cast(surplus + 0.5 as integer) from season_product order by 1, 2" \
	"$scratch/view"

# ---- value: per meal of the days on which a kitchen received something ----

pial-invoice draft --period 2025-03 >"$scratch/march.csv" 2>/dev/null
load march "$scratch/march.csv"
pial-report value "$scratch/march.csv" --format csv >"$scratch/value.csv" 2>/dev/null
load value "$scratch/value.csv"
sqlite3 -csv "$db" "select part, printf('%.4f', per_meal) from value order by 1" | tr -d '\r' >"$scratch/view"
same 'value: per meal of days of delivery' "select part, printf('%.4f', amount / (select
	sum(k.meals_per_day) from (select distinct buyer, day from march where kind = 'goods') v
	join kitchens k on k.kitchen = v.buyer)) from value order by 1" "$scratch/view"

# ---- impact: what kilometres emit, each trip by its vehicle ----

load trips trips.csv
pial-report impact --period 2025-03 --format csv >"$scratch/impact.csv" 2>/dev/null
load impact "$scratch/impact.csv"
sqlite3 -csv "$db" "select effect, printf('%.3f', emitted_kg) from impact where emitted_kg <> ''
	order by 1" | tr -d '\r' >"$scratch/view"
same 'impact: kilometres of each vehicle by what it emits' "select effect, printf('%.3f', sum(gas)) from
	(select 'driven' effect, 1 every union select 'driven-goods', 0) join (select purpose,
	round(km * case vehicle when 'voiture' then 192 when 'vélo' then 0 else 507 end + 1e-6) / 1000 gas
	from trips where date like '2025-03-%') on every or purpose in ('round', 'collection')
	group by 1 order by 1" "$scratch/view"

# ---- waste: each stream of each campaign from the weighings; unsorted waste is 15 % inedible ----

for campaign in hiver-2025 ete-2025 ehpad-hiver ehpad-juin; do
	for half in '' -meals; do
		sqlite3 "$db" 'drop table if exists one'
		load one "weighings/$campaign$half.csv"
		name=$([ -n "$half" ] && echo served || echo weighed)
		sqlite3 "$db" "create table if not exists $name as select * from one where 0; insert into $name select * from one"
	done
done
PIAL_TODAY=2025-07-10 pial-report waste --by stream --format csv >"$scratch/streams.csv" 2>/dev/null
load streams "$scratch/streams.csv"
sqlite3 -csv "$db" "select campaign, kitchen, stream, printf('%.3f', edible_kg), printf('%.3f', edible_g)
	from streams order by 1, 2, 3" | tr -d '\r' >"$scratch/view"
same 'waste: kilograms and grams per meal of each stream' "select w.campaign, w.kitchen, stream,
	printf('%.3f', round(kg + 1e-9, 3)), printf('%.3f', round(kg * 1000 / m.meals + 1e-9, 3)) from (select campaign, kitchen,
	stream, sum(case when edible_kg <> '' then edible_kg + 0 else (gross_kg - tare_kg) * 0.85 end) kg
	from weighed group by 1, 2, 3) w join (select campaign, kitchen, sum(served) meals from served
	group by 1, 2) m on m.campaign = w.campaign and m.kitchen = w.kitchen order by 1, 2, 3" \
	"$scratch/view"

# ---- macantine: the platform's own schema; to the cent what was invoiced, credits taken off ----

# valid EDITION FILE: the file by the schema that the platform publishes (tests/data/macantine): names
# and order, what is required, patterns, dates, numbers, booleans, and the rules beside the schema.
valid() {
	json=$here/../data/macantine/achats-$1.json
	sqlite3 "$db" 'drop table if exists bought' 'drop table if exists schema'
	printf '.mode csv\n.separator ;\n.import "%s" bought\n' "$2" | sqlite3 "$db"
	sqlite3 "$db" "create table schema as select json_extract(value, '\$.name') name,
		json_extract(value, '\$.type') type, json_extract(value, '\$.constraints.required') required,
		json_extract(value, '\$.constraints.pattern') pattern, key rank
		from json_each(json_extract(cast(readfile('$json') as text), '\$.fields'))"
	sqlite3 "$db" "select group_concat(name, ';') from (select name from schema order by rank)" \
		>"$scratch/names"
	head -n 1 "$2" | diff "$scratch/names" - || return 1
	sqlite3 "$db" "select name, type, required, pattern from schema" >"$scratch/fields"
	while IFS='|' read -r name type required pattern; do
		rest=$(sqlite3 "$db" "select pattern from schema where name = '$name'")
		check="0"
		[ "$required" != 1 ] || check="$check or trim(\"$name\") = ''"
		[ -z "$pattern" ] || check="$check or (\"$name\" <> '' and not \"$name\" regexp '$rest')"
		case $type in
		date) check="$check or date(\"$name\") is not \"$name\" or \"$name\" > '$PIAL_TODAY'" ;;
		number) check="$check or (\"$name\" <> '' and not \"$name\" regexp '^[0-9]+([.][0-9]{1,2})?$')" ;;
		boolean) check="$check or \"$name\" not in ('OUI', 'NON', '')" ;;
		esac
		sqlite3 "$db" "select '$name', * from bought where $check" | grep . && return 1
	done <"$scratch/fields"
	[ "$1" != 2026 ] || ! sqlite3 "$db" "select * from bought where (definition_local <> '' and
		est_local <> 'OUI') or (definition_local_km <> '' and definition_local <> 'KM') or
		categories_egalim like '% %' or (definition_local_km <> '' and
		not definition_local_km regexp '^[0-9]+$') or (famille_produits = 'FRUITS_ET_LEGUMES' and
		categories_egalim like '%FERMIER%')" | grep .
}

pial-report macantine --period 2025-03 >"$scratch/draft.csv" 2>/dev/null
valid 2026 "$scratch/draft.csv" >"$scratch/said" 2>&1
verdict 'macantine: valid by the published schema of 12 columns' $?
pial-report macantine --edition 2025 --period 2025-03 >"$scratch/old.csv" 2>/dev/null
valid 2025 "$scratch/old.csv" >"$scratch/said" 2>&1
verdict 'macantine: valid by the published schema of 8 columns' $?
sed '2s/;BIO;/;BIO, IGP;/' "$scratch/draft.csv" >"$scratch/wrong.csv"
! valid 2026 "$scratch/wrong.csv" >"$scratch/said" 2>&1
verdict 'macantine: the check finds a blank in a list' $?
sed '3s/;2025-/;25-/' "$scratch/draft.csv" >"$scratch/wrong.csv"
! valid 2026 "$scratch/wrong.csv" >"$scratch/said" 2>&1
verdict 'macantine: the check finds a wrong date' $?

# March, issued; one line credited in full, one in part. The registers say what each kitchen owes.
pial-invoice issue --period 2025-03 --no-pdf >/dev/null 2>"$scratch/said"
number=$(grep -l ',K-ehpad,' invoices/P-ravin/*.csv | head -n 1)
number=$(basename "$number" .csv)
for line in 1 2=1; do
	pial-invoice credit "$number" $line --no-pdf
done >/dev/null 2>&1
# Its invoices carry what was delivered in the last days of February too.
pial-report macantine --until 2025-03-31 >"$scratch/issued.csv" 2>/dev/null
valid 2026 "$scratch/issued.csv" >"$scratch/said" 2>&1
verdict 'macantine: valid after invoices and credit notes' $?
sqlite3 "$db" 'create table register (kind, buyer, net)'
for file in ledger/register-*.csv; do
	sqlite3 "$db" 'drop table if exists one'
	load one "$file"
	sqlite3 "$db" 'insert into register select kind, buyer, net from one'
done
sed -n 's/^\(K-[a-z]*\):.*/\1/p; s/^  siret: "\([0-9]*\)".*/\1/p' parties.yaml |
	awk '/^K-/ { id = $0; next } id { print id "," $0; id = "" }' |
	sed '1i kitchen,siret' >"$scratch/sirets.csv"
load sirets "$scratch/sirets.csv"
sqlite3 -csv "$db" "select siret, printf('%.2f', sum(prix_ht)) from bought group by 1 order by 1" |
	tr -d '\r' >"$scratch/view"
same 'macantine: what each canteen was invoiced, to the cent' "select s.siret, printf('%.2f',
	sum(case when r.kind in ('381', '261', 'credit') then - r.net else r.net end)) from register r
	join sirets s on s.kitchen = r.buyer join kitchens k on k.kitchen = r.buyer
	where k.kind in ('school', 'nursing-home', 'nursery') group by 1 order by 1" "$scratch/view"
sqlite3 -csv "$db" "select count(*) from register where kind in ('381', 'credit')" >"$scratch/view"
same 'macantine: there were two credit notes' "select 2" "$scratch/view"

# ---- egalim: certificates of the day, by hand; kilograms ----

pial-report egalim --until 2025-03-31 --format csv >"$scratch/egalim.csv" 2>/dev/null
load egalim "$scratch/egalim.csv"
cat invoices/*/*.csv | awk 'NR == 1 { h = $0; print; next } $0 != h' >"$scratch/lines.csv"
load lines "$scratch/lines.csv"
sqlite3 "$db" "create table food as select l.*, (kind = 'credit') minus, p.unit product_unit,
	coalesce(nullif(p.unit_mass_kg, ''), 1) mass, exists (select 1 from certificates c where
	c.producer = l.producer and c.status = 'organic' and c.\"from\" <= l.day and (c.until = '' or
	c.until >= l.day) and (c.products = '' or ' ' || c.products || ' ' like '% ' || l.product || ' %'))
	certified from lines l join products p on p.product = l.product"
sqlite3 -csv "$db" "select kitchen, printf('%.2f', amount), printf('%.3f', mass_kg) from egalim
	where part = 'organic' order by 1" | tr -d '\r' >"$scratch/view"
same 'egalim: organic by the certificates of the day' "select buyer, printf('%.2f', sum(case when minus
	then - abs(net) else net end)), printf('%.3f', sum((case when minus then - abs(quantity)
	else quantity end) * case unit when 'kg' then 1 else mass end)) from food f join kitchens k
	on k.kitchen = f.buyer where certified and k.kind in ('school', 'nursing-home', 'nursery')
	group by 1 order by 1" "$scratch/view"
sqlite3 -csv "$db" "select kitchen, printf('%.2f', missing) from egalim where part = 'organic' and
	missing <> '' order by 1" | tr -d '\r' >"$scratch/view"
[ ! -s "$scratch/view" ]
verdict 'egalim: a month says nothing of the goals of a year' $? "$scratch/view"
pial-report egalim --format csv >"$scratch/year.csv" 2>/dev/null
load year "$scratch/year.csv"
sqlite3 -csv "$db" "select kitchen, part, printf('%.2f', missing) from year where missing <> ''
	order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'egalim: euros missing to 20 % and 50 % of the budget' "select y.kitchen, y.part,
	printf('%.2f', max(0, k.food_budget * case part when 'organic' then 0.2 else 0.5 end - amount))
	from year y join kitchens k on k.kitchen = y.kitchen where part in ('organic', 'quality') and
	k.food_budget <> '' order by 1, 2" "$scratch/view"

# ---- table: the matrix against the book; lists: rounds by trying every order of their stops ----

pial-report table 2025-W12 --format csv >"$scratch/table.csv" 2>/dev/null
load planned "$scratch/table.csv"
sqlite3 -csv "$db" "select kitchen, day, product, producer, printf('%.3f', sum(quantity)) from planned
	where state = 'served' group by 1, 2, 3, 4 order by 1, 2, 3, 4" | tr -d '\r' >"$scratch/view"
same 'table: who brings what to whom' "select kitchen, day, ordered_product, producer,
	printf('%.3f', sum(quantity)) from allocation where week = '2025-W12' and producer <> ''
	group by 1, 2, 3, 4 order by 1, 2, 3, 4" "$scratch/view"
sqlite3 -csv "$db" "select producer, product, printf('%.3f', sum(quantity)) from planned
	where state = 'surplus' group by 1, 2 order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'table: what is left of the offers' "select o.producer, o.product, printf('%.3f', sum(o.quantity) -
	coalesce((select sum(a.quantity) from allocation a where a.week = '2025-W12' and
	a.producer = o.producer and a.product = o.product), 0)) rest from offers o where o.week = '2025-W12'
	group by 1, 2 having rest + 0 > 0 order by 1, 2" "$scratch/view"

# The cells of the page are the facts of the table.
pial-report table 2025-W12 --format html 2>/dev/null |
	grep -o '<p[^>]*><span>[^<]*</span> <span>[^<]*</span></p>' |
	sed 's/<[^>]*>/ /g; s/[=?]//; s/^ *//; s/ *$//; s/  */ /g; s/.*/"&"/' | sort >"$scratch/view"
same 'table: each cell of the page' "select case state when 'served' then substr(producer, 3) else '! manque' end
	|| ' ' || replace(cast(sum(quantity) as text), '.0', '') cell from planned where state <> 'surplus'
	group by day, kitchen, product, producer, delivered, pin, confirmed, state order by cell" "$scratch/view"

sqlite3 -csv "$db" 'select producer, lat, lon from producers union select kitchen, lat, lon from kitchens' |
	tr -d '\r' >"$scratch/places"
for week in 11 12 13; do
	pial-report lists 2025-W$week --by driver --format csv >"$scratch/rounds.csv" 2>/dev/null
	sqlite3 "$db" 'drop table if exists rounds'
	load rounds "$scratch/rounds.csv"
	sqlite3 -csv "$db" "select day, driver, kitchen, printf('%.3f', mass_kg), printf('%.3f', packs) from rounds
		where \"to\" = 'kitchen' order by 1, 2, 3" | tr -d '\r' >"$scratch/view"
	same "lists: what is left at each stop, week $week" "select day, producer, kitchen,
		printf('%.3f', sum(quantity * case unit when 'kg' then 1 else unit_mass_kg end)),
		printf('%.3f', sum(case when pack + 0 = 1 then 0 else quantity / pack end))
		from allocation a join products p on p.product = a.product
		where week = '2025-W$week' and producer <> '' group by 1, 2, 3 order by 1, 2, 3" "$scratch/view"
	# km of each round as shown, and the least of all orders, both from places and roads alone.
	awk -F, -v OFS=, '
	function radian(x) { return x * 3.14159265358979323846 / 180 }
	function far(a, b,    dlat, dlon, h, km) {
		if ((a, b) in road) return int(road[a, b] * 10 + 0.5) / 10
		if ((b, a) in road) return int(road[b, a] * 10 + 0.5) / 10
		dlat = radian(lat[b] - lat[a]); dlon = radian(lon[b] - lon[a])
		h = sin(dlat / 2) ^ 2 + cos(radian(lat[a])) * cos(radian(lat[b])) * sin(dlon / 2) ^ 2
		return int(2 * 6371 * atan2(sqrt(h), sqrt(1 - h)) * 1.35 * 10 + 0.5) / 10
	}
	function try(at, left, sum,    i) {
		if (!left) { sum += far(at, home); if (sum < best) best = sum; return }
		for (i = 1; i <= n; i++) if (!passed[i]) {
			passed[i] = 1; try(stop[i], left - 1, sum + far(at, stop[i])); passed[i] = 0
		}
	}
	FNR == 1 { file++; if (file > 1) next }
	file == 1 { lat[$1] = $2; lon[$1] = $3; next }
	file == 2 { if ($3 != "") road[$1, $2] = $3; next }
	{ shown += $9 }
	$5 == "kitchen" { stop[++n] = $6; next }
	{ home = $3; best = 1e9; try(home, n, 0); printf "%s,%s,%.1f,%.1f\n", $2, $3, shown, best
	  shown = n = 0 }' "$scratch/places" distances.csv "$scratch/rounds.csv" >"$scratch/km"
	awk -F, '$3 != $4 { wrong = 1 } END { exit wrong || !NR }' "$scratch/km"
	verdict "lists: no order of stops is shorter, week $week" $? "$scratch/km"
done

# ---- week: the same facts without batches; differences at reception; turns ----

pial-report week 2025-W13 --format csv >"$scratch/week.csv" 2>/dev/null
load week "$scratch/week.csv"
pial-report table 2025-W13 --format csv >"$scratch/table.csv" 2>/dev/null
sqlite3 "$db" 'drop table planned'
load planned "$scratch/table.csv"
sqlite3 -csv "$db" "select part, kitchen, day, product, producer, printf('%.3f', quantity) from week
	where part in ('served', 'missing', 'surplus') order by 1, 2, 3, 4, 5" | tr -d '\r' >"$scratch/view"
same 'week: what the table says' "select state, kitchen, day, product, producer, printf('%.3f', sum(quantity))
	from planned group by state, kitchen, day, product, delivered, producer, pin, confirmed
	order by 1, 2, 3, 4, 5" "$scratch/view"
sqlite3 -csv "$db" "select day, kitchen, delivered, producer, printf('%.3f', difference) from week
	where part = 'reception' order by 1, 2, 3, 4" | tr -d '\r' >"$scratch/view"
same 'week: kept less sent' "select day, kitchen, product, producer, printf('%.3f', received -
	coalesce(nullif(refused, ''), 0) - coalesce((select sum(quantity) from allocation a
	where a.day = r.day and a.kitchen = r.kitchen and a.product = r.product and a.producer = r.producer), 0)) rest
	from receipts r where day between '2025-03-24' and '2025-03-30' and rest + 0 <> 0 order by 1, 2, 3, 4" \
	"$scratch/view"
load rota season/2025/rota.csv
sqlite3 -csv "$db" "select week, producer from week where part = 'duty' order by 1" | tr -d '\r' >"$scratch/view"
same 'week: turns' "select week, producer from rota where week between '2025-W13' and '2025-W15' order by 1" \
	"$scratch/view"

# ---- availability: offers, the plan's last version, what is taken; a contract's price and remainder ----

pial-report availability 2025-W13 --format csv >"$scratch/available.csv" 2>/dev/null
load available "$scratch/available.csv"
sqlite3 "$db" 'drop table if exists plan'
load plan season/2025/plan.csv
# Week by week: answers of whoever has one, else the plan for the need of those who are silent.
sqlite3 -csv "$db" "select week, product, printf('%.3f', coalesce(nullif(offered, ''), 0)),
	printf('%.3f', coalesce(nullif(planned, ''), 0)) from available where week > '2025-W15'
	order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'availability: the plan stands in for weeks that nobody has answered for' "select week, product, '0.000',
	printf('%.3f', sum(quantity)) from plan where \"for\" = 'need' and version = (select
	max(version + 0) from plan) and week between '2025-W16' and '2025-W19' group by 1, 2
	having sum(quantity) > 0 order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select week, product, printf('%.3f', coalesce(nullif(offered, ''), 0)), printf('%.3f', taken),
	printf('%.3f', left) from available where week in ('2025-W13', '2025-W14') order by 1, 2" |
	tr -d '\r' >"$scratch/view"
same 'availability: what is offered, taken and left' "select week, product, printf('%.3f', sum(quantity)),
	printf('%.3f', coalesce((select sum(a.quantity) from allocation a where a.week = o.week and
	a.product = o.product and a.producer <> ''), 0)) gone, printf('%.3f', max(0, sum(quantity) -
	coalesce((select sum(a.quantity) from allocation a where a.week = o.week and a.product = o.product and
	a.producer <> ''), 0))) from offers o where week in ('2025-W13', '2025-W14') and quantity > 0
	group by 1, 2 order by 1, 2" "$scratch/view"
pial-report availability 2025-W13 --for K-ecoles --format csv >"$scratch/ours.csv" 2>/dev/null
load ours "$scratch/ours.csv"
sqlite3 -csv "$db" "select product, price from ours where week = '2025-W13' and contract = 'C-ecoles' order by 1" |
	tr -d '\r' >"$scratch/view"
same 'availability: prices of the contract' "select product, price from prices where contract = 'C-ecoles' and
	first <= '2025-03-24' and last >= '2025-03-24' and product in (select product from ours where
	week = '2025-W13') order by 1" "$scratch/view"
pial-report contract --for K-ecoles --format csv >"$scratch/bound.csv" 2>/dev/null
load bound "$scratch/bound.csv"
sqlite3 -csv "$db" "select product, to_min, to_max from ours where week = '2025-W13' and contract <> ''
	order by 1" | tr -d '\r' >"$scratch/view"
same 'availability: what is left of the contract is what pial-report contract says' "select product, to_min,
	to_max from bound where product in (select product from ours where week = '2025-W13' and contract <> '')
	and \"from\" <= '2025-03-24' and until >= '2025-03-24' order by 1" "$scratch/view"

# ---- calendars: read strictly (ics.pl), and day by day what the book says ----

# events FILE: its events as a table of that name.
events() {
	perl "$here/ics.pl" "$1" >"$scratch/events" 2>"$scratch/said" || return 1
	sqlite3 "$db" 'drop table if exists events' \
		'create table events (uid, first, after, sequence, summary, description)'
	printf '.mode tabs\n.import "%s" events\n' "$scratch/events" | sqlite3 "$db" 2>>"$scratch/said"
}

pial-report lists 2025-W12 --format ics >"$scratch/week.ics" 2>/dev/null
events "$scratch/week.ics"
verdict 'calendar: deliveries are what RFC 5545 says' $?
sqlite3 -csv "$db" "select substr(uid, 1, 10), substr(uid, 12, instr(uid, '-delivery') - 12) kitchen, first, after
	from events order by 1, 2" | tr -d '\r' >"$scratch/view"
same 'calendar: an event for each kitchen and day' "select distinct day, kitchen, replace(day, '-', ''),
	replace(date(day, '+1 day'), '-', '') from allocation where week = '2025-W12' and producer <> ''
	order by 1, 2" "$scratch/view"
sqlite3 -csv "$db" "select sum(length(description) - length(replace(description, ' | ', '  ')) + 1) from events" |
	tr -d '\r' >"$scratch/view"
same 'calendar: a line for each of its goods' "select count(*) from (select distinct day, kitchen, product, producer,
	batch from allocation where week = '2025-W12' and producer <> '')" "$scratch/view"
pial-report rota --from 2025-03-31 --until 2025-06-30 --format ics >"$scratch/rota.ics" 2>/dev/null
events "$scratch/rota.ics"
verdict 'calendar: turns are what RFC 5545 says' $?
sqlite3 -csv "$db" "select substr(uid, 1, 8), julianday(substr(after, 1, 4) || '-' || substr(after, 5, 2) || '-' ||
	substr(after, 7)) - julianday(substr(first, 1, 4) || '-' || substr(first, 5, 2) || '-' || substr(first, 7))
	from events order by 1" | tr -d '\r' >"$scratch/view"
same 'calendar: an event of seven days for each turn' "select week, 7.0 from rota where producer <> '' and
	week between '2025-W14' and '2025-W26' order by 1" "$scratch/view"
pial-allocate publish 2025-W14 >/dev/null 2>&1
pial-report lists 2025-W14 --format ics >"$scratch/a.ics" 2>/dev/null
PIAL_TODAY=2025-06-30 pial-report lists 2025-W14 --format ics >"$scratch/b.ics" 2>/dev/null
cmp "$scratch/a.ics" "$scratch/b.ics" >"$scratch/said" 2>&1 && grep -q '^SEQUENCE:1' "$scratch/a.ics"
verdict 'calendar: a published week is the same whenever it is written' $?

echo "1..$count"
