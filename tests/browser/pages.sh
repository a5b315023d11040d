#!/bin/sh
# pages.sh BUILD [NAME...]: the project's pages in a headless browser: tests/browser/look.mjs says what it looks
# for. Prints TAP; pages and pictures stay in build/browser. NAMEs: these pages only.
#
# To add a page, add a line below: page NAME COMMAND..., whose output is the page.
set -u
cd "$(dirname "$0")/../.." || exit 4
build=$(cd "${1:?"the build directory is missing"}" && pwd)
shift
only=$*
room=$(pwd)/build/browser
rm -rf "$room/pages" "$room/shots" "$room/book"
mkdir -p "$room/pages"
PATH=$build/bin:$PATH
PIAL_TODAY=2025-04-05
export PATH PIAL_TODAY

told() {
	if [ "$2" -eq 0 ]; then echo "ok - browser: $1"; else
		sed 's/^/# /' "$room/log" | head -n 12
		echo "not ok - browser: $1"
	fi
}

# page NAME COMMAND...: makes the page pages/NAME.html.
page() {
	name=$1
	shift
	case " ${only:-$name} " in *" $name "*) ;; *) return ;; esac
	"$@" >"$room/pages/$name.html" 2>"$room/log"
	status=$?
	told "$name is made" $status
	[ $status -eq 0 ] || rm "$room/pages/$name.html"
}

# What drives the browser is installed when it is not there in these versions.
if ! cmp -s tests/browser/package.json "$room/package.json" || [ ! -d "$room/node_modules/axe-core" ]; then
	rm -rf "$room/node_modules"
	cp tests/browser/package.json "$room/package.json"
	(cd "$room" && npm install --no-package-lock --no-audit --no-fund --ignore-scripts) >"$room/log" 2>&1
	told "what drives the browser is installed" $?
fi

# A month of the example, settled.
cp -R examples/luchon "$room/book"
rm "$room"/book/weeks/*/deliveries.csv
sed -i '/^  prefix:/d' "$room/book/parties.yaml"
PIAL_BOOK=$room/book
export PIAL_BOOK
for week in 10 11 12 13; do
	pial-allocate --save --force "2025-W$week" >/dev/null 2>&1
done
pial-invoice issue --period 2025-03 --today 2025-04-05 --seller P-ravin --no-pdf >/dev/null 2>&1

page gallery "$build/browser/gallery"
page hostile "$build/browser/gallery" hostile
page note pial-weigh notes 2025-W12 --format=html
page statement pial-invoice statement --period 2025-03 --for P-ravin --format=html
page unpaid pial-invoice unpaid --today 2025-05-20 --format=html
page invoice cat "$room"/book/invoices/P-ravin/*1.html
pial-invoice draft --period 2025-03 >"$room/lines.csv" 2>/dev/null
page value pial-report value "$room/lines.csv" --format=html
page table pial-report table 2025-W12 --format=html
page lists pial-report lists 2025-W12 --format=html
page week pial-report week 2025-W12 --format=html
page availability pial-report availability 2025-W12 --for K-ecoles --format=html
page contract pial-report contract --format=html
page season pial-report season 2025 --format=html
page waste pial-weigh waste ehpad-juin --with ehpad-hiver --format=html
page waste-trend pial-report waste --format=html
page hazards pial-report hazards --today=2025-06-24 --format=html
page compost pial-weigh compost hiver-2025 --today=2025-06-24 --format=html
page regulation pial-report regulation --today=2025-06-24 --format=html
page activities pial-report activities --format=html
page impact pial-report impact --format=html
page value-service pial-report value --period 2025-03 --format=html
page fairness pial-report fairness --from 2025-03-01 --until 2025-03-31 --format=html

# The whole site: each of its pages, where links lead from one to another.
case " ${only:-site} " in *" site "*)
	for week in 12 13; do
		pial-allocate publish "2025-W$week" >/dev/null 2>&1
	done
	pial-report site "$room/pages/site" >"$room/log" 2>&1
	told "the site is made" $? ;;
esac

# shellcheck disable=SC2046 # names of pages have no blanks
node tests/browser/look.mjs "$room" "$(command -v chromium)" $(find "$room/pages" -name '*.html' | LC_ALL=C sort) \
	2>"$room/log"
status=$?
[ $status -eq 0 ] || told "the browser" $status

if [ -f "$room/pages/gallery.html" ]; then
	"$build/browser/gallery" | cmp - "$room/pages/gallery.html" >"$room/log" 2>&1
	told "the same bytes again" $?
	# Its longest table goes over pages: each begins with the heads.
	pdftotext -layout "$room/shots/gallery.pdf" - | awk -v RS='\f' '/Reçu en tout/ { found = /^[[:space:]]*De la ferme à la cuisine +Quantité/ }
		END { exit !found }' >"$room/log" 2>&1
	told "a table that goes on over a page has its heads again" $?
fi
rm -rf "$room/book"
