#!/bin/sh
# Each header compiles alone, in the strictest reading: it includes what it uses.
. "$(dirname "$0")/common.sh"

list=$(find lib cmd -name '*.h' -type f | LC_ALL=C sort)
needed "$list" "header"
for header in $list; do
	# -MMD stays out: it would drop a file beside a source that does not exist.
	printf '#include "%s"\nextern int pial_header_alone;\n' "${header#lib/}" >"$lint_tmp/alone.c"
	# shellcheck disable=SC2086 # a compiler may be several words
	findings=$(${CC:-gcc} -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wpedantic -Wconversion \
		-Werror -Ilib -I. -isystem /usr/include/libxml2 -fsyntax-only "$lint_tmp/alone.c" 2>&1)
	verdict "$header" "$findings"
done
