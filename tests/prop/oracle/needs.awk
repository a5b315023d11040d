# needs.awk -v dir=DIR -v factor=PERCENT -v between=PERCENT: what kitchens will want, from the files of a book of
# needs_book.awk and the sentences of the manual alone, one line a week: "week kitchen product thousandths source".
# It shares nothing with the toolkit. Days are counted from 1970-01-01; all numbers stay below 2^53.
function days(y, m, d,   n, i) {
	n = 365 * (y - 1970) + int((y - 1969) / 4)
	for (i = 1; i < m; i++) n += i == 2 ? 28 + (y % 4 == 0) : 30 + (i + (i > 7)) % 2
	return n + d - 1
}
function number(text) { return days(substr(text, 1, 4), substr(text, 6, 2) + 0, substr(text, 9, 2) + 0) }
# The number of the week that holds a day: 1970-01-01 was a Thursday.
function week_of(n) { return int((n + 3) / 7) }
# The Monday of week 1 holds 4 January.
function week_number(text) { return week_of(days(substr(text, 1, 4), 1, 4)) + substr(text, 7) - 1 }
function week_text(w,   y) {
	y = 2024
	while (w >= week_of(days(y + 1, 1, 4))) y++
	return sprintf("%d-W%02d", y, w - week_of(days(y, 1, 4)) + 1)
}
function half_up(n, d,   q) {
	q = int((2 * n + d) / (2 * d))
	while (q * 2 * d > 2 * n + d) q--
	while ((q + 1) * 2 * d <= 2 * n + d) q++
	return q
}
function year_of(n,   y) { y = 1970; while (days(y + 1, 1, 1) <= n) y++; return y }
function month_of(n,   y, m) { y = year_of(n); m = 12; while (days(y, m, 1) > n) m--; return m }
# Reads the next line of a table into cell[], by the names of its header.
function start(file,   line) {
	split("", at); getline line <file
	columns = split(line, header, ",")
}
function next_row(file,   line, i) {
	if ((getline line <file) <= 0) { close(file); return 0 }
	split("", cell); split(line, part, ",")
	for (i = 1; i <= columns; i++) cell[header[i]] = part[i]
	return 1
}
function open(k, n,   i, day) {
	split("mon tue wed thu fri sat sun", names, " ")
	day = names[(n + 3) % 7 + 1]
	if (deliver[k] != "" && index(" " deliver[k] " ", " " day " ") == 0) return 0
	return member(k, n)
}
function member(k, n,   i) {
	if ((joined[k] != "" && n < joined[k]) || (gone[k] != "" && n > gone[k])) return 0
	for (i = 1; zone[k] && i <= shuts; i++) if (shut[i] <= n && n <= reopen[i]) return 0
	return 1
}
function open_week(k, w,   n) { for (n = 7 * w - 3; n <= 7 * w + 3; n++) if (open(k, n)) return 1; return 0 }
function in_months(p, n) { return months[p] == "" || index(" " months[p] " ", " " month_of(n) " ") > 0 }
function kilos(text,   part) { split(text, part, "."); return 1000 * part[1] + 100 * (part[2] + 0) }
# A field of a flow mapping, or "".
function field(line, name,   rest) {
	if (!match(line, "[{ ]" name ": [^,}]*")) return ""
	rest = substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
	return rest
}
# First day of a week on which the kitchen receives within the dates of the contract.
function first_day(k, w, from, until,   n) {
	for (n = 7 * w - 3; n <= 7 * w + 3; n++) if (n >= from && n <= until && open(k, n)) return n
	return -1
}
function line_of(k, from, until, text,   p, low, high, per, f1, f2, fq, w, n, v, first, last, firm, weeks, y, left) {
	p = field(text, "product")
	low = field(text, "min"); high = field(text, "max"); per = field(text, "per")
	fq = field(text, "quantity")
	if (fq != "") { f1 = week_number(field(text, "from_week")); f2 = week_number(field(text, "until_week")) }
	for (w = first_week; w <= last_week; w++) {
		n = first_day(k, w, from, until)
		if (n < 0) continue
		if (fq != "" && w >= f1 && w <= f2) { offer(k, p, w, 3, 1000 * fq, "firm"); continue }
		if ((low == "" && high == "") || !in_months(p, n)) continue
		first = from; last = until
		if (per == "year") {
			y = year_of(n)
			if (days(y, 1, 1) > first) first = days(y, 1, 1)
			if (days(y, 12, 31) < last) last = days(y, 12, 31)
		} else if (per == "anniversary") {
			for (y = 2025; y <= 2026; y++) {
				v = days(y, month_of(from), from - days(year_of(from), month_of(from), 1) + 1)
				if (v <= n) first = v
				else if (v - 1 < last) last = v - 1
			}
		}
		firm = weeks = 0
		for (v = week_of(first); v <= week_of(last); v++) {
			y = first_day(k, v, from, until)
			if (y < first || y > last) continue
			if (fq != "" && v >= f1 && v <= f2) firm += 1000 * fq
			else if (in_months(p, y)) weeks++
		}
		left = 1000 * (low + 0)
		if (high != "") left += half_up(1000 * (high - low) * between, 100)
		left -= firm
		offer(k, p, w, 4, left > 0 && weeks ? half_up(left, weeks) : 0, "contract")
	}
}
# What a source of a rank says; several of menus and deliveries add up, of others the first counts.
function offer(k, p, w, rank, milli, source,   cell_of) {
	cell_of = k SUBSEP p SUBSEP w
	if (!(cell_of in best) || rank < best[cell_of]) {
		best[cell_of] = rank; amount[cell_of] = milli; word[cell_of] = source
	} else if (rank == best[cell_of] && (rank == 2 || rank == 5)) amount[cell_of] += milli
}
function portion(age, kind, p) {
	if ((age, kind, p) in grams) return grams[age, kind, p]
	if ((age, kind, family[p]) in grams) return grams[age, kind, family[p]]
	return (age, kind, "") in grams ? grams[age, kind, ""] : -1
}
# The products of a dish and their shares, from its words.
function read_dish(text,   t) {
	split("", has); known = 0
	t = " " tolower(text) " "; gsub(/[^a-z]/, " ", t)
	if (gsub(/ jus de carotte /, " ", t)) known = 1
	if (gsub(/ pommes de terre /, " ", t)) { known = 1; has["pomme-de-terre"] += 100 }
	if (gsub(/ puree /, " ", t)) { known = 1; has["pomme-de-terre"] += 100 }
	if (gsub(/ potee /, " ", t)) { known = 1; has["poireau"] += 40; has["navet"] += 30 }
	if (gsub(/ carottes? /, " ", t)) { known = 1; has["carotte"] += 100 }
	if (gsub(/ poireaux? /, " ", t)) { known = 1; has["poireau"] += 100 }
	if (gsub(/ navets? /, " ", t)) { known = 1; has["navet"] += 100 }
	if (gsub(/ laitues? /, " ", t)) { known = 1; has["laitue"] += 100 }
	if (gsub(/ ail /, " ", t)) known = 1
	return known
}
BEGIN {
	FS = ","
	first_week = week_number("2025-W14"); last_week = week_number("2026-W13")
	file = dir "/calendar.yaml"
	while ((getline line <file) > 0)
		if (line ~ /from:/) { shut[++shuts] = number(field(line, "from")); reopen[shuts] = number(field(line, "until")) }
	file = dir "/kitchens.csv"; start(file)
	while (next_row(file)) {
		k = cell["kitchen"]; deliver[k] = cell["delivery_days"]; zone[k] = cell["closures"] != ""
		kind_of[k] = cell["kind"]; meals[k] = cell["meals_per_day"]; age_of[k] = cell["age_class"]
		joined[k] = cell["joined"] == "" ? "" : number(cell["joined"])
		gone[k] = cell["left"] == "" ? "" : number(cell["left"])
	}
	file = dir "/products.csv"; start(file)
	while (next_row(file)) {
		p = cell["product"]; family[p] = cell["family"]; trim[p] = cell["trim_loss"] + 0; months[p] = cell["months"]
		mass[p] = cell["unit_mass_kg"] == "" ? 1000 : 100 * substr(cell["unit_mass_kg"], 3)
	}
	file = dir "/data/portions.csv"; start(file)
	while (next_row(file)) grams[cell["age_class"], cell["dish"], cell["food"]] = cell["grams"]
	# 1: rows of people
	file = dir "/season/2025/needs.csv"; start(file)
	while (next_row(file)) {
		if (cell["source"] == "firm") continue
		w = cell["from_week"] == "" ? first_week : week_number(cell["from_week"])
		v = cell["until_week"] == "" ? last_week : week_number(cell["until_week"])
		for (; w <= v && w <= last_week; w++) {
			offer(cell["kitchen"], cell["product"], w, 1, 1000 * cell["quantity"], "said:" cell["source"])
		}
	}
	# 2: menus
	split("entrée starter plat_principal main garniture side", pair, " ")
	for (i = 1; i < 6; i += 2) kind_name[pair[i]] = pair[i + 1]
	who["00001003300017"] = "K1"; who["00001004100010"] = "K2"; who["00001007400011"] = "K3"
	for (f = 1; f <= 2; f++) {
		file = dir "/season/2025/menus/m" f ".csv"; start(file)
		while (next_row(file)) {
			k = who[cell["menuCollSiret"]]; n = number(cell["menuDate"])
			if (week_of(n) < first_week || week_of(n) > last_week || !member(k, n)) continue
			i = ++lines
			lk[i] = k; ln[i] = n; lmeal[i] = cell["menuRepasType"]; lwho[i] = cell["menuRestaurantNom"] "/" cell["menuRestaurantConvive"]
			lkind[i] = cell["menuPlatType"]; ldish[i] = cell["menuPlatNom"]; lnum[i] = cell["menuEffectif"]; lplace[i] = cell["menuRestaurantType"]
			if (lmeal[i] != "goûter" && !((k, n, lmeal[i]) in seen_meal)) { seen_meal[k, n, lmeal[i]] = 1; main_meals[k, n]++ }
			if (!((k, n, lmeal[i], lwho[i]) in seen_public)) { seen_public[k, n, lmeal[i], lwho[i]] = 1; publics[k, n, lmeal[i]]++ }
			choices[k, n, lmeal[i], lwho[i], lkind[i]]++
		}
	}
	for (i = 1; i <= lines; i++) {
		k = lk[i]; n = ln[i]; v = lkind[i]; sub(/ /, "_", v); v = kind_name[v]
		age = lplace[i] == "collège" ? "secondary" : (lplace[i] == "crèche" ? "nursery" : (age_of[k] != "" ? age_of[k] : (kind_of[k] == "nursery" ? "nursery" : "")))
		if (!read_dish(ldish[i])) continue
		d = 1; m = lnum[i]
		if (m == "") {
			m = meals[k]
			if (m == "") continue
			d = (main_meals[k, n] ? main_meals[k, n] : 1) * publics[k, n, lmeal[i]] * choices[k, n, lmeal[i], lwho[i], v == "" ? "" : lkind[i]]
		}
		for (p in has) {
			whole = 0
			for (q in has) if (family[q] == family[p]) whole += has[q]
			if (whole < 100) whole = 100
			g = portion(age, v, p)
			if (age != "" && g >= 0)
				offer(k, p, week_of(n), 2, half_up(m * g * has[p] * 1000 * 100, whole * d * mass[p] * (100 - trim[p])), "menus")
		}
	}
	# 3 and 4: contracts
	while ((("ls " dir "/contracts") | getline name) > 0) {
		file = dir "/contracts/" name
		while ((getline line <file) > 0) {
			if (line ~ /^kitchen: /) k = substr(line, 10)
			else if (line ~ /^from: /) from = number(substr(line, 7))
			else if (line ~ /^until: /) until = number(substr(line, 8))
			else if (line ~ /product:/) line_of(k, from, until, line)
		}
	}
	# 5: deliveries of the year before, 52 weeks earlier
	for (w = first_week; w <= last_week; w++) {
		file = dir "/weeks/" week_text(w - 52) "/deliveries.csv"
		if ((getline line <file) <= 0) continue
		close(file); start(file)
		while (next_row(file)) {
			v = kilos(cell["received"] == "" ? cell["sent"] : cell["received"]) - 1000 * (cell["refused"] + 0)
			offer(cell["kitchen"], cell["ordered_product"] == "" ? cell["product"] : cell["ordered_product"], w, 5, v > 0 ? v : 0, "deliveries")
		}
	}
	for (c in best) {
		split(c, key, SUBSEP)
		m = best[c] == 5 ? half_up(amount[c] * factor, 100) : amount[c]
		if (best[c] > 1 && (m <= 0 || !open_week(key[1], key[3]))) continue
		printf "%s %s %s %.0f %s\n", week_text(key[3]), key[1], key[2], m, word[c]
	}
}
