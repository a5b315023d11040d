/*
 * Names of files: the slip that hides a file is refused with the name that was meant, and what is
 * near nothing, or stands beside the file it resembles, is left alone.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "book/book.h"
#include "book/path.h"
#include "tests/unit/scratch.h"

static int enter(void **state)
{
	scratch_enter(state);
	scratch_put("pial.yaml", "");
	assert_int_equal(mkdir("weeks", 0777), 0);
	assert_int_equal(mkdir("weeks/2025-W12", 0777), 0);
	return 0;
}

/* What the check says of the names there: "file: name meant" a line. */
static const char *said(void)
{
	static char text[2048];
	struct pial_book book;
	struct pial_diags diags;
	bool ok;

	pial_book_init(&book);
	pial_diags_init(&diags);
	assert_true(pial_book_open(&book, ".", false, &diags));
	ok = pial_book_check_names(&book, &diags);
	pial_diags_sort(&diags);
	assert_int_equal(ok, diags.count == 0);
	text[0] = '\0';
	for (size_t i = 0; i < diags.count; i++) {
		const struct pial_diag *diag = &diags.entry[i];
		size_t at = strlen(text);

		assert_int_equal(diag->pos.line, 0);
		snprintf(text + at, sizeof(text) - at, "%s: %s%s\n", diag->pos.file,
			 diag->code == PIAL_E_FILE_NEAR ? "" : pial_code_info(diag->code)->name,
			 diag->code == PIAL_E_FILE_NEAR ? diag->arg[0].text : "");
	}
	pial_diags_release(&diags);
	pial_book_release(&book);
	return text;
}

static void slips_at_the_root(void **state)
{
	(void)state;
	assert_string_equal(said(), "");
	scratch_put("certificats.csv", "");
	scratch_put("Kitchens.csv", "");
	scratch_put("producers.CSV", "");
	scratch_put("products.cvs", "");
	scratch_put("parties.yml", "");
	assert_string_equal(said(), "Kitchens.csv: kitchens.csv\n"
				    "certificats.csv: certificates.csv\n"
				    "parties.yml: parties.yaml\n"
				    "producers.CSV: producers.csv\n"
				    "products.cvs: products.csv\n");
}

static void slips_of_folders(void **state)
{
	(void)state;
	assert_int_equal(mkdir("contrats", 0777), 0);
	assert_int_equal(mkdir("ledgers", 0777), 0);
	assert_string_equal(said(), "contrats: contracts\nledgers: ledger\n");
	assert_int_equal(mkdir("contracts", 0777), 0);
	assert_int_equal(mkdir("ledger", 0777), 0);
	scratch_put("ledger/hazard.csv", "");
	assert_string_equal(said(), "ledger/hazard.csv: hazards.csv\n");
}

static void slips_in_a_week(void **state)
{
	(void)state;
	scratch_put("weeks/2025-W12/order.csv", "");
	scratch_put("weeks/2025-W12/Status.csv", "");
	assert_string_equal(said(), "weeks/2025-W12/Status.csv: status.csv\n"
				    "weeks/2025-W12/order.csv: orders.csv\n");
	scratch_put("weeks/2025-W12/orders.csv", "");
	scratch_put("weeks/2025-W12/status.csv", "");
	assert_string_equal(said(), "");
	assert_int_equal(mkdir("weeks/2025-W99", 0777), 0);
	assert_int_equal(mkdir("weeks/mars", 0777), 0);
	scratch_put("weeks/2025-W99/order.csv", "");
	assert_string_equal(said(), "weeks/2025-W99: E-WEEK-IMPOSSIBLE\nweeks/mars: E-WEEK\n");
}

static void contracts_end_in_yaml(void **state)
{
	(void)state;
	assert_int_equal(mkdir("contracts", 0777), 0);
	scratch_put("contracts/ehpad.yaml", "");
	scratch_put("contracts/lot22.yml", "");
	scratch_put("contracts/lot23.YAML", "");
	scratch_put("contracts/lot24.pdf", "");
	scratch_put("contracts/notes", "");
	assert_string_equal(said(), "contracts/lot22.yml: lot22.yaml\n"
				    "contracts/lot23.YAML: lot23.yaml\n");
	scratch_put("contracts/lot22.yaml", "");
	scratch_put("contracts/lot23.yaml", "");
	assert_string_equal(said(), "");
}

static void others_are_nobodys_business(void **state)
{
	(void)state;
	scratch_put("notes.txt", "");
	scratch_put("LISEZMOI.md", "");
	scratch_put("orders.csv", "");
	scratch_put("producers.ods", "");
	scratch_put("producers", "");
	scratch_put("kitchens.csv~", "");
	scratch_put(".kitchen.csv", "");
	scratch_put("kitchens (copie).csv", "");
	scratch_put("kitch\xe9ns.csv", "");
	scratch_put("weeks/2025-W12/feuille-K-ehpad.csv", "");
	scratch_put("weeks/2025-W12/orders.ods", "");
	scratch_put("weeks/2025-W12/notes.csv", "");
	assert_string_equal(said(), "");
	/* Beside the file that it resembles, it was put there on purpose. */
	scratch_put("distances.csv", "");
	scratch_put("distance.csv", "");
	assert_string_equal(said(), "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, scratch_leave)
	const struct CMUnitTest tests[] = {
		TEST(slips_at_the_root),
		TEST(slips_of_folders),
		TEST(slips_in_a_week),
		TEST(contracts_end_in_yaml),
		TEST(others_are_nobodys_business),
	};
#undef TEST

	return cmocka_run_group_tests(tests, NULL, NULL);
}
