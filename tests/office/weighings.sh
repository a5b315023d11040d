#!/bin/sh
# weighings.sh BUILD: the sheets on which kitchens weigh their waste go through LibreOffice and Gnumeric in every
# way that forms do (common.sh), and come back equal, or refused with the cell named. Prints TAP.
#
# Two campaigns: one of a kitchen that weighs simply, and one by component with what could be eaten apart, over
# lunches and dinners. As CSV they go out empty and are filled in; as .ods they go out with what was weighed.
. "$(dirname "$0")/common.sh"

export PIAL_TODAY=2025-06-10
cp -R "$root/examples/luchon" book
rm -r book/weighings
echo 'printemps,K-ehpad,2025-06-02,2,lunch dinner,components,yes,' >>book/campaigns.csv
for campaign in hiver-2025 printemps; do
	pial-weigh form "$campaign" -C book --format sheet -o csv >/dev/null 2>said
	tap $? "the form of $campaign goes out as CSV"
done

# fill SEED FILE: meals, and weights of each kind that people write; blank and 0 are two things. Of the last row
# of weights nothing is filled in.
fill() {
	awk -F';' -v OFS=';' -v seed="$1" '
	function roll(sides) { x = (x * 16807) % 2147483647; return x % sides }
	function kilos(grams) {
		if (grams % 1000 == 0) return grams / 1000
		text = sprintf("%d,%03d", int(grams / 1000), grams % 1000)
		sub(/0+$/, "", text)
		return "\"" text "\""
	}
	BEGIN { x = seed; for (i = 0; i < 5; i++) roll(2) }
	/^id;/ { for (i = 1; i <= NF; i++) at[$i] = i; meals = /servis/; parts = /Comestible/; next_row = 1; print; next }
	!next_row || $1 == "" || /^pial_/ { print; next }
	meals { $7 = 40 + roll(300); $6 = $7 + roll(20); if (roll(2)) $5 = $7 + 5; if (roll(2)) $8 = kilos(10 * (9000 + roll(9000))); print; next }
	{
		gross = at["Poids brut (kg)"]; tare = gross + 1
		if (rows++ % 7 != 6) {
			net = roll(4) ? 10 * roll(900) : 0
			$gross = kilos(net + 1200); $tare = kilos(1200)
			if (parts) { $(tare + 1) = kilos(net - net % 200); $(tare + 2) = kilos(net % 200) }
		}
		print
	}' "$2" >filled && mv filled "$2"
}
fill 1 csv/hiver*.csv
fill 2 csv/printemps*.csv
grep -q ';"[0-9]*,[0-9]*";"1,2"' csv/hiver*.csv && grep -q ';0;0;' csv/printemps*.csv
tap $? "the forms are filled in"

# taken FOLDER INTO BOOK: the tables of weighings/ after the forms of a folder came back to a book; what was said
# when they were refused.
taken() {
	rm -rf try "$2"
	mkdir "$2"
	cp -R "$3" try
	if pial-plan collect -C try "$1"/hiver* "$1"/printemps* >/dev/null 2>"$2/refused"; then
		mv try/weighings/*.csv "$2" && rm "$2/refused"
	fi
}
taken csv expected-csv book
cp expected-csv/refused said 2>/dev/null
[ ! -e expected-csv/refused ]
tap $? "the forms as CSV are taken"
grep -q '^printemps,K-ehpad,2025-06-02,lunch,leftovers,main,[0-9.]*,1.2,' expected-csv/printemps.csv &&
	grep -q '^hiver-2025,K-ecoles,2025-03-10,lunch,preparation,,[0-9.]*,1.2,,$' expected-csv/hiver-2025.csv &&
	grep -q '^hiver-2025,K-ecoles,2025-03-14,lunch,' expected-csv/hiver-2025-meals.csv
tap $? "what was weighed is in the tables"

cp -R book weighed
mkdir weighed/weighings
cp expected-csv/*.csv weighed/weighings
for campaign in hiver-2025 printemps; do
	pial-weigh form "$campaign" -C weighed -o ods >/dev/null 2>said
	tap $? "the form of $campaign goes out as .ods"
done
taken ods expected-ods weighed
diff -r expected-csv expected-ods >said
tap $? "and comes back saying the same"

# came NAME FOLDER EXPECTED: what came back is equal, or refused with a cell.
came() {
	case $3 in
	*csv) taken "$2" result book ;;
	*) taken "$2" result weighed ;;
	esac
	judged "$1" "$3" refused hiver-2025.csv hiver-2025-meals.csv printemps.csv printemps-meals.csv
}
every_way
finish
