#!/bin/sh
# accounts.sh BUILD: the books of the example, and its transfers, through other programs: hledger's strict
# checks and its own sums, xmllint. Prints TAP. The schema of pain.001.001.09 is published by ISO 20022 and
# is no part of this project: PIAL_PAIN_XSD names it, else that check is not run, and that is said.
set -u
cd "$(dirname "$0")/.." || exit 4
here=$PWD
PATH=$(cd "${1:?"the build directory is missing"}" && pwd)/bin:$PATH
LC_ALL=C.UTF-8
PIAL_TODAY=2025-04-05
export PATH LC_ALL PIAL_TODAY
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cp -R examples/luchon "$room/book"
cd "$room/book" || exit 4

# told NAME STATUS: one TAP line, with what was said when it went wrong.
told() {
	if [ "$2" -eq 0 ]; then
		echo "ok - accounts: $1"
	else
		sed 's/^/# /' "$room/log" | head -n 12
		echo "not ok - accounts: $1"
	fi
}

pial-invoice advance P-ravin 600 --date 2025-02-10 --repay 10% >/dev/null
pial-invoice issue --period 2025-03 --no-pdf >/dev/null 2>&1
pial-invoice statement --period 2025-03 --save >/dev/null 2>&1
pial-invoice paid P-ravin 100 --period 2025-03 >/dev/null
for lang in fr en; do
	pial-invoice export hledger --year 2025 --lang "$lang" >"$room/journal" 2>"$room/log" &&
		hledger -f "$room/journal" check --strict >"$room/log" 2>&1
	told "hledger takes the journal, strictly ($lang)" $?
done
# compared NAME: what hledger counts, account by account, is what the FEC says, and is not nothing.
compared() {
	pial-invoice export fec --year 2025 2>/dev/null | awk -F'\t' 'FNR > 1 {
			gsub(",", "", $12); gsub(",", "", $13); sum[$5] += $12 - $13 }
		END { for (a in sum) if (sum[a]) printf "%s %d\n", a, sum[a] }' | sort >"$room/fec"
	hledger -f "$room/journal" balance --depth 1 --flat -O csv | awk -F'","' '/^"[0-9]/ {
			gsub(/[^-0-9]/, "", $2); print substr($1, 2, 6), $2 + 0 }' | sort >"$room/hledger"
	[ -s "$room/fec" ] && diff "$room/fec" "$room/hledger" >"$room/log" 2>&1
	told "hledger's balances are those of the FEC: $1" $?
}
compared mandate
pial-invoice export pain001 --period 2025-03 >"$room/order.xml" 2>"$room/log" &&
	xmllint --noout "$room/order.xml" >"$room/log" 2>&1
told "transfers are well-formed" $?
if [ -n "${PIAL_PAIN_XSD-}" ]; then
	xmllint --noout --schema "$PIAL_PAIN_XSD" "$room/order.xml" >"$room/log" 2>&1
	told "transfers are valid by their schema" $?
else
	echo "# PIAL_PAIN_XSD names no file: the schema of pain.001.001.09 was NOT run"
fi
# The same of a group that resells, and buys by self-billed invoices.
cp -R "$here/examples/luchon" "$room/resale"
cd "$room/resale" || exit 4
sed -i 's/mode: mandate/mode: resale/' pial.yaml
rm weeks/*/receipts.csv
for week in 10 11 12 13; do
	pial-allocate --save --force "2025-W$week" >/dev/null 2>&1
done
pial-invoice issue --period 2025-03 --no-pdf >/dev/null 2>&1
pial-invoice credit CHENES-2025-0001 1=0.5 2 --no-pdf >/dev/null 2>&1
pial-invoice statement --period 2025-03 --save >/dev/null 2>&1
pial-invoice paid P-ravin 100 --period 2025-03 >/dev/null
pial-invoice export hledger --year 2025 >"$room/journal" 2>"$room/log" &&
	hledger -f "$room/journal" check --strict >"$room/log" 2>&1
told "hledger takes the journal, strictly (resale)" $?
compared resale
