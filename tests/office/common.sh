# shellcheck shell=sh disable=SC2034
# common.sh BUILD: what the scripts of this folder share: a scratch folder, TAP, and two spreadsheet programs
# driven without a window, both French whatever the machine is: LibreOffice with a profile of its own,
# Gnumeric with a locale of its own.
#
# convert ENDING FOLDER FILE...: each FILE saved as ENDING (or ENDING:filter:options) in FOLDER, in one run.
# infilter=... before it chooses how files are read. False, and said, when a file did not come.
# gnumeric ENDING FOLDER FILE...: the same by Gnumeric (ods, xlsx, csv); as CSV the first sheet, with
# semicolons, or as marks=... before it says (options of its exporter of text).
set -u
build=${1:?"the build directory is missing"}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$build" && pwd)
PATH=$build/bin:$PATH
sheet=$build/office/sheet
export PATH
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 4
number=0
failed=0
infilter=

marks=

for program in soffice ssconvert localedef; do
	command -v $program >/dev/null || { echo "not ok 1 - $program is needed"; echo "1..1"; exit 1; }
done

# tap STATUS NAME: one TAP line, and what was said when it is not ok.
tap() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then echo "ok $number - $2"; return; fi
	failed=$((failed + 1))
	echo "not ok $number - $2"
	[ ! -s said ] || sed 's/^/#   /' said | head -n 12
}

# finish: the plan, and the status.
finish() {
	echo "1..$number"
	[ "$failed" -eq 0 ]
}

# profile LANGUAGE (fr-FR, en-US, de-DE): a fresh profile, which decides marks, dates and names of days.
profile() {
	rm -rf profile
	mkdir -p profile/user
	cat >profile/user/registrymodifications.xcu <<XCU
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$1</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale" oor:op="fuse"><value>$1</value></prop></item>
</oor:items>
XCU
}
profile fr-FR

# The program may hang on a file that it asks about: it is ended after three minutes.
convert() {
	to=$1
	folder=$2
	shift 2
	mkdir -p "$folder"
	if [ -n "$infilter" ]; then set -- --infilter="$infilter" "$@"; fi
	HOME=$scratch SAL_USE_VCLPLUGIN=svp timeout 180 soffice "-env:UserInstallation=file://$scratch/profile" \
		--headless --norestore --convert-to "$to" --outdir "$folder" "$@" >said 2>&1
	missing=0
	for file; do
		case $file in --infilter=*) continue ;; esac
		name=$(basename "$file")
		[ -s "$folder/${name%.*}.${to%%:*}" ] || { echo "$file did not come as ${to%%:*}" >>said; missing=1; }
	done
	[ "$missing" -eq 0 ]
}

mkdir locale
localedef -i fr_FR -f UTF-8 locale/fr_FR.UTF-8 >said 2>&1 || { echo "not ok 1 - no French locale"; echo "1..1"; exit 1; }

# Which program reads it is told for text alone, where it would guess the encoding.
gnumeric() {
	to=$1
	folder=$2
	shift 2
	mkdir -p "$folder"
	case $to in
	ods) exporter=Gnumeric_OpenCalc:odf ;;
	xlsx) exporter=Gnumeric_Excel:xlsx2 ;;
	csv) exporter=Gnumeric_stf:stf_assistant ;;
	esac
	missing=0
	for file; do
		name=$(basename "$file")
		name=${name%.*}
		set -- -T "$exporter"
		case $file in *.csv) set -- "$@" -I Gnumeric_stf:stf_csvtab --import-encoding=UTF-8 ;; esac
		case $to in
		csv) set -- "$@" -S -O "${marks:-separator=; format=preserve quoting-mode=auto}" "$file" "$folder/$name-%n.csv" ;;
		*) set -- "$@" "$file" "$folder/$name.$to" ;;
		esac
		HOME=$scratch LOCPATH=$scratch/locale LC_ALL=fr_FR.UTF-8 timeout 60 ssconvert "$@" >said 2>&1
		if [ "$to" = csv ] && [ -e "$folder/$name-0.csv" ]; then
			mv "$folder/$name-0.csv" "$folder/$name.csv"
			rm -f "$folder/$name"-[0-9]*.csv
		fi
		[ -s "$folder/$name.$to" ] || { echo "$file did not come as $to" >>said; missing=1; }
	done
	[ "$missing" -eq 0 ]
}

# CSV with semicolons, UTF-8, as shown: what a French user saves.
csv_shown='csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,true,false,false'

equal=0
refused=0
# judged NAME EXPECTED REFUSED TABLE...: each table in result is that of the folder EXPECTED, or
# all were refused, with a cell, as the file REFUSED says.
judged() {
	name=$1
	from=$2
	if [ -e "result/$3" ]; then
		cp "result/$3" said
		refused=$((refused + 1))
		grep -Eq ':[0-9]+(:[A-Z]+)?: ' said && ! grep -q 'E-BOOK' said
		tap $? "$name: refused, with its place ($(grep -o '\[E-[A-Z-]*\]' said | sort | uniq -c | tr -s ' \n' ' '))"
		return
	fi
	shift 3
	for table; do diff "$from/$table" "result/$table"; done >said 2>&1
	[ ! -s said ]
	status=$?
	[ $status -ne 0 ] || equal=$((equal + 1))
	tap $status "$name: equal"
}

# by_gnumeric FROM ENDING EXPECTED: the forms of a folder opened and saved by Gnumeric in each way that it has.
by_gnumeric() {
	for out in ods xlsx csv csv:raw csv:comma; do
		case $out in
		csv:raw) marks='separator=; format=raw quoting-mode=auto' ;;
		csv:comma) marks='separator=, format=automatic quoting-mode=auto' ;;
		*) marks= ;;
		esac
		rm -rf out
		gnumeric "${out%:*}" out "$1"/*."$2" || { tap 1 "Gnumeric, $1 .$2 to $out: saved"; continue; }
		came "Gnumeric, $1 .$2 to $out" out "$3"
	done
}

# every_way: the forms of the folders csv and ods through all of it: CSV opened with each language and detection
# of special numbers, split at `;` alone or at `;` `,` and tab together, saved as .ods or .xlsx, those exported as
# CSV, as shown or raw, with each separator; .ods saved as .ods, .xlsx and CSV. What came is handed to the caller's
# came NAME FOLDER EXPECTED, EXPECTED being expected-csv or expected-ods. FORMS_QUICK=1: one language only.
every_way() {
	languages='0,0,false 1036,0,true 1033,0,true 1031,0,true 1033,0,false'
	[ -z "${FORMS_QUICK-}" ] || languages='1036,0,true'
	for language in $languages; do
		id=${language%%,*}
		special=${language##*,}
		for split in 59 59/44/9; do
			for book in ods xlsx; do
				way="$id-$special-$(echo $split | tr / +)-$book"
				infilter="Text - txt - csv (StarCalc):$split,34,76,1,,$id,false,$special,false,false,false,0,false"
				convert "$book" "in/$way" csv/*.csv || { tap 1 "$way: opened"; continue; }
				infilter=
				came "$way" "in/$way" expected-csv
				for out in 59,34,76,1,,0,false,true,true 59,34,76,1,,0,false,true,false \
					44,34,76,1,,0,false,true,true 9,34,76,1,,0,false,true,false; do
					rm -rf out
					convert "csv:Text - txt - csv (StarCalc):$out,false,false" out "in/$way"/*."$book" ||
						{ tap 1 "$way $out: saved"; continue; }
					came "$way to csv $out" out expected-csv
				done
				rm -rf "in/$way"
			done
		done
	done
	for out in ods xlsx "$csv_shown" 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false'; do
		rm -rf out
		convert "$out" out ods/*.ods || { tap 1 "ods to $out: saved"; continue; }
		came ".ods to $out" out expected-ods
	done
	by_gnumeric csv csv expected-csv
	by_gnumeric ods ods expected-ods
	convert xlsx office ods/*.ods && convert ods office ods/*.ods
	tap $? "LibreOffice saves what Gnumeric opens"
	by_gnumeric office xlsx expected-ods
	by_gnumeric office ods expected-ods
	echo "# equal $equal, refused $refused"
	[ "$equal" -gt 0 ]
	tap $? "some ways come back equal"
}
