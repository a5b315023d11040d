# compare.awk: compares two CSV tables by content: whatever the order of rows and of columns.
#
# usage: awk -v keys="a b" -v values="c d" -f compare.awk EXPECTED FOUND
# Prints one line a difference, and ends with status 1 when there is one. A row for what could not be
# served has no producer: its product is that ordered. Numbers are compared as numbers, and a blank
# pin is "no". A row of nothing that nobody pinned is no row.

BEGIN {
	nk = split(keys, K, " ")
	nv = split(values, V, " ")
}

# fields LINE OUT: the fields of one CSV record; a quoted field holds no line break in these tables.
function fields(line, out, n, c, field, quoted) {
	n = 0
	sub(/\r$/, "", line)
	line = line ","
	field = ""
	quoted = 0
	while (line != "") {
		c = substr(line, 1, 1)
		line = substr(line, 2)
		if (quoted) {
			if (c != "\"")
				field = field c
			else if (substr(line, 1, 1) == "\"") {
				field = field c
				line = substr(line, 2)
			} else
				quoted = 0
		} else if (c == "\"")
			quoted = 1
		else if (c == ",") {
			out[++n] = field
			field = ""
		} else
			field = field c
	}
	return n
}

function plain(s) {
	return s ~ /^-?[0-9]+(\.[0-9]*)?$/ ? s + 0 : s
}

FNR == 1 {
	side++
	split("", col)
	n = fields($0, f)
	for (i = 1; i <= n; i++)
		col[f[i]] = i
	for (i = 1; i <= nk + nv; i++) {
		name = i <= nk ? K[i] : V[i - nk]
		if (!(name in col)) {
			print "# " FILENAME ": no column " name
			bad = 1
			exit
		}
	}
	next
}

{
	split("", f)
	fields($0, f)
	if (("ordered_product" in col) && f[col["producer"]] == "")
		f[col["product"]] = f[col["ordered_product"]]
	if ("pin" in col) {
		if (f[col["pin"]] == "")
			f[col["pin"]] = "no"
		if (f[col["quantity"]] + 0 == 0 && f[col["pin"]] == "no")
			next
	}
	key = value = ""
	for (i = 1; i <= nk; i++)
		key = key (i > 1 ? "," : "") f[col[K[i]]]
	for (i = 1; i <= nv; i++)
		value = value " " V[i] "=" plain(f[col[V[i]]])
	if ((side, key) in row) {
		print "# twice in " FILENAME ": " key
		bad = 1
	}
	row[side, key] = value
	all[key] = 1
	rows[side]++
}

END {
	if (bad && !rows[1])
		exit 1
	for (key in all) {
		if (row[1, key] == row[2, key])
			continue
		bad = 1
		print "# " key
		print "#     expected:" (((1, key) in row) ? row[1, key] : " no such row")
		print "#     found:   " (((2, key) in row) ? row[2, key] : " no such row")
	}
	if (!rows[1] || !rows[2]) {
		print "# a table is empty"
		bad = 1
	}
	exit bad + 0
}
