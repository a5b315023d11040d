/*
 * Rounds out of the lists of a week.
 *
 * Lists are sorted by producer, day and kitchen, so that a round without a hub is a run of rows.
 * With one, the kitchens of a day are gathered once more from all producers. A place that the book
 * does not know is no reason to leave somebody out: its ways are long while the order is looked
 * for, so that it costs the others nothing, and have no length when they are shown.
 *
 * Sums of packs are plain: PIAL_QTY_MAX (num/units.h) lets nine million rows add up.
 */
#include "report/rounds_view.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "engine/tour.h"
#include "load/row.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/lists_view.h"
#include "report/say.h"

#include "base/banned.h"

#define ROW struct pial_stopped
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

/* A way to a place that is not known, in metres. */
#define FAR 1000000

static const struct pial_choice round_end[] = {
	{ PIAL_ROUND_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ PIAL_ROUND_HUB, "hub", "point de regroupement", "hub" },
	{ PIAL_ROUND_HOME, "home", "retour", "home" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("day", "Jour", "Day", DATE, KEY | REQ, day) },
	{ FIELD("driver", "Tournée de", "Driver", ID, KEY, driver), .ref = PIAL_REF_PRODUCER,
	  HELP("Qui conduit ; vide : la tournée du groupe, depuis le point de regroupement.",
	       "Who drives; empty: the group's round, from the hub.") },
	{ FIELD("stop", "Arrêt", "Stop", INT, KEY | REQ, stop), .max = 100000 },
	{ FIELD("to", "Vers", "To", ENUM, REQ, to), .choice = round_end },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, 0, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("packs", "Colis", "Packs", QTY, 0, packs),
	  HELP("Déposés à cet arrêt ; ce qui se livre à l'unité n'en est pas.",
	       "Left at this stop; what moves by the unit is not among them.") },
	{ FIELD("mass_kg", "Masse (kg)", "Mass (kg)", MASS_KG, 0, mass) },
	{ FIELD("km", "Kilomètres", "Kilometres", KM, 0, distance),
	  HELP("Depuis l'arrêt précédent, ou depuis le départ.",
	       "From the stop before, or from the start.") },
};

const struct pial_schema pial_schema_view_rounds = {
	"rounds", NULL, "pial-report lists", "Tournées, arrêt par arrêt.",
	"Rounds, stop by stop.", FIELDS(view_field, struct pial_stopped), NULL,
};

/* A stop before its rank is known. */
struct halt {
	struct pial_kitchen_id kitchen;	/* 0: the hub */
	struct pial_spot spot;		/* where it is */
	int64_t packs, grams;		/* left there */
	bool heavy;			/* grams left 64 bits */
};

/* Rounds being made. */
struct making {
	struct pial_table *out;		/* the output */
	const struct pial_model *model;	/* places, masses */
	struct halt *halt;		/* of the round being gathered; owned */
	size_t halts, cap;		/* how many, and room */
};

static const struct pial_listed *row_at(const struct pial_table *lists, size_t i)
{
	return pial_table_row(lists, i);
}

static struct pial_spot spot_of_kitchen(const struct making *m, struct pial_kitchen_id id)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(m->model, id);
	struct pial_spot spot = { id.n, PIAL_ANGLE_NONE, PIAL_ANGLE_NONE };

	if (kitchen)
		spot = (struct pial_spot){ id.n, kitchen->lat, kitchen->lon };
	return spot;
}

static struct pial_spot spot_of_producer(const struct making *m, struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(m->model, id);
	struct pial_spot spot = { id.n, PIAL_ANGLE_NONE, PIAL_ANGLE_NONE };

	if (producer)
		spot = (struct pial_spot){ id.n, producer->lat, producer->lon };
	return spot;
}

static struct pial_spot spot_of_hub(const struct making *m)
{
	const struct pial_hub *hub = &m->model->policy.hub;
	const struct pial_spot spot = { pial_intern_find(&m->model->pool, "hub", 3), hub->lat,
					hub->lon };

	return spot;
}

/* ---- Gathering ---- */

/* The halt at a kitchen, or at the hub for none. */
static struct halt *halt_at(struct making *m, struct pial_kitchen_id kitchen)
{
	for (size_t i = 0; i < m->halts; i++)
		if (m->halt[i].kitchen.n == kitchen.n)
			return &m->halt[i];
	m->halt = pial_grow(m->halt, m->halts, &m->cap, sizeof(*m->halt));
	m->halt[m->halts] = (struct halt){
		.kitchen = kitchen,
		.spot = kitchen.n ? spot_of_kitchen(m, kitchen) : spot_of_hub(m),
	};
	return &m->halt[m->halts++];
}

static void leave(struct making *m, struct pial_kitchen_id where, const struct pial_listed *row)
{
	const struct pial_product *product = pial_model_product(m->model, row->product);
	struct halt *halt = halt_at(m, where);
	struct pial_mass mass;
	bool assumed;

	if (!product)
		return;
	if (product->pack.milli != 1000 && !pial_qty_is_none(row->packs))
		halt->packs += row->packs.milli;
	if (!pial_mass_of(row->quantity, pial_product_unit_mass(product, &assumed),
			  PIAL_ROUND_HALF_AWAY, &mass) ||
	    !pial_add(halt->grams, mass.g, &halt->grams))
		halt->heavy = true;
}

/* ---- Order ---- */

static struct pial_distance way(const struct making *m, const struct pial_spot *from,
				const struct pial_spot *to)
{
	enum pial_distance_source source;
	struct pial_distance distance = pial_model_way(m->model, from, to, &source);

	return source == PIAL_DISTANCE_UNKNOWN ? (struct pial_distance){ INT32_MIN } : distance;
}

static const struct pial_spot *spot_at(const struct making *m, const struct pial_spot *home,
				       size_t i)
{
	return i ? &m->halt[i - 1].spot : home;
}

static void find_order(const struct making *m, const struct pial_spot *home, uint32_t *order)
{
	size_t places = m->halts + 1;
	int64_t *metres = pial_calloc(places * places, sizeof(*metres));

	for (size_t i = 0; i < places; i++) {
		for (size_t k = 0; k < places; k++) {
			struct pial_distance own = way(m, spot_at(m, home, i), spot_at(m, home, k));

			metres[i * places + k] = i == k ? 0 : own.m == INT32_MIN ? FAR : own.m;
		}
	}
	pial_tour_order(metres, m->halts, order);
	free(metres);
}

static void add_way(struct making *m, struct pial_stopped *row, const struct halt *halt)
{
	row->stop++;
	row->to = PIAL_ROUND_HOME;
	row->kitchen.n = 0;
	row->packs = PIAL_QTY_NONE;
	row->mass = PIAL_MASS_NONE;
	if (halt) {
		row->to = halt->kitchen.n ? PIAL_ROUND_KITCHEN : PIAL_ROUND_HUB;
		row->kitchen = halt->kitchen;
		row->packs.milli = halt->packs;
		if (!halt->heavy)
			row->mass.g = halt->grams;
	}
	pial_table_add(m->out, row);
}

/* Puts the round that was gathered: like says whose, and when. */
static void put_round(struct making *m, const struct pial_listed *like,
		      struct pial_producer_id driver)
{
	struct pial_spot home = driver.n ? spot_of_producer(m, driver) : spot_of_hub(m);
	const struct pial_spot *at = &home;
	uint32_t *order = pial_calloc(m->halts + 1, sizeof(*order));
	struct pial_stopped row = { .week = like->week, .day = like->day, .driver = driver };

	find_order(m, &home, order);
	for (size_t i = 0; i < m->halts; i++) {
		const struct halt *halt = &m->halt[order[i] - 1];

		row.distance = way(m, at, &halt->spot);
		add_way(m, &row, halt);
		at = &halt->spot;
	}
	row.distance = way(m, at, &home);
	add_way(m, &row, NULL);
	m->halts = 0;
	free(order);
}

/* ---- Rounds ---- */

/* A round for each producer and day: to its kitchens, or to the hub. */
static void put_producers(struct making *m, const struct pial_table *lists, bool hub)
{
	for (size_t i = 0, end; i < lists->count; i = end) {
		const struct pial_listed *first = row_at(lists, i);

		for (end = i; end < lists->count; end++) {
			const struct pial_listed *row = row_at(lists, end);

			if (row->producer.n != first->producer.n || row->day.n != first->day.n)
				break;
			leave(m, hub ? (struct pial_kitchen_id){ 0 } : row->kitchen, row);
		}
		put_round(m, first, first->producer);
	}
}

static int compare_days(const void *left, const void *right)
{
	const struct pial_listed *a = *(const struct pial_listed *const *)left;
	const struct pial_listed *b = *(const struct pial_listed *const *)right;

	if (a->day.n != b->day.n)
		return a->day.n < b->day.n ? -1 : 1;
	return (a > b) - (a < b);
}

static int compare_halts(const struct pial_model *model, const struct halt *a, const struct halt *b)
{
	return pial_intern_compare(&model->pool, a->kitchen.n, b->kitchen.n);
}

/* Stops by the ids of kitchens, so that rounds of one length have one order. */
static void sort_halts(struct making *m)
{
	for (size_t i = 1; i < m->halts; i++) {
		struct halt own = m->halt[i];
		size_t at = i;

		for (; at && compare_halts(m->model, &own, &m->halt[at - 1]) < 0; at--)
			m->halt[at] = m->halt[at - 1];
		m->halt[at] = own;
	}
}

/* The group's round of each day, from the hub to all kitchens. */
static void put_group(struct making *m, const struct pial_table *lists)
{
	const struct pial_listed **row = pial_calloc(lists->count + 1, sizeof(const void *));

	for (size_t i = 0; i < lists->count; i++)
		row[i] = row_at(lists, i);
	if (lists->count)
		qsort(row, lists->count, sizeof(const void *), compare_days);
	for (size_t i = 0, end; i < lists->count; i = end) {
		for (end = i; end < lists->count && row[end]->day.n == row[i]->day.n; end++)
			leave(m, row[end]->kitchen, row[end]);
		sort_halts(m);
		put_round(m, row[i], (struct pial_producer_id){ 0 });
	}
	free(row);
}

void pial_rounds_view_make(struct pial_table *out, const struct pial_model *model,
			   const struct pial_table *lists)
{
	struct making m = { .out = out, .model = model };
	bool hub = model->policy.hub.name.n != 0;

	put_producers(&m, lists, hub);
	if (hub)
		put_group(&m, lists);
	pial_table_sort(out, model);
	free(m.halt);
}

struct pial_rounds_span pial_rounds_span_at(const struct pial_table *rounds, size_t first)
{
	struct pial_rounds_span span = { .first = first, .end = first, .known = true };

	while (span.end < rounds->count) {
		const struct pial_stopped *row = pial_table_row(rounds, span.end++);

		if (pial_distance_is_none(row->distance))
			span.known = false;
		else
			span.metres += row->distance.m;
		if (row->to == PIAL_ROUND_HOME)
			break;
		span.stops++;
		span.packs += row->packs.milli;
		span.grams += pial_mass_is_none(row->mass) ? 0 : row->mass.g;
	}
	return span;
}

/* ---- On paper ---- */

/* A sheet being written. */
struct sheet {
	struct pial_paper *paper;		/* the output */
	const struct pial_table *rounds;	/* rows */
	const struct pial_model *model;		/* names */
	struct pial_strbuf text;		/* a cell */
};

static void put_metres(struct sheet *s, int64_t metres)
{
	if (metres >= 0)
		pial_words_number(&s->text, metres, 3, 1, s->paper->lang);
	pial_paper_take(s->paper, &s->text);
}

static void put_load(struct sheet *s, int64_t packs, struct pial_mass mass)
{
	if (packs > 0)
		pial_words_number(&s->text, packs, 3, 0, s->paper->lang);
	pial_paper_take(s->paper, &s->text);
	if (!pial_mass_is_none(mass))
		pial_words_number(&s->text, mass.g, 3, 0, s->paper->lang);
	pial_paper_take(s->paper, &s->text);
}

static void put_place(struct sheet *s, const struct pial_stopped *row)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(s->model, row->kitchen);

	if (row->to == PIAL_ROUND_HOME)
		pial_strbuf_addstr(&s->text,
				   pial_tr(s->paper->lang, PIAL_N_("back home; in all")));
	else if (row->to == PIAL_ROUND_HUB)
		pial_strbuf_addstr(&s->text,
				   pial_model_text(s->model, s->model->policy.hub.name.n));
	else if (kitchen)
		pial_say_name(&s->text, pial_model_text(s->model, kitchen->name.n));
	if (kitchen && kitchen->commune.n)
		pial_strbuf_addf(&s->text, ", %s",
				 pial_model_text(s->model, kitchen->commune.n));
	pial_paper_take(s->paper, &s->text);
}

/* The ways of a day; the last one says what all come to. */
static void put_day(struct sheet *s, const struct pial_rounds_span *span)
{
	int64_t metres = 0;

	for (size_t i = span->first; i < span->end; i++) {
		const struct pial_stopped *row = pial_table_row(s->rounds, i);
		bool home = row->to == PIAL_ROUND_HOME, lost = pial_distance_is_none(row->distance);

		metres = lost || metres < 0 ? -1 : metres + row->distance.m;
		pial_paper_row(s->paper, PIAL_PAPER_BODY);
		pial_say_day_short(&s->text, row->day, s->paper->lang);
		pial_paper_take(s->paper, &s->text);
		if (!home)
			pial_strbuf_addint(&s->text, row->stop);
		pial_paper_take(s->paper, &s->text);
		put_place(s, row);
		if (home)
			put_load(s, span->packs, (struct pial_mass){ span->grams });
		else
			put_load(s, row->packs.milli, row->mass);
		put_metres(s, lost ? -1 : row->distance.m);
		put_metres(s, metres);
	}
}

static void put_columns(struct sheet *s)
{
	static const struct {
		const char *head;	/* its title */
		unsigned weight, flags;	/* as pial_paper_column */
	} column[] = {
		{ PIAL_N_("Day"), 0, PIAL_PAPER_RUN },
		{ PIAL_N_("Stop"), 0, PIAL_PAPER_RIGHT },
		{ PIAL_N_("Where"), 1, 0 },
		{ PIAL_N_("Packs"), 0, PIAL_PAPER_RIGHT },
		{ PIAL_N_("Mass (kg)"), 0, PIAL_PAPER_RIGHT },
		{ PIAL_N_("Way (km)"), 0, PIAL_PAPER_RIGHT },
		{ PIAL_N_("So far (km)"), 0, PIAL_PAPER_RIGHT },
	};

	for (size_t i = 0; i < PIAL_COUNT(column); i++)
		pial_paper_column(s->paper, pial_tr(s->paper->lang, column[i].head),
				  column[i].weight, column[i].flags);
}

static void put_head(struct sheet *s, struct pial_producer_id driver, struct pial_week week)
{
	const char *group = pial_model_text(s->model, s->model->policy.name.n);
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, "%s – ", pial_tr(s->paper->lang, PIAL_N_("Round")));
	if (driver.n)
		pial_say_producer(&title, s->model, driver);
	else
		pial_strbuf_addstr(&title, group);
	pial_paper_sheet(s->paper, title.text, group);
	pial_paper_title(s->paper, title.text, "");
	pial_say_week(&s->text, week, s->paper->lang);
	pial_paper_text(s->paper, PIAL_PAPER_DETAIL, s->text.text);
	pial_strbuf_clear(&s->text);
	pial_paper_table(s->paper, title.text);
	put_columns(s);
	pial_strbuf_release(&title);
}

/* The sheet of one driver; nothing for one who does not drive. */
static void put_driver(struct sheet *s, struct pial_producer_id driver)
{
	bool begun = false;

	for (size_t i = 0, end; i < s->rounds->count; i = end) {
		const struct pial_stopped *first = pial_table_row(s->rounds, i);
		const struct pial_rounds_span span = pial_rounds_span_at(s->rounds, i);

		end = span.end;
		if (first->driver.n != driver.n)
			continue;
		if (!begun)
			put_head(s, driver, first->week);
		begun = true;
		put_day(s, &span);
	}
	if (begun)
		pial_paper_text(s->paper, PIAL_PAPER_SMALL,
				pial_tr(s->paper->lang, PIAL_N_(
				"The shortest order of the stops, by the roads of the book, else "
				"1.35 times as the crow flies. Packs are whole crates; what moves "
				"by the unit is in the mass alone.")));
}

void pial_rounds_view_sheets(struct pial_paper *paper, const struct pial_table *rounds,
			     const struct pial_model *model)
{
	struct sheet s = { paper, rounds, model, { 0 } };

	pial_strbuf_init(&s.text, PIAL_STRBUF_TEXT);
	put_driver(&s, (struct pial_producer_id){ 0 });
	for (size_t i = 0; i < model->producers; i++)
		put_driver(&s, model->producer[i].id);
	pial_strbuf_release(&s.text);
}

/* ---- For the map ---- */

void pial_rounds_drawn_make(struct pial_rounds_drawn *drawn, const struct pial_table *rounds)
{
	size_t stops = 0;

	drawn->rounds = 0;
	drawn->round = pial_calloc(rounds->count + 1, sizeof(*drawn->round));
	drawn->stop = pial_calloc(rounds->count + 1, sizeof(*drawn->stop));
	for (size_t i = 0, end; i < rounds->count; i = end) {
		const struct pial_rounds_span span = pial_rounds_span_at(rounds, i);
		const struct pial_stopped *first = pial_table_row(rounds, i);
		struct pial_week_round *round = &drawn->round[drawn->rounds];

		end = span.end;
		if (!first->driver.n || first->to != PIAL_ROUND_KITCHEN)
			continue;
		*round = (struct pial_week_round){ first->driver, first->day, drawn->stop + stops,
						   (size_t)span.stops, { INT32_MIN } };
		if (span.known && span.metres <= INT32_MAX)
			round->distance.m = (int32_t)span.metres;
		for (; i + 1 < end; i++)
			drawn->stop[stops++] =
				((const struct pial_stopped *)pial_table_row(rounds, i))->kitchen;
		drawn->rounds++;
	}
}

void pial_rounds_drawn_release(struct pial_rounds_drawn *drawn)
{
	free(drawn->round);
	free(drawn->stop);
}
