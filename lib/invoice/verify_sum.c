/*
 * How much: each line, each rate, each total, to the cent.
 *
 * Amounts are read once each, in the order in which they follow from each other, and an amount
 * that is wrong does not make those after it wrong: what follows is computed from what is
 * written. A line is quantity x price / base quantity, half away from zero, less its allowances
 * (BT-131); VAT is basis x rate, rounded once for each rate (BR-CO-17), without the tolerance of
 * a euro that the official rules have.
 */
#include <string.h>

#include "base/alloc.h"
#include "invoice/verify_priv.h"
#include "num/decimal.h"
#include "num/round.h"

#include "base/banned.h"

/* A breakdown of VAT, and what the lines say it should be. */
struct part {
	const struct pial_cii *node;	/* BG-23 */
	const char *category, *rate;	/* as written */
	const char *reason;		/* as written; "" for none */
	int64_t basis, amount;		/* as written, cents */
	int64_t summed;			/* of the lines, allowances and charges, cents */
	bool used;			/* some line is in it */
};

struct summing {
	struct pial_verifying *v;	/* where, and what is said */
	struct part *part;		/* in the arena */
	size_t parts;			/* how many */
	int64_t lines;			/* sum of the lines as written, cents */
	int64_t off, on;		/* allowances, charges of the document, cents */
};

static const struct pial_cii_term line_term = { PIAL_N_("net of the line"), "BT-131", "BR-24" };
static const struct pial_cii_term product_term = { PIAL_N_("net of the line"), "BT-131",
						   "PEPPOL-EN16931-R120" };

/* Says that an amount is not what it follows from. */
static void check_amount(struct pial_verifying *v, const struct pial_cii *node, int64_t is,
			 int64_t should, const struct pial_cii_term *term)
{
	struct pial_pos pos = { v->file, node->line, 0, PIAL_COLUMN_NUMBER };

	if (is != should)
		pial_diag_add(v->diags, &pos, PIAL_E_CII_AMOUNT, term->name, is, should,
			      term->term, term->rule);
}

/* Adds, and gives up on sums that do not fit: no invoice has them. */
static void add(struct pial_verifying *v, int64_t *sum, int64_t cents)
{
	if (!pial_add(*sum, cents, sum))
		pial_diag_add(v->diags, NULL, PIAL_E_AMOUNT);
}

/* The rate without zeros at its end, so that 5.5 and 5.50 are one; category O has none. */
static const char *rate_of(struct pial_verifying *v, const struct pial_cii *tax)
{
	const char *rate = pial_cii_text(tax, "ram:RateApplicablePercent");
	size_t len = strlen(rate);

	if (strchr(rate, '.'))
		while (len && (rate[len - 1] == '0' || rate[len - 1] == '.'))
			if (rate[--len] == '.')
				break;
	return pial_arena_strndup(v->arena, rate, len);
}

static const char *reason_of(struct pial_verifying *v, const struct pial_cii *tax)
{
	return pial_arena_printf(v->arena, "%s%s", pial_cii_text(tax, "ram:ExemptionReason"),
				 pial_cii_text(tax, "ram:ExemptionReasonCode"));
}

/* "BR-S-08" for category S. */
static const char *rule_of(struct pial_verifying *v, const char *category, const char *number)
{
	return pial_arena_printf(v->arena, "BR-%s-%s", category, number);
}

/* Rates that France has had (BR-FR-16), each with up to two decimals. */
static bool is_rate(const char *rate)
{
	return pial_verify_among(rate, "0 10 13 20 8.5 19.6 2.1 5.5 7 20.6 1.05 0.9 1.75 9.2 9.6");
}

/* What category and rate may be: for a line (BT-151, BT-152) or a breakdown (BT-118, BT-119). */
static void check_category(struct pial_verifying *v, const struct pial_cii *tax, bool line)
{
	const struct pial_cii_term category = { PIAL_N_("VAT category"), line ? "BT-151" : "BT-118",
						"BR-FR-15" };
	struct pial_cii_term rate = { PIAL_N_("rate of VAT"), line ? "BT-152" : "BT-119",
				      "BR-FR-16" };
	const char *code = pial_cii_text(tax, "ram:CategoryCode");
	const struct pial_cii *node = pial_cii_at(tax, "ram:RateApplicablePercent");
	int64_t value;

	if (!*code)
		pial_verify_missing(v, tax, &category);
	else if (!pial_verify_among(code, "S E AE K G O Z"))
		pial_verify_value(v, pial_cii_at(tax, "ram:CategoryCode"), &category);
	else if (strcmp(code, "O") != 0 && !node)
		pial_verify_missing(v, tax, &rate);
	if (!node || !*node->text || !pial_verify_number(v, node, &rate, 2, &value))
		return;
	if (!is_rate(rate_of(v, tax)))
		pial_verify_value(v, node, &rate);
	rate.rule = rule_of(v, code, "05");
	if (strcmp(code, "O") == 0 || (strcmp(code, "S") == 0) != (value > 0))
		pial_verify_value(v, node, &rate);
}

/* The breakdown of a category and rate; said when there is none. */
static struct part *part_of(struct summing *s, const struct pial_cii *tax,
			    const struct pial_cii *near)
{
	const char *category = pial_cii_text(tax, "ram:CategoryCode");
	const char *rate = rate_of(s->v, tax);
	const struct pial_cii_term term = { PIAL_N_("breakdown of VAT"), "BG-23",
					    rule_of(s->v, category, "01") };

	for (size_t i = 0; i < s->parts; i++) {
		struct part *part = &s->part[i];

		if (strcmp(part->category, category) == 0 && strcmp(part->rate, rate) == 0) {
			part->used = true;
			return part;
		}
	}
	pial_verify_missing(s->v, near, &term);
	return NULL;
}

/* Allowances less charges of a line, in cents (BT-136, BT-141). */
static int64_t line_allowances(struct pial_verifying *v, const struct pial_cii *settlement)
{
	static const struct pial_cii_term term = { PIAL_N_("allowance or charge of the line"),
						   "BT-136, BT-141", "BR-FR-DEC-01" };
	const struct pial_cii *at = pial_cii_at(settlement, "ram:SpecifiedTradeAllowanceCharge");
	int64_t sum = 0, cents;

	for (; at; at = pial_cii_again(at)) {
		if (!pial_verify_number(v, pial_cii_at(at, "ram:ActualAmount"), &term, 2, &cents))
			continue;
		if (strcmp(pial_cii_text(at, "ram:ChargeIndicator/udt:Indicator"), "true") == 0)
			cents = -cents;
		add(v, &sum, cents);
	}
	return sum;
}

/* Units that food and its services come in, of UN/ECE recommendations 20 and 21. */
#define UNITS "KGM GRM TNE DTN HGM MGM LTR MLT DLT CLT HLT C62 H87 EA NAR PR DZN CEN MIL SET " \
	      "HUR DAY WEE MON ANN MIN KMT MTR KWH E48 LS ZZ " \
	      "XBH XBX XCT XBG XCR XPK XPX XSA XPA XTU XJR XBO XBJ XBK XTB XCS XNE XPP XLV"

static void check_unit(struct pial_verifying *v, const struct pial_cii *quantity)
{
	static const struct pial_cii_term term = { PIAL_N_("unit of the quantity"), "BT-130",
						   "BR-CL-23" };
	struct pial_cii unit = *quantity;

	unit.text = quantity->scheme;
	if (!*quantity->scheme)
		pial_verify_missing(v, quantity, &term);
	else if (!pial_verify_among(quantity->scheme, UNITS))
		pial_verify_value(v, &unit, &term);
}

/* Quantity x price / base quantity. False when one of them is no number. */
static bool line_product(struct pial_verifying *v, const struct pial_cii *line, int64_t *cents)
{
	static const struct pial_cii_term quantity = { PIAL_N_("quantity"), "BT-129",
						       "BR-22, BR-FR-DEC-02" };
	static const struct pial_cii_term price = { PIAL_N_("unit price"), "BT-146",
						    "BR-26, BR-27, BR-FR-DEC-03" };
	static const struct pial_cii_term per = { PIAL_N_("quantity that the price is for"),
						  "BT-149", "BR-FR-DEC-02" };
	const struct pial_cii *agreed = pial_cii_at(
		line, "ram:SpecifiedLineTradeAgreement/ram:NetPriceProductTradePrice");
	const struct pial_cii *amount = pial_cii_at(agreed, "ram:ChargeAmount");
	const struct pial_cii *base = pial_cii_at(agreed, "ram:BasisQuantity");
	const struct pial_cii *billed =
		pial_cii_at(line, "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity");
	int64_t q, p, n = 10000;

	if (!billed)
		pial_verify_missing(v, line, &quantity);
	else
		check_unit(v, billed);
	if (!amount)
		pial_verify_missing(v, line, &price);
	if (!pial_verify_number(v, billed, &quantity, 4, &q) ||
	    !pial_verify_number(v, amount, &price, 6, &p) ||
	    (base && !pial_verify_number(v, base, &per, 4, &n)))
		return false;
	if (p < 0)
		pial_verify_value(v, amount, &price);
	if (n <= 0 || n > INT64_MAX / 10000) {
		pial_verify_value(v, base, &per);
		return false;
	}
	if (!pial_muldiv(q, p, n * 10000, PIAL_ROUND_HALF_AWAY, cents))
		return pial_diag_add(v->diags, NULL, PIAL_E_AMOUNT);
	return true;
}

/* Reasons differ: an invoice has one, and the extended profile repeats it on each line. */
static void check_reason(struct summing *s, const struct pial_cii *tax, const struct part *part)
{
	static const struct pial_cii_term term = { PIAL_N_("reason for no VAT"), "BT-120",
						   "BR-E-01, BR-O-11" };
	const char *reason = reason_of(s->v, tax);
	const struct pial_cii *node = pial_cii_at(tax, "ram:ExemptionReason");

	if (node && *reason && strcmp(reason, part->reason) != 0)
		pial_verify_disagree(s->v, node, &term, PIAL_N_("the reason of its breakdown"));
}

static void check_line(struct summing *s, const struct pial_cii *line)
{
	static const struct pial_cii_term id = { PIAL_N_("number of the line"), "BT-126", "BR-21" };
	static const struct pial_cii_term name = { PIAL_N_("name of the item"), "BT-153", "BR-25" };
	static const struct pial_cii_term category = { PIAL_N_("VAT category"), "BT-151",
						       "BR-CO-04" };
	const struct pial_cii *settlement = pial_cii_at(line, "ram:SpecifiedLineTradeSettlement");
	const struct pial_cii *tax = pial_cii_at(settlement, "ram:ApplicableTradeTax");
	const struct pial_cii *total = pial_cii_at(
		settlement,
		"ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount");
	int64_t written, should, less = line_allowances(s->v, settlement);
	struct part *part = NULL;
	bool known;

	if (!*pial_cii_text(line, "ram:AssociatedDocumentLineDocument/ram:LineID"))
		pial_verify_missing(s->v, line, &id);
	if (!*pial_cii_text(line, "ram:SpecifiedTradeProduct/ram:Name"))
		pial_verify_missing(s->v, line, &name);
	if (tax) {
		check_category(s->v, tax, true);
		part = part_of(s, tax, line);
	} else {
		pial_verify_missing(s->v, line, &category);
	}
	if (part)
		check_reason(s, tax, part);
	if (!total)
		pial_verify_missing(s->v, line, &line_term);
	known = line_product(s->v, line, &should);
	if (!pial_verify_number(s->v, total, &line_term, 2, &written))
		return;
	if (known) {
		add(s->v, &should, -less);
		check_amount(s->v, total, written, should, &product_term);
	}
	add(s->v, &s->lines, written);
	if (part)
		add(s->v, &part->summed, written);
}

/* Lines with one number, and lines that only group others (extended profile). */
static void check_lines(struct summing *s)
{
	static const struct pial_cii_term twice = { PIAL_N_("number of the line"), "BT-126",
						    "BR-21" };
	const struct pial_cii *line = pial_cii_at(
		s->v->root, "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem");
	const char *last = "";

	for (; line; line = pial_cii_again(line)) {
		const struct pial_cii *head =
			pial_cii_at(line, "ram:AssociatedDocumentLineDocument");
		const char *status = pial_cii_text(head, "ram:LineStatusReasonCode");

		if (*status && strcmp(status, "DETAIL") != 0)
			continue;
		if (*last && strcmp(last, pial_cii_text(head, "ram:LineID")) == 0)
			pial_verify_many(s->v, pial_cii_at(head, "ram:LineID"), &twice);
		last = pial_cii_text(head, "ram:LineID");
		check_line(s, line);
	}
}

/* Each says why, and at which rate it is taxed; the rules of a charge have other numbers. */
static void check_allowance(struct summing *s, const struct pial_cii *at, bool charge)
{
	const struct pial_cii_term category = { PIAL_N_("VAT category of the allowance or charge"),
						charge ? "BT-102" : "BT-95",
						charge ? "BR-37" : "BR-32" };
	const struct pial_cii_term reason = { PIAL_N_("reason of the allowance or charge"),
					      charge ? "BT-104" : "BT-97",
					      charge ? "BR-38" : "BR-33" };
	const struct pial_cii *tax = pial_cii_at(at, "ram:CategoryTradeTax");

	if (!pial_cii_at(tax, "ram:CategoryCode"))
		pial_verify_missing(s->v, at, &category);
	else
		check_category(s->v, tax, true);
	if (!*pial_cii_text(at, "ram:Reason") && !*pial_cii_text(at, "ram:ReasonCode"))
		pial_verify_missing(s->v, at, &reason);
}

/* Allowances and charges of the whole document, each in its breakdown (BG-20, BG-21). */
static void check_allowances(struct summing *s)
{
	static const struct pial_cii_term term = { PIAL_N_("allowance or charge"), "BT-92, BT-99",
						   "BR-31, BR-36" };
	const struct pial_cii *at = pial_cii_at(
		s->v->root, PIAL_CII_SETTLEMENT "/ram:SpecifiedTradeAllowanceCharge");

	for (; at; at = pial_cii_again(at)) {
		const struct pial_cii *tax = pial_cii_at(at, "ram:CategoryTradeTax");
		const struct pial_cii *amount = pial_cii_at(at, "ram:ActualAmount");
		bool charge =
			!strcmp(pial_cii_text(at, "ram:ChargeIndicator/udt:Indicator"), "true");
		struct part *part = tax ? part_of(s, tax, at) : NULL;
		int64_t cents;

		check_allowance(s, at, charge);
		if (!amount)
			pial_verify_missing(s->v, at, &term);
		if (!pial_verify_number(s->v, amount, &term, 2, &cents))
			continue;
		add(s->v, charge ? &s->on : &s->off, cents);
		if (part)
			add(s->v, &part->summed, charge ? cents : -cents);
	}
}

static void read_part(struct summing *s, const struct pial_cii *tax)
{
	static const struct pial_cii_term basis = { PIAL_N_("base of VAT"), "BT-116", "BR-45" };
	static const struct pial_cii_term amount = { PIAL_N_("amount of VAT"), "BT-117", "BR-46" };
	struct part *part = &s->part[s->parts++];

	*part = (struct part){ .node = tax, .category = pial_cii_text(tax, "ram:CategoryCode"),
			       .rate = rate_of(s->v, tax), .reason = reason_of(s->v, tax) };
	check_category(s->v, tax, false);
	if (!pial_cii_at(tax, "ram:BasisAmount"))
		pial_verify_missing(s->v, tax, &basis);
	else if (!pial_verify_number(s->v, pial_cii_at(tax, "ram:BasisAmount"), &basis, 2,
				     &part->basis))
		part->node = NULL;
	if (!pial_cii_at(tax, "ram:CalculatedAmount"))
		pial_verify_missing(s->v, tax, &amount);
	else if (!pial_verify_number(s->v, pial_cii_at(tax, "ram:CalculatedAmount"), &amount, 2,
				     &part->amount))
		part->node = NULL;
}

static void read_parts(struct summing *s)
{
	struct pial_cii_term twice = { PIAL_N_("breakdown of VAT"), "BG-23", "" };
	const struct pial_cii *first =
		pial_cii_at(s->v->root, PIAL_CII_SETTLEMENT "/ram:ApplicableTradeTax");
	size_t count = 0;

	for (const struct pial_cii *at = first; at; at = pial_cii_again(at))
		count++;
	s->part = pial_arena_zalloc(s->v->arena, count + 1, sizeof(*s->part));
	for (const struct pial_cii *at = first; at; at = pial_cii_again(at)) {
		read_part(s, at);
		twice.rule = rule_of(s->v, s->part[s->parts - 1].category, "01");
		for (size_t i = 0; i + 1 < s->parts; i++)
			if (!strcmp(s->part[i].category, s->part[s->parts - 1].category) &&
			    !strcmp(s->part[i].rate, s->part[s->parts - 1].rate))
				pial_verify_many(s->v, at, &twice);
	}
}

/* A seller who charges VAT has a number; one who does not is known by some other (BR-x-02). */
static void check_registered(struct summing *s, const struct part *part)
{
	const struct pial_cii_term term = { PIAL_N_("VAT number of the seller"), "BT-31, BT-32",
					    rule_of(s->v, part->category, "02") };
	const struct pial_cii *party =
		pial_cii_at(s->v->root, PIAL_CII_AGREEMENT "/ram:SellerTradeParty");
	const struct pial_cii *at = pial_cii_at(party, "ram:SpecifiedTaxRegistration");
	const struct pial_cii *vat = NULL, *id = NULL;

	for (; at; at = pial_cii_again(at)) {
		id = pial_cii_at(at, "ram:ID");
		if (id && strcmp(id->scheme, "VA") == 0)
			vat = id;
	}
	if (strcmp(part->category, "O") == 0) {
		if (vat)
			pial_verify_disagree(s->v, vat, &term, PIAL_N_("VAT category O"));
	} else if (!id) {
		pial_verify_missing(s->v, party, &term);
	}
}

/* Basis x rate, to cents; false when there is no such rate. */
static bool part_tax(const struct part *part, int64_t *cents)
{
	int64_t rate = 0;

	if (*part->rate && pial_decimal_parse(part->rate, strlen(part->rate), 2,
					      PIAL_DECIMAL_POINT, &rate) != PIAL_DECIMAL_OK)
		return false;
	return pial_muldiv(part->basis, rate, 10000, PIAL_ROUND_HALF_AWAY, cents);
}

static void check_part(struct summing *s, const struct part *part)
{
	const struct pial_cii_term basis = { PIAL_N_("base of VAT"), "BT-116",
					     rule_of(s->v, part->category, "08") };
	static const struct pial_cii_term amount = { PIAL_N_("amount of VAT"), "BT-117",
						     "BR-CO-17" };
	const struct pial_cii_term reason = { PIAL_N_("reason for no VAT"), "BT-120",
					      rule_of(s->v, part->category, "10") };
	const struct pial_cii *reasoned, *node;
	int64_t should;

	if (!part->node)
		return;
	node = pial_cii_at(part->node, "ram:BasisAmount");
	if (node)
		check_amount(s->v, node, part->basis, part->summed, &basis);
	node = pial_cii_at(part->node, "ram:CalculatedAmount");
	/* The last cent of VAT is on the last credit note: lib/invoice/bill_credit.c. */
	if (node && part_tax(part, &should) &&
	    !(pial_verify_is_credit(s->v) && part->amount - should >= -1 &&
	      part->amount - should <= 1))
		check_amount(s->v, node, part->amount, should, &amount);
	reasoned = pial_cii_at(part->node, "ram:ExemptionReason");
	if (!reasoned)
		reasoned = pial_cii_at(part->node, "ram:ExemptionReasonCode");
	if (pial_verify_among(part->category, "S Z") && reasoned)
		pial_verify_disagree(s->v, reasoned, &reason, PIAL_N_("its VAT category"));
	if (pial_verify_among(part->category, "E AE K G O") && !*part->reason)
		pial_verify_missing(s->v, part->node, &reason);
	check_registered(s, part);
}

static void check_parts(struct summing *s)
{
	static const struct pial_cii_term alone = { PIAL_N_("VAT category"), "BT-118",
						    "BR-O-11" };

	for (size_t i = 0; i < s->parts; i++) {
		check_part(s, &s->part[i]);
		if (strcmp(s->part[i].category, "O") == 0 && s->parts > 1 && s->part[i].node)
			pial_verify_disagree(s->v,
					     pial_cii_at(s->part[i].node, "ram:CategoryCode"),
					     &alone, PIAL_N_("another VAT category"));
	}
}

/* A total of the document; 0 when it is not there, which is said when it must be. */
static int64_t total(struct summing *s, const char *name, const struct pial_cii_term *term,
		     bool required, const struct pial_cii **node)
{
	const struct pial_cii *in = pial_cii_at(
		s->v->root,
		PIAL_CII_SETTLEMENT "/ram:SpecifiedTradeSettlementHeaderMonetarySummation");
	int64_t cents = 0;

	*node = pial_cii_at(in, name);
	if (!*node && required)
		pial_verify_missing(s->v, in, term);
	if (!pial_verify_number(s->v, *node, term, 2, &cents))
		*node = NULL;
	return cents;
}

/* A total that follows from others: as written, or as it should be when it is not there. */
static int64_t check_total(struct summing *s, const char *name, const struct pial_cii_term *term,
			   bool required, int64_t should)
{
	const struct pial_cii *node;
	int64_t cents = total(s, name, term, required, &node);

	if (!node)
		return should;
	check_amount(s->v, node, cents, should, term);
	return cents;
}

/* What is paid already: all of it in frame 2, something in frame 4. */
static void check_prepaid(struct summing *s, const struct pial_cii *node, int64_t prepaid,
			  int64_t all)
{
	static const struct pial_cii_term paid = { PIAL_N_("paid before"), "BT-113",
						   "BR-FR-CO-09" };
	static const struct pial_cii_term final = { PIAL_N_("paid before"), "BT-113",
						    "XP Z12-012" };
	const char *frame = pial_cii_text(
		s->v->root, "rsm:ExchangedDocumentContext/"
			    "ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID");

	if (pial_verify_among(frame, "B2 S2 M2")) {
		if (node)
			check_amount(s->v, node, prepaid, all, &paid);
		else
			pial_verify_missing(s->v, NULL, &paid);
	}
	if (pial_verify_among(frame, "B4 S4 M4") && prepaid <= 0)
		pial_verify_missing(s->v, NULL, &final);
}

static void check_totals(struct summing *s)
{
	static const struct pial_cii_term lines = { PIAL_N_("sum of the lines"), "BT-106",
						    "BR-CO-10" };
	static const struct pial_cii_term off = { PIAL_N_("sum of the allowances"), "BT-107",
						  "BR-CO-11" };
	static const struct pial_cii_term on = { PIAL_N_("sum of the charges"), "BT-108",
						 "BR-CO-12" };
	static const struct pial_cii_term net = { PIAL_N_("total without VAT"), "BT-109",
						  "BR-CO-13" };
	static const struct pial_cii_term vat = { PIAL_N_("total of VAT"), "BT-110", "BR-CO-14" };
	static const struct pial_cii_term all = { PIAL_N_("total with VAT"), "BT-112", "BR-CO-15" };
	static const struct pial_cii_term before = { PIAL_N_("paid before"), "BT-113",
						     "BR-FR-DEC-01" };
	static const struct pial_cii_term rounding = { PIAL_N_("rounding"), "BT-114",
						       "BR-FR-DEC-01" };
	static const struct pial_cii_term due = { PIAL_N_("amount to pay"), "BT-115", "BR-CO-16" };
	const struct pial_cii *node;
	int64_t sum, taxes = 0, paid;

	for (size_t i = 0; i < s->parts; i++)
		add(s->v, &taxes, s->part[i].amount);
	sum = check_total(s, "ram:LineTotalAmount", &lines, true, s->lines);
	add(s->v, &sum, -check_total(s, "ram:AllowanceTotalAmount", &off, false, s->off));
	add(s->v, &sum, check_total(s, "ram:ChargeTotalAmount", &on, false, s->on));
	sum = check_total(s, "ram:TaxBasisTotalAmount", &net, true, sum);
	taxes = check_total(s, "ram:TaxTotalAmount", &vat, s->parts > 0, taxes);
	add(s->v, &sum, taxes);
	sum = check_total(s, "ram:GrandTotalAmount", &all, true, sum);
	paid = total(s, "ram:TotalPrepaidAmount", &before, false, &node);
	check_prepaid(s, node, paid, sum);
	add(s->v, &sum, -paid);
	add(s->v, &sum, total(s, "ram:RoundingAmount", &rounding, false, &node));
	check_total(s, "ram:DuePayableAmount", &due, true, sum);
}

void pial_verify_sums(struct pial_verifying *v)
{
	struct summing s = { .v = v };

	read_parts(&s);
	check_lines(&s);
	check_allowances(&s);
	check_parts(&s);
	check_totals(&s);
}
