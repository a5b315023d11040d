#!/bin/sh
# bench_register.sh BUILD [SELLERSxKITCHENS...]: how long issuing takes and what it needs, by the number of
# invoices: the first run, the same run again (which reads every register and document), a credit note
# after it, the check of everything; then, of at most a thousand, the run with PDF. Times are user + system
# seconds and seconds elapsed; memory is the largest resident set. By itself 1, 1,000
# and 10,000 invoices; 250x400 is 100,000, which take 2.5 GB of the disk.
set -u
build=${1:?"usage: bench_register.sh BUILD [SELLERSxKITCHENS...]"}
shift
[ $# -gt 0 ] || set -- 1x1 25x40 100x100
here=$(cd "$(dirname "$0")" && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4

# run NAME COMMAND...: one line of figures.
run() {
	name=$1
	shift
	if ! /usr/bin/time -f "%U %S %e %M" -o time "$@" -C book >out 2>err; then
		echo "$name failed: $(head -n 1 err)" >&2
		exit 1
	fi
	awk -v name="$name" -v n="$invoices" 'NF == 4 {
		printf "%-10s %8d %9.2f s %9.2f s elapsed %8.3f ms an invoice %8.1f MB\n",
			name, n, $1 + $2, $3, 1000 * ($1 + $2) / n, $4 / 1024
	}' time
}

echo "what       invoices   cpu"
for size; do
	sellers=${size%x*}
	kitchens=${size#*x}
	invoices=$((sellers * kitchens))
	rm -rf book
	mkdir book
	awk -v sellers="$sellers" -v kitchens="$kitchens" -v dir=book -f "$here/party.awk" \
		-f "$here/register_book.awk" || exit 1
	[ "$invoices" -gt 1000 ] || cp -r book again
	run issue pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf
	[ "$(grep -c ',invoice,' out)" -eq "$invoices" ] || { echo "not all were issued" >&2; exit 1; }
	run again pial-invoice issue --period 2025-03 --today=2025-03-31 --no-pdf
	run credit pial-invoice credit B-2025-0001 all --seller P-00001 --today=2025-04-01 --no-pdf
	run check pial-invoice check
	echo "$(du -sk book/ledger | cut -f1) kB of registers, $(du -sk book/invoices | cut -f1) kB of documents"
	[ -d again ] || continue
	rm -rf book
	mv again book
	run with-pdf pial-invoice issue --period 2025-03 --today=2025-03-31
done
