#!/bin/sh
# run-doc.sh BUILD [--update] [WORD...]: what the manual and the README show is what the commands print.
#
# In a page (man/*.in), an example stands in a literal display between `.\" test: WORDS` and
# `.\" end`; in README.md, in a fence ```console WORDS. Lines that begin with "$ " are typed, "> "
# goes on, the lines below are what appears on standard output, and a line ... stands for any lines.
# A command ends with 0. The words:
#
#   luchon minimal empty   where: a fresh copy of that example book (of luchon when nothing is said),
#                          or an empty folder
#   more                   where the example before it left off
#   all                    standard error is shown too
#   fails                  the commands end with another status than 0
#   en                     (README) the commands speak English
#
# Commands run with PIAL_TODAY=2025-03-17, PIAL_LANG that of the page, and otherwise as under cron.
# In a fence ```sh, each line `make TARGET` is asked of make without running it.
#
# --update writes what is printed into the pages and the README, to be read with git diff before it is
# believed.
suite=doc
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tally.sh"

BUILD=${1:?"usage: run-doc.sh BUILD [--update] [WORD...]"}
shift
BUILD=$(cd "$BUILD" && pwd) || exit 3
UPDATE=
if [ "${1-}" = --update ]; then
	UPDATE=1
	shift
fi
cd "$here/.." || exit 4

# What opens and closes an example, for the awk programs that read a source.
# shellcheck disable=SC2016 # awk's own dollars
marks='
	function id() { return stem sprintf("-%03d", count) }
	BEGIN { stem = FILENAME == "" ? ARGV[1] : FILENAME; gsub(/[^A-Za-z0-9]/, "_", stem) }
	/^\.\\" test:/ { words = $0; sub(/^\.\\" test: */, "", words); marked = 1 }
	/^\.\\" end/ { marked = 0 }
	/^```console/ { words = $0; sub(/^```console */, "", words) }
	inside && (/^\.Ed/ || /^```/) { inside = 0 }
	{ opens = marked && /^\.Bd/ || /^```console/ }'

# examples SOURCE LANG: writes each example to $scratch/ex/ID, its first line being "LANG WORDS", and
# lists "ID name:line" on standard output.
examples() {
	LC_ALL=C awk -v dir="$scratch/ex" -v lang="$2" "$marks"'
		inside { print >file }
		opens {
			if (file) close(file)
			inside = 1
			count++
			file = dir "/" id()
			print (words ~ /(^| )en( |$)/ ? "en" : lang), words >file
			print id(), FILENAME ":" FNR
		}' "$1"
}

# script EXAMPLE OUT: a script that types the commands, and leaves what is expected in OUT/N.want.
script() {
	LC_ALL=C awk -v out="$2" '
		function run() {
			if (command == "") return
			printf "{ %s\n} >\"%s/%d.out\" 2>%s </dev/null\necho $? >\"%s/%d.code\"\n",
				command, out, n, all ? "&1" : "\"" out "/" n ".err\"", out, n
			command = ""
		}
		NR == 1 { all = / all( |$)/; next }
		typed && /^> / { command = command "\n" substr($0, 3); next }
		/^\$ / { run(); n++; command = substr($0, 3); typed = 1
			 printf "" >(out "/" n ".want"); next }
		n { typed = 0; print >(out "/" n ".want") }
		END { run() }' "$1"
}

# same WANT GOT: whether GOT is WANT, where a line of three points stands for any lines. An example
# that leaves all of the output out shows nothing, and is refused.
same() {
	LC_ALL=C awk '
		FNR == NR && FILENAME == ARGV[1] { want[++wants] = $0; if ($0 != "...") shown = 1; next }
		{ got[++gots] = $0 }
		function at(first, from, to,    i) {
			for (i = from; i <= to; i++)
				if (want[i] != got[first + i - from]) return 0
			return first + to - from <= gots
		}
		END {
			if (wants && !shown) exit 1
			while (wants && want[wants] == "") wants--
			while (gots && got[gots] == "") gots--
			here = 1
			for (from = 1; ; from = to + 2) {
				for (to = from - 1; to < wants && want[to + 1] != "..."; ) to++
				last = to >= wants
				if (from == 1 || last) {
					first = from == 1 ? 1 : gots - (to - from)
					if (first < here || !at(first, from, to)) exit 1
				} else {
					for (first = here; first <= gots && !at(first, from, to); ) first++
					if (first > gots) exit 1
				}
				here = first + to - from + 1
				if (last) exit from == 1 && here != gots + 1
			}
		}' "$1" "$2"
}

# place WORDS: makes the folder the example runs in, unless it goes on where the last one was.
place() {
	case " $1 " in
	*' more '*) return ;;
	esac
	rm -rf "${scratch:?}/work" "${scratch:?}/home"
	mkdir "$scratch/home"
	case " $1 " in
	*' minimal '*) cp -R examples/minimal "$scratch/work" ;;
	*' empty '*) mkdir "$scratch/work" ;;
	*) cp -R examples/luchon "$scratch/work" ;;
	esac
}

# compare NAME WORDS: the TAP line of the example that has just run.
compare() {
	n=0
	bad=
	while n=$((n + 1)); [ -f "$out/$n.want" ]; do
		code=$(cat "$out/$n.code" 2>/dev/null)
		case " $2 " in
		*' fails '*) [ "${code:-99}" -ne 0 ] && [ "${code:-99}" -lt 99 ] || bad=1 ;;
		*) [ "$code" = 0 ] || bad=1 ;;
		esac
		same "$out/$n.want" "$out/$n.out" || bad=1
		[ -n "$bad" ] || continue
		echo "# command $n ended with ${code:-nothing}"
		sed 's/^/# /' "$out/$n.err" 2>/dev/null
		diff -u --label shown --label printed "$out/$n.want" "$out/$n.out" | sed 's/^/# /'
		break
	done
	[ $n -gt 1 ] || bad=1
	[ -z "$bad" ] && echo "ok - $1" || echo "not ok - $1"
}

# renew EXAMPLE: the example with what was printed in place of what it shows. One line ... keeps its
# place: as many lines stand before and after it as did; where there are several, nothing changes.
renew() {
	LC_ALL=C awk -v out="$out" '
		function show(    file, line, got, i) {
			if (!n) return
			file = out "/" n ".out"
			for (got = 0; (getline line < file) > 0; ) new[++got] = line
			close(file)
			for (i = 1; i <= (gaps > 1 ? lines : gaps ? gap - 1 : got); i++)
				print (gaps > 1 ? old[i] : new[i])
			if (gaps != 1) return
			print "..."
			for (i = got - (lines - gap) + 1; i <= got; i++) print new[i]
		}
		NR == 1 { next }
		/^\$ / { show(); n++; lines = gaps = 0; print; typed = 1; next }
		typed && /^> / { print; next }
		{ typed = 0; old[++lines] = $0; if ($0 == "...") { gaps++; gap = lines } }
		END { show() }' "$1"
}

# example ID NAME: runs one; prints its TAP line, or keeps its new text.
example() {
	read -r lang words <"$scratch/ex/$1"
	out=$scratch/out
	rm -rf "$out"
	mkdir "$out"
	script "$scratch/ex/$1" "$out" >"$scratch/script"
	place "$words"
	(cd "$scratch/work" && env -i PATH="$BUILD/bin:/usr/bin:/bin" HOME="$scratch/home" \
		PIAL_TODAY=2025-03-17 PIAL_LANG="$lang" ASAN_OPTIONS="$ASAN_OPTIONS" \
		UBSAN_OPTIONS="$UBSAN_OPTIONS" LSAN_OPTIONS="$LSAN_OPTIONS" \
		timeout "${TEST_SECONDS:-120}" sh "$scratch/script") >"$out/log" 2>&1
	if [ -n "$UPDATE" ]; then
		renew "$scratch/ex/$1" >"$scratch/new/$1"
		echo "ok - $2"
	else
		compare "$2" "$words"
	fi
}

# rewrite SOURCE: puts the new texts of its examples in.
rewrite() {
	LC_ALL=C awk -v dir="$scratch/new" "$marks"'
		inside && known { next }
		{ print }
		opens {
			inside = 1
			count++
			file = dir "/" id()
			known = 0
			while ((getline line < file) > 0) { known = 1; print line }
		}' "$1" >"$scratch/source"
	cmp -s "$scratch/source" "$1" || { cat "$scratch/source" >"$1"; echo "# $1 rewritten"; }
}

# targets: the make lines of the README name targets that are there.
targets() {
	awk '
		/^```sh/ { on = 1; next }
		/^```/ { on = 0 }
		on && /^(sudo )?make / { sub(/^sudo /, ""); sub(/ *#.*/, ""); print }' README.md |
		sort -u | while IFS= read -r line; do
		# shellcheck disable=SC2086 # make and its words
		env -u MAKEFLAGS -u MAKELEVEL $line -n BUILD="$scratch/none" >/dev/null 2>&1 ||
			printf 'not '
		echo "ok - README.md: $line"
	done
}

mkdir "$scratch/ex" "$scratch/new"
for page in man/*.in; do
	examples "$page" en
done >"$scratch/list"
for page in man/fr/*.in README.md; do
	examples "$page" fr
done >>"$scratch/list"

{
	while read -r id name; do
		wanted "$name" "$@" && example "$id" "$name"
	done <"$scratch/list"
	wanted README.md "$@" && targets
	if wanted diagnostics "$@"; then
		"$BUILD/gen/gen" check >"$scratch/gen" 2>&1 || printf 'not '
		echo "ok - every diagnostic is explained"
		sed 's/^/# /' "$scratch/gen"
	fi
} >"$scratch/tap"
if [ -n "$UPDATE" ]; then
	for page in man/*.in man/fr/*.in README.md; do
		rewrite "$page"
	done
fi
tally_tap doc 0 "$scratch/tap"
tally_end
