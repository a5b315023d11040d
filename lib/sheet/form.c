/*
 * Marks and columns, as one table each: what writes a form and what reads it look here.
 */
#include "sheet/form.h"

#include <string.h>

#include "base/banned.h"

#define PREFIX "pial_"

const struct pial_form_info pial_form_info[PIAL_FORM_INFOS] = {
	[PIAL_FORM_PACK] = { "Colis de", "Pack of" },
	[PIAL_FORM_PLAN] = { "Prévu", "Planned" },
	[PIAL_FORM_ALLOCATED] = { "Annoncé", "Announced" },
	[PIAL_FORM_LAST] = { "La semaine d'avant", "The week before" },
	[PIAL_FORM_TOTAL] = { "Total", "Total" },
	[PIAL_FORM_KG] = { "En kg", "In kg" },
	[PIAL_FORM_NET] = { "Poids net (kg)", "Net (kg)" },
	[PIAL_FORM_OFFERED] = { "Disponible", "Offered" },
	[PIAL_FORM_GIVEN] = { "Réparti", "Given" },
};

/* One kind of form. */
struct form {
	const char *name;			/* in marks */
	const struct pial_schema *schema;	/* its table */
	const char *owner;			/* column of who fills it */
	const char *field[8];			/* columns filled by hand */
};

static const struct form forms[] = {
	[PIAL_FORM_NONE] = { "", &pial_schema_orders, "", { NULL } },
	[PIAL_FORM_OFFERS] = { "offers", &pial_schema_offers, "producer",
			       { "batch", "quantity", "from_day", "until_day", "price", "note" } },
	[PIAL_FORM_ORDERS] = { "orders", &pial_schema_orders, "kitchen", { "day", "quantity" } },
	[PIAL_FORM_RECEIPTS] = { "receipts", &pial_schema_receipts, "kitchen",
				 { "received", "weight_kg", "refused", "reason" } },
	[PIAL_FORM_MEALS] = { "meals", &pial_schema_meals, "kitchen",
			      { "expected", "prepared", "served", "prepared_kg" } },
	[PIAL_FORM_WEIGHINGS] = { "weighings", &pial_schema_weighings, "kitchen",
				  { "gross_kg", "tare_kg", "edible_kg", "inedible_kg" } },
	[PIAL_FORM_ALLOCATION] = { "allocation", &pial_schema_allocation, "", { "quantity" } },
};

const char *pial_form_name(enum pial_form_kind kind)
{
	return forms[kind].name;
}

const struct pial_schema *pial_form_schema(enum pial_form_kind kind)
{
	return forms[kind].schema;
}

const char *pial_form_owner(enum pial_form_kind kind)
{
	return forms[kind].owner;
}

uint64_t pial_form_fields(enum pial_form_kind kind)
{
	const struct form *form = &forms[kind];
	uint64_t fields = 0;

	for (size_t i = 0; form->field[i]; i++)
		fields |= UINT64_C(1) << pial_field_find(form->schema, form->field[i]);
	return fields;
}

void pial_form_put_mark(struct pial_strbuf *out, enum pial_form_kind kind, struct pial_week week,
			const char *owner)
{
	pial_strbuf_addf(out, PREFIX "%s_", forms[kind].name);
	pial_week_format(out, week);
	pial_strbuf_addf(out, "_%s", owner);
}

void pial_form_put_campaign(struct pial_strbuf *out, enum pial_form_kind kind, const char *campaign,
			    const char *owner)
{
	pial_strbuf_addf(out, PREFIX "%s_%s/%s", forms[kind].name, campaign, owner);
}

bool pial_form_of_campaign(enum pial_form_kind kind)
{
	return kind == PIAL_FORM_MEALS || kind == PIAL_FORM_WEIGHINGS;
}

/* Reads `campaign/owner`, which ids cannot hold a slash of. */
static bool read_campaign(const char *text, size_t len, struct pial_form_mark *mark)
{
	const char *slash = memchr(text, '/', len);

	if (!slash || slash == text || slash + 1 == text + len) {
		mark->kind = PIAL_FORM_NONE;
		return false;
	}
	mark->campaign = text;
	mark->campaign_len = (size_t)(slash - text);
	mark->owner = slash + 1;
	mark->owner_len = len - mark->campaign_len - 1;
	return true;
}

/* Moves past a piece that ends with `_`; returns its length, or 0. */
static size_t piece(const char *text, size_t len)
{
	const char *end = memchr(text, '_', len);

	return end ? (size_t)(end - text) : 0;
}

bool pial_form_read_mark(const char *text, size_t len, struct pial_form_mark *mark)
{
	size_t prefix = strlen(PREFIX), n;

	*mark = (struct pial_form_mark){ .kind = PIAL_FORM_NONE };
	if (len <= prefix || memcmp(text, PREFIX, prefix) != 0)
		return false;
	text += prefix;
	len -= prefix;
	n = piece(text, len);
	for (size_t k = PIAL_FORM_OFFERS; n && k < PIAL_COUNT(forms); k++)
		if (strlen(forms[k].name) == n && !memcmp(forms[k].name, text, n))
			mark->kind = (enum pial_form_kind)k;
	if (mark->kind == PIAL_FORM_NONE)
		return false;
	text += n + 1;
	len -= n + 1;
	if (pial_form_of_campaign(mark->kind))
		return read_campaign(text, len, mark);
	n = piece(text, len);
	if (!n || pial_week_parse(text, n, &mark->week) != PIAL_DATE_OK || n + 1 == len) {
		mark->kind = PIAL_FORM_NONE;
		return false;
	}
	mark->owner = text + n + 1;
	mark->owner_len = len - n - 1;
	return true;
}
