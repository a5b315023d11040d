/*
 * A table read by several workers is the table read by one: rows, lines, what is said, and where
 * reading ends, over texts of several blocks (io/csv_crew.c) with all that may lie across their
 * ends.
 */
#include "test_load_help.h"

#include <stdlib.h>

#define KITCHENS 400
#define PRODUCTS 60
#define BYTES 2500000
#define ROUNDS 13

/* What a text has besides ordinary rows; more than one may be in it. */
enum dress {
	BLANK_LINES = 1,	/* here and there */
	NOTES = 2,		/* quoted, over several lines, all different */
	FEW_FAULTS = 4,		/* quantities that are none */
	MANY_FAULTS = 8,	/* more than are kept of one file */
	STRAY_QUOTE = 16,	/* where none may stand */
	OPEN_QUOTE = 32,	/* never closed */
	STRANGERS = 64,		/* ids that nobody knows yet */
	NARROW = 128,		/* rows that lack a field */
	NO_END = 256,		/* the last line has no line feed */
	EXTRA = 512,		/* a column that nobody knows */
	FULL_NOTES = 1024,	/* as NOTES, in every row: quotes are open at most ends of blocks */
};

static const unsigned round_dress[ROUNDS] = {
	0, BLANK_LINES, NOTES, FEW_FAULTS, MANY_FAULTS, STRAY_QUOTE | FEW_FAULTS,
	OPEN_QUOTE | BLANK_LINES, STRANGERS, NARROW | NOTES, NO_END, EXTRA | NOTES,
	FULL_NOTES, BLANK_LINES | NOTES | FEW_FAULTS | STRANGERS,
};

static uint64_t seed = 5;

static uint32_t roll(uint32_t sides)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % sides);
}

static void add_note(struct pial_strbuf *text, unsigned dress, uint32_t n)
{
	if (dress & FULL_NOTES) {
		pial_strbuf_addf(text, "\"%s\n%s\"", "pour le repas\nde midi, sans \"\"fanes\"\"",
				 "livrer par la cour");
		return;
	}
	if (!(dress & NOTES) || roll(2000))
		return;
	pial_strbuf_addf(text, "\"note %u, \"\"%u\"\"\n\nsuite\n", n, roll(1000));
	for (uint32_t i = roll(40000); i > 0; i -= i < 100 ? i : 100)
		pial_strbuf_addstr(text, roll(4) ? "long," : "long\n");
	pial_strbuf_addstr(text, "\"");
}

static void add_row(struct pial_strbuf *text, unsigned dress, uint32_t n)
{
	bool fault = (dress & FEW_FAULTS && !roll(3000)) || (dress & MANY_FAULTS && !roll(200));

	if (dress & BLANK_LINES && !roll(50))
		pial_strbuf_addstr(text, roll(2) ? "\n" : ",,,,,\n");
	pial_strbuf_addf(text, "2025-W12,2025-03-%u,", 17 + n % 5);
	if (dress & STRANGERS && !roll(5000))
		pial_strbuf_addf(text, "K-inconnue-%u,", roll(1000));
	else
		pial_strbuf_addf(text, "K-%u,", n / 5 % KITCHENS);
	pial_strbuf_addf(text, "produit-%u,", n / (5 * KITCHENS) % PRODUCTS);
	if (fault)
		pial_strbuf_addf(text, "peu-%u", roll(10));
	else
		pial_strbuf_addf(text, "%u", 1 + roll(500));
	if (dress & NARROW && !roll(5000)) {
		pial_strbuf_addstr(text, "\n");
		return;
	}
	pial_strbuf_addstr(text, ",");
	if (dress & STRAY_QUOTE && text->len > BYTES / 2 && !roll(2000))
		pial_strbuf_addstr(text, "a\"b");
	add_note(text, dress, n);
	pial_strbuf_addstr(text, dress & EXTRA ? ",vu\n" : "\n");
}

static void make_text(struct pial_strbuf *text, unsigned dress)
{
	pial_strbuf_clear(text);
	pial_strbuf_addstr(text, "week,day,kitchen,product,quantity,note");
	pial_strbuf_addstr(text, dress & EXTRA ? ",visa\n" : "\n");
	for (uint32_t n = 0; text->len < BYTES; n++)
		add_row(text, dress, n);
	if (dress & OPEN_QUOTE)
		pial_strbuf_addstr(text, "2025-W12,2025-03-17,K-1,produit-1,5,\"ouverte\n");
	if (dress & NO_END)
		pial_strbuf_addstr(text, "2025-W12,2025-03-17,K-1,produit-1,5,");
}

/* The texts that the book of a real week would have brought. */
static void know(struct world *w)
{
	char name[32];

	for (int i = 0; i < KITCHENS; i++) {
		snprintf(name, sizeof(name), "K-%d", i);
		(void)world_id(w, name);
	}
	for (int i = 0; i < PRODUCTS; i++) {
		snprintf(name, sizeof(name), "produit-%d", i);
		(void)world_id(w, name);
	}
}

static bool read_by(struct world *w, struct pial_table *table, const struct pial_strbuf *text,
		    unsigned workers)
{
	struct pial_source source;
	bool ok;

	know(w);
	pial_table_init(table, &pial_schema_orders);
	table->workers = workers;
	pial_source_init(&source);
	ok = pial_source_from(&source, "semaine.csv", text->text, text->len, &w->diags) &&
	     pial_table_read(table, &w->model, &source, &w->diags);
	pial_source_release(&source);
	return ok;
}

static void compare_said(const struct world *a, const struct world *b)
{
	assert_int_equal(a->diags.count, b->diags.count);
	assert_int_equal(a->diags.errors, b->diags.errors);
	for (size_t i = 0; i < a->diags.count; i++) {
		const struct pial_diag *x = &a->diags.entry[i], *y = &b->diags.entry[i];
		const char *args = pial_code_info(x->code)->args;

		assert_int_equal(x->code, y->code);
		assert_int_equal(x->pos.line, y->pos.line);
		assert_int_equal(x->pos.column, y->pos.column);
		for (size_t k = 0; args[k]; k++)
			if (strchr("scn", args[k]))
				assert_string_equal(x->arg[k].text, y->arg[k].text);
			else if (args[k] == 'l')
				assert_string_equal(x->arg[k].words.fr, y->arg[k].words.fr);
	}
}

static void compare_tables(const struct world *a, const struct pial_table *one,
			   const struct world *b, const struct pial_table *two)
{
	struct pial_strbuf x, y;

	assert_int_equal(one->count, two->count);
	for (size_t i = 0; i < one->count; i++)
		assert_int_equal(((const struct pial_order *)pial_table_row(one, i))->line,
				 ((const struct pial_order *)pial_table_row(two, i))->line);
	pial_strbuf_init(&x, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&y, PIAL_STRBUF_OUTPUT);
	pial_table_write(&x, one, &a->model);
	pial_table_write(&y, two, &b->model);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.text, y.text, x.len);
	pial_strbuf_release(&x);
	pial_strbuf_release(&y);
}

/* Reads a text by one and by several workers; returns whether it was accepted. */
static bool check_text(const struct pial_strbuf *text, unsigned workers)
{
	struct world a = { .tables = 0 }, b = { .tables = 0 };
	struct pial_table one, two;
	bool ok;

	pial_model_init(&a.model);
	pial_diags_init(&a.diags);
	pial_model_init(&b.model);
	pial_diags_init(&b.diags);
	ok = read_by(&a, &one, text, 1);
	assert_int_equal(read_by(&b, &two, text, workers), ok);
	compare_said(&a, &b);
	if (ok)
		compare_tables(&a, &one, &b, &two);
	pial_table_release(&one);
	pial_table_release(&two);
	pial_diags_release(&a.diags);
	pial_diags_release(&b.diags);
	pial_model_release(&a.model);
	pial_model_release(&b.model);
	return ok;
}

static void same_as_by_one(void **state)
{
	struct pial_strbuf text;
	unsigned good = 0;

	(void)state;
	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	for (unsigned i = 0; i < ROUNDS; i++) {
		make_text(&text, round_dress[i]);
		good += check_text(&text, 2 + i % 2);
	}
	pial_strbuf_release(&text);
	/* As many as have no fault. */
	assert_int_equal(good, 6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_as_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
