#!/bin/sh
# No file names a place on somebody's machine, and nothing is left open in what is shipped.
. "$(dirname "$0")/common.sh"

tree '*' >"$lint_tmp/tree"
needed "$(head -n 1 "$lint_tmp/tree")" "file"

# The letters in brackets keep the patterns from finding themselves.
verdict "no path of a machine" "$(tr '\n' '\0' <"$lint_tmp/tree" |
	xargs -0 grep -nIE '(^|[^A-Za-z0-9_.~}-])/(hom[e]|roo[t]|wor[k]|User[s]|far[m])/')"
verdict "nothing left open" "$(grep -E '^(lib|cmd|man|examples)/|^README' "$lint_tmp/tree" | tr '\n' '\0' |
	xargs -0 -r grep -nIwE 'TOD[O]|FIXM[E]|XX[X]|HAC[K]|not implemente[d]|stu[b]')"
verdict "no merge mark" "$(tr '\n' '\0' <"$lint_tmp/tree" | xargs -0 grep -nIE '^(<<<<<<<|>>>>>>>) ')"
