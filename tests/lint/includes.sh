#!/bin/sh
# Includes go down only: base <- diag, num <- io, model <- load, markup <- book, sheet, engine, deliver,
# invoice, waste (never each other) <- report <- cmd. Foreign headers stay where they were let in.
. "$(dirname "$0")/common.sh"

# may MODULE: what its files may include, besides itself.
may() {
	case $1 in
	base) echo ;;
	diag | num | po) echo base ;;
	io) echo base diag num ;;
	model) echo base diag num ;;
	load) echo base diag num po io model ;;
	markup) echo base diag num po io ;; # not the model: it knows nothing of carrots
	engine) echo base diag num model ;; # no files, no language: a function of the model
	proof) echo base diag num model ;; # never engine: the checker does not share what it checks
	book | sheet | deliver | invoice | waste) echo base diag num po io model load markup ;;
	report) echo base diag num po io model load markup book sheet engine deliver invoice waste ;;
	*) return 1 ;;
	esac
}

# included FILE: "line<TAB>header" of each include.
included() {
	sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*\([<"][^>"]*[>"]\).*/\1/;t print;b
	:print
	=;p' "$1" | paste - -
}

# foreign FILE HEADER: which file may include a header from outside the project.
foreign() {
	case $2 in
	'<yaml.h>' | '<csv.h>') case $1 in lib/io/* | tests/bench/*) ;; *) return 1 ;; esac ;;
	'<zip.h>' | '<libxml/'*) case $1 in lib/io/ondemand_priv.h | tests/unit/workbook_help.c) ;; *) return 1 ;; esac ;;
	'<uthash.h>') [ "$1" = lib/base/strmap.c ] ;;
	'<cairo-pdf.h>' | '<pango/'* | '<fontconfig/'* | '<qpdf/'*) case $1 in lib/markup/pdf/* | tests/pdf/*) ;; *) return 1 ;; esac ;;
	'<cmocka.h>') case $1 in tests/*) ;; *) return 1 ;; esac ;;
	esac
}

list=$(sources lib cmd tests)
needed "$list" "C file"
modules=$(for dir in lib/*/; do basename "$dir"; done)

for file in $list; do
	module=${file#lib/}
	module=${module%%/*}
	case $file in lib/*) allowed=" $module $(may "$module") " || allowed= ;; *) allowed=any ;; esac
	findings=$(
		[ -n "$allowed" ] || echo "$file: module $module has no place in the table of layers"
		included "$file" | while read -r line header; do
			foreign "$file" "$header" || echo "$file:$line: $header does not belong here"
			case $header in
			*..*) echo "$file:$line: $header climbs; includes are written from lib/" ;;
			'"'*/*)
				[ "$allowed" != any ] || continue
				target=${header#?}
				target=${target%%/*}
				case $allowed in
				*" $target "*) ;;
				*) echo "$file:$line: $module may not include $header" ;;
				esac
				;;
			'"'*)
				case $file in
				lib/*) echo "$file:$line: $header is not written from lib/" ;;
				esac
				;;
			esac
		done
	)
	verdict "$file" "$findings"
done

# The table is checked too: every module of lib/ stands in it.
for module in $modules; do
	if may "$module" >/dev/null; then echo "ok - $lint: layer of $module"
	else echo "not ok - $lint: $module has no layer"; fi
done
