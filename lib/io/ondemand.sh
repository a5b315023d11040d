#!/bin/sh
# ondemand.sh "CC" LIBRARY...: how the dynamic linker is asked for each library, as C on standard output.
#
# The name is the one that a program linked against the library would carry (its SONAME: libzip.so.4),
# found by linking an empty object, so that any compiler, root or version is right. The package that holds
# it is asked of Debian's package manager; elsewhere the library's own name says as much as we know.
set -eu

[ $# -ge 2 ] || { echo "usage: ondemand.sh CC LIBRARY..." >&2; exit 3; }
cc=$1
shift
object=$(mktemp)
trap 'rm -f "$object"' EXIT

printf '#include "io/ondemand_priv.h"\n\nconst struct pial_ondemand_name pial_ondemand_name[] = {\n'
for library; do
	# shellcheck disable=SC2086 # a compiler may be several words
	$cc -shared -nostdlib -x c /dev/null -x none -Wl,--no-as-needed -l"$library" -o "$object"
	name=$(LC_ALL=C readelf -d "$object" | sed -n 's/.*(NEEDED).*\[\(.*\)\]$/\1/p')
	[ -n "$name" ] || { echo "ondemand.sh: no shared object of $library is found" >&2; exit 1; }
	package=$(dpkg-query -S "*/$name" 2>/dev/null | sed -n '1s/:.*//p') || package=
	printf '\t{ "%s", "%s" },\n' "$name" "${package:-lib$library}"
done
printf '};\n'
