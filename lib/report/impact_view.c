/*
 * Useful effects: sums over lines, activities, trips, weigh-ins.
 *
 * One pass over the lines counts everything that is of food, so that a share and what it is of are
 * of the same lines. Producers and kitchens are counted by their net kilograms: who delivered
 * something that was all sent back and credited delivered nothing.
 */
#include "report/impact_view.h"

#include <limits.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "invoice/fee.h"
#include "load/row.h"
#include "model/service.h"
#include "model/waste.h"
#include "num/round.h"
#include "report/meals.h"
#include "report/road_gas.h"
#include "report/service_view.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define SIGNED PIAL_F_SIGNED
#define ROW struct pial_impact_row
#define TENTHS 1000		/* tenths of a percent in a rate of 1 */
#define TENTH 1000		/* a tenth of a percent, as a rate */
#define ROUGH 100		/* metres to which distances are known */
#define DM2_PER_MILLIHA 1000

static const struct pial_choice theme_choice[] = {
	{ PIAL_IMPACT_FOOD, "food", "denrées", "food" },
	{ PIAL_IMPACT_MONEY, "money", "argent", "money" },
	{ PIAL_IMPACT_ROADS, "roads", "routes", "roads" },
	{ PIAL_IMPACT_PEOPLE, "people", "personnes", "people" },
	{ PIAL_IMPACT_WASTE, "waste", "gaspillage", "waste" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice effect_choice[] = {
	{ PIAL_IMPACT_DELIVERED, "delivered", "livré", "delivered" },
	{ PIAL_IMPACT_LOCAL, "local", "du territoire", "from nearby" },
	{ PIAL_IMPACT_ORGANIC, "organic", "bio", "organic" },
	{ PIAL_IMPACT_PRODUCERS, "producers", "producteurs qui ont livré",
	  "producers who delivered" },
	{ PIAL_IMPACT_KITCHENS, "kitchens", "cuisines livrées", "kitchens delivered to" },
	{ PIAL_IMPACT_MEALS, "meals", "repas des jours de livraison",
	  "meals on days of delivery" },
	{ PIAL_IMPACT_LAND, "organic-land", "fermes bio, surface maraîchère",
	  "organic farms, land for vegetables" },
	{ PIAL_IMPACT_PAID, "paid", "payé par les cuisines, TVA comprise",
	  "paid by kitchens, VAT included" },
	{ PIAL_IMPACT_GROWERS, "to-growers", "revenu aux producteurs du groupe",
	  "went to the group's growers" },
	{ PIAL_IMPACT_DRIVEN, "driven", "parcouru en tout", "driven in all" },
	{ PIAL_IMPACT_GOODS, "driven-goods", "tournées et ramassages", "rounds and collections" },
	{ PIAL_IMPACT_JOURNEY, "food-way", "chemin moyen d'un kilogramme",
	  "mean way of a kilogram" },
	{ PIAL_IMPACT_VISITS, "visits", "visites de fermes", "farm visits" },
	{ PIAL_IMPACT_WORKSHOPS, "workshops", "ateliers", "workshops" },
	{ PIAL_IMPACT_TRAININGS, "training", "formations", "training" },
	{ PIAL_IMPACT_MEETINGS, "meetings", "réunions", "meetings" },
	{ PIAL_IMPACT_NEW_PRODUCERS, "new-producers", "nouveaux producteurs", "new producers" },
	{ PIAL_IMPACT_NEW_KITCHENS, "new-kitchens", "nouvelles cuisines", "new kitchens" },
	{ PIAL_IMPACT_SAVED, "waste-avoided", "cuisines, gaspillage évité par an",
	  "kitchens, waste avoided a year" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_choice source_choice[] = {
	{ PIAL_IMPACT_OF_LINES, "lines", "lignes de facture", "invoice lines" },
	{ PIAL_IMPACT_OF_VALUE, "value", "partage de la valeur", "value sharing" },
	{ PIAL_IMPACT_OF_TRIPS, "trips", "trajets", "trips" },
	{ PIAL_IMPACT_OF_PLACES, "places", "lignes et distances", "lines and distances" },
	{ PIAL_IMPACT_OF_MEALS, "meals-per-day", "lignes et repas par jour",
	  "lines and meals a day" },
	{ PIAL_IMPACT_OF_ACTIVITIES, "activities", "activités", "activities" },
	{ PIAL_IMPACT_OF_MEMBERS, "members", "dates d'entrée", "dates of joining" },
	{ PIAL_IMPACT_OF_CERTIFICATES, "certificates", "certificats et surfaces",
	  "certificates and land" },
	{ PIAL_IMPACT_OF_WEIGHINGS, "weighings", "pesées", "weigh-ins" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("theme", "Thème", "Theme", ENUM, REQ, theme), .choice = theme_choice },
	{ FIELD("effect", "Effet", "Effect", ENUM, KEY | REQ, effect), .choice = effect_choice },
	{ FIELD("mass_kg", "Masse (kg)", "Mass (kg)", MASS_KG, SIGNED, mass) },
	{ FIELD("amount", "Montant (€)", "Amount (€)", MONEY, SIGNED, amount),
	  HELP("Hors taxe, sauf où l'effet le dit autrement.",
	       "Without VAT, unless the effect says otherwise.") },
	{ FIELD("share", "Part (%)", "Share (%)", RATE, SIGNED, share),
	  HELP("Du montant de l'effet de la colonne suivante ; des kilomètres, ou des "
	       "kilogrammes, où il n'y a pas de montant.",
	       "Of the amount of the effect in the next column; of its kilometres, or "
	       "kilograms, where there is no amount.") },
	{ FIELD("of", "De", "Of", ENUM, 0, of), .choice = effect_choice },
	{ FIELD("km", "Kilomètres", "Kilometres", KM, 0, distance) },
	{ FIELD("hectares", "Hectares", "Hectares", QTY, 0, land) },
	{ FIELD("count", "Nombre", "Number", INT, 0, count), .min = 0, .max = INT32_MAX },
	{ FIELD("people", "Personnes", "People", INT, 0, people), .min = 0, .max = INT32_MAX,
	  HELP("Là où on les a comptées.", "Where they were counted.") },
	{ FIELD("co2e_kg", "Gaz à effet de serre (kg CO2e)", "Greenhouse gas (kg CO2e)", MASS_KG,
		SIGNED, co2e),
	  HELP("Non émis : celui des denrées qui ne sont plus jetées (data/emissions.csv).",
	       "Not emitted: that of food no longer thrown away (data/emissions.csv).") },
	{ FIELD("source", "Source", "Source", ENUM, REQ, source), .choice = source_choice },
	{ FIELD("emitted_kg", "Émis (kg CO2e)", "Emitted (kg CO2e)", MASS_KG, 0, emitted),
	  HELP("Par les kilomètres parcourus (data/roads.csv).",
	       "By the kilometres driven (data/roads.csv).") },
};

const struct pial_schema pial_schema_view_impact = {
	"impact", NULL, "pial-report impact", "Les effets utiles, pour partenaires et financeurs.",
	"Useful effects, for partners and funders.",
	FIELDS(view_field, struct pial_impact_row), NULL,
};

/* ---- What the lines say ---- */

/* Sums over lines of goods. */
struct sums {
	const struct pial_impact_input *input;	/* what is read */
	int64_t mass, cents;			/* all */
	int64_t local_mass, local_cents;	/* from nearby */
	int64_t organic_mass, organic_cents;	/* organic */
	int64_t group_mass;			/* of producers of the group */
	int64_t way_mass, way;			/* of them with a way known; grams x metres */
	int64_t *producer, *kitchen;		/* grams of each, by index in the model; owned */
	struct pial_meals meals;		/* of days of delivery */
};

static bool is_near(const struct pial_model *model, struct pial_distance distance,
		    enum pial_distance_source source)
{
	struct pial_distance radius = model->policy.radius;

	return source != PIAL_DISTANCE_UNKNOWN && !pial_distance_is_none(radius) &&
	       distance.m <= radius.m;
}

/* What a line of a producer of the group adds: nearness, and its way. */
static bool add_way(struct sums *s, const struct pial_producer *producer,
		    const struct pial_kitchen *kitchen, int64_t mass, int64_t cents)
{
	const struct pial_model *model = s->input->model;
	enum pial_distance_source source;
	struct pial_distance distance = pial_model_distance(model, producer, kitchen, &source);
	int64_t way;

	if (!pial_add(s->group_mass, mass, &s->group_mass))
		return false;
	if (is_near(model, distance, source) &&
	    (!pial_add(s->local_mass, mass, &s->local_mass) ||
	     !pial_add(s->local_cents, cents, &s->local_cents)))
		return false;
	return source == PIAL_DISTANCE_UNKNOWN ||
	       (pial_muldiv(mass, distance.m, 1, PIAL_ROUND_NEVER, &way) &&
		pial_add(s->way, way, &s->way) && pial_add(s->way_mass, mass, &s->way_mass));
}

/* What a line adds to who delivered and who received. */
static bool add_parties(struct sums *s, const struct pial_invoice_line *line, int64_t mass)
{
	const struct pial_model *model = s->input->model;
	const struct pial_producer *producer = pial_model_producer(model, line->producer);
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(model, (struct pial_kitchen_id){ line->buyer.n });
	int64_t *sum;

	if (kitchen) {
		sum = &s->kitchen[kitchen - model->kitchen];
		if (!pial_add(*sum, mass, sum))
			return false;
		pial_meals_add(&s->meals, line);
	}
	if (producer) {
		sum = &s->producer[producer - model->producer];
		if (!pial_add(*sum, mass, sum))
			return false;
	}
	return !producer || !kitchen || producer->tier != 1 ||
	       add_way(s, producer, kitchen, mass, line->net.cents);
}

static bool add_line(struct sums *s, const struct pial_invoice_line *line)
{
	struct pial_mass mass;

	if (!pial_sold_is_goods(line))
		return true;
	if (!pial_invoice_line_mass(s->input->model, line, &mass) ||
	    !pial_add(s->mass, mass.g, &s->mass) ||
	    !pial_add(s->cents, line->net.cents, &s->cents))
		return false;
	if (line->organic == PIAL_YES &&
	    (!pial_add(s->organic_mass, mass.g, &s->organic_mass) ||
	     !pial_add(s->organic_cents, line->net.cents, &s->organic_cents)))
		return false;
	return add_parties(s, line, mass.g);
}

/* ---- Rows ---- */

static struct pial_impact_row blank(enum pial_impact_theme theme, enum pial_impact_effect effect,
				    enum pial_impact_source source)
{
	return (struct pial_impact_row){
		.mass = PIAL_MASS_NONE, .amount = PIAL_MONEY_NONE, .share = PIAL_RATE_NONE,
		.distance = PIAL_DISTANCE_NONE, .land = PIAL_QTY_NONE, .count = INT32_MIN,
		.people = INT32_MIN, .co2e = PIAL_MASS_NONE,
		.emitted = PIAL_MASS_NONE, .theme = (uint8_t)theme,
		.effect = (uint8_t)effect, .source = (uint8_t)source,
	};
}

/*
 * Says which share of an effect a row is, to a tenth of a percent, as such figures are told; both
 * amounts are there for who wants more. Nothing of an effect that is 0.
 */
static bool set_share(struct pial_impact_row *row, enum pial_impact_effect of, int64_t part,
		      int64_t whole)
{
	int64_t share;

	if (whole <= 0)
		return true;
	if (!pial_muldiv(part, TENTHS, whole, PIAL_ROUND_HALF_AWAY, &share) ||
	    share > INT32_MAX / TENTH || share < INT32_MIN / TENTH)
		return false;
	row->share.e6 = (int32_t)share * TENTH;
	row->of = (uint8_t)of;
	return true;
}

static bool put_goods(struct pial_table *out, const struct sums *s, enum pial_impact_effect effect,
		      int64_t mass, int64_t cents)
{
	struct pial_impact_row row = blank(PIAL_IMPACT_FOOD, effect, effect == PIAL_IMPACT_LOCAL ?
					   PIAL_IMPACT_OF_PLACES : PIAL_IMPACT_OF_LINES);

	row.mass.g = mass;
	row.amount.cents = cents;
	if (effect != PIAL_IMPACT_DELIVERED &&
	    !set_share(&row, PIAL_IMPACT_DELIVERED, cents, s->cents))
		return false;
	pial_table_add(out, &row);
	return true;
}

static void put_count(struct pial_table *out, struct pial_impact_row row, size_t count)
{
	row.count = count > INT32_MAX ? INT32_MAX : (int32_t)count;
	pial_table_add(out, &row);
}

static size_t count_above_0(const int64_t *mass, size_t count)
{
	size_t above = 0;

	for (size_t i = 0; i < count; i++)
		above += mass[i] > 0;
	return above;
}

static void put_meals(struct pial_table *out, struct sums *s)
{
	int64_t meals = pial_meals_count(&s->meals);

	if (meals)
		put_count(out, blank(PIAL_IMPACT_FOOD, PIAL_IMPACT_MEALS, PIAL_IMPACT_OF_MEALS),
			  (size_t)meals);
}

/* True when all that a producer grows is certified organic that day. */
static bool is_all_organic(const struct pial_model *model, struct pial_producer_id producer,
			   struct pial_date day)
{
	for (size_t i = 0; i < model->certificates; i++) {
		const struct pial_certificate *one = &model->certificate[i];

		if (one->producer.n == producer.n && !one->products.count &&
		    one->status == PIAL_CERTIFICATE_ORGANIC &&
		    pial_day_within(day, one->from, one->until))
			return true;
	}
	return false;
}

static bool put_land(struct pial_table *out, const struct sums *s)
{
	const struct pial_model *model = s->input->model;
	struct pial_impact_row row =
		blank(PIAL_IMPACT_FOOD, PIAL_IMPACT_LAND, PIAL_IMPACT_OF_CERTIFICATES);
	int64_t dm2 = 0;

	row.count = 0;
	for (size_t i = 0; i < model->producers; i++) {
		const struct pial_producer *one = &model->producer[i];

		if (s->producer[i] <= 0 || pial_area_is_none(one->land) ||
		    !is_all_organic(model, one->id, s->input->last))
			continue;
		if (!pial_add(dm2, one->land.dm2, &dm2))
			return false;
		row.count++;
	}
	if (!row.count)
		return true;
	if (!pial_muldiv(dm2, 1, DM2_PER_MILLIHA, PIAL_ROUND_HALF_AWAY, &row.land.milli))
		return false;
	pial_table_add(out, &row);
	return true;
}

static bool put_food(struct pial_table *out, struct sums *s)
{
	const struct pial_model *model = s->input->model;

	if (!put_goods(out, s, PIAL_IMPACT_DELIVERED, s->mass, s->cents) ||
	    (!pial_distance_is_none(model->policy.radius) &&
	     !put_goods(out, s, PIAL_IMPACT_LOCAL, s->local_mass, s->local_cents)) ||
	    !put_goods(out, s, PIAL_IMPACT_ORGANIC, s->organic_mass, s->organic_cents))
		return false;
	put_count(out, blank(PIAL_IMPACT_FOOD, PIAL_IMPACT_PRODUCERS, PIAL_IMPACT_OF_LINES),
		  count_above_0(s->producer, model->producers));
	put_count(out, blank(PIAL_IMPACT_FOOD, PIAL_IMPACT_KITCHENS, PIAL_IMPACT_OF_LINES),
		  count_above_0(s->kitchen, model->kitchens));
	put_meals(out, s);
	return put_land(out, s);
}

static bool put_money(struct pial_table *out, const struct pial_value *value)
{
	struct pial_impact_row row =
		blank(PIAL_IMPACT_MONEY, PIAL_IMPACT_PAID, PIAL_IMPACT_OF_VALUE);

	row.amount = value->total;
	pial_table_add(out, &row);
	row.effect = PIAL_IMPACT_GROWERS;
	row.amount = value->producers;
	if (!set_share(&row, PIAL_IMPACT_PAID, value->producers.cents, value->total.cents))
		return false;
	pial_table_add(out, &row);
	return true;
}

/* The mean way of the kilograms whose way is known, to 100 m as distances are. */
static bool put_journey(struct pial_table *out, const struct sums *s)
{
	struct pial_impact_row row =
		blank(PIAL_IMPACT_ROADS, PIAL_IMPACT_JOURNEY, PIAL_IMPACT_OF_PLACES);
	int64_t way;

	if (s->way_mass <= 0)
		return true;
	if (s->way_mass > INT64_MAX / ROUGH ||
	    !pial_muldiv(s->way, 1, s->way_mass * ROUGH, PIAL_ROUND_HALF_AWAY, &way) ||
	    way < 0 || way > INT32_MAX / ROUGH ||
	    !set_share(&row, PIAL_IMPACT_DELIVERED, s->way_mass, s->mass))
		return false;
	row.distance.m = (int32_t)way * ROUGH;
	row.mass.g = s->way_mass;
	pial_table_add(out, &row);
	return true;
}

static bool put_roads(struct pial_table *out, const struct sums *s)
{
	static const unsigned kind[] = { PIAL_TRIP_ROUND, PIAL_TRIP_COLLECTION };
	const struct pial_table *service = s->input->service;
	const struct pial_service_row *all =
		pial_service_view_row(service, PIAL_SERVICE_TRIP, 0);
	const struct pial_road_gas_input gas = { s->input->model, s->input->trips,
						 s->input->roads, s->input->first,
						 s->input->last };
	struct pial_impact_row row =
		blank(PIAL_IMPACT_ROADS, PIAL_IMPACT_DRIVEN, PIAL_IMPACT_OF_TRIPS);

	if (!all)
		return put_journey(out, s);
	row.distance = all->distance;
	row.count = all->count;
	row.emitted = pial_road_gas_sum(&gas, UINT_MAX);
	pial_table_add(out, &row);
	row.effect = PIAL_IMPACT_GOODS;
	row.emitted = pial_road_gas_sum(&gas, 1u << PIAL_TRIP_ROUND | 1u << PIAL_TRIP_COLLECTION);
	row.distance.m = row.count = 0;
	for (size_t i = 0; i < PIAL_COUNT(kind); i++) {
		const struct pial_service_row *one =
			pial_service_view_row(service, PIAL_SERVICE_TRIP, kind[i]);

		/* Below the sum of all, which did not overflow. */
		row.distance.m += one ? one->distance.m : 0;
		row.count += one ? one->count : 0;
	}
	if (!set_share(&row, PIAL_IMPACT_DRIVEN, row.distance.m, all->distance.m))
		return false;
	if (row.count)
		pial_table_add(out, &row);
	return put_journey(out, s);
}

static bool is_new(const struct pial_impact_input *input, struct pial_date joined)
{
	return joined.n && joined.n >= input->first.n && joined.n <= input->last.n;
}

static void put_people(struct pial_table *out, const struct pial_impact_input *input)
{
	static const enum pial_impact_effect effect[] = {
		[PIAL_ACTIVITY_VISIT] = PIAL_IMPACT_VISITS,
		[PIAL_ACTIVITY_WORKSHOP] = PIAL_IMPACT_WORKSHOPS,
		[PIAL_ACTIVITY_TRAINING] = PIAL_IMPACT_TRAININGS,
		[PIAL_ACTIVITY_MEETING] = PIAL_IMPACT_MEETINGS,
	};
	const struct pial_model *model = input->model;
	size_t producers = 0, kitchens = 0;

	for (unsigned kind = PIAL_ACTIVITY_VISIT; kind < PIAL_COUNT(effect); kind++) {
		const struct pial_service_row *one =
			pial_service_view_row(input->service, PIAL_SERVICE_ACTIVITY, kind);
		struct pial_impact_row row = blank(PIAL_IMPACT_PEOPLE, effect[kind],
						   PIAL_IMPACT_OF_ACTIVITIES);

		if (!one)
			continue;
		row.people = one->people;
		put_count(out, row, (size_t)one->count);
	}
	for (size_t i = 0; i < model->producers; i++)
		producers += is_new(input, model->producer[i].joined);
	for (size_t i = 0; i < model->kitchens; i++)
		kitchens += is_new(input, model->kitchen[i].joined);
	put_count(out, blank(PIAL_IMPACT_PEOPLE, PIAL_IMPACT_NEW_PRODUCERS,
			     PIAL_IMPACT_OF_MEMBERS), producers);
	put_count(out, blank(PIAL_IMPACT_PEOPLE, PIAL_IMPACT_NEW_KITCHENS,
			     PIAL_IMPACT_OF_MEMBERS), kitchens);
}

/* The record that another one is held against; NULL when there is none. */
static const struct pial_waste_record *before(const struct pial_table *waste,
					      const struct pial_waste_record *record)
{
	for (size_t i = 0; i < waste->count; i++) {
		const struct pial_waste_record *one = pial_table_row(waste, i);

		if (one->campaign.n == record->against.n && one->kitchen.n == record->kitchen.n)
			return one;
	}
	return NULL;
}

/* Adds what is less in b than in a; none on either side makes the sum none for good. */
static bool add_less(int64_t *sum, bool *known, int64_t a, int64_t b)
{
	*known = *known && a != INT64_MIN && b != INT64_MIN;
	return !*known || (pial_add(*sum, a, sum) && pial_add(*sum, -b, sum));
}

static bool put_waste(struct pial_table *out, const struct pial_impact_input *input)
{
	struct pial_impact_row row =
		blank(PIAL_IMPACT_WASTE, PIAL_IMPACT_SAVED, PIAL_IMPACT_OF_WEIGHINGS);
	int64_t mass = 0, cents = 0, co2e = 0;
	bool is_mass = true, is_cents = true, is_co2e = true;

	row.count = 0;
	for (size_t i = 0; i < input->waste->count; i++) {
		const struct pial_waste_record *now = pial_table_row(input->waste, i), *then;

		if (!now->kitchen.n || !now->against.n ||
		    !pial_day_within(now->until, input->first, input->last) ||
		    (now->verdict != PIAL_WASTE_LESS && now->verdict != PIAL_WASTE_MORE))
			continue;
		then = before(input->waste, now);
		if (!then || pial_mass_is_none(then->yearly_edible) ||
		    pial_mass_is_none(now->yearly_edible))
			continue;
		if (!add_less(&mass, &is_mass, then->yearly_edible.g, now->yearly_edible.g) ||
		    !add_less(&cents, &is_cents, then->yearly_cost.cents,
			      now->yearly_cost.cents) ||
		    !add_less(&co2e, &is_co2e, then->yearly_co2e.g, now->yearly_co2e.g))
			return false;
		row.count++;
	}
	if (!row.count)
		return true;
	row.mass.g = mass;
	if (is_cents)
		row.amount.cents = cents;
	if (is_co2e)
		row.co2e.g = co2e;
	pial_table_add(out, &row);
	return true;
}

bool pial_impact_make(struct pial_table *out, const struct pial_impact_input *input)
{
	struct sums s = { .input = input };
	bool ok = true;

	s.producer = pial_calloc(input->model->producers + 1, sizeof(*s.producer));
	s.kitchen = pial_calloc(input->model->kitchens + 1, sizeof(*s.kitchen));
	pial_meals_init(&s.meals, input->model);
	for (size_t i = 0; ok && i < input->solds; i++)
		ok = add_line(&s, &input->sold[i].line);
	ok = ok && put_food(out, &s) && put_money(out, input->value) && put_roads(out, &s);
	if (ok) {
		put_people(out, input);
		ok = put_waste(out, input);
	}
	pial_meals_release(&s.meals);
	free(s.kitchen);
	free(s.producer);
	return ok;
}
