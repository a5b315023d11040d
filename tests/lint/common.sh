# shellcheck shell=sh
# What the lints share. Sourced after $0 is known; leaves the shell at the top of the tree.
#
# A lint prints its findings as "# ..." lines and one ok / not ok line a thing looked at. One that
# finds nothing to look at fails: a rule that watches an empty place guards nothing.

BUILD=${1:?"usage: $0 BUILD"}
case $BUILD in /*) ;; *) BUILD=$(pwd)/$BUILD ;; esac
cd "$(dirname "$0")/../.." || exit 4
lint=$(basename "$0" .sh)
lint_tmp=$(mktemp -d)
trap 'rm -rf "$lint_tmp"' EXIT

# tree [PATTERN...]: the project's files as git would commit them, or, outside a clone, as they lie.
tree() {
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
		git ls-files -co --exclude-standard -- "$@"
	else
		find . -path ./build -prune -o -type f -print | sed 's|^\./||' >"$lint_tmp/all"
		[ $# -gt 0 ] || { cat "$lint_tmp/all"; return; }
		while IFS= read -r tree_file; do
			for tree_glob; do
				# shellcheck disable=SC2254 # a pattern on purpose
				case $tree_file in $tree_glob) echo "$tree_file"; break ;; esac
			done
		done <"$lint_tmp/all"
	fi | while IFS= read -r tree_file; do
		[ -f "$tree_file" ] && printf '%s\n' "$tree_file"
	done | LC_ALL=C sort
}

# sources DIR...: C files below these directories.
sources() {
	find "$@" -name '*.[ch]' -type f 2>/dev/null | LC_ALL=C sort
}

# strip FILE: FILE without comments and without the insides of texts, line for line.
strip() {
	LC_ALL=C awk '
	{
		out = ""
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++ }
			} else if (quote != "") {
				if (c == "\\") i++
				else if (c == quote) { quote = ""; out = out c }
			} else if (two == "/*") { comment = 1; i++ }
			else if (two == "//") break
			else {
				out = out c
				if (c == "\"" || c == "\047") quote = c
			}
		}
		quote = ""
		print out
	}' "$1"
}

# verdict NAME FINDINGS: one TAP line; the findings, a text, are shown when there are any.
verdict() {
	if [ -z "$2" ]; then
		echo "ok - $lint: $1"
	else
		printf '%s\n' "$2" | sed 's/^/# /'
		echo "not ok - $lint: $1"
	fi
}

# needed LIST WHAT: ends the lint as failed when there is nothing to look at.
needed() {
	[ -n "$1" ] || { echo "not ok - $lint: no $2 found"; exit 1; }
}
