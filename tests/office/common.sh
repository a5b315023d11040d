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
