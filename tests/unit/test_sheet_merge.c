/*
 * Forms out and back: random tables go into a form, are edited as people edit, while the book moves
 * on, and come back. What must become of them is worked out cell by cell on plain numbers, without
 * the code under test: versions, ids, readers and writers are seen only from outside.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/source.h"
#include "io/workbook.h"
#include "load/load.h"
#include "market.h"
#include "sheet/form_page.h"
#include "sheet/merge.h"

#include "base/banned.h"

#define PRODUCTS 4
#define DAYS 7
#define NONE (-1)
#define TRIES 400

static const char *const product[PRODUCTS] = { "carotte", "laitue", "roti", "ail" };

/* Tenths of a unit, a day and a product; NONE: no row. */
struct grid {
	int cell[PRODUCTS][DAYS];
};

static uint64_t dice;

static int roll(int sides)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)((dice >> 33) % (uint64_t)sides);
}

static struct pial_week week(void)
{
	struct pial_week w;

	assert_true(pial_week_make(2025, 12, &w));
	return w;
}

/* The table of a grid. */
static void table_of(struct market *m, const struct grid *grid, struct pial_table *table)
{
	struct pial_strbuf csv;

	pial_strbuf_init(&csv, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&csv, "week,day,kitchen,product,quantity,source\n");
	for (int p = 0; p < PRODUCTS; p++)
		for (int d = 0; d < DAYS; d++)
			if (grid->cell[p][d] != NONE)
				pial_strbuf_addf(&csv, "2025-W12,2025-03-%d,K-ehpad,%s,%d.%d,%s\n",
						 17 + d, product[p], grid->cell[p][d] / 10,
						 grid->cell[p][d] % 10, "order");
	market_read(m, table, &pial_schema_orders, csv.text);
	pial_strbuf_release(&csv);
}

/* The form of the book's table, as CSV. */
static void form_of(struct market *m, struct pial_names *names, const struct pial_table *book,
		    struct pial_strbuf *csv)
{
	struct pial_table none;
	struct pial_workbook workbook;
	struct pial_form_page page = {
		.kind = PIAL_FORM_ORDERS, .week = week(), .owner = market_id(m, "K-ehpad"),
		.model = &m->model, .names = names, .book = book, .title = "title",
		.subtitle = "who", .note = { "one; two", NULL }, .lang = PIAL_FR,
	};

	pial_table_init(&none, &pial_schema_orders);
	page.proposal = page.last = page.allocation = &none;
	pial_workbook_init(&workbook, PIAL_FR);
	assert_true(pial_form_lay(&workbook, &page) <= PRODUCTS);
	pial_form_put_csv(csv, &workbook);
	pial_workbook_release(&workbook);
	pial_table_release(&none);
}

/* One row of the form that went out. */
struct row {
	char id[80], version[16];	/* as sent */
};

/* Finds id and version of a product in the text of a form. */
static bool find_row(const char *csv, int p, struct row *row)
{
	char start[64];
	const char *at;

	snprintf(start, sizeof(start), "\n2025-W12_K-ehpad_%s_", product[p]);
	at = strstr(csv, start);
	if (!at)
		return false;
	at++;
	snprintf(row->id, sizeof(row->id), "%.*s", (int)strcspn(at, ";"), at);
	at += strcspn(at, ";") + 1;
	snprintf(row->version, sizeof(row->version), "%.*s", (int)strcspn(at, ";"), at);
	return true;
}

static void put_cell(struct pial_strbuf *csv, int value)
{
	if (value == NONE)
		pial_strbuf_addstr(csv, ";");
	else if (value % 10)
		pial_strbuf_addf(csv, ";\"%d,%d\"", value / 10, value % 10);
	else
		pial_strbuf_addf(csv, ";%d", value / 10);
}

/* The form as it comes back: rows and days in another order, a column more, blank lines. */
static void put_back(struct pial_strbuf *csv, const struct row *row, const struct grid *sent,
		     const bool *absent)
{
	int first = roll(PRODUCTS), turn = roll(DAYS);

	pial_strbuf_addstr(csv, "pial_orders_2025-W12_K-ehpad\nProduit;id;version;Mon avis");
	for (int d = 0; d < DAYS; d++)
		pial_strbuf_addf(csv, ";2025-03-%d", 17 + (d + turn) % DAYS);
	pial_strbuf_addstr(csv, "\n");
	for (int i = 0; i < PRODUCTS; i++) {
		int p = (i + first) % PRODUCTS;

		if (absent[p])
			continue;
		pial_strbuf_addf(csv, "%s;%s;%s;bof", product[p], row[p].id, row[p].version);
		for (int d = 0; d < DAYS; d++)
			put_cell(csv, sent->cell[p][(d + turn) % DAYS]);
		pial_strbuf_addstr(csv, roll(3) ? "\n" : "\n;;;;;;;;;;\n");
	}
}

/* ---- What must become of it ---- */

/* False: the row must be refused. */
static bool expect_row(const int *base, const int *book, const int *sent, bool absent, int *out)
{
	bool moved = false, touched = false, differs = false;

	for (int d = 0; d < DAYS; d++) {
		moved |= book[d] != base[d];
		touched |= sent[d] != base[d];
		differs |= sent[d] != NONE && sent[d] != book[d];
		out[d] = book[d];
	}
	if (absent || (moved && !touched))
		return true;
	if (moved && differs)
		return false;
	for (int d = 0; d < DAYS; d++)
		out[d] = sent[d] == NONE ? book[d] : sent[d];
	return true;
}

/* ---- A try ---- */

/* Changes some cells of a grid: another quantity, 0, or nothing there. */
static void edit(struct grid *grid, int times, int blank)
{
	for (int p = 0; p < PRODUCTS; p++)
		for (int d = 0; d < DAYS; d++)
			if (!roll(times))
				grid->cell[p][d] = !roll(blank) ? NONE : roll(4) ? roll(400) : 0;
}

static bool collect(struct market *m, struct pial_names *names, const struct pial_table *book,
		    const struct pial_strbuf *csv, struct pial_table *result)
{
	static const struct pial_schema *const candidate[] = { &pial_schema_orders };
	struct pial_table none;
	struct pial_source source;
	struct pial_merge merge;
	struct pial_sheet sheet;
	bool ok;

	pial_table_init(&none, &pial_schema_orders);
	pial_merge_init(&merge, &m->model, week(), book, &none);
	pial_source_init(&source);
	pial_sheet_init(&sheet);
	assert_true(pial_source_from(&source, "back.csv", csv->text, csv->len, &m->diags));
	assert_true(pial_sheet_read(&sheet, &m->model, names, &source, candidate, 1, &m->diags));
	ok = pial_merge_sheet(&merge, &sheet, &m->diags) && pial_merge_agree(&merge, &m->diags);
	if (ok)
		pial_merge_apply(&merge, result);
	pial_sheet_release(&sheet);
	pial_source_release(&source);
	pial_merge_release(&merge);
	pial_table_release(&none);
	pial_diags_clear(&m->diags);
	return ok;
}

static void same_as(struct market *m, const struct pial_table *table, const struct grid *grid,
		    int number)
{
	size_t rows = 0;

	for (int p = 0; p < PRODUCTS; p++)
		for (int d = 0; d < DAYS; d++)
			rows += grid->cell[p][d] != NONE;
	if (table->count != rows)
		fail_msg("try %d: %zu rows, not %zu", number, table->count, rows);
	for (size_t i = 0; i < table->count; i++) {
		const struct pial_order *row = pial_table_row(table, i);
		int day = pial_date_diff(pial_week_monday(week()), row->day), p = 0;

		while (market_id(m, product[p]) != row->product.n)
			p++;
		if (row->quantity.milli != grid->cell[p][day] * INT64_C(100))
			fail_msg("try %d: %s on day %d is %lld", number, product[p], day,
				 (long long)row->quantity.milli);
	}
}

static int one_try(struct market *m, struct pial_names *names, int number)
{
	struct grid base, book, sent, expected;
	struct pial_table sent_from, now, result, again;
	struct pial_strbuf form, back;
	struct row row[PRODUCTS] = { 0 };
	bool absent[PRODUCTS], ok = true;

	dice = (uint64_t)number;
	for (int p = 0; p < PRODUCTS; p++)
		for (int d = 0; d < DAYS; d++)
			base.cell[p][d] = roll(3) ? NONE : roll(400);
	book = sent = base;
	if (roll(2))
		edit(&book, 12, 4);
	edit(&sent, 1 + roll(12), 3);
	pial_strbuf_init(&form, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&back, PIAL_STRBUF_OUTPUT);
	table_of(m, &base, &sent_from);
	table_of(m, &book, &now);
	form_of(m, names, &sent_from, &form);
	for (int p = 0; p < PRODUCTS; p++) {
		/* What had no row in the form is added by hand, in a free one. */
		bool was_there = find_row(form.text, p, &row[p]);

		absent[p] = !roll(6);
		if (!was_there)
			memset(&row[p], 0, sizeof(row[p]));
		for (int d = 0; !was_there && d < DAYS; d++)
			absent[p] |= d == 0 && sent.cell[p][0] == NONE;
		if (!was_there && !absent[p] && memcmp(book.cell[p], base.cell[p],
						       sizeof(book.cell[p])))
			absent[p] = true;
		ok &= expect_row(base.cell[p], book.cell[p], sent.cell[p], absent[p],
				 expected.cell[p]);
	}
	put_back(&back, row, &sent, absent);
	pial_table_init(&result, &pial_schema_orders);
	pial_table_init(&again, &pial_schema_orders);
	if (collect(m, names, &now, &back, &result) != ok)
		fail_msg("try %d: %s", number, ok ? "refused" : "taken");
	if (ok) {
		same_as(m, &result, &expected, number);
		assert_true(collect(m, names, &result, &back, &again));
		same_as(m, &again, &expected, number);
	}
	pial_table_release(&sent_from);
	pial_table_release(&now);
	pial_table_release(&result);
	pial_table_release(&again);
	pial_strbuf_release(&form);
	pial_strbuf_release(&back);
	return ok;
}

static void orders_come_back(void **state)
{
	struct pial_names names;
	struct market m;
	int taken = 0;

	(void)state;
	market_init(&m, "");
	pial_names_init(&names, &m.model);
	for (int i = 0; i < TRIES; i++)
		taken += one_try(&m, &names, i);
	/* Neither all taken nor all refused: both answers were asked for. */
	assert_in_range(taken, TRIES / 4, TRIES * 9 / 10);
	pial_names_release(&names);
	market_release(&m);
}

static void a_mark_is_read(void **state)
{
	struct pial_form_mark mark;

	(void)state;
	assert_true(pial_form_read_mark("pial_offers_2025-W12_P-a_b.c", 28, &mark));
	assert_int_equal(mark.kind, PIAL_FORM_OFFERS);
	assert_int_equal(mark.week.n, week().n);
	assert_int_equal(mark.owner_len, 7);
	assert_memory_equal(mark.owner, "P-a_b.c", 7);
	assert_false(pial_form_read_mark("pial_bread_2025-W12_P-a", 23, &mark));
	assert_false(pial_form_read_mark("pial_offers_2025-W54_P-a", 24, &mark));
	assert_false(pial_form_read_mark("pial_offers_2025-W12_", 21, &mark));
	assert_false(pial_form_read_mark("offers_2025-W12_P-a", 19, &mark));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_is_read),
		cmocka_unit_test(orders_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
