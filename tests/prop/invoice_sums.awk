# invoice_sums.awk: the sums of a CII file, worked out again from its quantities, prices and rates.
#
# Reads the files of tests/data/invoices, where each element stands on its own line, and prints what
# differs. It knows nothing of the toolkit: whole numbers, long multiplication by halves, since awk's
# numbers are exact only up to 2^53.

function text(line) { sub(/^[^>]*>/, "", line); sub(/<.*$/, "", line); return line }

# "12.5" with n decimals as a whole number: scaled("12.5", 3) is 12500.
function scaled(t, n,   i) {
	i = index(t, ".")
	if (!i) { t = t "."; i = length(t) }
	while (length(t) - i < n) t = t "0"
	if (length(t) - i > n) print FILENAME ": more than " n " decimals: " t
	sub(/\./, "", t)
	return t + 0
}

# round(q x p / 10^5), half up; q in thousandths, p in ten-thousandths: cents.
function product(q, p,   high, low, tens, rest) {
	high = int(p / 10000)
	low = p % 10000
	tens = int(q * high / 10)
	rest = (q * high - tens * 10) * 10000 + q * low
	return tens + int((rest + 50000) / 100000)
}

function say(what, is, should) {
	if (is != should) printf "%s: %s is %d, should be %d\n", FILENAME, what, is, should
}

/<ram:IncludedSupplyChainTradeLineItem>/ { line = 1 }
/<ram:ApplicableHeaderTradeSettlement>/ { header = 1 }
line && /<ram:ChargeAmount>/ { price = scaled(text($0), 4) }
line && /<ram:BilledQuantity / { quantity = scaled(text($0), 3) }
/<ram:CategoryCode>/ { category = text($0); rate = "" }
/<ram:RateApplicablePercent>/ { rate = text($0) }
line && /<ram:LineTotalAmount>/ {
	net = scaled(text($0), 2)
	say("a line", net, product(quantity, price))
	sum += net
	base[category " " rate] += net
}
/<\/ram:IncludedSupplyChainTradeLineItem>/ { line = 0 }
/<ram:SpecifiedTradeAllowanceCharge>/ { allowance = 1 }
allowance && /<ram:ActualAmount>/ { less = scaled(text($0), 2) }
/<\/ram:SpecifiedTradeAllowanceCharge>/ {
	allowance = 0
	off += less
	base[category " " rate] -= less
}
header && /<ram:BasisAmount>/ { basis = scaled(text($0), 2) }
header && /<ram:CalculatedAmount>/ { amount = scaled(text($0), 2) }
header && /<\/ram:ApplicableTradeTax>/ {
	key = category " " rate
	seen[key] = 1
	written[key] = basis
	say("VAT of " key, amount, int((basis * scaled(rate == "" ? "0" : rate, 2) + 5000) / 10000))
	vat += amount
	parts++
}
header && /<ram:LineTotalAmount>/ { say("the sum of lines", scaled(text($0), 2), sum) }
header && /<ram:AllowanceTotalAmount>/ { said = 1; say("the allowances", scaled(text($0), 2), off) }
header && /<ram:TaxBasisTotalAmount>/ {
	if (off && !said) print FILENAME ": no total of the allowances"
	sum -= off
	say("the net", scaled(text($0), 2), sum)
}
header && /<ram:TaxTotalAmount / { say("the VAT", scaled(text($0), 2), vat) }
header && /<ram:GrandTotalAmount>/ { say("the total", scaled(text($0), 2), sum + vat) }
header && /<ram:TotalPrepaidAmount>/ { prepaid = scaled(text($0), 2) }
header && /<ram:RoundingAmount>/ {
	rounding = scaled(text($0), 2)
	if (!rounding || rounding * rounding > parts * parts) print FILENAME ": rounded by " rounding
}
header && /<ram:DuePayableAmount>/ {
	say("what is to be paid", scaled(text($0), 2), sum + vat - prepaid + rounding)
	ended = 1
}
END {
	for (key in base) if (!(key in seen)) print FILENAME ": no breakdown of " key
	for (key in seen) say("the base of " key, written[key], base[key])
	if (!parts || !ended) print FILENAME ": no sums found"
}
