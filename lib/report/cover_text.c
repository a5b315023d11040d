/*
 * The cover view on a terminal: a season has 52 weeks and a page 100 columns, so that a week gets
 * one mark, or several weeks together where the page is narrow, and figures are those of the
 * season.
 *
 * Marks say as much as they can in one column: whole, half, a little, nothing. Colours were
 * rejected: the page is printed, too.
 */
#include <stddef.h>

#include "markup/text.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"
#include "report/cover_view.h"
#include "report/say.h"

#include "base/banned.h"

/* Marks of a week: no need; nothing promised; less than half; less than all; all. */
#define MARK_NONE "·"
#define MARK_NOTHING "!"
#define MARK_LITTLE "▂"
#define MARK_HALF "▅"
#define MARK_ALL "█"

/* Marks of a strip below which it is left out. */
#define LEAST_STRIP 8

/* Units that totals are kept for. */
#define UNITS (PIAL_UNIT_LITRE + 1)

/* Sums of rows. */
struct sums {
	int64_t need, promised, margin, left;	/* thousandths */
};

/* What is being laid out. */
struct layout {
	struct pial_text_table table;		/* filled row by row */
	struct pial_strbuf cell;		/* the present one */
	const struct pial_table *rows;		/* facts, by product and week */
	const struct pial_model *model;		/* names */
	const struct pial_cover_title *title;	/* weeks */
	size_t strip, step;			/* marks shown, 0: no strip; weeks of a mark */
	struct sums total[UNITS];		/* by unit */
	enum pial_lang lang;			/* of the reader */
};

static const struct pial_cover *row_at(const struct layout *l, size_t i)
{
	return pial_table_row(l->rows, i);
}

static void add(int64_t *sum, struct pial_qty quantity)
{
	if (!pial_add(*sum, quantity.milli, sum))
		*sum = INT64_MAX;
}

static void add_row(struct sums *sums, const struct pial_cover *row)
{
	add(&sums->need, row->need);
	add(&sums->promised, row->promised);
	add(&sums->margin, row->margin);
	add(&sums->left, row->left);
}

static void put_quantity(struct layout *l, int64_t milli)
{
	if (milli)
		pial_words_number(&l->cell, milli, 3, 0, l->lang);
	pial_text_table_take(&l->table, &l->cell);
}

/* What part of the need is promised, in whole percent, down: 100 only when all is. */
static void put_percent(struct layout *l, const struct sums *sums)
{
	int64_t percent;

	if (sums->need > 0 && pial_muldiv(sums->need - sums->left, 100, sums->need,
					  PIAL_ROUND_DOWN, &percent)) {
		pial_words_percent(&l->cell, percent, 0, 0, l->lang);
	}
	pial_text_table_take(&l->table, &l->cell);
}

/* What is promised in one week does not cover another: a mark says what is left of its weeks. */
static const char *mark_of(const struct sums *sums)
{
	int64_t covered = sums->need - sums->left;

	if (!sums->need)
		return MARK_NONE;
	if (!sums->left)
		return MARK_ALL;
	if (!covered)
		return MARK_NOTHING;
	return covered < sums->left ? MARK_LITTLE : MARK_HALF;
}

static void put_strip(struct layout *l, size_t first, size_t end)
{
	size_t at = first;

	for (size_t m = 1; m <= l->strip; m++) {
		uint32_t after = l->title->first.n + (uint32_t)(m * l->step);
		struct sums sums = { 0 };

		for (; at < end && row_at(l, at)->week.n < after; at++)
			add_row(&sums, row_at(l, at));
		pial_strbuf_addstr(&l->cell, mark_of(&sums));
	}
	pial_text_table_take(&l->table, &l->cell);
}

static void put_sums(struct layout *l, const struct sums *sums)
{
	put_quantity(l, sums->need);
	put_quantity(l, sums->promised);
	put_percent(l, sums);
	put_quantity(l, sums->margin);
	put_quantity(l, sums->left);
}

/* The first row after those of the product of a row. */
static size_t end_of(const struct layout *l, size_t first)
{
	size_t end = first + 1;

	while (end < l->rows->count && row_at(l, end)->product.n == row_at(l, first)->product.n)
		end++;
	return end;
}

static void begin(struct layout *l)
{
	static const char *const head[] = {
		PIAL_N_("need"), PIAL_N_("promised"), PIAL_N_("of need"), PIAL_N_("reserve"),
		PIAL_N_("left"),
	};

	pial_text_table_init(&l->table);
	pial_text_table_column(&l->table, pial_tr(l->lang, PIAL_N_("Product")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_text_table_column(&l->table, pial_tr(l->lang, head[i]), "", PIAL_TEXT_RIGHT);
	if (l->strip)
		pial_text_table_column(&l->table, pial_tr(l->lang, PIAL_N_("weeks")), "", 0);
}

static void put_products(struct layout *l)
{
	for (size_t i = 0, end; i < l->rows->count; i = end) {
		struct sums sums = { 0 };

		end = end_of(l, i);
		for (size_t k = i; k < end; k++) {
			add_row(&sums, row_at(l, k));
			add_row(&l->total[row_at(l, k)->unit], row_at(l, k));
		}
		pial_say_product(&l->cell, l->model, row_at(l, i)->product, l->lang);
		pial_text_table_take(&l->table, &l->cell);
		put_sums(l, &sums);
		if (l->strip)
			put_strip(l, i, end);
	}
}

static void put_totals(struct layout *l)
{
	pial_text_table_rule(&l->table);
	for (uint8_t unit = 0; unit < UNITS; unit++) {
		const struct pial_choice *name = pial_choice_of(pial_choice_unit, unit);
		const struct sums *sums = &l->total[unit];

		if (!sums->need && !sums->promised && !sums->margin)
			continue;
		pial_strbuf_addf(&l->cell, "%s (%s)", pial_tr(l->lang, PIAL_N_("In all")),
				 name ? pial_choice_label(name, l->lang) : "");
		pial_text_table_take(&l->table, &l->cell);
		put_sums(l, sums);
		if (l->strip)
			pial_text_table_take(&l->table, &l->cell);
		l->total[unit] = (struct sums){ 0 };
	}
}

static void fill(struct layout *l)
{
	begin(l);
	put_products(l);
	put_totals(l);
}

/* Finds how many marks the page has room for beside the figures, and so weeks of a mark. */
static void fit_strip(struct layout *l, size_t width)
{
	size_t weeks = (size_t)(l->title->last.n - l->title->first.n + 1), others;

	l->strip = 0;
	fill(l);
	others = pial_text_table_natural(&l->table) + 2;
	pial_text_table_release(&l->table);
	if (width < others + LEAST_STRIP)
		return;
	l->step = (weeks + width - others - 1) / (width - others);
	l->strip = (weeks + l->step - 1) / l->step;
}

/* ---- What is left ---- */

static bool continues(const struct pial_cover *last, const struct pial_cover *row)
{
	return row->product.n == last->product.n && row->week.n == last->week.n + 1U &&
	       row->partner.n == last->partner.n && row->price.e4 == last->price.e4 &&
	       row->left.milli > 0;
}

static void put_week(struct layout *l, struct pial_week first, struct pial_week last)
{
	pial_week_format(&l->cell, first);
	if (first.n != last.n) {
		pial_strbuf_addstr(&l->cell, " – ");
		pial_week_format(&l->cell, last);
	}
	pial_text_table_take(&l->table, &l->cell);
}

static void put_partner(struct layout *l, const struct pial_cover *row)
{
	if (row->partner.n)
		pial_say_producer(&l->cell, l->model, row->partner);
	else
		pial_strbuf_addstr(&l->cell, pial_tr(l->lang, PIAL_N_("nobody")));
	pial_text_table_take(&l->table, &l->cell);
	if (!pial_price_is_none(row->price))
		pial_words_number(&l->cell, row->price.e4, 4, 2, l->lang);
	pial_text_table_take(&l->table, &l->cell);
}

/* Returns whether something is left. */
static bool fill_left(struct layout *l)
{
	static const char *const head[] = {
		PIAL_N_("Left to find"), PIAL_N_("weeks"), PIAL_N_("in all"),
		PIAL_N_("could be completed by"), PIAL_N_("€ a unit"),
	};
	bool some = false;

	pial_text_table_init(&l->table);
	for (size_t i = 0; i < PIAL_COUNT(head); i++)
		pial_text_table_column(&l->table, pial_tr(l->lang, head[i]), "",
				       i == 2 || i == 4 ? PIAL_TEXT_RIGHT
							: PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	for (size_t i = 0, end; i < l->rows->count; i = end) {
		const struct pial_cover *row = row_at(l, i);
		int64_t sum = row->left.milli;

		for (end = i + 1; sum && end < l->rows->count &&
				  continues(row_at(l, end - 1), row_at(l, end)); end++)
			add(&sum, row_at(l, end)->left);
		if (!sum)
			continue;
		some = true;
		pial_say_product(&l->cell, l->model, row->product, l->lang);
		pial_text_table_take(&l->table, &l->cell);
		put_week(l, row->week, row_at(l, end - 1)->week);
		put_quantity(l, sum);
		put_partner(l, row);
	}
	return some;
}

static void put_title(struct layout *l, struct pial_strbuf *out, size_t width)
{
	const struct pial_cover_title *title = l->title;
	struct pial_strbuf year, first, last, version;

	pial_strbuf_init(&year, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&first, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&last, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&version, PIAL_STRBUF_TEXT);
	pial_strbuf_addint(&year, title->year);
	pial_strbuf_addint(&version, title->version);
	pial_week_format(&first, title->first);
	pial_week_format(&last, title->last);
	pial_say_phrase(&l->cell, l->lang,
			title->version ? PIAL_N_("Is season %1 covered? %2 to %3, plan %4")
				       : PIAL_N_("Is season %1 covered? %2 to %3, no plan yet"),
			(const char *const[]){ year.text, first.text, last.text, version.text },
			4);
	pial_say_title(out, l->cell.text, "═", width);
	pial_strbuf_clear(&l->cell);
	pial_strbuf_addch(out, '\n');
	pial_strbuf_release(&version);
	pial_strbuf_release(&last);
	pial_strbuf_release(&first);
	pial_strbuf_release(&year);
}

static void put_marks(struct layout *l, struct pial_strbuf *out, size_t width)
{
	struct pial_strbuf step;

	pial_say_phrase(&l->cell, l->lang,
			PIAL_N_("Weeks: %1 all of the need is promised, %2 half of it or more, "
				"%3 less, %4 nothing, %5 no need"),
			(const char *const[]){ MARK_ALL, MARK_HALF, MARK_LITTLE, MARK_NOTHING,
					       MARK_NONE }, 5);
	if (l->step > 1) {
		pial_strbuf_init(&step, PIAL_STRBUF_TEXT);
		pial_strbuf_addint(&step, (int64_t)l->step);
		pial_strbuf_addstr(&l->cell, ". ");
		pial_say_phrase(&l->cell, l->lang, PIAL_N_("A mark stands for %1 weeks."),
				(const char *const[]){ step.text }, 1);
		pial_strbuf_release(&step);
	}
	pial_strbuf_addch(out, '\n');
	pial_words_wrap(out, l->cell.text, 0, width);
	pial_strbuf_clear(&l->cell);
}

void pial_cover_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, const struct pial_cover_title *title,
			  enum pial_lang lang, size_t width)
{
	struct layout l = { .rows = rows, .model = model, .title = title, .lang = lang };

	pial_strbuf_init(&l.cell, PIAL_STRBUF_TEXT);
	put_title(&l, out, width);
	if (rows->count) {
		fit_strip(&l, width);
		fill(&l);
		pial_text_table_write(out, &l.table, width);
		pial_text_table_release(&l.table);
		if (l.strip)
			put_marks(&l, out, width);
		pial_strbuf_addch(out, '\n');
	}
	if (fill_left(&l))
		pial_text_table_write(out, &l.table, width);
	else
		pial_strbuf_addf(out, "%s\n", pial_tr(lang, PIAL_N_("Nothing is left to find.")));
	pial_text_table_release(&l.table);
	pial_strbuf_release(&l.cell);
}
