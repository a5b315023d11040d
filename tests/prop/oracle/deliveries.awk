# deliveries.awk -v book=DIR -v week=W -v today=DATE -v codes=FILE: the deliveries of a week by the rules of
# reception, taken literally and slowly; what must be said goes to FILE, one code a line. Shares nothing with
# the toolkit.
#
# - A receipt speaks of the rows of its day, kitchen, product, producer and batch; one without a batch of those
#   of any batch, one with a batch of rows without. Exact ones come first; batches in order. Of several rows
#   the first ones are filled up to what was allocated and the last takes the rest; refusals are taken from
#   the last ones; a weight is split by what was received, the largest remainders first.
# - Accepted = received - refused. Less than sent, more than allocated (or sent), nothing, and what nobody had
#   allocated are cases with a name. Within the tolerance they are taken, beyond it they wait for `agreed`;
#   what is unordered, and too much where the policy is to ask, wait in any case; so do disputes.
# - Silence is consent once more than delay_days have passed.
# - Pieces paid by weight: the weight of what is kept, in proportion.
function thousandths(written,	part) {
	if (written == "") return NONE
	split(written, part, ".")
	return part[1] * 1000 + substr(part[2] "000", 1, 3)
}
function shown(milli,	rest) {
	if (milli == NONE) return ""
	rest = milli % 1000
	if (!rest) return sprintf("%.0f", milli / 1000)
	rest = sprintf("%03d", rest)
	sub(/0+$/, "", rest)
	return sprintf("%.0f", int(milli / 1000)) "." rest
}
function days(date,	part, y, m) {
	split(date, part, "-")
	y = part[1]; m = part[2] + 0
	if (m < 3) { y--; m += 12 }
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + part[3]
}
function note_of(day, kitchen, producer) {
	gsub(/-/, "", day)
	return "BL-" day "-" kitchen "-" (resale ? "self" : producer)
}
# Fields of a line, at their names.
function read(file, into,	name, n, i, part, count) {
	count = 0
	while ((getline line <file) > 0) {
		n = split(line, part, ",")
		if (!count++) { for (i = 1; i <= n; i++) name[i] = part[i]; continue }
		for (i = 1; i <= n; i++) into[count - 1, name[i]] = part[i]
	}
	close(file)
	return count ? count - 1 : 0
}
function settings(	line) {
	while ((getline line <(book "/pial.yaml")) > 0) {
		if (line ~ /resale/) resale = 1
		if (line ~ /too_much: ask/) ask = 1
		if (match(line, /delay_days: [0-9]+/)) delay = substr(line, RSTART + 12, RLENGTH - 12) + 0
		if (match(line, /tolerance: [0-9.]+/)) tolerance = int(substr(line, RSTART + 11, RLENGTH - 11) * 10000 + 0.5)
	}
}
# The place of n among rows: its key, smaller first.
function order(list, count, key,	i, k, t) {
	for (i = 2; i <= count; i++)
		for (k = i; k > 1 && key[list[k]] < key[list[k - 1]]; k--) { t = list[k]; list[k] = list[k - 1]; list[k - 1] = t }
}
function fill(whole, into, list, count,	i, part) {
	if (whole == NONE) return
	for (i = 1; i <= count; i++) {
		part = i < count && allocated[list[i]] < whole ? allocated[list[i]] : whole
		into[list[i]] = part
		whole -= part
	}
}
# Largest remainders; nothing when nothing was received.
function split_weight(grams, list, count,	i, k, sum, given, best, rest, plus) {
	if (grams == NONE) return
	for (i = 1; i <= count; i++) sum += got[list[i]]
	if (!sum) return
	for (i = 1; i <= count; i++) {
		weight[list[i]] = int(grams * got[list[i]] / sum)
		rest[i] = grams * got[list[i]] - weight[list[i]] * sum
		given += weight[list[i]]
	}
	for (; given < grams; given++) {
		best = 0
		for (k = 1; k <= count; k++) if (!plus[k] && (!best || rest[k] > rest[best])) best = k
		plus[best] = 1
		weight[list[best]]++
	}
}
function spread(r, list, count,	i, back) {
	used[r] = 1
	fill(thousandths(R[r, "received"]), got, list, count)
	fill(thousandths(R[r, "sent"]), sent, list, count)
	fill(thousandths(R[r, "agreed"]), agreed, list, count)
	back = thousandths(R[r, "refused"])
	for (i = count; i >= 1 && back != NONE; i--) {
		refused[list[i]] = back < got[list[i]] ? back : got[list[i]]
		if (i > 1) back -= refused[list[i]]
	}
	split_weight(thousandths(R[r, "weight_kg"]), list, count)
	for (i = 1; i <= count; i++) {
		receipt[list[i]] = r
		if (batch[list[i]] == "") batch[list[i]] = R[r, "batch"]
	}
}
function give(r, loose,	i, n, list) {
	n = 0
	for (i = 1; i <= lines; i++)
		if (!receipt[i] && A[i, "day"] == R[r, "day"] && A[i, "kitchen"] == R[r, "kitchen"] &&
		    A[i, "product"] == R[r, "product"] && A[i, "producer"] == R[r, "producer"] &&
		    (loose ? A[i, "batch"] == "" || R[r, "batch"] == "" : A[i, "batch"] == R[r, "batch"]))
			list[++n] = i
	order(list, n, within)
	if (n) spread(r, list, n)
}
function say(code) { print code >codes }
function certified(producer, product, day,	i, covers) {
	for (i = 1; i <= certificates; i++) {
		covers = C[i, "products"] == "" || index(" " C[i, "products"] " ", " " product " ")
		if (C[i, "producer"] == producer && C[i, "status"] == "organic" && covers &&
		    C[i, "from"] <= day && day <= C[i, "until"]) return C[i, "certifier"]
	}
	return ""
}
function ever(producer,	i) {
	for (i = 1; i <= certificates; i++)
		if (C[i, "producer"] == producer && C[i, "status"] == "organic") return 1
	return 0
}
# What a line is worth, in the unit of the price; sets status and reason.
function worth(i, kept,	kilos) {
	status = "agreed"
	if (A[i, "product"] != "pumpkin") return kept
	if (!kept) return 0
	if (weight[i] == NONE || got[i] == NONE || got[i] <= 0) {
		if (reason == "") reason = "no-weight"
		say("A-RECEIVED-WEIGHT")
		status = "waiting"
		return 0
	}
	return int((2 * weight[i] * kept + got[i]) / (2 * got[i]))
}
function settle(i, planned,	accepted, expected, name, waits, gap) {
	reason = receipt[i] ? R[receipt[i], "reason"] : ""
	status = "waiting"
	if (!receipt[i]) {
		if (days(today) - days(A[i, "day"]) > delay) { invoiced = worth(i, sent[i]); got[i] = sent[i]; return }
		reason = "no-receipt"
		awaited++
		invoiced = 0
		return
	}
	accepted = got[i] - (refused[i] == NONE ? 0 : refused[i])
	expected = sent[i]
	name = ""
	if (!planned) name = "UNORDERED"
	else if (!accepted) name = "NONE"
	else if (accepted > allocated[i]) { name = "MORE"; expected = allocated[i] }
	else if (accepted > sent[i]) name = "MORE"
	else if (accepted < sent[i]) name = "LESS"
	invoiced = 0
	if (agreed[i] == NONE && R[receipt[i], "status"] == "disputed") {
		status = "disputed"
		if (reason == "") reason = "disputed"
		say("A-RECEIVED-DISPUTED")
		return
	}
	if (name != "") {
		gap = accepted > expected ? accepted - expected : expected - accepted
		waits = agreed[i] == NONE && (name == "UNORDERED" || (name == "MORE" && ask) || gap * 1000000 > expected * tolerance)
		if (reason == "") reason = word[name]
		say((waits ? "A" : "N") "-RECEIVED-" name)
		if (waits) return
	}
	invoiced = worth(i, agreed[i] == NONE ? accepted : agreed[i])
}
function price_of(i) {
	if (A[i, "price"] != "") return A[i, "price"]
	if (A[i, "contract"] == "C-1") return "2.1"
	return price[A[i, "product"]]
}
function put(i, planned, number,	certifier) {
	if (sent[i] == NONE) sent[i] = planned ? allocated[i] : NONE
	certifier = certified(A[i, "producer"], A[i, "product"], A[i, "day"])
	if (certifier == "" && ever(A[i, "producer"])) say("N-CERTIFICATE-OUTSIDE")
	settle(i, planned)
	print note[i] "," number "," A[i, "day"] "," A[i, "kitchen"] "," (planned ? A[i, "ordered_product"] : "") "," \
		A[i, "product"] "," A[i, "producer"] "," batch[i] "," \
		(planned ? ordered[A[i, "day"], A[i, "kitchen"], A[i, "ordered_product"], A[i, "contract"]] : "") "," \
		(planned ? shown(allocated[i]) : "") "," shown(sent[i]) "," shown(got[i]) "," shown(refused[i]) "," \
		unit[A[i, "product"]] "," shown(weight[i]) "," shown(invoiced) "," priced[A[i, "product"]] "," price_of(i) ",," \
		A[i, "contract"] "," (certifier == "" ? "no" : "yes") "," certifier ",,," status "," reason
}
function start(i) { got[i] = sent[i] = refused[i] = agreed[i] = weight[i] = NONE }
BEGIN {
	NONE = -1
	word["LESS"] = "too-little"; word["MORE"] = "too-much"; word["NONE"] = "none"; word["UNORDERED"] = "unordered"
	unit["carrot"] = unit["leek"] = priced["carrot"] = priced["leek"] = priced["pumpkin"] = "kg"
	unit["lettuce"] = unit["pumpkin"] = priced["lettuce"] = "piece"
	price["carrot"] = "1.9"; price["leek"] = "2.4"; price["lettuce"] = "0.95"; price["pumpkin"] = "1.5"
	settings()
	certificates = read(book "/certificates.csv", C)
	where = book "/weeks/" week
	n = read(where "/orders.csv", O)
	for (i = 1; i <= n; i++) ordered[O[i, "day"], O[i, "kitchen"], O[i, "product"], O[i, "contract"]] = shown(thousandths(O[i, "quantity"]))
	rows = read(where "/allocation.csv", A)
	lines = 0
	for (i = 1; i <= rows; i++) {
		if (thousandths(A[i, "quantity"]) <= 0) continue
		lines++
		split("day kitchen ordered_product contract product producer batch quantity price", column, " ")
		for (c = 1; c <= 9; c++) A[lines, column[c]] = A[i, column[c]]
		allocated[lines] = thousandths(A[lines, "quantity"])
		batch[lines] = A[lines, "batch"]
		within[lines] = A[lines, "ordered_product"] "\001" A[lines, "contract"] "\001" A[lines, "batch"]
		start(lines)
	}
	receipts = read(where "/receipts.csv", R)
	for (r = 1; r <= receipts; r++) {
		if (R[r, "day"] == "") {
			d = substr(R[r, "note"], 4, 8)
			R[r, "day"] = substr(d, 1, 4) "-" substr(d, 5, 2) "-" substr(d, 7, 2)
		}
		turn[r] = r
		by_batch[r] = R[r, "batch"] "\001" sprintf("%06d", r)
	}
	order(turn, receipts, by_batch)
	for (t = 1; t <= receipts; t++) give(turn[t], 0)
	for (t = 1; t <= receipts; t++) if (!used[turn[t]]) give(turn[t], 1)
	planned = lines
	for (r = 1; r <= receipts; r++) {
		if (used[r]) continue
		i = ++lines
		split("day kitchen product producer batch", column, " ")
		for (c = 1; c <= 5; c++) A[i, column[c]] = R[r, column[c]]
		A[i, "contract"] = A[i, "kitchen"] == "K-a" && A[i, "product"] == "carrot" ? "C-1" : ""
		A[i, "price"] = ""
		allocated[i] = 0
		batch[i] = A[i, "batch"]
		got[i] = thousandths(R[r, "received"]); sent[i] = thousandths(R[r, "sent"]); refused[i] = thousandths(R[r, "refused"])
		agreed[i] = thousandths(R[r, "agreed"]); weight[i] = thousandths(R[r, "weight_kg"])
		receipt[i] = r
		place[i] = "2\001" A[i, "product"] "\001" A[i, "producer"] "\001" A[i, "batch"] "\001" sprintf("%06d", r)
	}
	for (i = 1; i <= lines; i++) {
		note[i] = note_of(A[i, "day"], A[i, "kitchen"], A[i, "producer"])
		if (i <= planned) place[i] = "1\001" A[i, "day"] "\001" A[i, "kitchen"] "\001" within_note(i)
		place[i] = note[i] "\001" place[i]
		row[i] = i
	}
	order(row, lines, place)
	print "note,line,day,kitchen,ordered_product,product,producer,batch,ordered,allocated,sent,received,refused,unit,weight_kg," \
		"invoiced,priced_unit,price,buy_price,contract,organic,certifier,origin,labels,status,reason"
	for (t = 1; t <= lines; t++) {
		number = t > 1 && note[row[t]] == note[row[t - 1]] ? number + 1 : 1
		put(row[t], row[t] <= planned, number)
	}
	if (awaited) say("N-RECEIPTS-AWAITED")
}
function within_note(i) {
	return A[i, "ordered_product"] "\001" A[i, "contract"] "\001" A[i, "product"] "\001" A[i, "producer"] "\001" A[i, "batch"]
}
