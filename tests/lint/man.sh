#!/bin/sh
# Every page passes mandoc's lint, and exists in both languages.
. "$(dirname "$0")/common.sh"

list=$(find "$BUILD/man" -name '*.[157]' -type f 2>/dev/null | LC_ALL=C sort)
needed "$list" "manual page in $BUILD/man"
for page in $list; do
	verdict "${page#"$BUILD/"}" "$(mandoc -Tlint -W warning "$page" 2>&1 | sed "s|$BUILD/||")"
done
for page in $list; do
	name=$(basename "$page")
	case $page in
	*/fr/*) other=$BUILD/man/$name ;;
	*) other=$BUILD/man/fr/$name ;;
	esac
	verdict "${page#"$BUILD/"} in both languages" "$([ -f "$other" ] || echo "no ${other#"$BUILD/"}")"
done
# One page a command.
for main in cmd/pial.c cmd/pial-*.c; do
	name=$(basename "$main" .c)
	verdict "page of $name" "$([ -f "$BUILD/man/$name.1" ] || echo "no man/$name.1")"
done
