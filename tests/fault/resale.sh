#!/bin/sh
# A group that resells: one run issues its invoices to kitchens and, in the series of each producer under a
# mandate, self-billed invoices of what it buys; a credit note takes a part of one back (261). Killed at every
# system call, failed at every call that writes, cut short, run side by side: all series have their documents or
# none has, and nothing is lost, repeated or left out, as register.sh has it of one side.
# usage: resale.sh BUILD; FAULT_EVERY=N takes every Nth accident only.
. "$(dirname "$0")/common.sh"
. "$root/tests/fault/common-documents.sh"
rounds=${FAULT_ROUNDS:-$((24 / every + 2))}
late=12

# Two kitchens; two producers under a mandate, of whom one charges VAT; one that invoices itself. What the group
# keeps inside the price lowers the self-billed invoices, what it charges beside it is on its own.
make_book() {
	cp -r "$root/examples/luchon" "$1"
	rm -rf "$1/weeks" "$1/season"
	sed -i '/MF-2024-02/d' "$1/parties.yaml"
	sed -i 's/mode: mandate/mode: resale/
		s|^fees:|fees:\n  - {name: truck, per_delivery: 1.01, paid_by: kitchen, to: transport, vat_rate: 20, in_price: yes}\n  - {name: office, per_invoice: 2.10, paid_by: kitchen, to: service, vat_rate: 20, in_price: no}|' "$1/pial.yaml"
	mkdir -p "$1/weeks/2025-W12"
	deliveries 2025-03-20 20250320 >"$1/weeks/2025-W12/deliveries.csv" <<-END
		P-aubepine K-creche carotte 5 1.95
		P-chenes K-creche poireau 5 2.9
		P-chenes K-epicerie poireau 12.5 2.9
		P-ravin K-creche carotte 10 1.9
	END
}

issue() { "$@" pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf -C book >out 2>err; }
back() { "$@" pial-invoice credit CHENES-2025-0001 1=2.5 --seller P-chenes --today=2025-05-02 --no-pdf -C book >out 2>err; }

# Three runs at once, two of them killed after a moment; what they printed is what one run prints, once each
# number. A run that follows finds or issues the rest, and leaves the bytes of a run on its own.
together() {
	verb=issue
	dead=0
	wrong=0
	: >why
	begun=$(date +%s%N)
	fresh
	change env
	moment=$((($(date +%s%N) - begun) / 500000 + 2))
	round=0
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		fresh
		: >kills
		for part in 1 2 3; do
			(
				pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf -C book >"said.$part" 2>/dev/null &
				pid=$!
				after=$(((round * 3 + part) * 7919 % moment))
				[ $part -eq 3 ] || sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
				[ $part -eq 3 ] || kill -9 $pid 2>/dev/null
				wait $pid
				[ $? -ne 137 ] || echo killed >>kills
			) &
		done
		wait
		dead=$((dead + $(wc -l <kills)))
		for part in 1 2 3; do
			[ ! -s said.$part ] || cmp -s said.$part ref || complain "round $round: it printed something else"
		done
		pial-invoice check -C book >>why 2>&1 || complain "round $round: the registers do not check"
		change env || complain "round $round: running again fails"
		cmp -s out ref || complain "round $round: running again prints something else"
		diff -rq book/ledger ended/ledger >>why 2>&1 || complain "round $round: other registers"
		diff -rq book/invoices ended/invoices >>why 2>&1 || complain "round $round: other documents"
	done
	faults=$((faults + dead))
	mv why err
	tap "$wrong" "side by side: $dead runs of $((3 * rounds)) were killed"
	[ "$rounds" -lt 10 ] || [ "$dead" -gt $((rounds / 4)) ]
	tap $? "side by side: enough of them were killed"
}

make_book next
on issue
tail -n +2 ref | cut -d, -f1-4 >series
cut -d, -f1 series | sort -u | tr '\n' ' ' | grep -qx 'P-chenes P-ravin self '
tap $? "one run issues in three series"
grep -c ',self-billed$' series | grep -qx 2
tap $? "two self-billed invoices"
cp -r old issue.old
on back
grep -q ',self-billed-credit,' ended/ledger/register-P-chenes-2025.csv
tap $? "the credit note is of a self-billed invoice"
rm -rf old ended
mv issue.old old
verb=issue
fresh
change env
cp out ref
cp -r book ended
together
tap 0 "accidents: $faults"
finish
