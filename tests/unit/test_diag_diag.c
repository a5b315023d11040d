/*
 * The collector copies what it is given, limits each file on its own and sorts for reading; and
 * the list of codes keeps its own rules.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "diag/diag.h"

static struct pial_pos at(const char *file, uint32_t line, uint32_t column)
{
	return (struct pial_pos){ file, line, column, PIAL_COLUMN_LETTER };
}

/* ---- codes.def ---- */

/* E_QTY_SIGN names E-QTY-SIGN; the first letter is the severity. */
static void check_name(const char *name, const struct pial_code_info *info)
{
	static const char letter[] = { 'N', 'A', 'E' };
	size_t len = strlen(name);

	assert_int_equal(strlen(info->name), len);
	for (size_t i = 0; i < len; i++)
		assert_int_equal(info->name[i], name[i] == '_' ? '-' : name[i]);
	assert_int_equal(info->name[0], letter[info->severity]);
	assert_int_equal(info->name[1], '-');
	for (size_t i = 2; i < len; i++)
		assert_non_null(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", info->name[i]));
}

/* Every argument is shown, and nothing is shown that is not an argument; "100 %" may be said. */
static void check_text(const struct pial_code_info *info)
{
	size_t count = strlen(info->args);
	char wanted[3] = "%1";

	assert_true(count <= PIAL_DIAG_ARGS);
	assert_int_equal(strspn(info->args, "scnldqmeDWp"), count);
	for (size_t i = 0; i < count; i++) {
		wanted[1] = (char)('1' + i);
		if (!strstr(info->text, wanted))
			fail_msg("%s: %s is not shown", info->name, wanted);
	}
	for (const char *c = info->text; (c = strchr(c, '%')); c++) {
		bool percent = c[1] == '\0' || strchr(" ,;:)", c[1]);

		if (!percent && (c[1] < '1' || (size_t)(c[1] - '1') >= count))
			fail_msg("%s: %.2s is no argument", info->name, c);
	}
	/* No capital at the start (but SIRET and such), no full stop at the end. */
	assert_true(info->text[0] != '\0');
	assert_false(info->text[0] >= 'A' && info->text[0] <= 'Z' && info->text[1] >= 'a' &&
		     info->text[1] <= 'z');
	assert_int_not_equal(info->text[strlen(info->text) - 1], '.');
}

static void test_codes(void **state)
{
	static const char *const name[] = {
#define PIAL_DIAG(name, code, severity, args, text) #name,
#include "diag/codes.def"
#undef PIAL_DIAG
	};

	(void)state;
	assert_int_equal(PIAL_COUNT(name), PIAL_CODE_COUNT);
	for (size_t i = 0; i < PIAL_CODE_COUNT; i++) {
		const struct pial_code_info *info = pial_code_info((enum pial_code)i);

		check_name(name[i], info);
		check_text(info);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(name[i], name[j]);
	}
	assert_string_equal(pial_code_info(PIAL_E_QTY_SIGN)->name, "E-QTY-SIGN");
	assert_int_equal(pial_code_info(PIAL_N_CP1252)->severity, PIAL_NOTICE);
}

/* ---- The collector ---- */

static void test_arguments(void **state)
{
	struct pial_diags diags;
	struct pial_pos pos = at("orders.csv", 14, 4), first = at("offers.csv", 3, 1);
	char text[] = "-3,5", kind[] = "a list", file[] = "sheet.csv";
	char label[] = "Quantité";
	struct pial_pos from_buffer = at(file, 1, 0);
	const struct pial_diag *entry;

	(void)state;
	pial_diags_init(&diags);
	assert_false(pial_diag_add(&diags, &pos, PIAL_E_QTY_SIGN, label, "Quantity", text));
	assert_false(pial_diag_add(&diags, &pos, PIAL_E_KEY_TWICE, "2025-W12", &first));
	assert_false(pial_diag_add(&diags, &pos, PIAL_E_MINIMUM, (int64_t)12500, (int64_t)-1));
	assert_false(pial_diag_add(&diags, &from_buffer, PIAL_E_DAY_WEEK, (int64_t)20165,
				   (int64_t)2881));
	assert_false(pial_diag_add(&diags, NULL, PIAL_E_QTY, (const char *)NULL));
	assert_false(pial_diag_add(&diags, NULL, PIAL_N_CP1252));
	assert_false(pial_diag_add(&diags, NULL, PIAL_E_YAML_KIND, "days", kind));
	/* What the caller held is gone by the time entries are shown. */
	memset(text, 'x', 4);
	memset(kind, 'x', 6);
	memset(label, 'x', 8);
	memset(file, 'x', 9);

	assert_int_equal(diags.count, 7);
	assert_int_equal(diags.errors, 6);
	assert_int_equal(diags.alerts, 0);
	entry = diags.entry;
	assert_int_equal(entry->code, PIAL_E_QTY_SIGN);
	assert_string_equal(entry->pos.file, "orders.csv");
	assert_int_equal(entry->pos.line, 14);
	assert_int_equal(entry->pos.column, 4);
	assert_int_equal(entry->pos.kind, PIAL_COLUMN_LETTER);
	assert_string_equal(entry->arg[0].words.fr, "Quantité");
	assert_string_equal(entry->arg[0].words.en, "Quantity");
	assert_string_equal(entry->arg[1].text, "-3,5");
	entry++;
	assert_string_equal(entry->arg[0].text, "2025-W12");
	assert_string_equal(entry->arg[1].pos.file, "offers.csv");
	assert_int_equal(entry->arg[1].pos.line, 3);
	entry++;
	assert_int_equal(entry->arg[0].number, 12500);
	assert_int_equal(entry->arg[1].number, -1);
	entry++;
	assert_string_equal(entry->pos.file, "sheet.csv");
	assert_int_equal(entry->arg[0].number, 20165);
	assert_int_equal(entry->arg[1].number, 2881);
	entry++;
	assert_null(entry->pos.file);
	assert_string_equal(entry->arg[0].text, "");
	entry++;
	assert_int_equal(entry->code, PIAL_N_CP1252);
	entry++;
	assert_string_equal(entry->arg[0].text, "days");
	assert_string_equal(entry->arg[1].text, "a list");
	pial_diags_release(&diags);
	assert_int_equal(diags.count, 0);
}

static size_t count_of(const struct pial_diags *diags, const char *file, enum pial_code code)
{
	size_t count = 0;

	for (size_t i = 0; i < diags->count; i++) {
		const struct pial_diag *entry = &diags->entry[i];

		count += entry->code == code && entry->pos.file &&
			 !strcmp(entry->pos.file, file);
	}
	return count;
}

static void test_limit_of_a_file(void **state)
{
	struct pial_diags diags;
	struct pial_pos a = at("a.csv", 1, 1), b = at("b.csv", 1, 1);

	(void)state;
	pial_diags_init(&diags);
	for (uint32_t i = 1; i <= 250; i++) {
		a.line = i;
		pial_diag_add(&diags, &a, PIAL_E_QTY, "x");
		pial_diag_add(&diags, &a, PIAL_N_CP1252);
		/* The other file has exactly as many as are kept. */
		if (i <= PIAL_DIAG_PER_FILE)
			pial_diag_add(&diags, &b, PIAL_E_QTY, "y");
		/* Nowhere in a file: no limit. */
		pial_diag_add(&diags, NULL, PIAL_E_QTY, "z");
	}
	assert_int_equal(count_of(&diags, "a.csv", PIAL_E_QTY), 100);
	assert_int_equal(count_of(&diags, "a.csv", PIAL_E_TOO_MANY), 1);
	assert_int_equal(count_of(&diags, "a.csv", PIAL_N_CP1252), 250);
	assert_int_equal(count_of(&diags, "b.csv", PIAL_E_QTY), 100);
	assert_int_equal(count_of(&diags, "b.csv", PIAL_E_TOO_MANY), 0);
	assert_int_equal(diags.count, 100 + 1 + 250 + 100 + 250);
	assert_int_equal(diags.errors, 250 + 100 + 250);
	for (size_t i = 0; i < diags.count; i++) {
		if (diags.entry[i].code == PIAL_E_TOO_MANY) {
			assert_int_equal(diags.entry[i].arg[0].number, PIAL_DIAG_PER_FILE);
			assert_int_equal(diags.entry[i].pos.line, 101);
		}
	}
	pial_diags_release(&diags);
}

/* Notices beyond so many of a code and a file are counted, also after a sort in between. */
static void test_notices_of_a_file(void **state)
{
	struct pial_pos a = at("a.csv", 1, 1), b = at("b.csv", 1, 1);
	struct pial_diags diags;

	(void)state;
	pial_diags_init(&diags);
	for (uint32_t i = 1; i <= 1500; i++) {
		a.line = b.line = 2000 - i;
		pial_diag_add(&diags, &a, PIAL_N_CP1252);
		pial_diag_add(&diags, &a, PIAL_N_CSV_COLUMN_DROPPED, "x");
		if (i <= 1000)
			pial_diag_add(&diags, &b, PIAL_N_CP1252);
		pial_diag_add(&diags, NULL, PIAL_N_CP1252);
		if (i == 1200)
			pial_diags_sort(&diags);
	}
	assert_int_equal(count_of(&diags, "a.csv", PIAL_N_CP1252), 1000);
	assert_int_equal(count_of(&diags, "a.csv", PIAL_N_CSV_COLUMN_DROPPED), 1000);
	assert_int_equal(count_of(&diags, "a.csv", PIAL_N_MORE), 2);
	assert_int_equal(count_of(&diags, "b.csv", PIAL_N_CP1252), 1000);
	assert_int_equal(count_of(&diags, "b.csv", PIAL_N_MORE), 0);
	assert_int_equal(diags.count, 1000 + 1000 + 2 + 1000 + 1500);
	pial_diags_sort(&diags);
	for (size_t i = 0; i < diags.count; i++) {
		const struct pial_diag *entry = &diags.entry[i];

		if (entry->code != PIAL_N_MORE)
			continue;
		assert_int_equal(entry->pos.line, 0);
		assert_int_equal(entry->arg[0].number, 500);
		assert_true(!strcmp(entry->arg[1].text, "N-CP1252") ||
			    !strcmp(entry->arg[1].text, "N-CSV-COLUMN-DROPPED"));
	}
	/* A cleared collector counts from the beginning. */
	pial_diags_clear(&diags);
	pial_diag_add(&diags, &a, PIAL_N_CP1252);
	assert_int_equal(diags.count, 1);
	pial_diags_release(&diags);
}

static void test_clear(void **state)
{
	struct pial_diags diags;
	struct pial_pos pos = at("a.csv", 1, 1);

	(void)state;
	pial_diags_init(&diags);
	/* After clear a file begins again, with all its errors allowed. */
	for (int turn = 0; turn < 3; turn++) {
		for (int i = 0; i < PIAL_DIAG_PER_FILE; i++)
			pial_diag_add(&diags, &pos, PIAL_E_FILE_KIND);
		assert_int_equal(diags.count, PIAL_DIAG_PER_FILE);
		assert_int_equal(count_of(&diags, "a.csv", PIAL_E_FILE_KIND), PIAL_DIAG_PER_FILE);
		pial_diags_clear(&diags);
		assert_int_equal(diags.count + diags.errors, 0);
	}
	pial_diags_release(&diags);
}

static void test_since(void **state)
{
	struct pial_diags diags;
	size_t mark;

	(void)state;
	pial_diags_init(&diags);
	pial_diag_add(&diags, NULL, PIAL_E_QTY, "x");
	mark = diags.errors;
	pial_diag_add(&diags, NULL, PIAL_N_CP1252);
	assert_false(pial_diags_since(&diags, mark));
	pial_diag_add(&diags, NULL, PIAL_E_QTY, "x");
	assert_true(pial_diags_since(&diags, mark));
	pial_diags_release(&diags);
}

static void test_sort(void **state)
{
	/* In the order they must come out; the number is the argument that tells them apart. */
	static const struct {
		const char *file;
		uint32_t line, column;
	} sorted[] = {
		{ NULL, 0, 0 }, { NULL, 0, 0 }, { "B.csv", 2, 1 }, { "a.csv", 0, 0 },
		{ "a.csv", 2, 0 }, { "a.csv", 2, 3 }, { "a.csv", 2, 3 }, { "a.csv", 2, 10 },
		{ "a.csv", 10, 1 }, { "a.csv.old", 1, 1 }, { "\xC3\xA9.csv", 1, 1 },
	};
	const size_t count = PIAL_COUNT(sorted);
	struct pial_diags diags;

	(void)state;
	/* Every rotation, as an order of arrival; equals arrive in their order unless cut. */
	for (size_t start = 0; start < count; start++) {
		if (start == 1 || start == 6)
			continue;
		pial_diags_init(&diags);
		for (size_t k = 0; k < count; k++) {
			size_t i = (start + k) % count;
			struct pial_pos pos = at(sorted[i].file, sorted[i].line,
						 sorted[i].column);

			pial_diag_add(&diags, &pos, PIAL_E_FILE_SIZE, (int64_t)i);
		}
		pial_diags_sort(&diags);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(diags.entry[i].arg[0].number, i);
		pial_diags_release(&diags);
	}
	pial_diags_init(&diags);
	pial_diags_sort(&diags);
	assert_int_equal(diags.count, 0);
	pial_diags_release(&diags);
}

/* Many files, taken in turn: each keeps its own count and its own name. */
static void test_many_files(void **state)
{
	struct pial_diags diags;
	char name[32];

	(void)state;
	pial_diags_init(&diags);
	for (int turn = 0; turn < 102; turn++) {
		for (int i = 0; i < 30; i++) {
			struct pial_pos pos = at(name, 1, 1);

			snprintf(name, sizeof(name), "weeks/%d.csv", i);
			pial_diag_add(&diags, &pos, PIAL_E_QTY, "x");
		}
	}
	for (int i = 0; i < 30; i++) {
		snprintf(name, sizeof(name), "weeks/%d.csv", i);
		assert_int_equal(count_of(&diags, name, PIAL_E_QTY), 100);
		assert_int_equal(count_of(&diags, name, PIAL_E_TOO_MANY), 1);
	}
	pial_diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_limit_of_a_file),
		cmocka_unit_test(test_notices_of_a_file),
		cmocka_unit_test(test_clear),
		cmocka_unit_test(test_since),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_many_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
