#!/bin/sh
# forms.sh BUILD: forms go through LibreOffice and Gnumeric in every way that people open and save them, and
# come back equal, or refused with the cell named; never silently different. Prints TAP.
#
# Forms out as CSV are opened with each language and detection of special numbers, split at `;` alone or at
# `;` `,` and tab together, saved as .ods or .xlsx, those exported as CSV, as shown or raw, with each
# separator; forms out as .ods are saved as .ods, .xlsx and CSV. All forms go through one run. What is
# collected is compared with what the forms give when they come back as they were filled in: offers and orders
# of a week to come in one go, receipts of a week that was in another, so that neither hides the other.
#
. "$(dirname "$0")/common.sh"

export PIAL_TODAY=2025-03-29
cp -R "$root/examples/luchon" book
rm -r book/weeks/2025-W14
mkdir -p book/season/2025
cat >book/season/2025/plan.csv <<'END'
week,producer,product,quantity
2025-W14,P-ravin,carotte,40
2025-W14,P-ravin,laitue,36
2025-W14,P-pique,laitue,96
2025-W14,P-chenes,pomme-de-terre,62.5
END
pial set -C book offer 2025-W14 P-estive navet 0.5 --batch L-3E4 --from-day 2025-04-01 --note "=1+1; demi, oui" 2>/dev/null
pial set -C book offer 2025-W14 P-estive radis 1200 --note "05 56 00 00 00" 2>/dev/null
pial set -C book order 2025-W14 K-ehpad laitue 24 --day 2025-04-04 --note "1/2 rouge, 1/2 verte" 2>/dev/null
pial-plan forms -C book 2025-W14 --format sheet -o csv >/dev/null 2>said
tap $? "forms go out as CSV"
pial-plan forms -C book 2025-W14 -o ods >/dev/null 2>said
tap $? "forms go out as .ods"
# Receipts of a week that was delivered; of one line something was said already.
cat >book/weeks/2025-W12/receipts.csv <<'END'
note,day,kitchen,product,producer,sent,received,unit,weight_kg,refused,reason
BL-20250318-K-ehpad-P-castelet,2025-03-18,K-ehpad,carotte,P-castelet,5,4.75,kg,4.35,0.5,"3-5 fendues; =1+1"
END
pial-plan orders -C book 2025-W12 --save -o orders 2>/dev/null && pial-allocate -C book 2025-W12 --save -o allocation 2>/dev/null
tap $? "a week is delivered"
pial-plan forms -C book 2025-W12 --kind receipts --format sheet -o csv >/dev/null 2>said &&
	pial-plan forms -C book 2025-W12 --kind receipts -o ods >/dev/null 2>said
tap $? "forms of receipts go out"
# Filled in: a comma, a whole number, nothing, a remark with accents and separators.
sed -i -e '/P-ravin_carotte_/s/;40;40;/;40;"12,5";/' -e '/P-pique_laitue_/s/;96;96;/;96;0;/' csv/*offres*.csv
sed -i '/K-ehpad_carotte_/s/;10;;kg;/;10;"7,5";kg;/' csv/*commandes*.csv

# What kitchens weigh: cents of a kilogram, nothing at all, reasons that look like a date or a formula.
sed -i -e '/K-ehpad_carotte_P-aubepine/s/;5;;kg;;/;5;"4,5";kg;"4,35";/' -e '/K-ehpad_laitue/s/;24;;pièce;;;/;24;24;pièce;;2;1\/2/' \
	-e '/20250317-.*K-ecoles_carotte/s/;10;;kg;;;/;10;0;kg;;;"=1+1, pourries"/' csv/*receptions*.csv
for cells in '"4,5";kg;"4,35"' '24;pièce;;2;1/2' '0;kg;;;"=1+1, pourries"' '"4,75";kg;"4,35";"0,5";"3-5 fendues; =1+1"'; do
	grep -q "$cells" csv/*receptions*.csv
	tap $? "a kitchen filled in $cells"
done

# taken FOLDER INTO: the tables after all sheets of a folder were collected, in INTO: of a week to come and,
# in another go, of the week that was. A go that is refused leaves no table, and what was said in INTO.
taken() {
	rm -rf try "$2"
	mkdir "$2"
	cp -R book try
	if pial-plan collect -C try "$1"/2025-W14_* >/dev/null 2>"$2/refused"; then
		mv try/weeks/2025-W14/offers.csv try/weeks/2025-W14/orders.csv "$2" && rm "$2/refused"
	fi
	if pial-plan collect -C try "$1"/2025-W12_* >/dev/null 2>"$2/refused-receipts"; then
		mv try/weeks/2025-W12/receipts.csv "$2" && rm "$2/refused-receipts"
	fi
}
# The reference: nothing is refused, and all that was filled in is there.
for out in csv ods; do
	taken $out expected-$out
	cat expected-$out/refused* >said 2>/dev/null
	[ ! -e expected-$out/refused ] && [ ! -e expected-$out/refused-receipts ]
	tap $? "the forms as $out are taken"
done
grep -q '^BL-20250318-K-ehpad-P-aubepine,.*,4.5,kg,4.35,' expected-csv/receipts.csv &&
	grep -q '=1+1, pourries' expected-csv/receipts.csv && grep -q '1/2' expected-csv/receipts.csv && grep -q ',7.5,' expected-csv/orders.csv
tap $? "what was filled in is in the tables"

# came NAME FOLDER EXPECTED: what came back is equal, or refused with a cell.
came() {
	taken "$2" result
	judged "$1" "$3" refused offers.csv orders.csv
	judged "$1, receipts" "$3" refused-receipts receipts.csv
}

every_way

finish
