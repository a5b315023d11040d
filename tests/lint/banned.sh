#!/bin/sh
# Functions nobody calls, and those the library does not: it never prints, exits, or reads clock,
# environment or locale.
. "$(dirname "$0")/common.sh"

everywhere='strcpy strcat strncpy strncat sprintf vsprintf gets strtok atoi atol atoll atof strtod
strtof strtold strptime rand srand random localtime gmtime ctime asctime alloca system tmpnam mktemp'
library='time gettimeofday clock_gettime localtime_r gmtime_r mktime getenv secure_getenv setenv putenv
printf vprintf fprintf vfprintf puts putchar perror exit _exit abort setlocale newlocale uselocale
isatty getopt getopt_long syslog'
library_words='stdin stdout stderr environ'

# calls FILE WORDS: where FILE calls one of WORDS.
calls() {
	words=$(echo "$2" | tr -s ' \n' '||')
	strip "$1" | grep -nE "(^|[^A-Za-z0-9_])(${words%|})[[:space:]]*\(" | sed "s|^|$1:|"
}

list=$(sources lib cmd tests | grep -v '^lib/base/banned\.h$')
needed "$list" "C file"
for file in $list; do
	findings=$(
		calls "$file" "$everywhere"
		case $file in
		lib/*)
			calls "$file" "$library"
			strip "$file" | grep -nwE "$(echo "$library_words" | tr ' ' '|')" | sed "s|^|$file:|"
			;;
		esac
	)
	verdict "$file" "$findings"
done

# The compiler says so too: every source of lib and cmd ends its includes with the list.
for file in $(find lib cmd -name '*.c' -type f | LC_ALL=C sort); do
	grep -q '^#include "base/banned\.h"' "$file" || echo "# $file: does not include base/banned.h"
done >"$lint_tmp/unbanned"
cat "$lint_tmp/unbanned"
[ -s "$lint_tmp/unbanned" ] && printf 'not '
echo "ok - $lint: base/banned.h is included"
