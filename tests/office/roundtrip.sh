#!/bin/sh
# roundtrip.sh BUILD: workbooks go through LibreOffice and come back the same, cell by cell. Prints TAP.
#
# Every table of the example's weeks, and a workbook of values that spreadsheets are known to change, as
# .ods and .fods of ours, then: ods to ods, ods to xlsx, fods to ods, xlsx to ods. What comes back is
# read by our reader and compared cell by cell with what was sent; tables are also read as tables and
# compared with the table they were.
. "$(dirname "$0")/common.sh"

[ -x "$sheet" ] || { echo "not ok 1 - $sheet is not built"; echo "1..1"; exit 1; }

mkdir ods fods
# A table's file is named week_table.
for file in "$root"/examples/luchon/weeks/*/*.csv; do
	table=$(basename "$file" .csv)
	[ "$table" != status ] || continue
	week=$(basename "$(dirname "$file")")
	for ending in ods fods; do
		"$sheet" write "$table" "$file" "$ending/${week}_$table.$ending" fr >said 2>&1 ||
			tap 1 "$week $table is written as $ending"
	done
done
"$sheet" probe ods/probe.ods fr && "$sheet" probe fods/probe.fods fr
tap $? "the probes are written"
count=$(find ods -name '*.ods' | wc -l)
[ "$count" -ge 20 ]
tap $? "$count workbooks go out"

convert ods ods-ods ods/*.ods
tap $? "LibreOffice saves .ods as .ods"
convert xlsx ods-xlsx ods/*.ods
tap $? "LibreOffice saves .ods as .xlsx"
convert ods fods-ods fods/*.fods
tap $? "LibreOffice saves .fods as .ods"
convert ods xlsx-ods ods-xlsx/*.xlsx
tap $? "LibreOffice saves .xlsx as .ods"
convert fods ods-fods ods/*.ods
tap $? "LibreOffice saves .ods as .fods"
convert "$csv_shown" ods-csv ods/2025-W12_*.ods
tap $? "LibreOffice saves .ods as CSV, as shown"

# same WAY FILE: the cells of a file that came back are those that went out.
same() {
	name=$(basename "$2")
	name=${name%.*}
	"$sheet" text "ods/$name.ods" >sent 2>said && "$sheet" text "$2" >came 2>said && diff sent came >said
	tap $? "$1 $name: the same cells"
	case $name in *_*) ;; *) return ;; esac
	week=${name%%_*}
	table=${name#*_}
	"$sheet" table "$table" "$root/examples/luchon/weeks/$week/$table.csv" >sent 2>said &&
		"$sheet" table "$table" "$2" >came 2>said && diff sent came >said
	tap $? "$1 $name: the same table"
}

for way in ods-ods ods-xlsx fods-ods xlsx-ods ods-fods; do
	for file in "$way"/*; do
		same "$way" "$file"
	done
done
for file in ods-csv/*; do
	name=$(basename "$file" .csv)
	table=${name#*_}
	"$sheet" table "$table" "$root/examples/luchon/weeks/${name%%_*}/$table.csv" >sent 2>said &&
		"$sheet" table "$table" "$file" >came 2>said && diff sent came >said
	tap $? "ods-csv $name: the same table"
done

# A page to fill in keeps what it allows, what it locks and how it is printed. (What stays in sight belongs
# to the window, and there is none here.)
mkdir form
"$sheet" form form/form.ods fr && convert fods form-fods form/form.ods
tap $? "a form goes out and comes back"

# kept NAME PATTERN COUNT: so many lines of what came back hold the pattern.
kept() {
	[ "$(grep -c "$2" form-fods/form.fods)" -eq "$3" ]
	tap $? "$1"
}
kept "the sheet is protected" 'table:protected="true"' 1
kept "cells to fill in are open" 'style:cell-protect="none"' 2
kept "a short list is offered" 'is-in-list(&quot;kg&quot;;&quot;pièce&quot;;&quot;botte&quot;)' 1
kept "a long list is offered" 'is-in-list(\[[$]Listes.[$]A[$]1:.[$]A[$]60\])' 1
kept "the sheet of long lists is hidden" 'table:display="false"' 1
kept "only numbers are taken" 'cell-content-is-decimal-number() and cell-content()&gt;=0' 1
kept "the header is repeated" '<table:table-header-rows>' 1
kept "the id is hidden" 'table:visibility="collapse"' 1
kept "the page is one wide and one high" 'style:scale-to-X="1" style:scale-to-Y="1"' 1
finish
