/*
 * The elements in the order of the schema, pain.001.001.09.
 *
 * Version 09 is that of the SEPA credit transfer since the rulebook of 2023, in force in March
 * 2024; 03, which it replaces, has no element Dt around the day of execution and is the same
 * elsewhere. The bank of who pays is not asked for, since its IBAN says it: "NOTPROVIDED" is the
 * word for that in the guidelines (EPC132-08).
 */
#include "report/pain001.h"

#include <string.h>

#include "base/utf8.h"
#include "io/digest.h"
#include "io/xml.h"
#include "io/xml_write.h"
#include "num/decimal.h"
#include "num/round.h"

#include "base/banned.h"

#define ID_MAX 35	/* characters of an identifier (Max35Text) */
#define NAME_MAX 70	/* of a name, as the EPC limits it */
#define TEXT_MAX 140	/* of a remittance text (Max140Text) */
#define DIGEST_PART 12	/* digits of a digest that stand for the whole */

struct ordering {
	struct pial_xml_writer xml;		/* libxml2's, under ours */
	const struct pial_transfers *order;	/* what is written */
	struct pial_strbuf text;		/* being put together */
	struct pial_strbuf folded;		/* a text without accents */
	unsigned depth;				/* elements open */
};

static void indent(struct ordering *o)
{
	pial_xml_text(&o->xml, "\n\t\t\t\t\t\t\t\t", o->depth + 1);
}

static void open(struct ordering *o, const char *name)
{
	if (o->depth)
		indent(o);
	pial_xml_open(&o->xml, name);
	o->depth++;
}

static void close(struct ordering *o)
{
	o->depth--;
	indent(o);
	pial_xml_close(&o->xml);
}

static void leaf(struct ordering *o, const char *name, const char *text)
{
	indent(o);
	pial_xml_open(&o->xml, name);
	pial_xml_text(&o->xml, text, strlen(text));
	pial_xml_close(&o->xml);
}

/* A leaf inside groups of its own; the second may be NULL. */
static void inside(struct ordering *o, const char *outer, const char *inner, const char *name,
		   const char *text)
{
	open(o, outer);
	if (inner)
		open(o, inner);
	leaf(o, name, text);
	if (inner)
		close(o);
	close(o);
}

/* A text in the characters of banks, at most max of them; lives until the next one. */
static const char *plain(struct ordering *o, const char *text, size_t max)
{
	bool blank = true;

	pial_utf8_fold(&o->folded, text, strlen(text));
	pial_strbuf_clear(&o->text);
	for (const char *c = o->folded.text; *c && o->text.len < max; c++) {
		bool small = *c >= 'a' && *c <= 'z';
		bool known = small || (*c >= '0' && *c <= '9') || strchr("/-?:().,'+", *c);

		if (!known && blank)
			continue;
		blank = !known;
		pial_strbuf_addch(&o->text, small ? (char)(*c - 'a' + 'A') : known ? *c : ' ');
	}
	while (o->text.len && o->text.text[o->text.len - 1] == ' ')
		pial_strbuf_setlen(&o->text, o->text.len - 1);
	/* A name in letters that no bank takes: an empty element would be refused. */
	return o->text.len ? o->text.text : "NOTPROVIDED";
}

/*
 * An identifier: letters, digits and single hyphens as they are, everything else a hyphen; a long
 * one is cut, and a digest of the whole says the rest.
 */
static const char *identifier(struct ordering *o, const char *text)
{
	char digest[PIAL_DIGEST_TEXT];
	bool hyphen = true;

	pial_digest(text, strlen(text), digest);
	pial_strbuf_clear(&o->text);
	for (const char *c = text; *c; c++) {
		bool known = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			     (*c >= '0' && *c <= '9');

		if (known || !hyphen)
			pial_strbuf_addch(&o->text, known ? *c : '-');
		hyphen = !known;
	}
	if (o->text.len > ID_MAX) {
		pial_strbuf_setlen(&o->text, ID_MAX - DIGEST_PART);
		pial_strbuf_add(&o->text, digest, DIGEST_PART);
	}
	return o->text.text;
}

static const char *euros(struct ordering *o, int64_t cents)
{
	pial_strbuf_clear(&o->text);
	pial_decimal_format(&o->text, cents, 2, 2, '.');
	return o->text.text;
}

static const char *number(struct ordering *o, size_t count)
{
	pial_strbuf_clear(&o->text);
	pial_strbuf_addint(&o->text, (int64_t)count);
	return o->text.text;
}

static const char *day(struct ordering *o, struct pial_date date, const char *time)
{
	pial_strbuf_clear(&o->text);
	pial_date_format(&o->text, date);
	pial_strbuf_addstr(&o->text, time);
	return o->text.text;
}

/* The message's identifier: what it is about, and a digest of its transfers. */
static void message_id(const struct pial_transfers *order, struct pial_strbuf *out)
{
	char digest[PIAL_DIGEST_TEXT];
	struct pial_strbuf all;

	pial_strbuf_init(&all, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addf(&all, "%s\n%s\n", order->id, order->iban);
	for (size_t i = 0; i < order->transfers; i++) {
		const struct pial_transfer *transfer = &order->transfer[i];

		pial_strbuf_addf(&all, "%s\t%s\t", transfer->id, transfer->iban);
		pial_strbuf_addint(&all, transfer->amount.cents);
		pial_strbuf_addch(&all, '\n');
	}
	pial_digest(all.text, all.len, digest);
	pial_strbuf_addf(out, "PIAL-%s-", order->id);
	pial_strbuf_add(out, digest, DIGEST_PART);
	pial_strbuf_release(&all);
}

static void put_header(struct ordering *o, const char *id, int64_t sum)
{
	const struct pial_transfers *order = o->order;

	open(o, "GrpHdr");
	leaf(o, "MsgId", identifier(o, id));
	leaf(o, "CreDtTm", day(o, order->made, "T00:00:00"));
	leaf(o, "NbOfTxs", number(o, order->transfers));
	leaf(o, "CtrlSum", euros(o, sum));
	inside(o, "InitgPty", NULL, "Nm", plain(o, order->name, NAME_MAX));
	close(o);
}

static void put_transfer(struct ordering *o, const struct pial_transfer *transfer)
{
	const char *amount;

	open(o, "CdtTrfTxInf");
	inside(o, "PmtId", NULL, "EndToEndId", identifier(o, transfer->id));
	open(o, "Amt");
	amount = euros(o, transfer->amount.cents);
	indent(o);
	pial_xml_open(&o->xml, "InstdAmt");
	pial_xml_attr(&o->xml, "Ccy", "EUR");
	pial_xml_text(&o->xml, amount, strlen(amount));
	pial_xml_close(&o->xml);
	close(o);
	inside(o, "Cdtr", NULL, "Nm", plain(o, transfer->name, NAME_MAX));
	inside(o, "CdtrAcct", "Id", "IBAN", transfer->iban);
	inside(o, "RmtInf", NULL, "Ustrd", plain(o, transfer->text, TEXT_MAX));
	close(o);
}

static void put_payments(struct ordering *o, const char *id, int64_t sum)
{
	const struct pial_transfers *order = o->order;

	open(o, "PmtInf");
	leaf(o, "PmtInfId", identifier(o, id));
	leaf(o, "PmtMtd", "TRF");
	leaf(o, "NbOfTxs", number(o, order->transfers));
	leaf(o, "CtrlSum", euros(o, sum));
	inside(o, "PmtTpInf", "SvcLvl", "Cd", "SEPA");
	inside(o, "ReqdExctnDt", NULL, "Dt", day(o, order->due, ""));
	inside(o, "Dbtr", NULL, "Nm", plain(o, order->name, NAME_MAX));
	inside(o, "DbtrAcct", "Id", "IBAN", order->iban);
	open(o, "DbtrAgt");
	inside(o, "FinInstnId", "Othr", "Id", "NOTPROVIDED");
	close(o);
	leaf(o, "ChrgBr", "SLEV");
	for (size_t i = 0; i < order->transfers; i++)
		put_transfer(o, &order->transfer[i]);
	close(o);
}

bool pial_pain001(struct pial_strbuf *out, const struct pial_transfers *order,
		  struct pial_diags *diags)
{
	struct ordering o = { .order = order };
	struct pial_strbuf id;
	int64_t sum = 0;

	for (size_t i = 0; i < order->transfers; i++)
		if (!pial_add(sum, order->transfer[i].amount.cents, &sum))
			return pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
	if (!pial_xml_ready(NULL, diags))
		return false;
	pial_strbuf_init(&o.text, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&o.folded, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&id, PIAL_STRBUF_TEXT);
	message_id(order, &id);
	pial_xml_begin(&o.xml, out);
	open(&o, "Document");
	pial_xml_attr(&o.xml, "xmlns", "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09");
	open(&o, "CstmrCdtTrfInitn");
	put_header(&o, id.text, sum);
	put_payments(&o, id.text, sum);
	close(&o);
	close(&o);
	pial_xml_finish(&o.xml);
	pial_strbuf_release(&id);
	pial_strbuf_release(&o.folded);
	pial_strbuf_release(&o.text);
	return true;
}
