# shellcheck shell=sh disable=SC2034,SC2154
# common-documents.sh: what the scripts share that issue documents: accidents to a verb that issues, judged by
# the registers. After common.sh.
#
# A script defines verbs, functions VERB RUNNER... that issue something in book (said goes to out and err),
# makes the book next, and calls on VERB for each, in an order in which one follows on the other. `old` is
# the book before a verb, `ended` the book that it leaves without an accident. late: how many of the last calls
# that only read count (25).
every=${FAULT_EVERY:-1}
faults=0
unset PIAL_TODAY

head='note,line,day,kitchen,product,producer,received,unit,invoiced,priced_unit,price,organic,certifier,status'

# deliveries DAY DATE: saved deliveries of a day, of lines "seller kitchen product kilograms price".
deliveries() {
	echo "$head"
	while read -r seller kitchen product quantity price; do
		echo "BL-$2-$kitchen-$seller,1,$1,$kitchen,$product,$seller,$quantity,kg,$quantity,kg,$price,yes,FR-BIO-01,agreed"
	done | sort
}

change() { "$verb" "$@"; }

# period: the month that the verb is about.
period() {
	case $verb in april) echo 2025-04 ;; *) echo 2025-03 ;; esac
}

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
	pial-invoice issue --period "$(period)" --today=2025-05-02 --no-pdf --dry-run -C book >seen 2>/dev/null || complain "it cannot be read"
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
	before=$(pial-invoice issue --period "$(period)" --today=2025-05-02 --no-pdf --dry-run -C old 2>/dev/null | rows -)
	fresh
	change env
	tap $? "$verb: the reference run"
	cp out ref
	rm -rf ended
	cp -r book ended
	after=$(pial-invoice issue --period "$(period)" --today=2025-05-02 --no-pdf --dry-run -C ended 2>/dev/null | rows -)
	[ "$after" -gt "$before" ]
	tap $? "$verb: the reference run issues something"
	points "${late:-25}" openat close read newfstatat fstat
	thin points
	accidents "$verb: "
	cut_short "$verb: "
	cp -r ended next
}
