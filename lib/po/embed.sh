#!/bin/sh
# embed.sh FILE SYMBOL: the bytes of FILE as a C array on standard output.
#
# A catalogue or a reference table inside the program is found wherever the program runs: from a
# build directory, under cron, with an empty environment. od and awk are on every machine that has
# a compiler; their output depends on the bytes alone, so that builds stay reproducible (the name
# and place of FILE are left out for that reason). The array ends with a zero byte that its size
# does not count: a text can be read as a string.
set -eu

[ $# -eq 2 ] || { echo "usage: embed.sh FILE SYMBOL" >&2; exit 3; }
size=$(wc -c <"$1")

printf '#include <stddef.h>\n\n'
printf 'extern const unsigned char %s[];\nextern const size_t %s_size;\n\n' "$2" "$2"
printf 'const unsigned char %s[] = {\n' "$2"
LC_ALL=C od -An -v -tu1 "$1" | LC_ALL=C awk '{ gsub(/ +/, ","); print "\t" substr($0, 2) "," }'
printf '\t0\n};\nconst size_t %s_size = %d;\n' "$2" "$size"
