/*
 * Who takes part is looked up once, by place in the model's tables, which are sorted by id: the
 * order of the drawing is that of ids, whatever the order of rows.
 */
#include "report/week_charts.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/chart.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* Most places of a map that is drawn. */
#define MOST_PLACES 120

/* Who takes part in a week. */
struct part {
	const struct pial_model *model;	/* whose names */
	struct pial_paper *paper;	/* the output */
	size_t *producer, *kitchen;	/* by place in the model: 1 + its number; 0: none */
	size_t producers, kitchens;	/* how many take part */
	struct pial_strbuf text;	/* being put together */
};

static const char *tr(const struct part *part, const char *text)
{
	return pial_tr(part->paper->lang, text);
}

/* Numbers those marked from 1, in their order. */
static size_t number(size_t *mark, size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		if (mark[i])
			mark[i] = ++found;
	return found;
}

static void mark_producer(struct part *part, struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(part->model, id);

	if (producer)
		part->producer[producer - part->model->producer] = 1;
}

static void mark_kitchen(struct part *part, struct pial_kitchen_id id)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(part->model, id);

	if (kitchen)
		part->kitchen[kitchen - part->model->kitchen] = 1;
}

static void part_init(struct part *part, struct pial_paper *paper, const struct pial_model *model)
{
	*part = (struct part){ .model = model, .paper = paper };
	pial_strbuf_init(&part->text, PIAL_STRBUF_TEXT);
	part->producer = pial_calloc(model->producers + 1, sizeof(*part->producer));
	part->kitchen = pial_calloc(model->kitchens + 1, sizeof(*part->kitchen));
}

/* Marks who delivers and who receives in an allocation. */
static void mark_rows(struct part *part, const struct pial_table *allocation)
{
	for (size_t i = 0; i < allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(allocation, i);

		if (!row->producer.n)
			continue;
		mark_producer(part, row->producer);
		mark_kitchen(part, row->kitchen);
	}
}

static void part_count(struct part *part)
{
	part->producers = number(part->producer, part->model->producers);
	part->kitchens = number(part->kitchen, part->model->kitchens);
}

static void part_release(struct part *part)
{
	free(part->kitchen);
	free(part->producer);
	pial_strbuf_release(&part->text);
}

/* ---- Names ---- */

/* A short name; of one that would read like another's the whole name and the id. */
static void say_party(struct part *part, struct pial_text name, uint32_t id, bool alike)
{
	const char *text = pial_model_text(part->model, name.n ? name.n : id);

	pial_strbuf_clear(&part->text);
	if (alike)
		pial_strbuf_addf(&part->text, "%s (%s)", text, pial_model_text(part->model, id));
	else
		pial_say_name(&part->text, text);
}

static bool is_alike(const struct part *part, struct pial_text a, struct pial_text b)
{
	return pial_say_alike(pial_model_text(part->model, a.n),
			      pial_model_text(part->model, b.n));
}

static void say_producer(struct part *part, size_t at)
{
	const struct pial_producer *own = &part->model->producer[at];
	bool alike = false;

	for (size_t i = 0; i < part->model->producers; i++)
		alike = alike || (i != at && part->producer[i] &&
				  is_alike(part, part->model->producer[i].name, own->name));
	say_party(part, own->name, own->id.n, alike);
}

static void say_kitchen(struct part *part, size_t at)
{
	const struct pial_kitchen *own = &part->model->kitchen[at];
	bool alike = false;

	for (size_t i = 0; i < part->model->kitchens; i++)
		alike = alike || (i != at && part->kitchen[i] &&
				  is_alike(part, part->model->kitchen[i].name, own->name));
	say_party(part, own->name, own->id.n, alike);
}

/* ---- Flow ---- */

/* Grams of each pair, producers by kitchens of the lists. False when a sum leaves 64 bits. */
static bool sum_pairs(const struct part *part, const struct pial_table *allocation, int64_t *pair)
{
	int64_t whole = 0;

	for (size_t i = 0; i < allocation->count; i++) {
		const struct pial_allocation *row = pial_table_row(allocation, i);
		const struct pial_producer *producer =
			pial_model_producer(part->model, row->producer);
		const struct pial_kitchen *kitchen = pial_model_kitchen(part->model, row->kitchen);
		const struct pial_product *product = pial_model_product(part->model, row->product);
		struct pial_mass mass;
		int64_t *own;
		bool assumed;

		if (!producer || !kitchen || !product)
			continue;
		own = &pair[(part->producer[producer - part->model->producer] - 1) *
				    part->kitchens +
			    part->kitchen[kitchen - part->model->kitchen] - 1];
		if (!pial_mass_of(row->quantity, pial_product_unit_mass(product, &assumed),
				  PIAL_ROUND_HALF_AWAY, &mass) ||
		    !pial_add(*own, mass.g, own) || !pial_add(whole, mass.g, &whole))
			return false;
	}
	return whole > 0;
}

static void put_link(struct part *part, size_t producer, size_t kitchen, int64_t grams)
{
	const char *from, *to;

	if (grams <= 0)
		return;
	say_producer(part, producer);
	from = pial_arena_strdup(&part->paper->arena, part->text.text);
	say_kitchen(part, kitchen);
	to = pial_arena_strdup(&part->paper->arena, part->text.text);
	pial_strbuf_clear(&part->text);
	pial_words_number(&part->text, grams, 3, 0, part->paper->lang);
	pial_strbuf_addstr(&part->text, PIAL_NBSP "kg");
	pial_chart_link(part->paper, from, to, grams, part->text.text);
}

static void put_links(struct part *part, const int64_t *pair)
{
	pial_chart(part->paper, PIAL_CHART_FLOW, tr(part, PIAL_N_("Who delivers to whom")),
		   tr(part, PIAL_N_("From farm to kitchen")));
	pial_chart_note(part->paper,
			tr(part, PIAL_N_("Kilograms of the week; pieces, bunches and litres count "
					 "by the mass that the book gives one of them.")));
	pial_chart_unit(part->paper, "kg", 3, 0);
	for (size_t p = 0; p < part->model->producers; p++)
		for (size_t k = 0; k < part->model->kitchens; k++)
			if (part->producer[p] && part->kitchen[k])
				put_link(part, p, k,
					 pair[(part->producer[p] - 1) * part->kitchens +
					      part->kitchen[k] - 1]);
	pial_chart_end(part->paper);
}

bool pial_week_put_flow(struct pial_paper *paper, const struct pial_model *model,
			const struct pial_table *allocation)
{
	struct part part;
	bool put = false;

	part_init(&part, paper, model);
	mark_rows(&part, allocation);
	part_count(&part);
	if (part.producers > PIAL_WEEK_CHARTS_ENDS || part.kitchens > PIAL_WEEK_CHARTS_ENDS) {
		pial_paper_text(paper, PIAL_PAPER_DETAIL,
				tr(&part, PIAL_N_("Too many producers or kitchens to draw who "
						  "delivers to whom.")));
		put = true;
	} else if (part.producers && part.kitchens) {
		int64_t *pair = pial_calloc(part.producers * part.kitchens, sizeof(*pair));

		put = sum_pairs(&part, allocation, pair);
		if (put)
			put_links(&part, pair);
		free(pair);
	}
	part_release(&part);
	return put;
}

/* ---- Map ---- */

/* Places of those who take part. */
struct valley {
	struct part part;		/* who */
	const char **lost;		/* names without a place; owned */
	size_t losts;			/* how many */
	size_t *farm, *kitchen;		/* 1 + point, by place in the model; 0: none */
	size_t known;			/* farms and kitchens with a place */
};

/* True when a latitude and a longitude are both said. */
static bool is_placed(struct pial_angle lat, struct pial_angle lon)
{
	return !pial_angle_is_none(lat) && !pial_angle_is_none(lon);
}

/* Adds a point with the name put together, to the nearest 10^-5 degree: a metre. */
static size_t put_point(struct part *part, const char *kind, enum pial_chart_shape shape,
			struct pial_angle lat, struct pial_angle lon)
{
	return 1 + pial_chart_point(part->paper, part->text.text, kind, shape, lat.e6 / 10,
				    lon.e6 / 10);
}

static void lose(struct valley *valley)
{
	valley->lost[valley->losts++] = pial_arena_strdup(&valley->part.paper->arena,
							  valley->part.text.text);
}

static void put_farms(struct valley *valley)
{
	struct part *part = &valley->part;

	for (size_t i = 0; i < part->model->producers; i++) {
		const struct pial_producer *own = &part->model->producer[i];

		if (!part->producer[i])
			continue;
		say_producer(part, i);
		if (!is_placed(own->lat, own->lon))
			lose(valley);
		else if (own->tier == 2)
			valley->farm[i] = put_point(part, tr(part, PIAL_N_("partner")),
						    PIAL_CHART_DIAMOND, own->lat, own->lon);
		else
			valley->farm[i] = put_point(part, tr(part, PIAL_N_("farm")),
						    PIAL_CHART_CIRCLE, own->lat, own->lon);
	}
}

static void put_kitchens(struct valley *valley)
{
	struct part *part = &valley->part;

	for (size_t i = 0; i < part->model->kitchens; i++) {
		const struct pial_kitchen *own = &part->model->kitchen[i];

		if (!part->kitchen[i])
			continue;
		say_kitchen(part, i);
		if (is_placed(own->lat, own->lon))
			valley->kitchen[i] = put_point(part, tr(part, PIAL_N_("kitchen")),
						       PIAL_CHART_TRIANGLE, own->lat, own->lon);
		else
			lose(valley);
	}
}

static void put_hub(struct part *part)
{
	const struct pial_hub *hub = &part->model->policy.hub;

	if (!hub->name.n || !is_placed(hub->lat, hub->lon))
		return;
	pial_strbuf_clear(&part->text);
	pial_strbuf_addstr(&part->text, pial_model_text(part->model, hub->name.n));
	(void)put_point(part, tr(part, PIAL_N_("hub")), PIAL_CHART_SQUARE, hub->lat, hub->lon);
}

/* From the farm by the kitchens home, as far as they have places. */
static void put_stops(struct valley *valley, const struct pial_week_round *round)
{
	struct part *part = &valley->part;
	const struct pial_producer *driver = pial_model_producer(part->model, round->producer);
	size_t home = driver ? valley->farm[driver - part->model->producer] : 0;

	if (home)
		pial_chart_stop(part->paper, home - 1);
	for (size_t i = 0; i < round->stops; i++) {
		const struct pial_kitchen *kitchen =
			pial_model_kitchen(part->model, round->stop[i]);
		size_t at = kitchen ? valley->kitchen[kitchen - part->model->kitchen] : 0;

		if (at)
			pial_chart_stop(part->paper, at - 1);
	}
	if (home)
		pial_chart_stop(part->paper, home - 1);
}

static void put_round(struct valley *valley, const struct pial_week_round *round)
{
	struct part *part = &valley->part;
	struct pial_strbuf length;

	pial_strbuf_init(&length, PIAL_STRBUF_TEXT);
	pial_strbuf_clear(&part->text);
	pial_say_producer(&part->text, part->model, round->producer);
	if (round->distance.m != INT32_MIN)
		pial_say_distance(&length, round->distance, part->paper->lang);
	pial_chart_route(part->paper, part->text.text, length.text);
	put_stops(valley, round);
	pial_strbuf_release(&length);
}

static void put_lost(struct valley *valley)
{
	struct part *part = &valley->part;
	struct pial_strbuf list;
	const char *text;

	if (!valley->losts)
		return;
	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	pial_say_list(&list, part->paper->lang, valley->lost, valley->losts);
	text = list.text;
	pial_strbuf_clear(&part->text);
	pial_say_phrase(&part->text, part->paper->lang,
			PIAL_N_("Not on the map, for want of a latitude and longitude: %1."),
			&text, 1);
	pial_paper_text(part->paper, PIAL_PAPER_DETAIL, part->text.text);
	pial_strbuf_release(&list);
}

static void count_known(struct valley *valley)
{
	const struct pial_model *model = valley->part.model;

	for (size_t i = 0; i < model->producers; i++)
		valley->known += valley->part.producer[i] &&
				 is_placed(model->producer[i].lat, model->producer[i].lon);
	for (size_t i = 0; i < model->kitchens; i++)
		valley->known += valley->part.kitchen[i] &&
				 is_placed(model->kitchen[i].lat, model->kitchen[i].lon);
}

/* What the map shows: the rounds of a day, or where everybody is. */
static void say_title(struct part *part, const struct pial_week_round *round, size_t rounds)
{
	const char *text;
	struct pial_strbuf day;

	pial_strbuf_clear(&part->text);
	if (!rounds) {
		pial_strbuf_addstr(&part->text, tr(part, PIAL_N_("The valley")));
		return;
	}
	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_say_day(&day, round->day, false, part->paper->lang);
	text = day.text;
	pial_say_phrase(&part->text, part->paper->lang, PIAL_N_("Rounds of %1"), &text, 1);
	pial_strbuf_release(&day);
}

static void draw_valley(struct valley *valley, const struct pial_week_round *round,
			size_t rounds)
{
	struct part *part = &valley->part;

	say_title(part, round, rounds);
	pial_chart(part->paper, PIAL_CHART_MAP, part->text.text, tr(part, PIAL_N_("Place")));
	put_hub(part);
	put_farms(valley);
	put_kitchens(valley);
	for (size_t i = 0; i < rounds; i++)
		put_round(valley, &round[i]);
	pial_chart_end(part->paper);
	put_lost(valley);
}

static void put_valley(struct valley *valley, const struct pial_week_round *round, size_t rounds)
{
	const struct pial_model *model = valley->part.model;

	valley->lost = pial_calloc(model->producers + model->kitchens + 1, sizeof(char *));
	valley->farm = pial_calloc(model->producers + 1, sizeof(*valley->farm));
	valley->kitchen = pial_calloc(model->kitchens + 1, sizeof(*valley->kitchen));
	draw_valley(valley, round, rounds);
	free(valley->kitchen);
	free(valley->farm);
	free(valley->lost);
}

/* The map of who has been marked. False when nobody has a place. */
static bool put_marked(struct valley *valley, const struct pial_week_round *round, size_t rounds)
{
	struct part *part = &valley->part;

	count_known(valley);
	if (valley->known > MOST_PLACES)
		pial_paper_text(part->paper, PIAL_PAPER_DETAIL,
				tr(part, PIAL_N_("Too many places for a map.")));
	else if (valley->known)
		put_valley(valley, round, rounds);
	return valley->known > 0;
}

/* The map of the rounds of a day. */
static bool put_day(struct pial_paper *paper, const struct pial_model *model,
		    const struct pial_week_round *round, size_t rounds)
{
	struct valley valley = { .known = 0 };
	bool put;

	part_init(&valley.part, paper, model);
	for (size_t i = 0; i < rounds; i++) {
		mark_producer(&valley.part, round[i].producer);
		for (size_t k = 0; k < round[i].stops; k++)
			mark_kitchen(&valley.part, round[i].stop[k]);
	}
	put = put_marked(&valley, round, rounds);
	part_release(&valley.part);
	return put;
}

/* The map of everybody, without ways. */
static bool put_all(struct pial_paper *paper, const struct pial_model *model,
		    const struct pial_table *allocation)
{
	struct valley valley = { .known = 0 };
	bool put;

	part_init(&valley.part, paper, model);
	mark_rows(&valley.part, allocation);
	put = put_marked(&valley, NULL, 0);
	part_release(&valley.part);
	return put;
}

bool pial_week_put_map(struct pial_paper *paper, const struct pial_model *model,
		       const struct pial_table *allocation, const struct pial_week_round *round,
		       size_t rounds)
{
	bool put = false;

	if (!rounds)
		return put_all(paper, model, allocation);
	for (size_t first = 0, end; first < rounds; first = end) {
		for (end = first + 1; end < rounds; end++)
			if (round[end].day.n != round[first].day.n)
				break;
		put = put_day(paper, model, &round[first], end - first) || put;
	}
	return put;
}
