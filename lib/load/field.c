/*
 * Looking names up in field tables, and the values that several tables share.
 *
 * Names are few (a table has at most two dozen columns, a choice at most seven values), so they
 * are searched one after the other; readers resolve a header once and keep indexes.
 */
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "load/field.h"

#include "base/banned.h"

const struct pial_choice pial_choice_unit[] = {
	{ PIAL_UNIT_KG, "kg", "kg", "kg" },
	{ PIAL_UNIT_PIECE, "piece", "pièce", "piece" },
	{ PIAL_UNIT_BUNCH, "bunch", "botte", "bunch" },
	{ PIAL_UNIT_LITRE, "litre", "litre", "litre" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_yesno[] = {
	{ PIAL_YES, "yes", "oui", "yes" },
	{ PIAL_NO, "no", "non", "no" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_weekday[] = {
	{ PIAL_MONDAY, "mon", "lun", "Mon" },
	{ PIAL_TUESDAY, "tue", "mar", "Tue" },
	{ PIAL_WEDNESDAY, "wed", "mer", "Wed" },
	{ PIAL_THURSDAY, "thu", "jeu", "Thu" },
	{ PIAL_FRIDAY, "fri", "ven", "Fri" },
	{ PIAL_SATURDAY, "sat", "sam", "Sat" },
	{ PIAL_SUNDAY, "sun", "dim", "Sun" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_schema *const pial_schemas[] = {
	&pial_schema_book, &pial_schema_producers, &pial_schema_kitchens, &pial_schema_party,
	&pial_schema_certificates, &pial_schema_products, &pial_schema_distances,
	&pial_schema_contract, &pial_schema_closed, &pial_schema_needs, &pial_schema_bids,
	&pial_schema_costs, &pial_schema_plan,
	&pial_schema_rounds, &pial_schema_absences, &pial_schema_rota,
	&pial_schema_activities, &pial_schema_hours, &pial_schema_trips, &pial_schema_budget,
	&pial_schema_menus, &pial_schema_campaigns, &pial_schema_weighings, &pial_schema_meals,
	&pial_schema_thresholds, &pial_schema_portions,
	&pial_schema_dishes, &pial_schema_quotations, &pial_schema_indices,
	&pial_schema_mentions, &pial_schema_rates, &pial_schema_terms,
	&pial_schema_benchmarks, &pial_schema_emissions, &pial_schema_roads,
	&pial_schema_waste,
	&pial_schema_compost, &pial_schema_purchases, &pial_schema_labels,
	&pial_schema_families, &pial_schema_goals, &pial_schema_orders,
	&pial_schema_offers, &pial_schema_allocation, &pial_schema_receipts,
	&pial_schema_deliveries, &pial_schema_lines, &pial_schema_statement,
	&pial_schema_status,
	&pial_schema_hazards, &pial_schema_balances, &pial_schema_register,
	&pial_schema_advances, &pial_schema_fund, &pial_schema_payments, &pial_schema_proof,
	NULL,
};

int pial_field_find(const struct pial_schema *schema, const char *name)
{
	size_t i;

	for (i = 0; i < schema->fields; i++)
		if (strcmp(schema->field[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *pial_field_label(const struct pial_field *field, enum pial_lang lang)
{
	if (lang == PIAL_FR)
		return field->fr;
	return lang == PIAL_EN ? field->en : field->name;
}

const struct pial_choice *pial_choice_of(const struct pial_choice *choice, uint8_t value)
{
	for (; choice->name; choice++)
		if (choice->value == value)
			return choice;
	return NULL;
}

const char *pial_choice_label(const struct pial_choice *choice, enum pial_lang lang)
{
	if (lang == PIAL_FR)
		return choice->fr;
	return lang == PIAL_EN ? choice->en : choice->name;
}

/* True when name folds to the folded text. */
static bool folds_to(const char *name, const struct pial_strbuf *text)
{
	struct pial_strbuf folded;
	bool same;

	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, name, strlen(name));
	same = folded.len == text->len && memcmp(folded.text, text->text, text->len) == 0;
	pial_strbuf_release(&folded);
	return same;
}

const struct pial_choice *pial_choice_find(const struct pial_choice *choice, const char *text,
					   size_t len)
{
	const struct pial_choice *found = NULL;
	struct pial_strbuf folded;
	size_t i;

	/* Tables hold the English name, exactly: no folding for them. */
	for (i = 0; choice[i].name; i++)
		if (strlen(choice[i].name) == len && memcmp(choice[i].name, text, len) == 0)
			return &choice[i];
	if (len > 64 || pial_utf8_invalid(text, len) < len)
		return NULL;
	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, text, len);
	for (i = 0; choice[i].name && !found; i++)
		if (folds_to(choice[i].name, &folded) || folds_to(choice[i].fr, &folded) ||
		    folds_to(choice[i].en, &folded))
			found = &choice[i];
	pial_strbuf_release(&folded);
	return found;
}
