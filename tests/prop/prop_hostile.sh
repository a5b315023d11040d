#!/bin/sh
# prop_hostile.sh BUILD: hostile texts in every text field of a book come out harmless in every format.
# Prints TAP.
#
# The example book is given names that are markup, attributes, formulas, links, patterns of printf, paths
# (hostile/spoil.pl); it stays a good book, and everything that people are shown of it is made in every
# format and looked through by a program that knows what each format would run (hostile/harmless.pl).
# Characters that no text may hold are refused, and what is said of them cannot speak to a terminal.
set -u
LC_ALL=C.UTF-8
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?"usage: prop_hostile.sh BUILD"}" && pwd)
. "$here/common.sh"
PATH=$build/bin:$PATH
PIAL_TODAY=2025-04-10
export PATH PIAL_TODAY

cp -R "$here/../../examples/luchon" "$scratch/book" && cd "$scratch/book" || exit 4
perl "$here/hostile/spoil.pl" . >"$scratch/said" 2>&1 && pial check >>"$scratch/said" 2>&1
verdict "the book of hostile names is a good book" $?

for week in 09 10 11 12 13 14; do
	pial-allocate --save 2025-W$week >/dev/null 2>>"$scratch/err"
done

# shown "FORMAT..." COMMAND...: what a command writes, in each format, and what it says.
shown() {
	formats=$1
	shift
	for format in $formats; do
		file=$scratch/out.$format
		"$@" --format="$format" >"$file" 2>"$scratch/err"
		status=$?
		{
			echo "# ends with $status"
			cat "$scratch/err"
			perl "$here/hostile/harmless.pl" "$format" "$file"
			clean=$?
			echo . >>"$scratch/err"
			perl "$here/hostile/harmless.pl" text "$scratch/err" || clean=1
		} >"$scratch/said"
		[ $status -le 1 ] && [ $clean -eq 0 ]
		verdict "$* --format=$format" $?
	done
}

tables="csv sheet fods text"
views="$tables json html md"
shown "$tables" pial-plan orders 2025-W12
shown "$tables" pial-plan offers 2025-W12
shown "$tables" pial-allocate 2025-W12
shown text pial-allocate 2025-W12 --explain
shown "$views" pial-report table 2025-W12
shown "$views" pial-report lists 2025-W12
shown "$views" pial-report lists 2025-W12 --by driver
shown "$views" pial-report week 2025-W12
shown "$views" pial-report availability 2025-W12
shown "$views" pial-report availability 2025-W12 --for K-ecoles
shown "$views" pial-report week 2025-W13
for view in value contract fairness activities egalim; do
	shown "$views" pial-report "$view" --period 2025
done
shown "$views" pial-report season 2025
shown "$views" pial-report certificates
shown "$views" pial-report hazards
shown "$views" pial-report waste
shown "$views" pial-report trace --product carotte
shown "$tables" pial-weigh deliveries 2025-W12
shown "text html md" pial-weigh notes 2025-W12
shown "$views" pial-weigh waste hiver-2025
shown "$tables" pial-invoice draft --period 2025-03
shown "text html md" pial-invoice statement --period 2025-03

# site WORDS: the book as a site, with a policy: its pages, and their names.
site() {
	sed -i '/^publish:/d' pial.yaml && echo "publish: {$1}" >>pial.yaml
	rm -rf "$scratch/site"
	pial-report site "$scratch/site" >"$scratch/out" 2>"$scratch/said"
	bad=$?
	find "$scratch/site" -name '*.html' -exec sh -c '
		for file; do perl "$0" html "$file" || echo "not harmless: $file"; done' \
		"$here/hostile/harmless.pl" {} + >"$scratch/harm"
	grep . "$scratch/harm" >>"$scratch/said" && bad=1
	find "$scratch/site" -type f | sed "s|^$scratch/site/||" | grep -v '^\.pial-site$' >"$scratch/names"
	[ "$(wc -l <"$scratch/names")" -gt 20 ] || bad=1
	grep -vE '^([a-z]+/)?([a-z0-9-]+|2025-W[0-9][0-9])\.html$' "$scratch/names" >>"$scratch/said" && bad=1
	sort -f "$scratch/names" | uniq -di | grep . >>"$scratch/said" && bad=1
	verdict "a site with publish: {$1}" $bad
}
for week in 09 10 11 12 13 14; do
	pial-allocate publish 2025-W$week >/dev/null 2>>"$scratch/err"
done
columns() { head -n 1 "$1.csv" | sed 's/,/, /g'; }
site 'producers: [name], kitchens: [name]'
site "producers: [$(columns producers)], kitchens: [$(columns kitchens)]"

for calendar in 'lists 2025-W12' 'lists 2025-W12 --for P-ravin' 'rota --from 2025-03-31 --until 2025-06-30'; do
	# shellcheck disable=SC2086 # words of one command
	pial-report $calendar --format=ics >"$scratch/out" 2>"$scratch/said"
	status=$?
	perl "$here/ics.pl" "$scratch/out" >/dev/null 2>>"$scratch/said" && [ $status -eq 0 ]
	verdict "pial-report $calendar --format=ics" $?
done

pial-invoice issue --period 2025-03 --no-pdf >"$scratch/said" 2>&1
verdict "March is issued" $?
bad=0
: >"$scratch/said"
for file in invoices/*/*.xml invoices/*/*.html; do
	perl "$here/hostile/harmless.pl" "${file##*.}" "$file" >>"$scratch/said" || bad=1
done
pial-invoice check invoices/*/*.xml >>"$scratch/said" 2>&1 || bad=1
verdict "what was issued is harmless, and right" $bad
for format in fec hledger; do
	pial-invoice export "$format" --year 2025 >"$scratch/out" 2>"$scratch/said"
	status=$?
	perl "$here/hostile/harmless.pl" text "$scratch/out" >>"$scratch/said" && [ $status -eq 0 ]
	verdict "export $format" $?
done

# What no text may hold: escapes of terminals, marks that turn the direction of writing, no UTF-8.
for pair in 'an escape of terminals=\0033[2J' 'the same in one character=\0302\0233' 'a bell=\0007' \
	'a mark that turns writing round=\0342\0200\0256' 'one that sets a part apart=\0342\0201\0246'; do
	bytes=${pair#*=}
	cp producers.csv "$scratch/keep"
	printf 'P-mal,Nom%bx,grower,1,1,,,,,,,,\n' "$bytes" >>producers.csv
	pial check >"$scratch/out" 2>"$scratch/said"
	status=$?
	perl "$here/hostile/harmless.pl" text "$scratch/said" >"$scratch/harm" && [ $status -eq 2 ] &&
		[ ! -s "$scratch/out" ]
	verdict "a name with ${pair%%=*} is refused, and not repeated raw" $? "$scratch/harm"
	cp "$scratch/keep" producers.csv
done
echo "1..$count"
