#!/bin/sh
# The catalogue is whole: correct, nothing untranslated or fuzzy, every text of the sources in it, and
# nothing in it that no source says any more.
. "$(dirname "$0")/common.sh"

list=$(find lib cmd -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort)
needed "$list" "source"
[ -f lib/po/fr.po ] || needed "" "catalogue lib/po/fr.po"

# shellcheck disable=SC2086 # names without blanks
xgettext --language=C --from-code=UTF-8 --no-wrap -o "$lint_tmp/all.pot" -k -kN_ -k_ -kPIAL_N_ \
	-kPIAL_DIAG:5 $list 2>"$lint_tmp/err" || cat "$lint_tmp/err"
needed "$(cat "$lint_tmp/all.pot" 2>/dev/null)" "text in the sources"

for po in lib/po/*.po; do
	verdict "$po is correct" "$(msgfmt --check -o /dev/null "$po" 2>&1)"
	verdict "$po has nothing untranslated" "$(msgattrib --untranslated --no-obsolete "$po" 2>&1)"
	verdict "$po has nothing fuzzy" "$(msgattrib --only-fuzzy --no-obsolete "$po" 2>&1)"
	verdict "$po has no obsolete entry" "$(msgattrib --only-obsolete "$po" 2>&1)"
	verdict "$po has every text" "$(msgcmp "$po" "$lint_tmp/all.pot" 2>&1)"
	verdict "$po has no text too many" "$(msgcmp --use-untranslated "$lint_tmp/all.pot" "$po" 2>&1)"
done
