/*
 * What differs between two allocations: rows by key, totals of the whole week.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "market.h"
#include "markup/words.h"
#include "report/changes_view.h"

#define COLUMNS "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"

static const char old[] = COLUMNS
	"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-17,K-ecole,laitue,,laitue,P-sud,,12\n"
	"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,5\n"
	"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L1,24\n";

static const char new[] = COLUMNS
	"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-sud,,10\n"
	"2025-W12,2025-03-17,K-ecole,laitue,,laitue,P-sud,,12\n"
	"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,,,5\n"
	"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L2,24\n";

struct run {
	struct market m;
	struct pial_table before, after, view;
	struct pial_strbuf out;
};

static void run(struct run *r, const char *before, const char *after)
{
	market_init(&r->m, "");
	market_read(&r->m, &r->before, &pial_schema_allocation, before);
	market_read(&r->m, &r->after, &pial_schema_allocation, after);
	pial_table_init(&r->view, &pial_schema_view_changes);
	pial_changes_view_make(&r->view, &r->m.model, &r->before, &r->after);
	pial_strbuf_init(&r->out, PIAL_STRBUF_OUTPUT);
}

static void release(struct run *r)
{
	pial_strbuf_release(&r->out);
	pial_table_release(&r->before);
	pial_table_release(&r->after);
	pial_table_release(&r->view);
	market_release(&r->m);
}

/* A row only one has is 0 in the other; equal rows are left out; another batch is another row. */
static void test_rows(void **state)
{
	struct run r;

	(void)state;
	run(&r, old, new);
	pial_table_write(&r.out, &r.view, &r.m.model);
	assert_string_equal(r.out.text,
		"week,day,kitchen,ordered_product,contract,product,producer,batch,before,after,"
		"difference,unit\n"
		"2025-W12,2025-03-17,K-ecole,carotte,,carotte,P-sud,,5,10,5,kg\n"
		"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,,,0,5,5,kg\n"
		"2025-W12,2025-03-17,K-ehpad,carotte,,carotte,P-sud,,5,0,-5,kg\n"
		"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L1,24,0,-24,piece\n"
		"2025-W12,2025-03-18,K-ehpad,laitue,,laitue,P-sud,L2,0,24,24,piece\n");
	release(&r);
}

static void test_same(void **state)
{
	struct run r;

	(void)state;
	run(&r, old, old);
	assert_int_equal(r.view.count, 0);
	pial_changes_view_text(&r.out, &r.view, &r.m.model, &r.before, &r.after, PIAL_EN, 80);
	assert_string_equal(r.out.text, "Nothing changes.\n");
	release(&r);
}

/* Makes no-break spaces plain, so that lines can be written here as they look. */
static void plain(struct pial_strbuf *out)
{
	size_t to = 0;

	for (size_t i = 0; i < out->len; i++) {
		bool nbsp = !strncmp(out->text + i, PIAL_NBSP, strlen(PIAL_NBSP));

		out->text[to++] = nbsp ? ' ' : out->text[i];
		i += nbsp;
	}
	out->text[to] = '\0';
	out->len = to;
}

/*
 * Totals are of the whole week: 12 lettuces that stay count, carrots moved from one kitchen to the
 * other leave the grower as he was; what is missing is in no total.
 */
static void test_totals(void **state)
{
	struct run r;
	const char *total;

	(void)state;
	run(&r, old, new);
	pial_changes_view_text(&r.out, &r.view, &r.m.model, &r.before, &r.after, PIAL_EN, 100);
	plain(&r.out);
	assert_non_null(strstr(r.out.text, "! missing"));
	total = strstr(r.out.text, "\nThe week");
	assert_non_null(total);
	assert_non_null(strstr(total, "10 kg      10 kg           =\n"));
	assert_non_null(strstr(total, "36 pieces  36 pieces           =\n"));
	total = strstr(total + 1, "\nThe week");
	assert_non_null(total);
	assert_non_null(strstr(total, "5 kg      10 kg          +5\n"));
	assert_non_null(strstr(total, "5 kg       0 kg          \xe2\x88\x92" "5\n"));
	assert_non_null(strstr(total, "24 pieces  24 pieces           =\n"));
	release(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_same),
		cmocka_unit_test(test_totals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
