#!/bin/sh
# book.sh BOOK WEEK DB: puts the book and one week of it into a new sqlite database, as text, every
# column the specification names being there (blank when the file has not got it).
set -eu
here=$(dirname "$0")
book=$1
week=$2
db=$3
rm -f "$db"

# table NAME FILE COLUMN...: a CSV file as a table of text; a file that is not there is an empty table.
table() {
	name=$1
	file=$2
	shift 2
	if [ -f "$file" ]; then
		sqlite3 "$db" ".import --csv \"$file\" $name"
	else
		sqlite3 "$db" "CREATE TABLE $name ($(echo "$*" | sed 's/\([a-z_0-9]*\)/"\1" TEXT/g; s/ "/,"/g'))"
	fi
	have=$(sqlite3 "$db" "SELECT name FROM pragma_table_info('$name')" | tr '\n' ' ')
	for column; do
		case " $have" in
		*" $column "*) ;;
		*) sqlite3 "$db" "ALTER TABLE $name ADD COLUMN \"$column\" TEXT DEFAULT ''" ;;
		esac
	done
}

table producers "$book/producers.csv" producer name tier share lat lon days vat_regime joined left
table kitchens "$book/kitchens.csv" kitchen name lat lon priority weight accepts organic_only \
	substitutes delivery_days cutoff closures joined left
table certificates "$book/certificates.csv" producer from until status certifier products
table products "$book/products.csv" product name unit pack priced_per unit_mass_kg reference_price \
	vat_rate substitutes
table distances "$book/distances.csv" from to km
table orders "$book/weeks/$week/orders.csv" week day kitchen product contract quantity unit price
table offers "$book/weeks/$week/offers.csv" week producer product batch quantity unit from_day \
	until_day price
table saved "$book/weeks/$week/allocation.csv" week day kitchen ordered_product contract product \
	producer batch quantity unit pin
table receipts "$book/weeks/$week/receipts.csv" note day kitchen product producer batch sent \
	received unit weight_kg refused status agreed
# The season that the week is of begins in the week that pial.yaml names, this year or the year before.
starts=$(sed -n 's/^season:.*starts:[ ]*W\([0-9]*\).*/\1/p' "$book/pial.yaml")
season=$(echo "$week ${starts:-1}" | awk '{ split($1, w, "-W"); print (w[2] + 0 >= $2 + 0 ? w[1] : w[1] - 1) }')
table needs "$book/season/$season/needs.csv" from_week until_week kitchen product quantity
table plan "$book/season/$season/plan.csv" version week producer product quantity for
table status "$book/weeks/$week/status.csv" version state on

# What finished weeks delivered: a pair has met in a week that is past its draft.
sqlite3 "$db" "CREATE TABLE met (week TEXT, producer TEXT, kitchen TEXT)"
for dir in "$book"/weeks/*; do
	past=$(basename "$dir")
	[ "$(printf '%s\n%s\n' "$past" "$week" | LC_ALL=C sort | head -n 1)" = "$past" ] || continue
	[ "$past" != "$week" ] || continue
	[ -f "$dir/allocation.csv" ] || continue
	grep -qE '(published|delivered|closed)' "$dir/status.csv" || continue
	sqlite3 "$db" ".import --csv \"$dir/allocation.csv\" past" "INSERT INTO met
		SELECT '$past', producer, kitchen FROM past WHERE producer <> '' AND quantity > 0" "DROP TABLE past"
done

{
	cat <<-EOF
		BEGIN;
		CREATE TABLE contract (contract TEXT, kitchen TEXT, "from" TEXT, "until" TEXT, engagement TEXT);
		CREATE TABLE line (contract TEXT, line INT, product TEXT, price TEXT, "from" TEXT, "until" TEXT,
			"min" TEXT, "max" TEXT, per TEXT);
		CREATE TABLE firm (contract TEXT, line INT, from_week TEXT, until_week TEXT, quantity TEXT);
		CREATE TABLE member (contract TEXT, producer TEXT, share TEXT, "from" TEXT, "until" TEXT);
		CREATE TABLE param (name TEXT, value TEXT);
		CREATE TABLE exclude (producer TEXT, kitchen TEXT);
		CREATE TABLE closed (closure TEXT, "from" TEXT, "until" TEXT);
		INSERT INTO param VALUES ('week', '$week');
	EOF
	for file in "$book"/contracts/*.yaml; do
		[ ! -f "$file" ] || awk -v kind=contract -f "$here/yaml.awk" "$file"
	done
	awk -v kind=policy -f "$here/yaml.awk" "$book/pial.yaml"
	[ ! -f "$book/calendar.yaml" ] || awk -v kind=calendar -f "$here/yaml.awk" "$book/calendar.yaml"
	echo "COMMIT;"
} | sqlite3 -bail "$db"

# What this oracle does not cover is refused rather than answered wrongly.
if [ -n "$(find "$book" -path '*/season/*' -name 'rounds.csv' 2>/dev/null | head -n 1)" ]; then
	echo "oracle: the book has rounds of a season, which are not covered" >&2
	exit 1
fi
