#!/bin/sh
# Every script passes shellcheck: those named *.sh and those that begin with #! and a shell.
. "$(dirname "$0")/common.sh"

tree '*' >"$lint_tmp/tree"
list=$(while IFS= read -r file; do
	case $file in
	*.sh) echo "$file" ;;
	*.c | *.h | *.csv | *.yaml | *.po | *.md) ;;
	*) head -n 1 "$file" 2>/dev/null | LC_ALL=C grep -aqE '^#!.*[/ ](ba)?sh' && echo "$file" ;;
	esac
done <"$lint_tmp/tree")
needed "$list" "script"
for script in $list; do
	verdict "$script" "$(shellcheck -x -P SCRIPTDIR "$script" 2>&1)"
done
for script in cmd/completion/*; do
	[ -f "$script" ] || continue
	verdict "$script" "$(shellcheck -s bash "$script" 2>&1)"
done
