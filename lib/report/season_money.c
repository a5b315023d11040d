/*
 * What contracts will come to, and what may be advanced.
 */
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

static void put_quantity(struct pial_text_table *table, const struct pial_season_page *page,
			 struct pial_qty quantity, struct pial_strbuf *cell)
{
	if (!pial_qty_is_none(quantity))
		pial_words_number(cell, quantity.milli, 3, 0, page->lang);
	pial_text_table_take(table, cell);
}

static void put_money(struct pial_text_table *table, const struct pial_season_page *page,
		      struct pial_money money, struct pial_strbuf *cell)
{
	if (!pial_money_is_none(money))
		pial_words_money(cell, money.cents, page->lang);
	pial_text_table_take(table, cell);
}

static void add_columns(struct pial_text_table *table, const struct pial_season_page *page,
			const char *first, const char *second)
{
	pial_text_table_column(table, tr(page, PIAL_N_("Contract")), "", 0);
	pial_text_table_column(table, tr(page, first), "", PIAL_TEXT_SHRINK);
	if (second)
		pial_text_table_column(table, tr(page, second), "", 0);
	pial_text_table_column(table, tr(page, PIAL_N_("So far")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(page, PIAL_N_("To come")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(page, PIAL_N_("Minimum")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, tr(page, PIAL_N_("Maximum")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(table, "", "", PIAL_TEXT_SHRINK);
}

static void add_word(const struct pial_season_page *page, struct pial_strbuf *cell,
		     const char *word)
{
	if (cell->len)
		pial_strbuf_addstr(cell, ", ");
	pial_strbuf_addstr(cell, tr(page, word));
}

/* `under the minimum`, `over the maximum in W40`. */
static void put_verdict(struct pial_text_table *table, const struct pial_season_page *page,
			bool short_of, bool passed, struct pial_week week,
			struct pial_strbuf *cell)
{
	if (short_of)
		add_word(page, cell, PIAL_N_("under the minimum"));
	if (passed)
		add_word(page, cell, PIAL_N_("over the maximum"));
	if (passed && !pial_week_is_none(week)) {
		pial_strbuf_addstr(cell, PIAL_NBSP);
		pial_season_say_week(cell, page, week);
	}
	pial_text_table_take(table, cell);
}

static void put_line(struct pial_text_table *table, const struct pial_season_page *page,
		     const struct pial_contract_outlook *line, struct pial_strbuf *cell)
{
	int year, month, day;

	pial_text_table_cell(table, pial_model_text(page->model, line->contract.n));
	pial_say_product(cell, page->model, line->product, page->lang);
	pial_text_table_take(table, cell);
	if (!pial_date_is_none(line->first)) {
		pial_date_parts(line->first, &year, &month, &day);
		pial_strbuf_addf(cell, "%02d/%d–", month, year);
	}
	if (!pial_date_is_none(line->last)) {
		pial_date_parts(line->last, &year, &month, &day);
		pial_strbuf_addf(cell, "%02d/%d", month, year);
	}
	pial_text_table_take(table, cell);
	put_quantity(table, page, line->done, cell);
	put_quantity(table, page, line->expected, cell);
	put_quantity(table, page, line->min, cell);
	put_quantity(table, page, line->max, cell);
	put_verdict(table, page, line->short_of, !pial_week_is_none(line->passed), line->passed,
		    cell);
}

static void put_lines(struct pial_strbuf *out, const struct pial_season_page *page,
		      struct pial_strbuf *cell)
{
	struct pial_text_table table;

	if (!page->contract->lines)
		return;
	pial_strbuf_addf(out, "\n%s\n", tr(page, PIAL_N_("Contracts, in quantity")));
	pial_text_table_init(&table);
	add_columns(&table, page, PIAL_N_("Product"), PIAL_N_("Period"));
	for (size_t i = 0; i < page->contract->lines; i++)
		put_line(&table, page, &page->contract->line[i], cell);
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
}

static void put_values(struct pial_strbuf *out, const struct pial_season_page *page,
		       struct pial_strbuf *cell)
{
	struct pial_text_table table;

	if (!page->contract->values)
		return;
	pial_strbuf_addf(out, "\n%s\n",
			 tr(page, PIAL_N_("Contracts, in value over their whole duration, "
					  "without VAT")));
	pial_text_table_init(&table);
	add_columns(&table, page, PIAL_N_("Ceiling of a direct award"), NULL);
	for (size_t i = 0; i < page->contract->values; i++) {
		const struct pial_contract_value *value = &page->contract->value[i];

		pial_text_table_cell(&table, pial_model_text(page->model, value->contract.n));
		put_money(&table, page, value->ceiling, cell);
		put_money(&table, page, value->done, cell);
		put_money(&table, page, value->expected, cell);
		put_money(&table, page, value->min, cell);
		put_money(&table, page, value->max, cell);
		if (value->above)
			add_word(page, cell, PIAL_N_("above the ceiling"));
		put_verdict(&table, page, value->short_of, value->passed, (struct pial_week){ 0 },
			    cell);
	}
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
}

/* `avril 2025 120,00 €, mai 2025 80,00 €`. */
static void add_months(struct pial_strbuf *out, const struct pial_season_page *page,
		       const struct pial_advance *advance)
{
	bool any = false;

	for (size_t i = 0; i < advance->months; i++) {
		if (!advance->month[i].repaid.cents)
			continue;
		if (any)
			pial_strbuf_addstr(out, ", ");
		any = true;
		pial_say_month(out, advance->month[i].month, page->lang);
		pial_strbuf_addch(out, ' ');
		pial_words_money(out, advance->month[i].repaid.cents, page->lang);
	}
}

static void put_advances(struct pial_strbuf *out, const struct pial_season_page *page,
			 struct pial_strbuf *cell)
{
	struct pial_text_table table;

	if (!page->advances)
		return;
	pial_strbuf_addf(out, "\n%s\n", tr(page, PIAL_N_("Advances proposed")));
	pial_text_table_init(&table);
	pial_text_table_column(&table, tr(page, PIAL_N_("Producer")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(page, PIAL_N_("Start-up costs")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Advance")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, tr(page, PIAL_N_("Paid back")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, tr(page, PIAL_N_("Left")), "", PIAL_TEXT_RIGHT);
	for (size_t i = 0; i < page->advances; i++) {
		const struct pial_advance *advance = &page->advance[i];

		pial_say_producer(cell, page->model, advance->producer);
		pial_text_table_take(&table, cell);
		put_money(&table, page, advance->startup, cell);
		put_money(&table, page, advance->amount, cell);
		add_months(cell, page, advance);
		pial_text_table_take(&table, cell);
		put_money(&table, page,
			  advance->left.cents ? advance->left : PIAL_MONEY_NONE, cell);
	}
	pial_text_table_write(out, &table, page->width);
	pial_text_table_release(&table);
}

void pial_season_text_money(struct pial_strbuf *out, const struct pial_season_page *page)
{
	struct pial_strbuf cell;

	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	put_lines(out, page, &cell);
	put_values(out, page, &cell);
	put_advances(out, page, &cell);
	pial_strbuf_release(&cell);
}
