/*
 * The document: what must be there once, codes, dates, notes, what it refers to.
 *
 * Presence is a table, since most rules of a norm say nothing else. Where two rules forbid the
 * same fault, the one of the norm is named, or the French one where only that exists.
 */
#include "invoice/verify.h"

#include <string.h>

#include "base/strbuf.h"
#include "invoice/verify_priv.h"
#include "model/invoice.h"
#include "num/date.h"
#include "num/decimal.h"

#include "base/banned.h"

#define DOCUMENT "rsm:ExchangedDocument"
/* No amount, price or quantity of an invoice comes near it, whatever its scale. */
#define LIMIT INT64_C(1000000000000000)

#define CONTEXT "rsm:ExchangedDocumentContext"

static struct pial_pos pos_of(const struct pial_verifying *v, const struct pial_cii *node)
{
	return (struct pial_pos){ v->file, node ? node->line : 0, 0, PIAL_COLUMN_NUMBER };
}

void pial_verify_missing(struct pial_verifying *v, const struct pial_cii *in,
			 const struct pial_cii_term *term)
{
	struct pial_pos pos = pos_of(v, in);

	pial_diag_add(v->diags, &pos, PIAL_E_CII_MISSING, term->name, term->term, term->rule);
}

void pial_verify_value(struct pial_verifying *v, const struct pial_cii *node,
		       const struct pial_cii_term *term)
{
	struct pial_pos pos = pos_of(v, node);

	pial_diag_add(v->diags, &pos, PIAL_E_CII_VALUE, term->name, node->text, term->term,
		      term->rule);
}

void pial_verify_many(struct pial_verifying *v, const struct pial_cii *node,
		      const struct pial_cii_term *term)
{
	struct pial_pos pos = pos_of(v, node);

	pial_diag_add(v->diags, &pos, PIAL_E_CII_MANY, term->name, term->term, term->rule);
}

void pial_verify_disagree(struct pial_verifying *v, const struct pial_cii *node,
			  const struct pial_cii_term *term, const char *with)
{
	struct pial_pos pos = pos_of(v, node);

	pial_diag_add(v->diags, &pos, PIAL_E_CII_DISAGREE, term->name, node->text, with,
		      term->term, term->rule);
}

bool pial_verify_number(struct pial_verifying *v, const struct pial_cii *node,
			const struct pial_cii_term *term, unsigned scale, int64_t *value)
{
	struct pial_pos pos = pos_of(v, node);
	size_t len = node ? strlen(node->text) : 0;

	if (!node)
		return false;
	/* The reader of tables takes a comma too; the norm does not. */
	if (len && len <= 20 && strspn(node->text, "-0123456789.") == len &&
	    pial_decimal_parse(node->text, len, scale, PIAL_DECIMAL_POINT, value) ==
		    PIAL_DECIMAL_OK && *value > -LIMIT && *value < LIMIT)
		return true;
	return pial_diag_add(v->diags, &pos, PIAL_E_CII_NUMBER, term->name, node->text,
			     (int64_t)scale, term->term, term->rule);
}

bool pial_verify_among(const char *text, const char *words)
{
	size_t len = strlen(text);

	for (const char *at = words; len && (at = strstr(at, text)) != NULL; at++)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
			return true;
	return false;
}

/* Platforms refuse an element with nothing in it, which the schema takes. */
static void check_empty(struct pial_verifying *v, const struct pial_cii *node)
{
	for (; node; node = node->next) {
		struct pial_pos pos = pos_of(v, node);

		if (node->child)
			check_empty(v, node->child);
		else if (!*node->text)
			pial_diag_add(v->diags, &pos, PIAL_E_CII_EMPTY, node->name);
	}
}

/* A datum that must be there, once. */
struct wanted {
	const char *path;		/* from the root */
	struct pial_cii_term term;	/* what it is */
};

static const struct wanted wanted[] = {
	{ CONTEXT "/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
	  { PIAL_N_("frame of invoicing"), "BT-23", "BR-FR-08" } },
	{ CONTEXT "/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
	  { PIAL_N_("profile"), "BT-24", "BR-01" } },
	{ DOCUMENT "/ram:ID", { PIAL_N_("invoice number"), "BT-1", "BR-02" } },
	{ DOCUMENT "/ram:IssueDateTime/udt:DateTimeString",
	  { PIAL_N_("date of the invoice"), "BT-2", "BR-03" } },
	{ DOCUMENT "/ram:TypeCode", { PIAL_N_("kind of document"), "BT-3", "BR-04" } },
	{ PIAL_CII_SETTLEMENT "/ram:InvoiceCurrencyCode",
	  { PIAL_N_("currency"), "BT-5", "BR-05" } },
	{ "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem",
	  { PIAL_N_("line"), "BG-25", "BR-16" } },
	{ PIAL_CII_SETTLEMENT "/ram:ApplicableTradeTax",
	  { PIAL_N_("breakdown of VAT"), "BG-23", "BR-CO-18" } },
};

/* Of these, several are allowed. */
static bool may_repeat(const struct wanted *want)
{
	return !strncmp(want->term.term, "BG-", 3);
}

static void check_wanted(struct pial_verifying *v)
{
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		const struct pial_cii *node = pial_cii_at(v->root, wanted[i].path);

		if (!node)
			pial_verify_missing(v, NULL, &wanted[i].term);
		else if (!may_repeat(&wanted[i]) && pial_cii_again(node))
			pial_verify_many(v, pial_cii_again(node), &wanted[i].term);
	}
}

#define CREDITS "261 381 396 502 503"

/* A code and the words it may be. */
static void check_among(struct pial_verifying *v, const char *path, const char *words,
			const struct pial_cii_term *term)
{
	const struct pial_cii *node = pial_cii_at(v->root, path);

	if (node && *node->text && !pial_verify_among(node->text, words))
		pial_verify_value(v, node, term);
}

bool pial_verify_is_credit(const struct pial_verifying *v)
{
	return pial_verify_among(pial_cii_text(v->root, DOCUMENT "/ram:TypeCode"), CREDITS) &&
	       pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:InvoiceReferencedDocument");
}

#define PREPAYMENTS "386 500 503"
#define CORRECTIVES "384 471 472 473"

static void check_codes(struct pial_verifying *v)
{
	static const struct pial_cii_term frame = { PIAL_N_("frame of invoicing"), "BT-23",
						    "BR-FR-08" };
	static const struct pial_cii_term kind = { PIAL_N_("kind of document"), "BT-3",
						   "BR-FR-04" };
	static const struct pial_cii_term profile = { PIAL_N_("profile"), "BT-24", "BR-01" };
	static const struct pial_cii_term currency = { PIAL_N_("currency"), "BT-5", "BR-CL-04" };
	static const struct pial_cii_term number = { PIAL_N_("invoice number"), "BT-1",
						     "BR-FR-01, BR-FR-02" };
	const struct pial_cii *node;

	check_among(v, CONTEXT "/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
		    "B1 S1 M1 B2 S2 M2 S3 B4 S4 M4 S5 S6 B7 S7 B8 S8 M8 B9 S9 M9", &frame);
	check_among(v, DOCUMENT "/ram:TypeCode",
		    "380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503", &kind);
	check_among(v, CONTEXT "/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
		    "urn:cen.eu:en16931:2017 "
		    "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr "
		    "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended "
		    "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", &profile);
	node = pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:InvoiceCurrencyCode");
	if (node && *node->text && (strlen(node->text) != 3 ||
				    strspn(node->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
		pial_verify_value(v, node, &currency);
	node = pial_cii_at(v->root, DOCUMENT "/ram:ID");
	if (node && *node->text && !pial_invoice_number_ok(node->text))
		pial_verify_value(v, node, &number);
}

/* A day in format 102, YYYYMMDD, of this century. */
static bool is_day(const struct pial_cii *node)
{
	const char *text = node->text;
	struct pial_date date;
	char written[11];

	if (strlen(text) != 8 || strspn(text, "0123456789") != 8 || strncmp(text, "20", 2) ||
	    strcmp(node->scheme, "102") != 0)
		return false;
	memcpy(written, text, 4);
	memcpy(written + 5, text + 4, 2);
	memcpy(written + 8, text + 6, 2);
	written[4] = written[7] = '-';
	written[10] = '\0';
	return pial_date_parse(written, 10, &date) == PIAL_DATE_OK;
}

/* Every date of the file; the element that holds it says which. */
static void check_dates(struct pial_verifying *v, const struct pial_cii *node)
{
	for (const struct pial_cii *at = node->child; at; at = at->next) {
		struct pial_cii_term term = { PIAL_N_("date"), node->name, "BR-FR-03" };

		check_dates(v, at);
		if (pial_verify_among(at->name,
				      "udt:DateTimeString qdt:DateTimeString udt:DateString") &&
		    *at->text && !is_day(at))
			pial_verify_value(v, at, &term);
	}
}

/* Two dates as YYYYMMDD, which sort as texts; said when the second comes before the first. */
static void check_order(struct pial_verifying *v, const char *first, const struct pial_cii *later,
			const struct pial_cii_term *term, const char *with)
{
	if (*first && later && *later->text && strcmp(later->text, first) < 0)
		pial_verify_disagree(v, later, term, with);
}

static void check_periods(struct pial_verifying *v)
{
	static const struct pial_cii_term header = { PIAL_N_("end of the period"), "BT-74",
						     "BR-29" };
	static const struct pial_cii_term line = { PIAL_N_("end of the period"), "BT-135",
						   "BR-30" };
	const struct pial_cii *at = pial_cii_at(
		v->root, "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem");
	const struct pial_cii *period =
		pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:BillingSpecifiedPeriod");

	check_order(v, pial_cii_text(period, "ram:StartDateTime/udt:DateTimeString"),
		    pial_cii_at(period, "ram:EndDateTime/udt:DateTimeString"), &header,
		    PIAL_N_("its first day"));
	for (; at; at = pial_cii_again(at)) {
		period = pial_cii_at(
			at, "ram:SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod");
		check_order(v, pial_cii_text(period, "ram:StartDateTime/udt:DateTimeString"),
			    pial_cii_at(period, "ram:EndDateTime/udt:DateTimeString"), &line,
			    PIAL_N_("its first day"));
	}
}

static void check_due(struct pial_verifying *v, const char *frame, const char *kind)
{
	static const struct pial_cii_term due = { PIAL_N_("due date"), "BT-9", "BR-FR-CO-07" };

	if (pial_verify_among(frame, "B2 S2 M2") || pial_verify_among(kind, PREPAYMENTS))
		return;
	check_order(v, pial_cii_text(v->root, DOCUMENT "/ram:IssueDateTime/udt:DateTimeString"),
		    pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:SpecifiedTradePaymentTerms/"
						"ram:DueDateDateTime/udt:DateTimeString"),
		    &due, PIAL_N_("the date of the invoice"));
}

static void check_note(struct pial_verifying *v, const char *code,
		       const struct pial_cii_term *term)
{
	const struct pial_cii *document = pial_cii_at(v->root, DOCUMENT);
	const struct pial_cii *note = pial_cii_at(document, "ram:IncludedNote");
	const struct pial_cii_term once = { term->name, "BT-21", "BR-FR-06" };
	size_t count = 0;

	for (; note; note = pial_cii_again(note)) {
		if (strcmp(pial_cii_text(note, "ram:SubjectCode"), code) != 0)
			continue;
		if (count++)
			pial_verify_many(v, note, &once);
	}
	if (!count)
		pial_verify_missing(v, document, term);
}

static void check_notes(struct pial_verifying *v)
{
	static const struct pial_cii_term recovery = { PIAL_N_("mention of recovery costs (PMT)"),
						       "BT-22", "BR-FR-05" };
	static const struct pial_cii_term late = { PIAL_N_("mention of late interest (PMD)"),
						   "BT-22", "BR-FR-05" };
	static const struct pial_cii_term discount = { PIAL_N_("mention of early payment (AAB)"),
						       "BT-22", "BR-FR-05" };

	check_note(v, "PMT", &recovery);
	check_note(v, "PMD", &late);
	check_note(v, "AAB", &discount);
}

/* Each invoice referred to has a number that may be, and of a credit note a date. */
static size_t check_each_preceding(struct pial_verifying *v)
{
	static const struct pial_cii_term number = { PIAL_N_("number of the preceding invoice"),
						     "BT-25", "BR-FR-01, BR-FR-02" };
	static const struct pial_cii_term date = { PIAL_N_("date of the preceding invoice"),
						   "BT-26", "BR-FR-CO-05" };
	const struct pial_cii *at =
		pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:InvoiceReferencedDocument");
	size_t count = 0;

	for (; at; at = pial_cii_again(at), count++) {
		const struct pial_cii *id = pial_cii_at(at, "ram:IssuerAssignedID");

		if (!id)
			pial_verify_missing(v, at, &number);
		else if (*id->text && !pial_invoice_number_ok(id->text))
			pial_verify_value(v, id, &number);
		if (!pial_cii_at(at, "ram:FormattedIssueDateTime/qdt:DateTimeString"))
			pial_verify_missing(v, at, &date);
	}
	return count;
}

static void check_preceding(struct pial_verifying *v, const char *frame, const char *kind)
{
	static const struct pial_cii_term credit = { PIAL_N_("preceding invoice"), "BG-3",
						     "BR-FR-CO-05" };
	static const struct pial_cii_term corrective = { PIAL_N_("preceding invoice"), "BG-3",
							 "BR-FR-CO-04" };
	static const struct pial_cii_term final = { PIAL_N_("prepayment invoice"), "BG-3",
						    "XP Z12-012" };
	const struct pial_cii *settlement = pial_cii_at(v->root, PIAL_CII_SETTLEMENT);
	const struct pial_cii *first = pial_cii_at(settlement, "ram:InvoiceReferencedDocument");
	size_t count = check_each_preceding(v);

	if (!count && pial_verify_among(kind, CREDITS))
		pial_verify_missing(v, settlement, &credit);
	if (!count && pial_verify_among(kind, CORRECTIVES))
		pial_verify_missing(v, settlement, &corrective);
	if (count > 1 && pial_verify_among(kind, CORRECTIVES))
		pial_verify_many(v, pial_cii_again(first), &corrective);
	if (!count && pial_verify_among(frame, "B4 S4 M4"))
		pial_verify_missing(v, settlement, &final);
}

static void check_frame(struct pial_verifying *v, const char *frame, const char *kind)
{
	static const struct pial_cii_term final = { PIAL_N_("frame of invoicing"), "BT-23",
						    "BR-FR-CO-08" };
	static const struct pial_cii_term delivered = { PIAL_N_("day of delivery, or period"),
							"BT-72, BG-14",
							"CGI ann. II 242 nonies A, D. 2192-2" };
	const struct pial_cii *node = pial_cii_at(
		v->root, CONTEXT "/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID");

	if (node && pial_verify_among(frame, "B4 S4 M4") &&
	    pial_verify_among(kind, PREPAYMENTS))
		pial_verify_disagree(v, node, &final, PIAL_N_("the kind of document"));
	if (!pial_cii_at(v->root, PIAL_CII_DELIVERY "/ram:ActualDeliverySupplyChainEvent/"
						    "ram:OccurrenceDateTime") &&
	    !pial_cii_at(v->root, PIAL_CII_SETTLEMENT "/ram:BillingSpecifiedPeriod"))
		pial_verify_missing(v, NULL, &delivered);
}

bool pial_invoice_verify(const char *file, const char *bytes, size_t len,
			 struct pial_diags *diags)
{
	struct pial_verifying v = { .file = file, .diags = diags };
	struct pial_arena arena = PIAL_ARENA_INIT;
	size_t mark = diags->errors;
	const char *frame, *kind;

	v.arena = &arena;
	v.root = pial_cii_read(file, bytes, len, &arena, diags);
	if (v.root) {
		frame = pial_cii_text(v.root, CONTEXT "/ram:BusinessProcessSpecifiedDocument"
						      "ContextParameter/ram:ID");
		kind = pial_cii_text(v.root, DOCUMENT "/ram:TypeCode");
		check_empty(&v, v.root);
		check_wanted(&v);
		check_codes(&v);
		check_dates(&v, v.root);
		check_due(&v, frame, kind);
		check_periods(&v);
		check_notes(&v);
		check_preceding(&v, frame, kind);
		check_frame(&v, frame, kind);
		pial_verify_parties(&v);
		pial_verify_sums(&v);
	}
	pial_arena_release(&arena);
	return !pial_diags_since(diags, mark);
}
