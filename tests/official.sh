#!/bin/sh
# official.sh: the kept invoices by the official schemas and rules. Prints TAP.
#
# The schemas (XSD) and rules (Schematron, as XSLT 2) of EN 16931, of the French CTC and of Factur-X
# are published by others and are not part of this project. PIAL_CII_RULES names a folder that has
# them, with CII/ and Factur-X/ in it, as FNFE-MPE publishes them; without it, nothing is run here,
# and that is said. Needs xmllint, java and Saxon-HE (Debian: libxml2-utils, default-jre-headless,
# libsaxonhe-java). Every assertion that fails and every report counts, warnings too: some platforms
# refuse for them.
set -u
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
data=$here/data/invoices
rules=${PIAL_CII_RULES-}
if [ -z "$rules" ]; then
	echo "# PIAL_CII_RULES names no folder: the official schemas and rules were NOT run"
	echo "ok 1 - official rules # SKIP no folder given"
	echo "1..1"
	exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
saxon=${SAXON:-/usr/share/java/Saxon-HE.jar}
count=0

# verdict NAME FILE: one TAP line, and FILE when it is not empty.
verdict() {
	count=$((count + 1))
	if [ -s "$2" ]; then
		sed 's/^/# /' "$2"
		echo "not ok $count - $1"
	else
		echo "ok $count - $1"
	fi
}

# schema NAME XSD FOLDER: every file of the folder against a schema.
schema() {
	xmllint --noout --nonet --schema "$rules/$2" "$3"/*.xml 2>&1 | grep -v ' validates$' >"$scratch/said"
	verdict "$(basename "$3"): $1" "$scratch/said"
}

# stylesheet NAME XSLT FOLDER: every file of the folder by a set of rules, in one run.
stylesheet() {
	mkdir -p "$scratch/svrl"
	: >"$scratch/said"
	java -jar "$saxon" -s:"$3" -xsl:"$rules/$2" -o:"$scratch/svrl" >"$scratch/java" 2>&1 ||
		cat "$scratch/java" >"$scratch/said"
	for file in "$3"/*.xml; do
		svrl=$scratch/svrl/$(basename "$file")
		[ -s "$svrl" ] || echo "$(basename "$file"): no answer" >>"$scratch/said"
		! grep -q -e '<svrl:failed-assert' -e '<svrl:successful-report' "$svrl" ||
			{
				basename "$file"
				tr '\n' ' ' <"$svrl" | grep -o -e '<svrl:failed-assert[^>]*' \
					-e '<svrl:successful-report[^>]*' | sed 's/.* id="\([^"]*\).*/    \1/'
			} >>"$scratch/said"
	done
	rm -rf "$scratch/svrl"
	verdict "$(basename "$3"): $1" "$scratch/said"
}

mkdir "$scratch/en16931" "$scratch/extended" "$scratch/hybrid"
for file in "$data"/*.xml; do
	case $(cat "$file") in
	*extended-ctc-fr*)
		cp "$file" "$scratch/extended/"
		# As it is inside a PDF.
		sed 's/urn.cpro.gouv.fr:1p0:extended-ctc-fr/urn:factur-x.eu:1p0:extended/' "$file" \
			>"$scratch/hybrid/$(basename "$file")"
		;;
	*) cp "$file" "$scratch/en16931/" ;;
	esac
done
core=$scratch/en16931
extended=$scratch/extended
hybrid=$scratch/hybrid
d22b=CII/1xsd-CII_D22B_uncoupled/CrossIndustryInvoice_100pD22B.xsd
schema "schema CII D22B" $d22b "$core"
schema "schema CII D22B" $d22b "$extended"
schema "schema Factur-X" Factur-X/EN16931/1xsd/Factur-X_EN16931.xsd "$core"
stylesheet "EN 16931" CII/EN16931/2xslt/EN16931-CII-validation.xslt "$core"
stylesheet "French CTC" CII/EN16931/2xslt/BR-FR-Flux2-Schematron-CII.xslt "$core"
stylesheet "French CTC, warnings" CII/EN16931/2xslt/BR-FR-Flux2-Schematron-CII_WARNING.xslt "$core"
stylesheet "Factur-X" Factur-X/EN16931/2xslt/FACTUR-X_EN16931.xslt "$core"
stylesheet "EXTENDED-CTC-FR" CII/EXTENDED-CTC-FR/2xslt/EXTENDED-CTC-FR-CII.xslt "$extended"
stylesheet "French CTC" CII/EXTENDED-CTC-FR/2xslt/BR-FR-Flux2-Schematron-CII.xslt "$extended"
stylesheet "French CTC, warnings" \
	CII/EXTENDED-CTC-FR/2xslt/BR-FR-Flux2-Schematron-CII_WARNING.xslt "$extended"
schema "schema Factur-X" Factur-X/EXTENDED/1xsd/Factur-X_EXTENDED.xsd "$hybrid"
stylesheet "Factur-X" Factur-X/EXTENDED/2xslt/Factur-X_EXTENDED.xslt "$hybrid"
stylesheet "French CTC" Factur-X/EXTENDED/2xslt/BR-FR-Flux2-Schematron-CII.xslt "$hybrid"
stylesheet "French CTC, warnings" \
	Factur-X/EXTENDED/2xslt/BR-FR-Flux2-Schematron-CII_WARNING.xslt "$hybrid"
echo "1..$count"
