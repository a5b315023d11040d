#!/bin/sh
# documents.sh BUILD: every invoice of tests/data/invoices, and the notes of a week, as PDF: looked at with
# other programs, and with a checker of our own (check.c). Prints TAP; needs qpdf, poppler-utils, xmllint.
set -u
cd "$(dirname "$0")/../.." || exit 4
build=$(cd "${1:?"the build directory is missing"}" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# told NAME STATUS FILE: one TAP line, with what was said when it went wrong.
told() {
	if [ "$2" -eq 0 ]; then
		echo "ok - pdf: $1"
	else
		sed 's/^/# /' "$3" | head -n 12
		echo "not ok - pdf: $1"
	fi
}

"${CC:-gcc}" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Werror -O1 -g -o "$room/check" \
	tests/pdf/check.c -lqpdf >"$room/log" 2>&1
told "the checker compiles" $? "$room/log"

# The same documents, twice.
for turn in one two; do
	mkdir "$room/$turn"
	PIAL_PAPERS="$room/$turn" "$build/unit/test_report_invoice_paper" >"$room/log" 2>&1
	told "documents are made" $? "$room/log"
done
cat >"$room/allocation.csv" <<'END'
week,day,kitchen,ordered_product,product,producer,batch,quantity,price
2025-W12,2025-03-17,K-creche,poireau,poireau,P-ravin,,5,2.9
2025-W12,2025-03-18,K-ehpad,carotte,carotte,P-chenes,"<b> 1 Ω",5,1.9
2025-W12,2025-03-18,K-ehpad,poireau,poireau,P-chenes,L-2,10,2.8
END
for turn in one two; do
	PIAL_TODAY=2025-03-$([ $turn = one ] && echo 17 || echo 18) "$build/bin/pial-weigh" notes \
		-C examples/luchon "$room/allocation.csv" --format=pdf -o "$room/$turn/notes.pdf" >"$room/log" 2>&1
	told "notes are made" $? "$room/log"
done
# What a checker must not let pass: it would find nothing in anything.
sed 's/pdfaid:part>3/pdfaid:part>4/' "$room/one/notes.pdf" >"$room/part.pdf"
sed 's/%%EOF/%%EOF later/' "$room/one/notes.pdf" >"$room/end.pdf"
qpdf --newline-before-endstream=n "$room/one/notes.pdf" "$room/line.pdf" 2>/dev/null ||
	qpdf "$room/one/notes.pdf" "$room/line.pdf"
qpdf --remove-attachment=factur-x.xml "$room/one/liable-public.pdf" "$room/file.pdf"
! "$room/check" -p "$room/one/liable-public.pdf" >"$room/log" 2>&1
told "the checker sees that a hybrid is not plain" $? "$room/log"
for wrong in part end line file; do
	! "$room/check" "$room/$wrong.pdf" >"$room/log" 2>&1
	told "the checker sees what is wrong: $wrong" $? "$room/log"
done

# words FILE: its words, without the lines that tables are drawn with.
words() {
	tr -s ' \n\302\240' '\n' <"$1" | LC_ALL=C grep -v '^[^ -~]*$' | LC_ALL=C sed 's/:$//' | grep -v '^$' | sort -u
}

for pdf in "$room"/one/*.pdf; do
	name=$(basename "$pdf" .pdf)
	"$room/check" "$pdf" >"$room/log" 2>&1
	told "$name is PDF/A-3b as far as we can see" $? "$room/log"
	qpdf --check "$pdf" >"$room/log" 2>&1
	told "$name: qpdf --check" $? "$room/log"
	pdffonts "$pdf" | awk 'NR > 2 { n++; if ($(NF-4) != "yes" || $(NF-2) != "yes") bad = 1 }
		END { exit bad || !n }' >"$room/log" 2>&1
	told "$name: fonts are embedded and say their letters" $? "$room/log"
	qpdf --show-object=trailer "$pdf" >/dev/null 2>&1
	qpdf --qdf --object-streams=disable "$pdf" - | LC_ALL=C sed -n '/<?xpacket begin/,/<?xpacket end/p' >"$room/xmp"
	xmllint --noout "$room/xmp" >"$room/log" 2>&1
	told "$name: its metadata are XML" $? "$room/log"
	cmp "$pdf" "$room/two/$name.pdf" >"$room/log" 2>&1
	told "$name: the same bytes again" $? "$room/log"
	[ -f "$room/one/$name.xml" ] || continue
	pdfdetach -save 1 -o "$room/xml" "$pdf" >"$room/log" 2>&1 && cmp "$room/xml" "$room/one/$name.xml" >>"$room/log" 2>&1
	told "$name: the XML inside is the XML" $? "$room/log"
	level=$(sed -n 's/.*<fx:ConformanceLevel>\(.*\)<.*/\1/p' "$room/xmp")
	case $(grep -o 'urn:cen[^<]*' "$room/xml") in
	urn:cen.eu:en16931:2017) [ "$level" = "EN 16931" ] ;;
	*'#conformant#urn:factur-x.eu:1p0:extended') [ "$level" = EXTENDED ] ;;
	*) false ;;
	esac
	told "$name: the metadata name the profile of the XML, one of Factur-X" $? "$room/xmp"
	plain=$room/one/$name.plain
	"$room/check" -p "$plain" >"$room/log" 2>&1 && qpdf --check "$plain" >>"$room/log" 2>&1
	told "$name, plain, is PDF/A-2b as far as we can see" $? "$room/log"
	[ "$(pdfdetach -list "$plain")" = "0 embedded files" ] && ! grep -qa 'factur-x\|CrossIndustry' "$plain"
	told "$name, plain: no file inside" $? /dev/null
	# Without the numbers of objects, which differ.
	pdffonts "$pdf" | cut -c1-76 >"$room/fonts" &&
		pdffonts "$plain" | cut -c1-76 | cmp - "$room/fonts" >"$room/log" 2>&1
	told "$name, plain: the same fonts" $? "$room/log"
	pdftotext -layout "$pdf" "$room/pages" && pdftotext -layout "$plain" - | cmp - "$room/pages" >"$room/log" 2>&1
	told "$name, plain: the same text at the same places" $? "$room/log"
	cmp "$plain" "$room/two/$name.plain" >"$room/log" 2>&1
	told "$name, plain: the same bytes again" $? "$room/log"
	pdftotext -raw "$pdf" - | tr -d ' \n\f\302\240' >"$room/text"
	words "$room/one/$name.words" | while IFS= read -r word; do
		grep -qF -- "$(printf %s "$word" | tr -d '\302\240')" "$room/text" || echo "$word"
	done >"$room/log"
	[ ! -s "$room/log" ]
	told "$name: every word of the text is on its pages" $? "$room/log"
done

# A table that goes over pages: heads and the title of its section again, each page with its number.
pages=$(pdfinfo "$room/one/sixty-lines.pdf" | awk '$1 == "Pages:" { print $2 }')
[ "$pages" -ge 3 ]
told "sixty lines take some pages" $? /dev/null
page=2
while [ "$page" -le "$pages" ]; do
	pdftotext -f $page -l $page -layout "$room/one/sixty-lines.pdf" "$room/log"
	awk 'NF && !n { n = 1; good = /Désignation/ && /Montant/; next } NF && n == 1 { n = 2; good = good && /^ *Bon de livraison/ }
		END { exit !good }' "$room/log"
	told "page $page begins with the heads and a section" $? "$room/log"
	grep -q "page $page/$pages\$" "$room/log"
	told "page $page says which it is" $? "$room/log"
	page=$((page + 1))
done
