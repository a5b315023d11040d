/*
 * Who sells, who buys, where: from parties.yaml to what an invoice prints.
 *
 * Everything an official rule asks of a party is asked here, before a number is given: a platform
 * refuses the invoice days later, when the number cannot be taken back.
 */
#include <string.h>

#include "base/utf8.h"
#include "invoice/bill_priv.h"
#include "invoice/tax.h"

#include "base/banned.h"

/* A piece of an address, without the blanks around it. */
static const char *piece(const struct pial_biller *b, const char *from, size_t len)
{
	while (len && (*from == ' ' || *from == '\t')) {
		from++;
		len--;
	}
	while (len && (from[len - 1] == ' ' || from[len - 1] == '\t'))
		len--;
	return pial_arena_strndup(b->arena, from, len);
}

/* "31110 Antignac": five digits, a blank, a town. */
static bool is_town(const char *text)
{
	return strspn(text, "0123456789") == 5 && text[5] == ' ' && text[6];
}

/*
 * Cuts an address at its commas: the last piece is postcode and town, those before are lines, the
 * third of which takes what is left. False when there is no town.
 */
static bool cut_address(const struct pial_biller *b, const char *address,
			struct pial_invoice_party *party)
{
	const char *town = strrchr(address, ',');
	const char *last = piece(b, town ? town + 1 : address,
				 strlen(town ? town + 1 : address));

	for (size_t i = 0; i < PIAL_INVOICE_STREETS; i++)
		party->street[i] = "";
	if (!is_town(last))
		return false;
	party->postcode = pial_arena_strndup(b->arena, last, 5);
	party->city = piece(b, last + 5, strlen(last + 5));
	for (size_t i = 0; town && address < town && i < PIAL_INVOICE_STREETS; i++) {
		const char *end = i + 1 < PIAL_INVOICE_STREETS ? strchr(address, ',') : town;

		party->street[i] = piece(b, address, (size_t)(end - address));
		address = end + 1;
	}
	return true;
}

/* SIREN[_SIRET[_SERVICE]]: the directory's address of who receives. */
static const char *endpoint_of(const struct pial_biller *b, const struct pial_invoice_party *party)
{
	if (*party->service_code)
		return pial_arena_printf(b->arena, "%s_%s_%s", party->siren, party->siret,
					 party->service_code);
	return pial_arena_printf(b->arena, "%s_%s", party->siren, party->siret);
}

static void clear_party(struct pial_invoice_party *party)
{
	memset(party, 0, sizeof(*party));
	party->id = party->name = party->registration = "";
	party->siret = party->siren = party->vat = party->fiscal = "";
	for (size_t i = 0; i < PIAL_INVOICE_STREETS; i++)
		party->street[i] = "";
	party->postcode = party->city = party->service_code = party->endpoint = "";
	party->email = party->phone = party->iban = "";
	party->country = "FR";
}

/* Says that a party lacks something; always false. */
static bool lacks(const struct pial_biller *b, const char *id, const struct pial_pos *pos,
		  const char *what, const char *rule)
{
	return pial_diag_add(b->diags, pos, PIAL_E_BILL_PARTY, id, what, rule);
}

/* The terms of the norm for the same datum of the seller and of the buyer. */
struct terms {
	const char *name, *siret, *address;	/* shown with what is missing */
};

static const struct terms seller_terms = { "BT-27", "BT-29, BT-30", "BG-5" };
static const struct terms buyer_terms = { "BT-44", "BT-46, BT-47, BR-FR-CPRO-10", "BG-8" };

static bool fill_party(const struct pial_biller *b, uint32_t n, const struct terms *terms,
		       struct pial_invoice_party *out)
{
	const struct pial_party *party = pial_model_party(b->input->model, n);
	const struct pial_pos *pos = party ? &party->pos : NULL;
	const char *id = pial_billing_text(b, n);
	bool ok = true;

	clear_party(out);
	out->id = id;
	if (!party)
		return lacks(b, id, pos, PIAL_N_("entry"), terms->name);
	out->name = pial_billing_text(b, party->legal_name.n);
	out->registration = pial_billing_text(b, party->registration.n);
	out->siret = pial_billing_text(b, party->siret.n);
	out->siren = pial_arena_strndup(b->arena, out->siret, strlen(out->siret) < 9 ? 0 : 9);
	out->email = pial_billing_text(b, party->email.n);
	out->phone = pial_billing_text(b, party->phone.n);
	out->iban = pial_billing_text(b, party->iban.n);
	out->service_code = pial_billing_text(b, party->service_code.n);
	out->endpoint = endpoint_of(b, out);
	if (!*out->name)
		ok = lacks(b, id, pos, PIAL_N_("legal name"), terms->name);
	if (!*out->siret)
		ok = lacks(b, id, pos, PIAL_N_("SIRET"), terms->siret);
	if (!party->address.n)
		return lacks(b, id, pos, PIAL_N_("address"), terms->address);
	if (!cut_address(b, pial_billing_text(b, party->address.n), out))
		return pial_diag_add(b->diags, pos, PIAL_E_BILL_ADDRESS,
				     pial_billing_text(b, party->address.n), terms->address);
	return ok;
}

/* A seller says how it stands with VAT: a number when it charges it, else what it is known by. */
static bool fill_regime(const struct pial_biller *b, const struct pial_invoice *invoice,
			struct pial_invoice_party *seller)
{
	struct pial_text id = invoice->line[0].seller;
	const struct pial_party *party = pial_model_party(b->input->model, id.n);

	seller->regime = (uint8_t)pial_vat_regime_of(b->input->model, id);
	switch ((enum pial_vat_regime)seller->regime) {
	case PIAL_VAT_REGIME_NONE:
		return pial_diag_add(b->diags, party ? &party->pos : NULL, PIAL_E_BILL_REGIME,
				     seller->id);
	case PIAL_VAT_LIABLE:
		seller->vat = party ? pial_billing_text(b, party->vat.n) : "";
		return *seller->vat || lacks(b, seller->id, party ? &party->pos : NULL,
					     PIAL_N_("VAT number"), "BT-31, BR-S-02");
	case PIAL_VAT_FLAT_RATE:
	case PIAL_VAT_FRANCHISE:
		seller->fiscal = seller->siren;
		return true;
	case PIAL_VAT_OUTSIDE:
		return true;
	}
	return false;
}

/* What a public buyer requires of every invoice. */
static bool check_required(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	const struct pial_party *party =
		pial_model_party(b->input->model, invoice->line[0].buyer.n);
	const char *id = pial_billing_text(b, invoice->line[0].buyer.n);
	struct pial_pos pos = pial_billing_pos(b, &invoice->line[0]);
	bool ok = true;

	if (!party)
		return false;
	if (party->engagement_required == PIAL_YES && !*invoice->engagement)
		ok = pial_diag_add(b->diags, &pos, PIAL_E_BILL_ENGAGEMENT, id,
				   pial_billing_text(b, invoice->line[0].note.n));
	if (party->service_required == PIAL_YES && !party->service_code.n)
		ok = lacks(b, id, &party->pos, PIAL_N_("service code"), "BT-46, BR-FR-CPRO-11");
	return ok;
}

/*
 * A service code is part of the electronic address, whose characters are few (BR-FR-23 and 24), and
 * the whole is at most 125 of them (BR-FR-25).
 */
static bool check_service(const struct pial_biller *b, const struct pial_invoice *invoice)
{
	const struct pial_party *party =
		pial_model_party(b->input->model, invoice->line[0].buyer.n);
	const char *code = invoice->buyer.service_code;
	size_t len = strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				  "0123456789+-_.");

	if (!code[len] && len <= 100)
		return true;
	return pial_diag_add(b->diags, party ? &party->pos : NULL, PIAL_E_BILL_SERVICE, code,
			     invoice->buyer.id);
}

/* Where goods went: the kitchen by its own name, at its delivery address if it has one. */
static bool fill_place(const struct pial_biller *b, struct pial_invoice *invoice)
{
	const struct pial_party *party =
		pial_model_party(b->input->model, invoice->line[0].buyer.n);
	const struct pial_kitchen *kitchen = pial_model_kitchen(
		b->input->model, (struct pial_kitchen_id){ invoice->line[0].buyer.n });
	const char *address;

	clear_party(&invoice->place);
	if (!kitchen || !party)
		return true;
	address = pial_billing_text(b, party->delivery_address.n ? party->delivery_address.n :
								   party->address.n);
	invoice->place.id = invoice->buyer.id;
	invoice->place.name = pial_billing_text(b, kitchen->name.n);
	if (!cut_address(b, address, &invoice->place))
		return pial_diag_add(b->diags, &party->pos, PIAL_E_BILL_ADDRESS, address, "BG-15");
	return true;
}

bool pial_billing_parties(struct pial_biller *b, struct pial_invoice *invoice)
{
	const struct pial_party *party =
		pial_model_party(b->input->model, invoice->line[0].buyer.n);
	bool seller = fill_party(b, invoice->line[0].seller.n, &seller_terms, &invoice->seller);
	bool buyer = fill_party(b, invoice->line[0].buyer.n, &buyer_terms, &invoice->buyer);

	/* A service code is what a buyer is reached by; of a seller it says nothing. */
	if (*invoice->seller.service_code) {
		invoice->seller.service_code = "";
		invoice->seller.endpoint = endpoint_of(b, &invoice->seller);
	}
	if (party)
		invoice->buyer.vat = pial_billing_text(b, party->vat.n);
	invoice->profile = *invoice->buyer.service_code ? PIAL_PROFILE_EXTENDED :
							  PIAL_PROFILE_EN16931;
	return fill_regime(b, invoice, &invoice->seller) && check_required(b, invoice) &&
	       check_service(b, invoice) &&
	       seller && buyer && fill_place(b, invoice);
}
