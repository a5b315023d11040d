# party.awk: parties of invented books, for the scripts of this folder that make one (-f party.awk -f ...).
#
# All is invented; identity numbers have right keys, so that invoices can be made.
function luhn(digits,    i, sum, d) {
	for (i = length(digits); i > 0; i--) {
		d = substr(digits, i, 1)
		if ((length(digits) - i) % 2 == 0) { d *= 2; if (d > 9) d -= 9 }
		sum += d
	}
	return digits (10 - sum % 10) % 10
}
# The n-th party, into parties.yaml of a book.
function party(dir, id, n,    siren) {
	siren = luhn(sprintf("%08d", 10000000 + n))
	print id ":\n  legal_name: Ferme " n "\n  siret: \"" luhn(siren "0001") "\"\n" \
		"  address: \"" n " route du Banc, 31110 Moustajon\"\n" \
		"  mandate: {date: 2014-12-01, reference: M-" n "}" >(dir "/parties.yaml")
}
