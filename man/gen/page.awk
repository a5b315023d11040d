# page.awk: a page of the manual from its source and the fragment made from tables.
#
#	LC_ALL=C awk -v lang=fr -v fragment=FILE -f page.awk man/fr/pial-plan.1.in
#
# A line `.\" @NAME@` of the source is replaced by the part NAME of the fragment, which runs from the
# line `@NAME@` to the next such line. A part asked for and not there ends the build.
#
# Sources stay readable: what only typography or mdoc wants is put in here. Inside displays a hyphen
# becomes \- (so that a command copied from the page works) and a backslash \e. In French, the space
# before : ; ? ! and inside « » does not break.

function typeset(line) {
	if (lang != "fr" || line ~ /^\.(Bd|Bl|\\)/ || line ~ /^'/)
		return line
	if (line ~ /^\.[A-Z][a-z] / && line !~ /^\.(Ss|Sh|Nd) /)
		return typeset_macro(line)
	gsub(/« /, "«\\~", line)
	gsub(/ »/, "\\~»", line)
	while (match(line, / [:;?!]( |$)/))
		line = substr(line, 1, RSTART - 1) "\\~" substr(line, RSTART + 1)
	return line
}

# mdoc sets a mark that ends a macro's line without any space. Macros that enclose their whole line
# are closed first.
function typeset_macro(line,    mark, head) {
	if (line !~ / [:;?!]$/)
		return line
	mark = " Ns \\~" substr(line, length(line))
	head = substr(line, 1, length(line) - 2)
	if (sub(/^\.Pq /, ".Po ", head))
		return head "\n.Pc" mark
	if (sub(/^\.Ql /, ".So ", head))
		return head "\n.Sc" mark
	return head mark
}

function put(line) {
	if (display && line !~ /^\.Ed/) {
		gsub(/\\/, "\\e", line)
		gsub(/-/, "\\-", line)
		if (line ~ /^[.']/)
			line = "\\&" line
	} else {
		line = typeset(line)
	}
	if (line ~ /^\.Bd -literal/)
		display = 1
	if (line ~ /^\.Ed/)
		display = 0
	print line
}

BEGIN {
	while ((got = (getline line < fragment)) > 0) {
		if (line ~ /^@[A-Z]+@$/)
			part = line
		else
			text[part] = text[part] line "\n"
	}
	if (got < 0) {
		print fragment ": cannot read" > "/dev/stderr"
		failed = 1
		exit 1
	}
}

/^\.\\" @[A-Z]+@$/ {
	part = substr($0, 5)
	if (!(part in text)) {
		print FILENAME ":" FNR ": no part " part " in " fragment > "/dev/stderr"
		failed = 1
		exit 1
	}
	count = split(text[part], line_of, "\n")
	for (i = 1; i < count; i++)
		put(line_of[i])
	next
}

{ put($0) }

END { if (failed) exit 1 }
