/*
 * The elements of CII in the order of its schema.
 *
 * One function a group of the norm, in the schema's order, which is not that of the norm. A leaf
 * with nothing to say is not written, and a group is opened only when one of its leaves will be:
 * the tests of the groups stand where they are opened. Indented by hand, since the writer would
 * indent texts too; a person reads these files when a platform refuses one.
 */
#include "report/invoice_cii.h"

#include <stdarg.h>
#include <string.h>

#include "io/xml.h"
#include "io/xml_write.h"
#include "num/decimal.h"

#include "base/banned.h"

#define RSM "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
#define RAM "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
#define QDT "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"
#define UDT "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"

struct writing {
	struct pial_xml_writer xml;		/* libxml2's, under ours */
	const struct pial_model *model;		/* texts */
	const struct pial_invoice *invoice;	/* what is written */
	enum pial_cii_use use;			/* where it is to be */
	struct pial_strbuf text;		/* a number being written */
	unsigned depth;				/* elements open */
};

static void indent(struct writing *w)
{
	pial_xml_text(&w->xml, "\n\t\t\t\t\t\t\t\t\t\t\t", w->depth + 1);
}

static void open(struct writing *w, const char *name)
{
	indent(w);
	pial_xml_open(&w->xml, name);
	w->depth++;
}

static void close(struct writing *w)
{
	w->depth--;
	indent(w);
	pial_xml_close(&w->xml);
}

/* A leaf with an attribute (NULL: none); nothing for an empty text. */
static void leaf_with(struct writing *w, const char *name, const char *text, const char *attribute,
		      const char *value)
{
	if (!*text)
		return;
	indent(w);
	pial_xml_open(&w->xml, name);
	if (attribute)
		pial_xml_attr(&w->xml, attribute, value);
	pial_xml_text(&w->xml, text, strlen(text));
	pial_xml_close(&w->xml);
}

static void leaf(struct writing *w, const char *name, const char *text)
{
	leaf_with(w, name, text, NULL, NULL);
}

/* A leaf inside a group of its own; nothing for an empty text. */
static void inside(struct writing *w, const char *group, const char *name, const char *text)
{
	if (!*text)
		return;
	open(w, group);
	leaf(w, name, text);
	close(w);
}

/* A number, as text that lives until the next one. */
static const char *decimal(struct writing *w, int64_t value, unsigned scale, unsigned least)
{
	pial_strbuf_clear(&w->text);
	pial_decimal_format(&w->text, value, scale, least, '.');
	return w->text.text;
}

static const char *money(struct writing *w, struct pial_money amount)
{
	return decimal(w, amount.cents, 2, 2);
}

/* A day in format 102, YYYYMMDD, inside a group; udt or qdt as the schema wants. */
static void day(struct writing *w, const char *group, const char *name, struct pial_date date)
{
	int year, month, number;

	if (!date.n)
		return;
	pial_date_parts(date, &year, &month, &number);
	pial_strbuf_clear(&w->text);
	pial_strbuf_addf(&w->text, "%04d%02d%02d", year, month, number);
	open(w, group);
	leaf_with(w, name, w->text.text, "format", "102");
	close(w);
}

static const char *text_of(const struct writing *w, uint32_t n)
{
	return pial_model_text(w->model, n);
}

const char *pial_invoice_guideline(const struct pial_invoice *invoice, enum pial_cii_use use)
{
	if (invoice->profile == PIAL_PROFILE_EN16931)
		return "urn:cen.eu:en16931:2017";
	return use == PIAL_CII_HYBRID
		       ? "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
		       : "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr";
}

const char *pial_invoice_level(const struct pial_invoice *invoice)
{
	return invoice->profile == PIAL_PROFILE_EXTENDED ? "EXTENDED" : "EN 16931";
}

static void put_context(struct writing *w)
{
	open(w, "rsm:ExchangedDocumentContext");
	inside(w, "ram:BusinessProcessSpecifiedDocumentContextParameter", "ram:ID",
	       w->invoice->frame);
	inside(w, "ram:GuidelineSpecifiedDocumentContextParameter", "ram:ID",
	       pial_invoice_guideline(w->invoice, w->use));
	close(w);
}

static void put_document(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	open(w, "rsm:ExchangedDocument");
	leaf(w, "ram:ID", invoice->number);
	leaf(w, "ram:TypeCode",
	     decimal(w, pial_invoice_code((enum pial_invoice_kind)invoice->kind), 0, 0));
	day(w, "ram:IssueDateTime", "udt:DateTimeString", invoice->date);
	for (size_t i = 0; i < invoice->notes; i++) {
		open(w, "ram:IncludedNote");
		leaf(w, "ram:Content", invoice->note[i].text);
		leaf(w, "ram:SubjectCode", invoice->note[i].code);
		close(w);
	}
	close(w);
}

/* The delivery note of a line, in words: the norm has one of it for a whole invoice only. */
static void put_line_document(struct writing *w, const struct pial_invoice_line *line)
{
	int year, month, number;

	open(w, "ram:AssociatedDocumentLineDocument");
	leaf(w, "ram:LineID", decimal(w, line->number, 0, 0));
	if (line->note.n) {
		pial_strbuf_clear(&w->text);
		pial_strbuf_addf(&w->text, "Bon de livraison %s", text_of(w, line->note.n));
		if (line->day.n) {
			pial_date_parts(line->day, &year, &month, &number);
			pial_strbuf_addf(&w->text, " du %02d/%02d/%04d", number, month, year);
		}
		inside(w, "ram:IncludedNote", "ram:Content", w->text.text);
	}
	close(w);
}

static void put_attribute(struct writing *w, const char *name, const char *value)
{
	if (!*value)
		return;
	open(w, "ram:ApplicableProductCharacteristic");
	leaf(w, "ram:Description", name);
	leaf(w, "ram:Value", value);
	close(w);
}

static void put_product(struct writing *w, const struct pial_invoice_line *line)
{
	const struct pial_producer *producer = pial_model_producer(w->model, line->producer);
	const char *label = text_of(w, line->label.n);

	open(w, "ram:SpecifiedTradeProduct");
	leaf(w, "ram:SellerAssignedID", text_of(w, line->product.n));
	leaf(w, "ram:Name", *label ? label : text_of(w, line->product.n));
	if (line->organic == PIAL_YES) {
		pial_strbuf_clear(&w->text);
		pial_strbuf_addf(&w->text, "Agriculture biologique %s",
				 text_of(w, line->certifier.n));
		put_attribute(w, "Certification", w->text.text);
	}
	put_attribute(w, "Lot", text_of(w, line->batch.n));
	if (producer && line->producer.n != line->seller.n)
		put_attribute(w, "Producteur", text_of(w, producer->name.n));
	close(w);
}

/* Units of UN/ECE recommendations 20 and 21, the latter behind an X. */
static const char *unit_code(uint8_t unit)
{
	static const char *const code[] = {
		[PIAL_UNIT_NONE] = "C62", [PIAL_UNIT_KG] = "KGM", [PIAL_UNIT_PIECE] = "H87",
		[PIAL_UNIT_BUNCH] = "XBH", [PIAL_UNIT_LITRE] = "LTR",
	};

	return code[unit];
}

static const char *category_code(uint8_t category)
{
	static const char *const code[] = {
		[PIAL_VAT_CATEGORY_NONE] = "", [PIAL_VAT_S] = "S", [PIAL_VAT_E] = "E",
		[PIAL_VAT_O] = "O",
	};

	return code[category];
}

/* The breakdown that a line is in. */
static const struct pial_invoice_tax *tax_of(const struct writing *w,
					     const struct pial_invoice_line *line)
{
	for (size_t i = 0; i < w->invoice->taxes; i++) {
		const struct pial_invoice_tax *tax = &w->invoice->tax[i];

		if (tax->category == line->vat_category && tax->rate.e6 == line->vat_rate.e6)
			return tax;
	}
	return NULL;
}

/* The extended profile wants the reason repeated on each line; category O has no rate (BR-O-05). */
static void put_line_tax(struct writing *w, const struct pial_invoice_line *line)
{
	const struct pial_invoice_tax *tax = tax_of(w, line);
	bool repeat = tax && w->invoice->profile == PIAL_PROFILE_EXTENDED;

	open(w, "ram:ApplicableTradeTax");
	leaf(w, "ram:TypeCode", "VAT");
	if (repeat)
		leaf(w, "ram:ExemptionReason", tax->exemption);
	leaf(w, "ram:CategoryCode", category_code(line->vat_category));
	if (repeat)
		leaf(w, "ram:ExemptionReasonCode", tax->vatex);
	if (line->vat_category != PIAL_VAT_O)
		leaf(w, "ram:RateApplicablePercent", decimal(w, line->vat_rate.e6, 4, 0));
	close(w);
}

static void put_period(struct writing *w, struct pial_date first, struct pial_date last)
{
	if (!first.n)
		return;
	open(w, "ram:BillingSpecifiedPeriod");
	day(w, "ram:StartDateTime", "udt:DateTimeString", first);
	day(w, "ram:EndDateTime", "udt:DateTimeString", last);
	close(w);
}

static void put_line(struct writing *w, const struct pial_invoice_line *line)
{
	open(w, "ram:IncludedSupplyChainTradeLineItem");
	put_line_document(w, line);
	put_product(w, line);
	open(w, "ram:SpecifiedLineTradeAgreement");
	inside(w, "ram:NetPriceProductTradePrice", "ram:ChargeAmount",
	       decimal(w, line->price.e4, 4, 2));
	close(w);
	open(w, "ram:SpecifiedLineTradeDelivery");
	leaf_with(w, "ram:BilledQuantity", decimal(w, line->quantity.milli, 3, 0), "unitCode",
		  unit_code(line->unit));
	close(w);
	open(w, "ram:SpecifiedLineTradeSettlement");
	put_line_tax(w, line);
	/* The day of a prepayment is that of the payment: nothing was delivered on it. */
	if (line->kind != PIAL_LINE_PREPAYMENT)
		put_period(w, line->day, line->day);
	inside(w, "ram:SpecifiedTradeSettlementLineMonetarySummation", "ram:LineTotalAmount",
	       money(w, line->net));
	close(w);
	close(w);
}

static void put_address(struct writing *w, const struct pial_invoice_party *party)
{
	open(w, "ram:PostalTradeAddress");
	leaf(w, "ram:PostcodeCode", party->postcode);
	leaf(w, "ram:LineOne", party->street[0]);
	leaf(w, "ram:LineTwo", party->street[1]);
	leaf(w, "ram:LineThree", party->street[2]);
	leaf(w, "ram:CityName", party->city);
	leaf(w, "ram:CountryID", party->country);
	close(w);
}

static void put_contact(struct writing *w, const struct pial_invoice_party *party)
{
	if (!*party->phone && !*party->email)
		return;
	open(w, "ram:DefinedTradeContact");
	inside(w, "ram:TelephoneUniversalCommunication", "ram:CompleteNumber", party->phone);
	inside(w, "ram:EmailURIUniversalCommunication", "ram:URIID", party->email);
	close(w);
}

static void put_registration(struct writing *w, const char *id, const char *scheme)
{
	if (!*id)
		return;
	open(w, "ram:SpecifiedTaxRegistration");
	leaf_with(w, "ram:ID", id, "schemeID", scheme);
	close(w);
}

static void put_party(struct writing *w, const char *name, const struct pial_invoice_party *party)
{
	open(w, name);
	leaf_with(w, "ram:GlobalID", party->siret, "schemeID", "0009");
	leaf_with(w, "ram:GlobalID", party->service_code, "schemeID", "0224");
	leaf(w, "ram:Name", party->name);
	/* Only a seller's has a term of its own. */
	if (party == &w->invoice->seller)
		leaf(w, "ram:Description", party->registration);
	open(w, "ram:SpecifiedLegalOrganization");
	leaf_with(w, "ram:ID", party->siren, "schemeID", "0002");
	close(w);
	put_contact(w, party);
	put_address(w, party);
	open(w, "ram:URIUniversalCommunication");
	leaf_with(w, "ram:URIID", party->endpoint, "schemeID", "0225");
	close(w);
	put_registration(w, party->vat, "VA");
	put_registration(w, party->fiscal, "FC");
	close(w);
}

/* Of several, the core profile's rules let one have a name (CII-SR-475). */
static void put_notes(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;
	bool named = invoice->deliveries == 1 || invoice->profile == PIAL_PROFILE_EXTENDED;

	for (size_t i = 0; i < invoice->deliveries; i++) {
		open(w, "ram:AdditionalReferencedDocument");
		leaf(w, "ram:IssuerAssignedID", invoice->delivery[i].note);
		leaf(w, "ram:TypeCode", "916");
		if (named)
			leaf(w, "ram:Name", "BON_LIVRAISON");
		close(w);
	}
}

static void put_agreement(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	open(w, "ram:ApplicableHeaderTradeAgreement");
	leaf(w, "ram:BuyerReference", invoice->buyer.service_code);
	put_party(w, "ram:SellerTradeParty", &invoice->seller);
	put_party(w, "ram:BuyerTradeParty", &invoice->buyer);
	inside(w, "ram:BuyerOrderReferencedDocument", "ram:IssuerAssignedID",
	       invoice->engagement);
	inside(w, "ram:ContractReferencedDocument", "ram:IssuerAssignedID", invoice->contract);
	put_notes(w);
	close(w);
}

/* Never empty: where nothing was delivered, the day is that of the invoice. */
static void put_delivery(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	open(w, "ram:ApplicableHeaderTradeDelivery");
	if (*invoice->place.id) {
		open(w, "ram:ShipToTradeParty");
		leaf(w, "ram:Name", invoice->place.name);
		put_address(w, &invoice->place);
		close(w);
	}
	open(w, "ram:ActualDeliverySupplyChainEvent");
	day(w, "ram:OccurrenceDateTime", "udt:DateTimeString",
	    invoice->last.n ? invoice->last : invoice->date);
	close(w);
	if (invoice->deliveries == 1)
		inside(w, "ram:DespatchAdviceReferencedDocument", "ram:IssuerAssignedID",
		       invoice->delivery[0].note);
	close(w);
}

/* A credit note is not paid, so it says no account; a set-off is code 97, clearing. */
static void put_means(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	if (*invoice->set_off)
		inside(w, "ram:SpecifiedTradeSettlementPaymentMeans", "ram:TypeCode", "97");
	if (!*invoice->seller.iban || pial_invoice_is_credit(invoice->kind) || *invoice->set_off)
		return;
	open(w, "ram:SpecifiedTradeSettlementPaymentMeans");
	leaf(w, "ram:TypeCode", "30");
	inside(w, "ram:PayeePartyCreditorFinancialAccount", "ram:IBANID", invoice->seller.iban);
	close(w);
}

static void put_tax(struct writing *w, const struct pial_invoice_tax *tax)
{
	open(w, "ram:ApplicableTradeTax");
	leaf(w, "ram:CalculatedAmount", money(w, tax->amount));
	leaf(w, "ram:TypeCode", "VAT");
	leaf(w, "ram:ExemptionReason", tax->exemption);
	leaf(w, "ram:BasisAmount", money(w, tax->basis));
	leaf(w, "ram:CategoryCode", category_code(tax->category));
	leaf(w, "ram:ExemptionReasonCode", tax->vatex);
	if (tax->category != PIAL_VAT_O)
		leaf(w, "ram:RateApplicablePercent", decimal(w, tax->rate.e6, 4, 0));
	close(w);
}

/* What is taken off the whole document, at one rate of VAT (BG-20). */
static void put_allowance(struct writing *w, const struct pial_invoice_line *line)
{
	open(w, "ram:SpecifiedTradeAllowanceCharge");
	inside(w, "ram:ChargeIndicator", "udt:Indicator", "false");
	leaf(w, "ram:ActualAmount", money(w, line->net));
	leaf(w, "ram:Reason", text_of(w, line->label.n));
	open(w, "ram:CategoryTradeTax");
	leaf(w, "ram:TypeCode", "VAT");
	leaf(w, "ram:CategoryCode", category_code(line->vat_category));
	if (line->vat_category != PIAL_VAT_O)
		leaf(w, "ram:RateApplicablePercent", decimal(w, line->vat_rate.e6, 4, 0));
	close(w);
	close(w);
}

static void put_summation(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	open(w, "ram:SpecifiedTradeSettlementHeaderMonetarySummation");
	leaf(w, "ram:LineTotalAmount", money(w, invoice->gross));
	if (invoice->allowances)
		leaf(w, "ram:AllowanceTotalAmount", money(w, invoice->allowed));
	leaf(w, "ram:TaxBasisTotalAmount", money(w, invoice->net));
	leaf_with(w, "ram:TaxTotalAmount", money(w, invoice->vat), "currencyID", "EUR");
	if (invoice->rounding.cents)
		leaf(w, "ram:RoundingAmount", money(w, invoice->rounding));
	leaf(w, "ram:GrandTotalAmount", money(w, invoice->total));
	if (invoice->prepaid.cents)
		leaf(w, "ram:TotalPrepaidAmount", money(w, invoice->prepaid));
	leaf(w, "ram:DuePayableAmount", money(w, invoice->payable));
	close(w);
}

static void put_settlement(struct writing *w)
{
	const struct pial_invoice *invoice = w->invoice;

	open(w, "ram:ApplicableHeaderTradeSettlement");
	leaf(w, "ram:PaymentReference", invoice->number);
	leaf(w, "ram:InvoiceCurrencyCode", "EUR");
	put_means(w);
	for (size_t i = 0; i < invoice->taxes; i++)
		put_tax(w, &invoice->tax[i]);
	put_period(w, invoice->first, invoice->last);
	for (size_t i = 0; i < invoice->allowances; i++)
		put_allowance(w, &invoice->line[invoice->lines + i]);
	open(w, "ram:SpecifiedTradePaymentTerms");
	leaf(w, "ram:Description", invoice->set_off);
	day(w, "ram:DueDateDateTime", "udt:DateTimeString", invoice->due);
	close(w);
	put_summation(w);
	for (size_t i = 0; i < invoice->precedings; i++) {
		open(w, "ram:InvoiceReferencedDocument");
		leaf(w, "ram:IssuerAssignedID", invoice->preceding[i].number);
		day(w, "ram:FormattedIssueDateTime", "qdt:DateTimeString",
		    invoice->preceding[i].date);
		close(w);
	}
	close(w);
}

bool pial_invoice_cii(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_invoice *invoice, enum pial_cii_use use,
		      struct pial_diags *diags)
{
	struct writing w = { .model = model, .invoice = invoice, .use = use };

	if (!pial_xml_ready(NULL, diags))
		return false;
	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	pial_xml_begin(&w.xml, out);
	pial_xml_open(&w.xml, "rsm:CrossIndustryInvoice");
	pial_xml_attr(&w.xml, "xmlns:rsm", RSM);
	pial_xml_attr(&w.xml, "xmlns:ram", RAM);
	pial_xml_attr(&w.xml, "xmlns:qdt", QDT);
	pial_xml_attr(&w.xml, "xmlns:udt", UDT);
	w.depth = 1;
	put_context(&w);
	put_document(&w);
	open(&w, "rsm:SupplyChainTradeTransaction");
	for (size_t i = 0; i < invoice->lines; i++)
		put_line(&w, &invoice->line[i]);
	put_agreement(&w);
	put_delivery(&w);
	put_settlement(&w);
	close(&w);
	close(&w);
	pial_xml_finish(&w.xml);
	pial_strbuf_release(&w.text);
	return true;
}
