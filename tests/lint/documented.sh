#!/bin/sh
# A public header is its function's documentation: a comment directly before each prototype (or before
# a group without a blank line between), a comment on at least half of its lines. Each file opens with
# one.
. "$(dirname "$0")/common.sh"

# undocumented FILE: prototypes without a comment. A declaration ends with ; or } outside braces.
undocumented() {
	LC_ALL=C awk '
	function braces(text, kind) { return gsub(kind, "", text) }
	comment { if (/\*\//) { comment = 0; documented = 1 } next }
	text == "" && /^[[:space:]]*\/\*/ { if (/\*\//) documented = 1; else comment = 1; next }
	text == "" && /^[[:space:]]*$/ { documented = 0; next }
	macro || /^[[:space:]]*#/ { macro = /\\$/; documented = 0; next }
	{
		if (text == "") { start = FNR; depth = 0 }
		line = $0
		sub(/\/\*.*/, "", line)
		text = text " " line
		depth += braces(line, "{") - braces(line, "}")
		if (depth > 0 || line !~ /[;}][[:space:]]*$/) next
		if (!documented && text !~ /^[[:space:]]*(struct|union|enum) [a-z0-9_]+ *[{;]/ &&
		    match(text, /pial_[a-z0-9_]+[[:space:]]*\(/))
			print FILENAME ":" start ": " substr(text, RSTART, RLENGTH - 1) "() has no comment"
		text = ""
	}' "$1"
}

# thin FILE: says when comments stand on less than half of the lines, blank ones and those of the
# preprocessor (guards, includes, macros) left out.
thin() {
	LC_ALL=C awk '
	!comment && (/^[[:space:]]*$/ || macro || /^[[:space:]]*#/) { macro = /\\$/; next }
	/^[[:space:]]*$/ { next }
	{ lines++ }
	comment || /\/\*/ { said++ }
	/\/\*/ { comment = 1 }
	/\*\// { comment = 0 }
	END { if (2 * said < lines) print FILENAME ": comments on " said " of " lines " lines" }' "$1"
}

list=$(find lib -name '*.h' -type f | grep -v '^lib/base/banned\.h$' | LC_ALL=C sort)
needed "$list" "header"
for header in $list; do
	verdict "$header" "$(undocumented "$header"; thin "$header")"
done

for file in $(sources lib cmd tests); do
	case $(head -n 1 "$file") in
	'/*'*) ;;
	*) echo "# $file:1: does not open with its design"; echo "$file" >>"$lint_tmp/bare" ;;
	esac
done
if [ -s "$lint_tmp/bare" ]; then
	echo "not ok - $lint: opening comments"
else
	echo "ok - $lint: opening comments"
fi
