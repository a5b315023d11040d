/*
 * Certificates on a day.
 */
#include "report/certificates_view.h"

#include <stddef.h>

#include "load/row.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define ROW struct pial_certificate_row
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice status_choice[] = {
	{ PIAL_CERTIFICATE_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_CERTIFICATE_CONVERSION, "conversion", "en conversion", "in conversion" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice state_choice[] = {
	{ PIAL_CERTIFICATE_VALID, "valid", "en vigueur", "in force" },
	{ PIAL_CERTIFICATE_ENDING, "ending", "finit bientôt", "ends soon" },
	{ PIAL_CERTIFICATE_ENDED, "ended", "fini, pas de suite", "ended, none followed" },
	{ PIAL_CERTIFICATE_REPLACED, "replaced", "remplacé", "replaced" },
	{ PIAL_CERTIFICATE_COMING, "coming", "à venir", "to come" },
	{ PIAL_CERTIFICATE_MISSING, "missing", "aucun certificat", "no certificate" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("from", "Du", "From", DATE, KEY, from) },
	{ FIELD("until", "Au", "Until", DATE, KEY, until) },
	{ FIELD("status", "Statut", "Status", ENUM, KEY, status), .choice = status_choice },
	{ FIELD("certifier", "Organisme", "Control body", TEXT, 0, certifier) },
	{ FIELD("products", "Produits", "Products", IDS, 0, products), .ref = PIAL_REF_PRODUCT,
	  HELP("Vide : tous.", "Empty: all.") },
	{ FIELD("state", "État", "State", ENUM, REQ, state), .choice = state_choice },
	{ FIELD("days", "Jours restants", "Days left", INT, 0, days), .max = 100000 },
};

const struct pial_schema pial_schema_view_certificates = {
	"certificates-view", NULL, "pial-report certificates",
	"Certificats : en vigueur, finis, à venir.", "Certificates: in force, ended, to come.",
	FIELDS(view_field, struct pial_certificate_row), NULL,
};

/* True when a certificate covers all that another does. */
static bool covers(const struct pial_certificate *one, const struct pial_certificate *other)
{
	if (!one->products.count)
		return true;
	for (uint32_t i = 0; i < other->products.count; i++) {
		uint32_t k = 0;

		while (k < one->products.count && one->products.n[k] != other->products.n[i])
			k++;
		if (k == one->products.count)
			return false;
	}
	return other->products.count > 0;
}

static bool is_followed(const struct pial_model *model, const struct pial_certificate *one)
{
	for (size_t i = 0; i < model->certificates; i++) {
		const struct pial_certificate *next = &model->certificate[i];

		if (next->producer.n == one->producer.n && next->status == one->status &&
		    next->from.n <= one->until.n + 1 &&
		    (pial_date_is_none(next->until) || next->until.n > one->until.n) &&
		    covers(next, one))
			return true;
	}
	return false;
}

/* True when another one that covers as much is in force on a day, after a gap perhaps. */
static bool is_made_up(const struct pial_model *model, const struct pial_certificate *one,
		       struct pial_date day)
{
	for (size_t i = 0; i < model->certificates; i++) {
		const struct pial_certificate *other = &model->certificate[i];

		if (other->producer.n == one->producer.n && other->status == one->status &&
		    pial_day_within(day, other->from, other->until) && covers(other, one))
			return true;
	}
	return false;
}

static enum pial_certificate_state state_of(const struct pial_model *model,
					    const struct pial_certificate *one,
					    struct pial_date day)
{
	bool followed;

	if (one->from.n > day.n)
		return PIAL_CERTIFICATE_COMING;
	if (pial_date_is_none(one->until))
		return PIAL_CERTIFICATE_VALID;
	followed = is_followed(model, one);
	if (one->until.n < day.n)
		return followed || is_made_up(model, one, day) ? PIAL_CERTIFICATE_REPLACED
							       : PIAL_CERTIFICATE_ENDED;
	return !followed && one->until.n - day.n < PIAL_CERTIFICATE_SOON ? PIAL_CERTIFICATE_ENDING
									 : PIAL_CERTIFICATE_VALID;
}

static void add_missing(struct pial_table *out, const struct pial_model *model,
			struct pial_date day, struct pial_producer_id only)
{
	for (size_t p = 0; p < model->producers; p++) {
		const struct pial_producer *producer = &model->producer[p];
		struct pial_certificate_row row = { .producer = producer->id, .days = INT32_MIN,
						    .state = PIAL_CERTIFICATE_MISSING };
		size_t i = 0;

		while (i < model->certificates &&
		       model->certificate[i].producer.n != producer->id.n)
			i++;
		if (i == model->certificates && (!only.n || only.n == producer->id.n) &&
		    pial_day_within(day, producer->joined, producer->left))
			pial_table_add(out, &row);
	}
}

void pial_certificates_view_make(struct pial_table *out, const struct pial_model *model,
				 struct pial_date day, struct pial_producer_id only)
{
	for (size_t i = 0; i < model->certificates; i++) {
		const struct pial_certificate *one = &model->certificate[i];
		struct pial_certificate_row row = {
			.producer = one->producer, .certifier = one->certifier,
			.products = one->products, .from = one->from, .until = one->until,
			.days = INT32_MIN, .status = one->status,
			.state = (uint8_t)state_of(model, one, day) };

		if (only.n && one->producer.n != only.n)
			continue;
		if (one->from.n <= day.n && one->until.n >= day.n)
			row.days = one->until.n - day.n + 1;
		pial_table_add(out, &row);
	}
	add_missing(out, model, day, only);
	pial_table_sort(out, model);
}

void pial_certificates_view_write(struct pial_paper *paper, const void *data)
{
	static const char *const column[] = { "producer", "state", "from", "until", "days",
					      "status", "certifier", "products", NULL };
	const struct pial_certificates_paper *view = data;
	const struct pial_view_layout layout = { view->model, column, NULL, NULL, NULL };
	const char *title = pial_tr(paper->lang, PIAL_N_("Certificates"));

	pial_view_begin_on(paper, view->model, title, view->day);
	pial_view_put(paper, &layout, title, view->table, 0, view->table->count);
}
