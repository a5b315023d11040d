#!/bin/sh
# Small pieces: no function over 80 lines (a table named *_options 120), nine in ten under 45, no file
# over 800 lines, no line over 100 columns. Lengths run from the line of the name to the closing brace.
. "$(dirname "$0")/common.sh"

list=$(sources lib cmd tests)
needed "$list" "C file"

# shellcheck disable=SC2086 # a list of names without blanks
ctags --c-kinds=fv --fields=+neK --sort=no -o - $list 2>/dev/null | awk -F '\t' '
	{
		from = to = 0
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/) from = substr($i, 6)
			if ($i ~ /^end:/) to = substr($i, 5)
		}
		if (to) print to - from + 1, $2 ":" from, $1, $4
	}' >"$lint_tmp/lengths"
# File names must not hold blanks for the above; they do not.
awk '$4 == "function" { print $1 }' "$lint_tmp/lengths" | sort -n >"$lint_tmp/functions"
needed "$(head -n 1 "$lint_tmp/functions")" "function"

verdict "functions of 80 lines at most" "$(awk '
	$3 ~ /_options$/ { if ($1 > 120) print $2 ": " $3 " has " $1 " lines, 120 are allowed"; next }
	$4 == "function" && $1 > 80 { print $2 ": " $3 "() has " $1 " lines, 80 are allowed" }' \
	"$lint_tmp/lengths")"

count=$(wc -l <"$lint_tmp/functions")
p90=$(sed -n "$(((count * 9 + 9) / 10))p" "$lint_tmp/functions")
verdict "nine functions in ten under 45 lines ($p90, of $count)" \
	"$([ "$p90" -lt 45 ] || echo "the ninth decile is $p90 lines")"

# shellcheck disable=SC2086
verdict "files of 800 lines at most" "$(wc -l $list | awk '
	$2 != "total" && $1 > 800 { print $2 ": " $1 " lines" }')"

# Columns are characters, a tab ends on the next multiple of eight. Bytes 80 to BF continue a character.
# shellcheck disable=SC2086
verdict "lines of 100 columns at most" "$(LC_ALL=C awk '
	FNR == 1 { file = FILENAME }
	length($0) > 60 {
		line = $0
		gsub(/[\200-\277]/, "", line)
		width = 0
		n = split(line, part, "\t")
		for (i = 1; i <= n; i++) {
			width += length(part[i])
			if (i < n) width += 8 - width % 8
		}
		if (width > 100) print file ":" FNR ": " width " columns"
	}' $list)"

# shellcheck disable=SC2086
verdict "no blank before the end of a line" "$(grep -n '[[:blank:]]$' $list)"
