#!/bin/sh
# Issuing invoices and crediting them, killed at every system call, failed at every call that writes, cut
# short in the middle of a write, and run side by side while some of them are killed at random. Whatever
# happens: every seller's documents are issued or none is, the registers and documents check, what was
# printed stays, and the same command run again leaves the bytes that a run without an accident leaves.
# usage: register.sh BUILD; FAULT_EVERY=N takes every Nth accident only.
. "$(dirname "$0")/common.sh"
. "$root/tests/fault/common-documents.sh"
rounds=${FAULT_ROUNDS:-$((120 / every + 4))}

# A book of three sellers, two of whom have documents in March: two months of saved deliveries.
make_book() {
	cp -r "$root/examples/luchon" "$1"
	rm -rf "$1/weeks" "$1/season"
	sed -i '/^  prefix:/d' "$1/parties.yaml"
	mkdir -p "$1/weeks/2025-W12" "$1/weeks/2025-W16"
	deliveries 2025-03-20 20250320 >"$1/weeks/2025-W12/deliveries.csv" <<-END
		P-chenes K-creche poireau 5 2.9
		P-chenes K-epicerie poireau 12.5 2.9
		P-ravin K-creche carotte 10 1.9
	END
	deliveries 2025-04-17 20250417 >"$1/weeks/2025-W16/deliveries.csv" <<-END
		P-aubepine K-creche carotte 5 1.95
		P-chenes K-creche poireau 5 2.95
		P-ravin K-creche carotte 3.333 1.95
	END
}

march() { "$@" pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf -C book >out 2>err; }
april() { "$@" pial-invoice issue --period 2025-04 --today=2025-04-30 --no-pdf -C book >out 2>err; }
back() { "$@" pial-invoice credit LU-2025-0001 1=2.5 --seller P-ravin --today=2025-05-02 --no-pdf -C book >out 2>err; }

# Runs side by side, each a credit note of its own, some killed after a moment: what was printed is in the
# register, once; the numbers have no gap; no document is left over.
together() {
	rm -rf book
	mv next book
	: >said
	: >kills
	# A run takes as long as this machine takes: moments to be killed at lie within it.
	begun=$(date +%s%N)
	pial-invoice credit LU-2025-0002 1=0.009 --again --seller P-chenes --today=2025-05-03 --no-pdf \
		--dry-run -C book >/dev/null 2>&1
	moment=$((($(date +%s%N) - begun) / 500000 + 2))
	round=0
	while [ $round -lt "$rounds" ]; do
		round=$((round + 1))
		for part in 1 2 3; do
			line=$((round * 3 + part))
			(
				pial-invoice credit LU-2025-0002 1=0.00$part --again --seller P-chenes --today=2025-05-03 \
					--no-pdf -C book >"said.$line" 2>/dev/null &
				pid=$!
				after=$((line * 7919 % moment))
				[ $((line % 3)) -eq 0 ] || sleep "$((after / 1000)).$(printf %03d $((after % 1000)))"
				[ $((line % 3)) -eq 0 ] || kill -9 $pid 2>/dev/null
				wait $pid
				[ $? -ne 137 ] || echo killed >>kills
			) &
		done
		wait
	done
	: >err
	pial-invoice credit LU-2025-0002 1=0.004 --seller P-chenes --today=2025-05-03 --no-pdf -C book >>err 2>&1
	tap $? "side by side: a last run"
	pial-invoice check -C book >>err 2>&1
	tap $? "side by side: the registers and documents check"
	cat said.* | grep -h ',credit,' | sort >printed
	sort book/ledger/register-P-chenes-2025.csv >kept
	comm -23 printed kept >err
	[ ! -s err ]
	tap $? "side by side: what was printed is in the register"
	[ -z "$(cut -d, -f2 printed | uniq -d)" ]
	tap $? "side by side: no number was printed twice"
	dead=$(wc -l <kills)
	faults=$((faults + dead))
	# A handful of runs may all be quick enough; of many, some must have been killed.
	{ [ "$rounds" -lt 10 ] || [ "$dead" -gt $((rounds / 4)) ]; } && [ "$(wc -l <printed)" -ge "$rounds" ]
	tap $? "side by side: $dead runs were killed, $(wc -l <printed) answered"
}

make_book next
for each in march april back; do
	on $each
done
together
[ "$every" -gt 1 ] || [ "$faults" -ge 1000 ]
tap $? "accidents: $faults"
finish
