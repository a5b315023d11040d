/*
 * Who: names, countries, identity numbers and their keys, electronic addresses, accounts.
 *
 * A key proves that a number was not mistyped, nothing else: whether the company exists is the
 * directory's to say. Seller and buyer have the same data under other terms, so a side is a row of
 * terms.
 */
#include <string.h>

#include "invoice/verify_priv.h"
#include "load/value_text.h"

#include "base/banned.h"

/* The terms of the norm for one side. */
struct side {
	const char *path;	/* from the root */
	/* its data */
	struct pial_cii_term name, country, siren, siret, service, endpoint, vat;
	struct pial_cii_term ids;	/* identifiers, each scheme once */
};

static const struct side seller = {
	PIAL_CII_AGREEMENT "/ram:SellerTradeParty",
	{ PIAL_N_("name of the seller"), "BT-27", "BR-06" },
	{ PIAL_N_("country of the seller"), "BT-40", "BR-09" },
	{ PIAL_N_("SIREN of the seller"), "BT-30", "BR-FR-10" },
	{ PIAL_N_("SIRET of the seller"), "BT-29", "BR-FR-09" },
	{ PIAL_N_("private identifier of the seller"), "BT-29", "BR-FR-24, BR-FR-26" },
	{ PIAL_N_("electronic address of the seller"), "BT-34", "BR-FR-13" },
	{ PIAL_N_("VAT number of the seller"), "BT-31", "BR-CO-09" },
	{ PIAL_N_("identifier of the seller"), "BT-29", "BR-FR-CO-10" },
};

static const struct side buyer = {
	PIAL_CII_AGREEMENT "/ram:BuyerTradeParty",
	{ PIAL_N_("name of the buyer"), "BT-44", "BR-07" },
	{ PIAL_N_("country of the buyer"), "BT-55", "BR-11" },
	{ PIAL_N_("SIREN of the buyer"), "BT-47", "CGI ann. II 242 nonies A" },
	{ PIAL_N_("SIRET of the buyer"), "BT-46", "BR-FR-09" },
	{ PIAL_N_("service code of the buyer"), "BT-46", "BR-FR-24, BR-FR-26" },
	{ PIAL_N_("electronic address of the buyer"), "BT-49", "BR-FR-12" },
	{ PIAL_N_("VAT number of the buyer"), "BT-48", "BR-CO-09" },
	{ PIAL_N_("identifier of the buyer"), "BT-46", "BR-FR-CO-10" },
};

/* Says that the key of a number does not hold. */
static void wrong_key(struct pial_verifying *v, const struct pial_cii *node,
		      const struct pial_cii_term *term)
{
	struct pial_pos pos = { v->file, node->line, 0, PIAL_COLUMN_NUMBER };

	pial_diag_add(v->diags, &pos, PIAL_E_CII_KEY, term->name, node->text, term->term,
		      term->rule);
}

/* So many digits whose Luhn key holds; said when not. */
static bool check_digits(struct pial_verifying *v, const struct pial_cii *node, size_t digits,
			 const struct pial_cii_term *term)
{
	if (strlen(node->text) != digits || !pial_text_digits(node->text, digits)) {
		pial_verify_value(v, node, term);
		return false;
	}
	if (!pial_text_luhn(node->text, digits)) {
		wrong_key(v, node, term);
		return false;
	}
	return true;
}

/* Letters, digits and a few signs: what the address of the directory is made of. */
static bool is_private(const char *text, size_t most)
{
	size_t len = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				  "0123456789+-_.");

	return len && !text[len] && len <= most;
}

static void check_present(struct pial_verifying *v, const struct pial_cii *party,
			  const char *path, const struct pial_cii_term *term)
{
	if (!*pial_cii_text(party, path))
		pial_verify_missing(v, party, term);
}

/* The SIREN, "" when there is none or it is wrong. */
static const char *check_siren(struct pial_verifying *v, const struct pial_cii *party,
			       const struct side *side)
{
	const struct pial_cii *node = pial_cii_at(party, "ram:SpecifiedLegalOrganization/ram:ID");

	if (!node || strcmp(node->scheme, "0002") != 0) {
		pial_verify_missing(v, party, &side->siren);
		return "";
	}
	return *node->text && check_digits(v, node, 9, &side->siren) ? node->text : "";
}

static void check_id(struct pial_verifying *v, const struct pial_cii *id, const char *siren,
		     const struct side *side)
{
	if (!*id->text)
		return;
	if (!*id->scheme)
		pial_verify_value(v, id, &side->ids);
	if (strcmp(id->scheme, "0224") == 0 && !is_private(id->text, 100))
		pial_verify_value(v, id, &side->service);
	if (strcmp(id->scheme, "0009") == 0 && check_digits(v, id, 14, &side->siret) && *siren &&
	    strncmp(id->text, siren, 9) != 0)
		pial_verify_disagree(v, id, &side->siret, side->siren.name);
}

static void check_ids(struct pial_verifying *v, const struct pial_cii *party, const char *siren,
		      const struct side *side)
{
	static const struct pial_cii_term one = { PIAL_N_("identifier of the buyer"), "BT-46",
						  "EN 16931, 0..1" };
	const char *profile =
		pial_cii_text(v->root, "rsm:ExchangedDocumentContext/ram:GuidelineSpecified"
				       "DocumentContextParameter/ram:ID");
	const struct pial_cii *id = pial_cii_at(party, "ram:GlobalID"), *other;

	if (id && side == &buyer && pial_cii_again(id) &&
	    strcmp(profile, "urn:cen.eu:en16931:2017") == 0)
		pial_verify_many(v, pial_cii_again(id), &one);
	for (; id; id = pial_cii_again(id)) {
		check_id(v, id, siren, side);
		for (other = pial_cii_again(id); other; other = pial_cii_again(other))
			if (*id->scheme && strcmp(other->scheme, id->scheme) == 0)
				pial_verify_many(v, other, &side->ids);
	}
}

/* SIREN, SIREN_SIRET or SIREN_SIRET_SERVICE in scheme 0225; others are taken as they are. */
static void check_endpoint(struct pial_verifying *v, const struct pial_cii *party,
			   const struct side *side)
{
	struct pial_cii_term form = side->endpoint;
	const struct pial_cii *node =
		pial_cii_at(party, "ram:URIUniversalCommunication/ram:URIID");

	form.rule = "BR-FR-23, BR-FR-25";
	if (!node)
		pial_verify_missing(v, party, &side->endpoint);
	else if (*node->text && (!*node->scheme || strlen(node->text) > 125 ||
				 (strcmp(node->scheme, "0225") == 0 &&
				  !is_private(node->text, 125))))
		pial_verify_value(v, node, &form);
}

/* Of both registrations, VAT (VA) and local (FC), the first has a key and holds the SIREN. */
static void check_vat(struct pial_verifying *v, const struct pial_cii *party, const char *siren,
		      const struct side *side)
{
	const struct pial_cii *at = pial_cii_at(party, "ram:SpecifiedTaxRegistration");

	for (; at; at = pial_cii_again(at)) {
		const struct pial_cii *id = pial_cii_at(at, "ram:ID");

		if (!id || !*id->text || strcmp(id->scheme, "VA") != 0)
			continue;
		if (!pial_text_vat(id->text, strlen(id->text)))
			wrong_key(v, id, &side->vat);
		else if (*siren && strncmp(id->text, "FR", 2) == 0 &&
			 strcmp(id->text + 4, siren) != 0)
			pial_verify_disagree(v, id, &side->vat, side->siren.name);
	}
}

static void check_side(struct pial_verifying *v, const struct side *side)
{
	const struct pial_cii *party = pial_cii_at(v->root, side->path);
	const char *siren;

	if (!party) {
		pial_verify_missing(v, NULL, &side->name);
		return;
	}
	check_present(v, party, "ram:Name", &side->name);
	check_present(v, party, "ram:PostalTradeAddress/ram:CountryID", &side->country);
	siren = check_siren(v, party, side);
	check_ids(v, party, siren, side);
	check_endpoint(v, party, side);
	check_vat(v, party, siren, side);
}

static void check_account(struct pial_verifying *v, const struct pial_cii *means)
{
	static const struct pial_cii_term type = { PIAL_N_("means of payment"), "BT-81", "BR-49" };
	static const struct pial_cii_term account = { PIAL_N_("account to pay to"), "BT-84",
						      "BR-61" };
	static const struct pial_cii_term key = { PIAL_N_("account to pay to"), "BT-84",
						  "ISO 13616" };
	const char *code = pial_cii_text(means, "ram:TypeCode");
	const struct pial_cii *holder =
		pial_cii_at(means, "ram:PayeePartyCreditorFinancialAccount");
	const struct pial_cii *iban = pial_cii_at(holder, "ram:IBANID");

	if (!*code)
		pial_verify_missing(v, means, &type);
	if (pial_verify_among(code, "30 58") && !iban && !pial_cii_at(holder, "ram:ProprietaryID"))
		pial_verify_missing(v, means, &account);
	if (iban && *iban->text && !pial_text_iban(iban->text, strlen(iban->text)))
		wrong_key(v, iban, &key);
}

void pial_verify_parties(struct pial_verifying *v)
{
	const struct pial_cii *means = pial_cii_at(
		v->root, PIAL_CII_SETTLEMENT "/ram:SpecifiedTradeSettlementPaymentMeans");

	check_side(v, &seller);
	check_side(v, &buyer);
	for (; means; means = pial_cii_again(means))
		check_account(v, means);
}
