#!/bin/sh
# help.sh COMMAND fr|en: the parts SYNOPSIS and OPTIONS of a command's page, from what its -h says.
#
# The help is printed from the tables of verbs and options (cmd/cli_help.c), so the page says what the
# program does. Reading the text rather than linking the tables keeps the commands whole: each has
# its own main.
set -eu

command=${1:?"usage: help.sh COMMAND fr|en"}
name=$(basename "$command")
PIAL_LANG=${2:?"usage: help.sh COMMAND fr|en"}
export PIAL_LANG

# Each help is taken into a variable first: in a pipe, a command that fails would go unnoticed.
forms=$("$command" --lang=en -h)
all="@@ $name
$("$command" -h)"
# Verbs are the second words of the forms; one that begins with a bracket is none.
for verb in $(printf '%s\n' "$forms" |
	awk '!NF { exit } { sub(/^usage:/, ""); if ($2 ~ /^[a-z]/) print $2 }'); do
	help=$("$command" "$verb" -h)
	all="$all
@@ $name $verb
$help"
done

printf '%s\n' "$all" | LC_ALL=C awk -v lang="$PIAL_LANG" '
	# mdoc for the words of a form: brackets become Op, capitals Ar, the rest is typed as it stands.
	function form(words,    count, word, i, out, close_, macro) {
		count = split(words, word, " ")
		for (i = 1; i <= count; i++) {
			macro = word[i]
			close_ = 0
			while (macro ~ /^\[/) {
				out = out " Oo"
				macro = substr(macro, 2)
			}
			while (macro ~ /\]$/) {
				close_++
				macro = substr(macro, 1, length(macro) - 1)
			}
			out = out " " literal(macro)
			while (close_-- > 0)
				out = out " Oc"
		}
		return substr(out, 2)
	}
	function literal(word,    tail) {
		tail = ""
		if (match(word, /.(\.\.\.|…)$/)) {
			tail = " Ns " substr(word, RSTART + 1)
			word = substr(word, 1, RSTART)
		}
		gsub(/-/, "\\-", word)
		if (word == "|")
			return "|"
		if (word ~ /^[A-Z\303]/ || word == "options")
			return "Ar " word tail
		return "Cm " word tail
	}
	# .It of an option as help writes it: "-C, --book=DIR".
	function item(text,    part, count, value) {
		value = ""
		if (match(text, /=/)) {
			value = " Ns = Ns Ar " substr(text, RSTART + 1)
			text = substr(text, 1, RSTART - 1)
		}
		count = split(text, part, ", ")
		text = ".It"
		for (i = 1; i <= count; i++) {
			gsub(/-/, "\\-", part[i])
			sub(/^\\-/, "", part[i])
			text = text (i > 1 ? " , Fl " : " Fl ") part[i]
		}
		return text value
	}
	# The help of an option as a sentence: a capital, unless it begins with a value such as csv.
	function sentence(text) {
		gsub(/\\/, "\\e", text)
		if (text !~ /^csv /) {
			text = toupper(substr(text, 1, 1)) substr(text, 2)
			sub(/^\303\251/, "\303\211", text)
		}
		return text (text ~ /(\.|…)$/ ? "" : ".")
	}
	function flush_option() {
		if (option != "")
			list[of, section] = list[of, section] item(option) "\n" sentence(help) "\n"
		option = ""
	}

	/^@@ / { flush_option(); of = substr($0, 4); seen[++ofs] = of; section = 0; head = 1; next }
	head && !NF { head = 0; next }
	head {
		if (ofs == 1) {
			sub(/^[a-z]+[^a-z]*:/, "")
			$1 = $1
			sub(/^[^ ]+ /, "")
			forms[++form_count] = $0
		}
		next
	}
	/^[^ ]/ { flush_option(); section++; sections[of] = section; next }
	/^ ( |     )-/ {
		flush_option()
		sub(/^ +/, "")
		option = $0
		help = ""
		if (match($0, /  +/)) {
			option = substr($0, 1, RSTART - 1)
			help = substr($0, RSTART + RLENGTH)
		}
		next
	}
	option != "" && NF { sub(/^ +/, ""); help = help (help == "" ? "" : " ") $0 }

	END {
		flush_option()
		print "@SYNOPSIS@"
		for (k = 1; k <= form_count; k++) {
			print ".Nm " names(seen[1])
			print "." form(forms[k])
		}
		print "@OPTIONS@"
		for (k = 1; k <= ofs; k++)
			for (s = 1; s < sections[seen[k]]; s++)
				if (list[seen[k], s] != "")
					print ".Ss " names(seen[k]) "\n.Bl -tag -width Ds\n" list[seen[k], s] ".El"
		print ".Ss " (lang == "fr" ? "Toutes les commandes" : "Every command")
		print ".Bl -tag -width Ds\n" list[seen[1], sections[seen[1]]] ".El"
	}
	function names(text) { gsub(/-/, "\\-", text); return text }
'
