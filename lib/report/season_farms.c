/*
 * Each farm's sowings in the order in which they are due, and what nobody promised.
 */
#include "engine/partner.h"
#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"
#include "report/season_text.h"

#include "base/banned.h"

static const char *tr(const struct pial_season_page *page, const char *text)
{
	return pial_tr(page->lang, text);
}

static void add_area(struct pial_strbuf *out, const struct pial_season_page *page,
		     struct pial_area area)
{
	if (pial_area_is_none(area))
		return;
	/* To the square metre, upwards: nobody sows hundredths. */
	pial_words_number(out, (area.dm2 + 99) / 100, 0, 0, page->lang);
	pial_strbuf_addstr(out, PIAL_NBSP "m²");
}

/* `Les Jardins du Ravin : 310 m² au plus, en S27, de 12 000 m²`. */
static void put_farm(struct pial_strbuf *out, const struct pial_season_page *page,
		     struct pial_producer_id producer)
{
	const struct pial_season_land *land = NULL;
	struct pial_strbuf name, used, week, all;
	const char *words[4];

	for (size_t i = 0; i < page->plan->lands; i++)
		if (page->plan->land[i].producer.n == producer.n)
			land = &page->plan->land[i];
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&used, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&all, PIAL_STRBUF_TEXT);
	pial_say_producer(&name, page->model, producer);
	if (land) {
		add_area(&used, page, land->used);
		pial_season_say_week(&week, page, land->week);
		add_area(&all, page, land->land);
	}
	words[0] = name.text;
	words[1] = used.text;
	words[2] = week.text;
	words[3] = all.text;
	pial_strbuf_addch(out, '\n');
	pial_say_phrase(out, page->lang,
			!land ? "%1"
			: all.len ? PIAL_N_("%1: at most %2 in use, in %3, of %4")
				  : PIAL_N_("%1: at most %2 in use, in %3"),
			words, 4);
	pial_strbuf_addch(out, '\n');
	pial_strbuf_release(&name);
	pial_strbuf_release(&used);
	pial_strbuf_release(&week);
	pial_strbuf_release(&all);
}

static void put_sowing(struct pial_text_table *table, const struct pial_season_page *page,
		       const struct pial_season_sowing *sowing, struct pial_strbuf *cell)
{
	const struct pial_product *product = pial_model_product(page->model, sowing->product);

	pial_season_say_week(cell, page, sowing->sow);
	if (sowing->sown)
		pial_strbuf_addf(cell, " (%s)", tr(page, PIAL_N_("done")));
	pial_text_table_take(table, cell);
	pial_say_product(cell, page->model, sowing->product, page->lang);
	pial_text_table_take(table, cell);
	pial_season_say_weeks(cell, page, sowing->first, sowing->last);
	pial_text_table_take(table, cell);
	pial_say_quantity(cell, sowing->need, product->unit, page->lang);
	pial_text_table_take(table, cell);
	if (sowing->margin.milli)
		pial_say_quantity(cell, sowing->margin, product->unit, page->lang);
	pial_text_table_take(table, cell);
	add_area(cell, page, sowing->area);
	pial_text_table_take(table, cell);
}

/* The sowings of one farm, from place first on; returns the place of the next farm's. */
static size_t put_sowings(struct pial_strbuf *out, const struct pial_season_page *page,
			  size_t first)
{
	const struct pial_season_result *plan = page->plan;
	struct pial_text_table table;
	struct pial_strbuf cell;
	size_t i;

	put_farm(out, page, plan->sowing[first].producer);
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("Sow")), "", 0);
	pial_text_table_column(&table, tr(page, PIAL_N_("Product")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(page, PIAL_N_("Harvest")), "", 0);
	pial_text_table_column(&table, tr(page, PIAL_N_("Promised")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Margin")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Area")), "", PIAL_TEXT_RIGHT);
	for (i = first; i < plan->sowings &&
			plan->sowing[i].producer.n == plan->sowing[first].producer.n; i++)
		put_sowing(&table, page, &plan->sowing[i], &cell);
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
	pial_strbuf_release(&cell);
	return i;
}

static void put_gap(struct pial_text_table *table, const struct pial_season_page *page,
		    const struct pial_season_gap *gap, struct pial_strbuf *cell)
{
	static const char *const source[] = {
		[PIAL_PARTNER_PRICE_BID] = PIAL_N_("its bid"),
		[PIAL_PARTNER_PRICE_OFFER] = PIAL_N_("its last offer"),
		[PIAL_PARTNER_PRICE_REFERENCE] = PIAL_N_("reference price"),
		[PIAL_PARTNER_PRICE_NONE] = PIAL_N_("not known"),
	};
	const struct pial_product *product = pial_model_product(page->model, gap->product);

	pial_say_product(cell, page->model, gap->product, page->lang);
	pial_text_table_take(table, cell);
	pial_season_say_weeks(cell, page, gap->first, gap->last);
	pial_text_table_take(table, cell);
	pial_say_quantity(cell, gap->missing, product->unit, page->lang);
	pial_text_table_take(table, cell);
	if (gap->partner.n)
		pial_say_producer(cell, page->model, gap->partner);
	else
		pial_strbuf_addstr(cell, tr(page, PIAL_N_("nobody")));
	pial_text_table_take(table, cell);
	if (gap->partner.n && !pial_price_is_none(gap->price)) {
		pial_words_number(cell, gap->price.e4, 4, 2, page->lang);
		pial_strbuf_addstr(cell, PIAL_NBSP "€");
	}
	pial_text_table_take(table, cell);
	if (gap->partner.n)
		pial_strbuf_addstr(cell, tr(page, source[gap->source]));
	pial_text_table_take(table, cell);
}

static void put_gaps(struct pial_strbuf *out, const struct pial_season_page *page)
{
	struct pial_text_table table;
	struct pial_strbuf cell;

	if (!page->plan->gaps)
		return;
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(out, "\n%s\n", tr(page, PIAL_N_("What nobody promises")));
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("Product")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(page, PIAL_N_("Weeks")), "", 0);
	pial_text_table_column(&table, tr(page, PIAL_N_("Missing")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Could complete")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(page, PIAL_N_("Price")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Says")), "", PIAL_TEXT_SHRINK);
	for (size_t i = 0; i < page->plan->gaps; i++)
		put_gap(&table, page, &page->plan->gap[i], &cell);
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
	pial_strbuf_release(&cell);
}

void pial_season_text_farms(struct pial_strbuf *out, const struct pial_season_page *page)
{
	for (size_t i = 0; i < page->plan->sowings;)
		i = put_sowings(out, page, i);
	put_gaps(out, page);
}
