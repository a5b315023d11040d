/*
 * Products first, since the winter meeting asks first whether the kitchens are served.
 *
 * Quantities stay in the product's unit and are never summed over products; what is expected
 * (shortage, surplus) is rounded to the unit, as it is a mean and no promise.
 */
#include "report/season_text.h"

#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

#define ONE 1000000

static const char *tr(const struct pial_season_page *page, const char *text)
{
	return pial_tr(page->lang, text);
}

void pial_season_say_week(struct pial_strbuf *out, const struct pial_season_page *page,
			  struct pial_week week)
{
	int year, number;

	if (pial_week_is_none(week))
		return;
	pial_week_parts(week, &year, &number);
	pial_strbuf_addf(out, "%s%02d", pial_tr(page->lang, PIAL_N_("W")), number);
	if (year != page->year)
		pial_strbuf_addf(out, " %d", year);
}

void pial_season_say_weeks(struct pial_strbuf *out, const struct pial_season_page *page,
			   struct pial_week first, struct pial_week last)
{
	pial_season_say_week(out, page, first);
	if (first.n == last.n)
		return;
	pial_strbuf_addstr(out, "–");
	pial_season_say_week(out, page, last);
}

/* A rate of a quantity, in thousandths of the unit, nearest. */
static int64_t part_of(struct pial_qty quantity, struct pial_rate rate)
{
	return (int64_t)(((pial_i128)quantity.milli * rate.e6 + ONE / 2) / ONE);
}

size_t pial_season_sum(const struct pial_season_result *plan, size_t first,
		       struct pial_season_sum *sum)
{
	pial_i128 cheapest = 0;
	bool endless = false;
	size_t i;

	*sum = (struct pial_season_sum){ .product = plan->crop[first].product,
					 .cheapest = PIAL_RATE_NONE };
	for (i = first; i < plan->crops && plan->crop[i].product.n == sum->product.n; i++) {
		const struct pial_season_crop *crop = &plan->crop[i];

		sum->need.milli += crop->need.milli;
		sum->promised.milli += crop->promised.milli;
		sum->margin.milli += crop->margin.milli;
		sum->missing.milli += crop->missing.milli;
		sum->shortage.milli += part_of(crop->need, crop->outlook.missing);
		sum->surplus.milli += part_of(crop->need, crop->outlook.surplus);
		if (pial_rate_is_none(crop->outlook.cheapest))
			endless |= crop->outlook.found != PIAL_SEASON_MARGIN_NONE;
		else
			cheapest += (pial_i128)crop->outlook.cheapest.e6 * crop->need.milli;
	}
	if (sum->need.milli) {
		pial_i128 all = (pial_i128)sum->promised.milli + sum->margin.milli;

		all = (all * ONE + sum->need.milli / 2) / sum->need.milli;
		sum->planted.e6 = all > INT32_MAX ? INT32_MAX : (int32_t)all;
		if (!endless && cheapest)
			sum->cheapest.e6 = (int32_t)(cheapest / sum->need.milli);
	}
	return i;
}

/* A quantity without its unit, which the name of the product says; nothing for 0. */
static void put_quantity(struct pial_text_table *table, const struct pial_season_page *page,
			 int64_t milli)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	if (milli)
		pial_words_number(&cell, milli, 3, 0, page->lang);
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

/* An expected quantity, to the unit. */
static void put_expected(struct pial_text_table *table, const struct pial_season_page *page,
			 int64_t milli)
{
	put_quantity(table, page, (milli + 500) / 1000 * 1000);
}

/* A factor such as `× 1,19`; nothing for none or 0. */
static void put_factor(struct pial_text_table *table, const struct pial_season_page *page,
		       struct pial_rate factor)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	if (factor.e6 > 0) {
		pial_strbuf_addstr(&cell, "×" PIAL_NBSP);
		pial_words_number(&cell, (factor.e6 + 5000) / 10000, 2, 2, page->lang);
	}
	pial_text_table_take(table, &cell);
	pial_strbuf_release(&cell);
}

void pial_season_text_products(struct pial_strbuf *out, const struct pial_season_page *page)
{
	static const char *const head[] = {
		PIAL_N_("Need"), PIAL_N_("Promised"), PIAL_N_("Margin"), PIAL_N_("Missing"),
		PIAL_N_("Planted"), PIAL_N_("Cheapest"), PIAL_N_("Shortage"), PIAL_N_("Surplus"),
	};
	struct pial_text_table table;
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("Product")), "", PIAL_TEXT_SHRINK);
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_text_table_column(&table, tr(page, head[i]),
				       i < 6 ? "" : tr(page, PIAL_N_("To be expected")),
				       PIAL_TEXT_RIGHT);
	for (size_t i = 0; i < page->plan->crops;) {
		struct pial_season_sum sum;

		i = pial_season_sum(page->plan, i, &sum);
		pial_say_product(&cell, page->model, sum.product, page->lang);
		pial_text_table_take(&table, &cell);
		put_quantity(&table, page, sum.need.milli);
		put_quantity(&table, page, sum.promised.milli);
		put_quantity(&table, page, sum.margin.milli);
		put_quantity(&table, page, sum.missing.milli);
		put_factor(&table, page, sum.planted);
		put_factor(&table, page, sum.cheapest);
		put_expected(&table, page, sum.shortage.milli);
		put_expected(&table, page, sum.surplus.milli);
	}
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
	pial_strbuf_release(&cell);
}

static void put_title(struct pial_strbuf *out, const struct pial_season_page *page)
{
	struct pial_strbuf title, year, version;
	const char *words[2];

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&year, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&version, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&year, "%d", page->year);
	pial_strbuf_addf(&version, "%d", (int)page->plan->version);
	words[0] = year.text;
	words[1] = version.text;
	pial_say_phrase(&title, page->lang, PIAL_N_("Plan of the season %1, version %2"), words, 2);
	pial_say_title(out, title.text, "═", page->width);
	pial_strbuf_addch(out, '\n');
	pial_strbuf_release(&title);
	pial_strbuf_release(&year);
	pial_strbuf_release(&version);
}

void pial_season_text(struct pial_strbuf *out, const struct pial_season_page *page)
{
	put_title(out, page);
	pial_season_text_products(out, page);
	pial_season_text_farms(out, page);
	pial_season_text_money(out, page);
}
