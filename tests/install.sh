#!/bin/sh
# install.sh: installs the release variant elsewhere, lives from the installed files alone, uninstalls.
#
# A program that uses the library is compiled as a stranger would: pkg-config, the shared object, the
# installed headers. Prints TAP; needs pkg-config and mandoc.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top" || exit 4
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
dest=$room/dest

# told NAME STATUS FILE: one TAP line, with what was said when it went wrong.
told() {
	if [ "$2" -eq 0 ]; then
		echo "ok - install: $1"
	else
		sed 's/^/# /' "$3"
		echo "not ok - install: $1"
	fi
}

make -s VARIANT=release install DESTDIR="$dest" PREFIX=/usr >"$room/log" 2>&1
told "make install" $? "$room/log"

# Every installed header, in one program, that calls the library.
(cd "$dest/usr/include/pial" && find . -name '*.h' | sed 's|^\./||' | LC_ALL=C sort) >"$room/headers"
{
	sed 's|.*|#include "&"|' "$room/headers"
	cat <<'END'
#include <stdio.h>
int main(void)
{
	struct pial_arena arena;
	pial_arena_init(&arena);
	puts(pial_arena_strdup(&arena, "carotte"));
	pial_arena_release(&arena);
	return 0;
}
END
} >"$room/user.c"
(
	export PKG_CONFIG_SYSROOT_DIR="$dest" PKG_CONFIG_PATH="$dest/usr/lib/pkgconfig"
	# shellcheck disable=SC2046 # a list of options
	"${CC:-gcc}" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -o "$room/user" "$room/user.c" \
		$(pkg-config --cflags --libs liballoc) -Wl,-rpath,"$dest/usr/lib"
) >"$room/log" 2>&1
told "a program compiles with pkg-config" $? "$room/log"
env -i "$room/user" >"$room/log" 2>&1 && grep -qx carotte "$room/log"
told "it runs with the shared object" $? "$room/log"
nm -D --defined-only "$dest/usr/lib/liballoc.so.0" |
	awk '$2 ~ /[TDRBVW]/ && $3 !~ /^pial_/ { print; bad = 1 } END { exit bad }' >"$room/log" 2>&1
told "the shared object shows pial_ names only" $? "$room/log"

# Commands, from an empty directory, in an empty environment.
mkdir "$room/empty"
for main in cmd/pial.c cmd/pial-*.c; do
	name=$(basename "$main" .c)
	(cd "$room/empty" && env -i "$dest/usr/bin/$name" -h) >"$room/log" 2>&1
	told "$name -h" $? "$room/log"
	[ -z "$(ls -A "$room/empty")" ]
	told "$name -h leaves nothing behind" $? /dev/null
done

# Libraries that only workbooks need are linked to nothing, and found when one comes.
for object in "$dest"/usr/bin/pial* "$dest/usr/lib/liballoc.so.0"; do
	readelf -d "$object" | grep -E 'NEEDED.*lib(xml2|zip)' && echo "$object"
done >"$room/log" 2>&1
[ ! -s "$room/log" ]
told "workbook libraries are loaded on demand" $? "$room/log"
cp -R examples/minimal "$room/book"
for format in ods fods; do
	(
		cd "$room/book" &&
			env -i "$dest/usr/bin/pial-plan" orders 2025-W12 >"$room/table" &&
			env -i "$dest/usr/bin/pial-plan" orders 2025-W12 --format=$format >"$room/sheet" &&
			env -i "$dest/usr/bin/pial-plan" orders - <"$room/sheet" | cmp - "$room/table"
	) >"$room/log" 2>&1
	told "an installed command writes and reads .$format" $? "$room/log"
done

# What makes PDF is loaded from beside the installed commands, which are not linked to it.
cp -R examples/luchon "$room/luchon"
cat >"$room/allocation.csv" <<'END'
week,day,kitchen,ordered_product,product,producer,quantity,price
2025-W12,2025-03-18,K-ehpad,carotte,carotte,P-chenes,5,1.9
END
(
	cd "$room/luchon" &&
		env -i "$dest/usr/bin/pial-weigh" notes ../allocation.csv --format=pdf >"$room/notes.pdf" &&
		head -n 1 "$room/notes.pdf" | grep -qx '%PDF-1.7' &&
		! readelf -d "$dest/usr/bin/pial-weigh" | grep -E 'NEEDED.*(pango|cairo|qpdf)'
) >"$room/log" 2>&1
told "an installed command writes PDF" $? "$room/log"

# Each page is found by man's own rules, in both languages.
for page in build/release/man/*.[157]; do
	name=$(basename "$page")
	for lang in '' fr; do
		mandoc -Tutf8 "$dest/usr/share/man/${lang:+$lang/}man${name##*.}/$name" >"$room/page" 2>"$room/log" &&
			[ "$(wc -l <"$room/page")" -gt 10 ]
		told "page $name ${lang:-en}" $? "$room/log"
	done
done

make -s VARIANT=release uninstall DESTDIR="$dest" PREFIX=/usr >"$room/log" 2>&1
told "make uninstall" $? "$room/log"
find "$dest" ! -type d >"$room/log"
[ ! -s "$room/log" ]
told "uninstall leaves nothing" $? "$room/log"
