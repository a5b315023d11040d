#!/bin/sh
# Settling months under a mandate, killed at every system call, failed at every call that writes, cut short: the
# statements and the ledgers they move are saved, then the invoices of the service that they keep are issued, then
# their numbers are written into the statements. Whatever happens a month is settled or not, its invoices are all
# issued or none is, never without their statements, and the same command run again leaves the bytes that a run
# without an accident leaves.
# usage: statement.sh BUILD; FAULT_EVERY=N takes every Nth accident only.
. "$(dirname "$0")/common.sh"
. "$root/tests/fault/common-documents.sh"
late=12

# Two sellers, an advance that is paid back, a fund; a sale of March that is credited before April is settled, and
# one that came late, so that April has a credit note and an invoice for March.
make_book() {
	cp -r "$root/examples/luchon" "$1"
	rm -rf "$1/weeks" "$1/season"
	mkdir -p "$1/weeks/2025-W12" "$1/weeks/2025-W16"
	deliveries 2025-03-20 20250320 >"$1/weeks/2025-W12/deliveries.csv" <<-END
		P-chenes K-creche poireau 5 2.9
		P-chenes K-epicerie poireau 12.5 2.9
		P-ravin K-creche carotte 10 1.9
	END
	deliveries 2025-04-17 20250417 >"$1/weeks/2025-W16/deliveries.csv" <<-END
		P-chenes K-creche poireau 5 2.95
		P-ravin K-creche carotte 3.333 1.95
	END
	pial-invoice advance P-chenes 40 --date 2025-02-10 --repay 10% -C "$1" >/dev/null
	pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf -C "$1" >/dev/null 2>&1
}

between() {
	pial-invoice credit CHENES-2025-0001 1=2.5 --today=2025-04-10 --no-pdf -C next >/dev/null
	pial-invoice issue --period 2025-04 --today=2025-04-30 --no-pdf -C next >/dev/null 2>&1
}

march() { "$@" pial-invoice statement --period 2025-03 --today=2025-04-02 --save --no-pdf --format csv -C book >out 2>err; }
april() { "$@" pial-invoice statement --period 2025-04 --today=2025-05-02 --save --no-pdf --format csv -C book >out 2>err; }

# kept BOOK: how many invoices and credit notes of the service are issued.
kept() { cat "$1"/ledger/register-self-*.csv 2>/dev/null | grep -c '^self,.*,P-'; }

# bare FILE: statements without the numbers of the service's invoices.
bare() { sed 's/,LU-[0-9-]*,/,,/' "$1" 2>/dev/null; }

look() {
	wrong=${2:-0}
	: >why
	faults=$((faults + 1))
	file=statements/$(period).csv
	pial-invoice check -C book 2>&1 | grep -v A-KEPT-MISSING >seen
	[ ! -s seen ] || complain "the registers do not check: $(head -n 1 seen)"
	now=$(kept book)
	[ "$now" -eq "$before" ] || [ "$now" -eq "$after" ] || complain "a part is issued: $now documents"
	if [ -e "book/$file" ]; then
		bare "book/$file" >seen
		bare "ended/$file" | cmp -s - seen || complain "other statements"
	else
		[ "$now" -eq "$before" ] || complain "invoices of no statement"
	fi
	[ ! -s out ] || cmp -s out ref || complain "it printed what no run prints"
	[ ! -s out ] || [ "$now" -eq "$after" ] || complain "printed, and not issued"
	change env || complain "running again fails: $(head -n 1 err)"
	cmp -s out ref || complain "running again prints something else"
	for part in statements ledger invoices; do
		diff -rq "book/$part" "ended/$part" >>why 2>&1 || complain "other $part"
	done
	[ -z "$(find book -name '.pial-*.tmp' -o -name '*.next')" ] || complain "a temporary file stays"
	mv why err
	tap "$wrong" "$1"
}

# settle VERB: accidents to it, on the book as the one before left it.
settle() {
	verb=$1
	rm -rf old
	mv next old
	before=$(kept old)
	fresh
	change env
	tap $? "$verb: the reference run"
	cp out ref
	rm -rf ended
	cp -r book ended
	after=$(kept ended)
	[ "$after" -gt "$before" ]
	tap $? "$verb: the reference run issues something"
	points "$late" openat close read newfstatat fstat
	thin points
	accidents "$verb: "
	cut_short "$verb: "
	cp -r ended next
}

make_book next
settle march
between
settle april
grep -c '^self,.*,credit,P-chenes,2025-03,' ended/ledger/register-self-2025.csv | grep -qx 1
tap $? "april: what was credited since is given back by a credit note"
tap 0 "accidents: $faults"
finish
