#!/bin/sh
# Every diagnostic code is raised somewhere, is in the manual, in both languages, and shown by a test.
. "$(dirname "$0")/common.sh"

codes=$(sed -n 's/^PIAL_DIAG([A-Z0-9_]*, *"\([A-Z0-9-]*\)".*/\1/p' lib/diag/codes.def 2>/dev/null)
needed "$codes" "code in lib/diag/codes.def"

# Pages write a hyphen that must stay one as \- .
cat "$BUILD"/man/*.[157] 2>/dev/null | sed 's/\\-/-/g' >"$lint_tmp/en"
cat "$BUILD"/man/fr/*.[157] 2>/dev/null | sed 's/\\-/-/g' >"$lint_tmp/fr"
# What is raised: names in code, not in the comments that speak of them.
find lib cmd -name '*.[ch]' -type f -exec cat {} + 2>/dev/null | awk '
	{
		line = $0
		if (comment) {
			if (!sub(/^.*\*\//, "", line)) next
			comment = 0
		}
		gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
		if (sub(/\/\*.*/, "", line)) comment = 1
		print line
	}' | grep -o 'PIAL_[A-Z]_[A-Z0-9_]*' | sort -u >"$lint_tmp/raised"
find tests/unit tests/cmd tests/chain tests/prop -type f -exec cat {} + >"$lint_tmp/tests" 2>/dev/null

# has FILE CODE NAME: a longer code that begins the same is another code.
has() {
	LC_ALL=C grep -aqE "(^|[^A-Z0-9-])$2([^A-Z0-9-]|\$)" "$1" ||
		{ [ -n "$3" ] && LC_ALL=C grep -aqwE "PIAL_$3|$3" "$1"; }
}

for code in $codes; do
	name=$(echo "$code" | tr - _)
	verdict "$code" "$(
		grep -qx "PIAL_$name" "$lint_tmp/raised" || echo "$code is raised by no file"
		has "$lint_tmp/en" "$code" "" || echo "$code is not in the English manual"
		has "$lint_tmp/fr" "$code" "" || echo "$code is not in the French manual"
		has "$lint_tmp/tests" "$code" "$name" || echo "$code is shown by no test"
	)"
done
verdict "codes are different" "$(echo "$codes" | sort | uniq -d)"
