# yaml.awk: reads the simple layout of the example's YAML files and prints SQL for book.sh.
#
# It is no YAML reader: it knows top-level "key: value", blocks of "key: value" one level down, and
# lists of flow maps "- {a: 1, b: [{...}]}" that may run over several lines. What it does not know
# it leaves out, so instance.sql checks that the contracts have come through.
#
# -v kind=contract  one contract: contract, line, firm and member rows
# -v kind=policy    pial.yaml: param rows (block.key) and exclude rows
# -v kind=calendar  calendar.yaml: closed rows

function trim(s) {
	sub(/^[ \t]+/, "", s)
	sub(/[ \t\r]+$/, "", s)
	return s
}

function sql(s) {
	gsub(/'/, "''", s)
	return "'" s "'"
}

# value MAP KEY: the value of KEY in the flow map MAP, its braces taken off; nested lists removed before.
function value(map, key, n, part, i, at) {
	n = split(map, part, ",")
	for (i = 1; i <= n; i++) {
		at = index(part[i], ":")
		if (trim(substr(part[i], 1, at - 1)) == key)
			return unquote(trim(substr(part[i], at + 1)))
	}
	return ""
}

function unquote(s) {
	if (s ~ /^".*"$/)
		s = substr(s, 2, length(s) - 2)
	return s
}

function inner(map) {
	map = trim(map)
	sub(/^-[ \t]*/, "", map)
	sub(/^\{/, "", map)
	sub(/\}$/, "", map)
	return map
}

# depth TEXT: braces and brackets opened and not closed.
function depth(text, open, shut) {
	open = gsub(/[{[]/, "&", text)
	shut = gsub(/[]}]/, "&", text)
	return open - shut
}

# maps TEXT OUT: the flow maps {...} of the list TEXT, braces off; they do not nest here.
function maps(text, out, n) {
	while (match(text, /\{[^{}]*\}/)) {
		out[++n] = substr(text, RSTART + 1, RLENGTH - 2)
		text = substr(text, RSTART + RLENGTH)
	}
	return n + 0
}

function contract_item(section, text, list, n, i, out) {
	if (section == "lines") {
		lines++
		list = ""
		if (match(text, /firm:[ \t]*\[[^]]*\]/)) {
			list = substr(text, RSTART, RLENGTH)
			text = substr(text, 1, RSTART - 1) substr(text, RSTART + RLENGTH)
		}
		text = inner(text)
		printf "INSERT INTO line VALUES (%s,%d,%s,%s,%s,%s,%s,%s,%s);\n", sql(top["id"]), lines,
			sql(value(text, "product")), sql(value(text, "price")), sql(value(text, "from")),
			sql(value(text, "until")), sql(value(text, "min")), sql(value(text, "max")),
			sql(value(text, "per"))
		n = maps(list, out)
		for (i = 1; i <= n; i++)
			printf "INSERT INTO firm VALUES (%s,%d,%s,%s,%s);\n", sql(top["id"]), lines,
				sql(value(out[i], "from_week")), sql(value(out[i], "until_week")),
				sql(value(out[i], "quantity"))
	} else if (section == "producers") {
		text = inner(text)
		printf "INSERT INTO member VALUES (%s,%s,%s,%s,%s);\n", sql(top["id"]),
			sql(value(text, "producer")), sql(value(text, "share")), sql(value(text, "from")),
			sql(value(text, "until"))
	}
}

function policy_item(block, key, text, out, n, i, m, part, at) {
	if (block == "allocation" && key == "exclude") {
		n = maps(text, out)
		for (i = 1; i <= n; i++)
			printf "INSERT INTO exclude VALUES (%s,%s);\n", sql(value(out[i], "producer")),
				sql(value(out[i], "kitchen"))
	} else if (text ~ /^\{.*\}$/) {
		m = split(inner(text), part, ",")
		for (i = 1; i <= m; i++) {
			at = index(part[i], ":")
			policy_item(block, (key == "" ? "" : key ".") trim(substr(part[i], 1, at - 1)),
				trim(substr(part[i], at + 1)))
		}
	} else if (text != "") {
		printf "INSERT INTO param VALUES (%s,%s);\n", sql(block (key == "" ? "" : "." key)),
			sql(unquote(text))
	}
}

# A comment begins with # at the start or after a blank; the example has none inside quotes.
{
	sub(/\r$/, "")
	sub(/(^|[ \t])#.*$/, "")
	if ($0 ~ /^[ \t]*$/)
		next
	if (pending != "") {
		text = pending " " trim($0)
	} else {
		text = $0
	}
	if (depth(text) > 0) {
		pending = text
		next
	}
	pending = ""
}

text ~ /^[A-Za-z_]/ {
	at = index(text, ":")
	section = substr(text, 1, at - 1)
	text = trim(substr(text, at + 1))
	top[section] = unquote(text)
	if (kind == "policy")
		policy_item(section, "", text)
	next
}

kind == "contract" && text ~ /^[ \t]*-/ {
	contract_item(section, text)
	next
}

kind == "policy" && text ~ /^[ \t]+[a-z_]+:/ {
	text = trim(text)
	at = index(text, ":")
	policy_item(section, substr(text, 1, at - 1), trim(substr(text, at + 1)))
	next
}

kind == "policy" && text ~ /^[ \t]*-/ {
	printf "INSERT INTO param VALUES (%s,%s);\n", sql(section ".item" ++items), sql(inner(text))
	next
}

kind == "calendar" && text ~ /^[ \t]+[^-].*:[ \t]*$/ {
	closure = trim(text)
	sub(/:$/, "", closure)
	next
}

kind == "calendar" && text ~ /^[ \t]*-/ {
	text = inner(text)
	printf "INSERT INTO closed VALUES (%s,%s,%s);\n", sql(closure), sql(value(text, "from")),
		sql(value(text, "until"))
}

END {
	if (kind == "contract")
		printf "INSERT INTO contract VALUES (%s,%s,%s,%s,%s);\n", sql(top["id"]),
			sql(top["kitchen"]), sql(top["from"]), sql(top["until"]), sql(top["engagement"])
}
