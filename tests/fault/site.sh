#!/bin/sh
# A site made again, killed at every system call, and failed at every call that writes: each page is the old one or the
# new one, whole; a disk that refuses a page leaves all old ones; what somebody else put there stays; the same command
# run again ends with the new site, and nothing besides.
# usage: site.sh BUILD
. "$(dirname "$0")/common.sh"
PIAL_TODAY=2025-03-17
export PIAL_TODAY

cp -r "$root/examples/minimal" one
cp -r one two
echo 'publish: {producers: [name], kitchens: [name], pages: [contract, impact]}' >>one/pial.yaml
sed -i 's/^name:.*/name: Un autre nom/' two/pial.yaml
echo 'publish: {producers: [name, commune], kitchens: [], pages: [impact, value]}' >>two/pial.yaml

fresh() {
	rm -rf book
	cp -r old book
}

change() {
	"$@" pial-report site book -C two >out 2>err
}

# pages FOLDER: a line for each page, with its sum and its name.
pages() {
	(cd "$1" && find . -name '*.html' -type f -exec cksum {} + | LC_ALL=C sort)
}

# look WHAT [WRONG]: after an accident.
look() {
	wrong=${2:-0}
	pages book >there
	strange=$(comm -23 there known | head -n 1)
	[ -z "$strange" ] || complain "neither old nor new: $strange"
	case $1 in E*"at write "*)
		cmp -s there oldpages || cmp -s there newpages || complain "a full disk leaves some of both" ;;
	esac
	cmp -s old/mairie.txt book/mairie.txt || complain "a stranger's file is gone"
	change env || complain "running again fails"
	diff -r new book >>err || complain "running again does not end well"
	tap "$wrong" "$1"
}

pial-report site old -C one 2>err
tap $? "the site as it was"
echo "à la mairie" >old/mairie.txt
fresh
change env
tap $? "the reference run"
cp -r book new
pages old >oldpages
pages new >newpages
LC_ALL=C sort -u oldpages newpages >known
[ -e old/contracts.html ] && [ -e old/kitchens/cantine-du-village.html ] && [ ! -e new/contracts.html ] &&
	[ ! -e new/kitchens/cantine-du-village.html ] && [ -e new/value.html ] && ! cmp -s old/index.html new/index.html
tap $? "pages go, come and change"

points 40 openat read close newfstatat fstat
accidents ""
finish
