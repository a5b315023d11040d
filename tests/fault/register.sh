#!/bin/sh
# Issuing invoices and crediting them, killed at every system call, failed at every call that writes, cut
# short in the middle of a write, and run side by side while some of them are killed at random. Whatever
# happens: every seller's documents are issued or none is, the registers and documents check, what was
# printed stays, and the same command run again leaves the bytes that a run without an accident leaves.
# usage: register.sh BUILD; FAULT_EVERY=N takes every Nth accident only.
. "$(dirname "$0")/common.sh"
every=${FAULT_EVERY:-1}
rounds=${FAULT_ROUNDS:-$((120 / every + 4))}
faults=0
unset PIAL_TODAY

# A book of three sellers, two of whom have documents in March: two months of saved deliveries.
make_book() {
	cp -r "$root/examples/luchon" "$1"
	rm -rf "$1/weeks" "$1/season"
	sed -i '/^  prefix:/d' "$1/parties.yaml"
	mkdir -p "$1/weeks/2025-W12" "$1/weeks/2025-W16"
	head='note,line,day,kitchen,product,producer,received,unit,invoiced,priced_unit,price,organic,certifier,status'
	deliveries() {
		echo "$head"
		while read -r seller kitchen product quantity price; do
			echo "BL-$2-$kitchen-$seller,1,$1,$kitchen,$product,$seller,$quantity,kg,$quantity,kg,$price,yes,FR-BIO-01,agreed"
		done | sort
	}
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
change() { "$verb" "$@"; }

fresh() {
	rm -rf book
	cp -r old book
}

# rows FILE: rows of a printed table that are issued, which have a hash.
rows() {
	grep -c ',[0-9a-f]\{64\}$' "$1"
}

# complain TEXT: what is wrong; running again says things of its own.
complain() {
	wrong=1
	echo "$1" >>why
}

# look WHAT [WRONG]: after an accident.
look() {
	wrong=${2:-0}
	: >why
	faults=$((faults + 1))
	grep -vxFf ref out >new.rows 2>/dev/null && complain "it printed what no run prints: $(head -n 1 new.rows)"
	printed=$(rows out)
	pial-invoice check -C book >>why 2>&1 || complain "the registers do not check"
	case $verb in
	back) reader="pial-invoice issue --period 2025-03" ;;
	march) reader="pial-invoice issue --period 2025-03" ;;
	april) reader="pial-invoice issue --period 2025-04" ;;
	esac
	$reader --today=2025-05-02 --no-pdf --dry-run -C book >seen 2>/dev/null || complain "it cannot be read"
	now=$(rows seen)
	[ "$now" -eq "$before" ] || [ "$now" -eq "$after" ] || complain "a part is issued: $now rows"
	[ "$printed" -eq 0 ] || [ "$now" -eq "$after" ] || complain "printed, and not issued"
	change env || complain "running again fails"
	cmp -s out ref || complain "running again prints something else"
	diff -rq book/invoices ended/invoices >>why 2>&1 || complain "other documents"
	diff -rq book/ledger ended/ledger >>why 2>&1 || complain "other registers"
	cmp -s book/.pial/registers ended/.pial/registers || complain "other notes of the registers"
	[ -z "$(find book -name '.pial-*.tmp' -o -name '*.next')" ] || complain "a temporary file stays"
	mv why err
	tap "$wrong" "$1"
}

# thin FILE: every Nth line of it.
thin() {
	awk -v n="$every" 'NR % n == 0' "$1" >thinned && mv thinned "$1"
}

# cut_short PREFIX: files may grow to so many blocks and no further: a true short write, then an error.
cut_short() {
	blocks=0
	while [ $blocks -lt 24 ]; do
		fresh
		(
			trap '' XFSZ
			ulimit -f $blocks
			change env
		)
		code=$?
		case $code in 0 | 2 | 4) strange=0 ;; *) strange=1 ;; esac
		[ $((blocks % every)) -ne 0 ] || look "$1writes of $blocks blocks" "$strange"
		blocks=$((blocks + 1))
	done
}

# on VERB: accidents to a verb, on the book as the verbs before it left it.
on() {
	verb=$1
	rm -rf old
	mv next old
	case $verb in april) reader="--period 2025-04" ;; *) reader="--period 2025-03" ;; esac
	# shellcheck disable=SC2086 # two words
	before=$(pial-invoice issue $reader --today=2025-05-02 --no-pdf --dry-run -C old 2>/dev/null | rows -)
	fresh
	change env
	tap $? "$verb: the reference run"
	cp out ref
	rm -rf ended
	cp -r book ended
	# shellcheck disable=SC2086 # two words
	after=$(pial-invoice issue $reader --today=2025-05-02 --no-pdf --dry-run -C ended 2>/dev/null | rows -)
	[ "$after" -gt "$before" ]
	tap $? "$verb: the reference run issues something"
	points 25 openat close read newfstatat fstat
	thin points
	accidents "$verb: "
	cut_short "$verb: "
	cp -r ended next
}

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
