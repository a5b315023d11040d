#!/bin/sh
# The synopsis of each page says what the command's own -h says, in both languages.
. "$(dirname "$0")/common.sh"

# of_page PAGE: the lines under SYNOPSIS, one form a line, blanks squeezed.
of_page() {
	mandoc -Tutf8 -O width=1000 "$1" | sed 's/.\x08//g' |
		awk '/^[^ ]/ { on = ($1 == "SYNOPSIS") ; next } on && NF { $1 = $1; print }'
}

# of_help COMMAND LANG: the forms after "usage:", up to the first empty line.
of_help() {
	env -i PATH=/usr/bin:/bin "$BUILD/bin/$1" --lang="$2" -h </dev/null 2>&1 |
		awk '!NF { exit } { sub(/^[a-z]+[^a-z:]*:/, ""); $1 = $1; sub(/^(or|ou): /, ""); print }'
}

commands=$(find cmd -name 'pial.c' -o -name 'pial-*.c' | LC_ALL=C sort)
needed "$commands" "command"
for main in $commands; do
	name=$(basename "$main" .c)
	for lang in en fr; do
		page=$BUILD/man/$name.1
		[ $lang = en ] || page=$BUILD/man/fr/$name.1
		of_page "$page" >"$lint_tmp/page" 2>/dev/null
		of_help "$name" $lang >"$lint_tmp/help"
		verdict "$name $lang" "$(
			[ -s "$lint_tmp/page" ] || echo "no synopsis in ${page#"$BUILD/"}"
			diff -u --label "${page#"$BUILD/"}" --label "$name -h" "$lint_tmp/page" "$lint_tmp/help"
		)"
	done
done
