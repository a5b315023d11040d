#!/bin/sh
# Each file of the example book, damaged in every way below: `pial check` refuses it with exit 2, a located
# error that names the file, nothing on stdout, and no other file of the book changed.
#
# Ways are written from what people and programs do to files (a cut transfer, a stray quote, a spreadsheet, a slip of the
# hand), not from the reader. usage: prop_damage.sh BUILD
set -u
build=${1:?usage: prop_damage.sh BUILD}
root=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$(cd "$build/bin" && pwd):$PATH
LC_ALL=C
PIAL_TODAY=2025-04-15
export PATH LC_ALL PIAL_TODAY
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cp -r "$root/examples/luchon" "$scratch/good" && cd "$scratch" || exit 4
find good -name '*.md' -exec rm {} +
number=0

# One TAP line; what went wrong follows it.
tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	echo "not ok $number - $2"
	sed 's/^/#   /' out err | head -n 8
}

# csv WAY: damages stdin.
csv() {
	case $1 in
	empty) : ;;
	cut) awk '{ line[NR] = $0 } END { for (i = 1; i < NR; i++) print line[i]; printf "%s", line[NR] }' ;;
	quote) awk 'NR == 2 { $0 = "\"" $0 } { print }' ;;
	field) awk 'NR == 2 { $0 = $0 ",x,y" } { print }' ;;
	header) awk 'NR == 1 { sub(/^[a-z]/, "q"); print; next } { print }' ;;
	twice) awk 'NR == 2 { print } { print }' ;;
	control) awk 'NR == 2 { sub(/,/, "\033,") } { print }' ;;
	formula) awk 'NR == 2 { sub(/^[^,]*,[^,]*/, "=1+1,=1+1") } { print }' ;;
	nul) awk 'NR == 2 { sub(/,/, "@@,") } { print }' | tr @ '\000' ;;
	column) awk -F, 'NR == 1 { sub(/,[^,]*/, "") } { print }' ;;
	esac
}

# yaml WAY: damages stdin.
yaml() {
	case $1 in
	tab) awk '!done && /^[A-Za-z][^#]*:/{ print; print "\tx: 1"; done = 1; next } { print }' ;;
	key) awk '{ print } END { print "nmae: x" }' ;;
	twice) awk '!done && /^[A-Za-z][A-Za-z-]*:/{ k = $0; sub(/:.*/, ": x", k); print k; done = 1 } { print }' ;;
	bracket) awk '{ print } END { print "zz: [1, {a: 2]" }' ;;
	alias) awk '!done && /^[a-z][^#]*:/{ print "zz: &a x"; print "yy: *a"; done = 1 } { print }' ;;
	bytes) awk '{ print }'; printf 'zz: "\351\001"\n' ;;
	document) awk '{ print } END { print "---"; print "a: 1" }' ;;
	esac
}

# try KIND WAY FILE: damages a copy of the book, and looks.
try() {
	rm -rf book
	cp -r good book
	"$1" "$2" < "good/$3" > "book/$3"
	if cmp -s "good/$3" "book/$3"; then
		echo "the damage changed nothing" > err
		tap 1 "$3 $2"
		return
	fi
	(cd book && find . -type f ! -path './.pial/*' -exec cksum {} + | sort) > before
	pial check -C book --lang=en > out 2> err
	code=$?
	(cd book && find . -type f ! -path './.pial/*' -exec cksum {} + | sort) > after
	wrong=0
	[ "$code" -eq 2 ] || { wrong=1; echo "exit code $code" >> err; }
	[ ! -s out ] || wrong=1
	cmp -s before after || { wrong=1; echo "a file changed" >> err; }
	grep -Eq "^book/$3:([0-9]+:([0-9]+|[A-Z]+):|[0-9]+:)? error: .*\[E-[A-Z0-9-]+\]$" err || wrong=1
	tap "$wrong" "$3 $2"
}

pial check -C good > out 2> err
tap $? "the example itself is accepted"
for file in $(cd good && find . -name '*.csv' | sed 's|^\./||' | sort); do
	for way in empty cut quote field header twice control formula nul column; do
		try csv "$way" "$file"
	done
done
for file in $(cd good && find . -name '*.yaml' | sed 's|^\./||' | sort); do
	for way in tab key twice bracket alias bytes document; do
		try yaml "$way" "$file"
	done
done
echo "1..$number"
