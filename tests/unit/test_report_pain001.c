/*
 * Transfers: identifiers, names and texts that banks take, whatever is in the book; sums.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "report/pain001.h"

static struct pial_transfers order_of(const struct pial_transfer *transfer, size_t transfers)
{
	struct pial_transfers order = {
		.id = "2025-03", .name = "Groupement & Cie", .transfer = transfer,
		.iban = "FR7699999000310003111003744", .transfers = transfers };

	assert_true(pial_date_make(2025, 4, 8, &order.made));
	order.due = order.made;
	return order;
}

/* Text of the first element of a name, in buffer. */
static const char *element(const struct pial_strbuf *out, const char *name, char *buffer,
			   size_t size)
{
	const char *at = strstr(out->text, name), *end;

	assert_non_null(at);
	at += strlen(name);
	end = strchr(at, '<');
	assert_non_null(end);
	assert_true((size_t)(end - at) < size);
	memcpy(buffer, at, (size_t)(end - at));
	buffer[end - at] = '\0';
	return buffer;
}

static void test_texts(void **state)
{
	static const struct pial_transfer transfer[] = {
		{ "2025-03-P_é//a-very-long-identifier-of-a-producer", "Œufs d’Oô — Élan <&>",
		  "FR7699999000310003111007430", "décompte \"2025-03\"", { 123456 } },
		{ "2025-03-P-b", "日本", "FR7699999000310003111011116", "x", { 44 } },
	};
	struct pial_transfers order = order_of(transfer, 2);
	struct pial_diags diags;
	struct pial_strbuf out;
	char text[200];

	(void)state;
	pial_diags_init(&diags);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	assert_true(pial_pain001(&out, &order, &diags));
	assert_string_equal(element(&out, "<NbOfTxs>", text, sizeof(text)), "2");
	assert_string_equal(element(&out, "<CtrlSum>", text, sizeof(text)), "1235.00");
	assert_string_equal(element(&out, "<Ustrd>", text, sizeof(text)), "DECOMPTE 2025 03");
	assert_non_null(strstr(out.text, "<Nm>OEUFS D'OO ELAN</Nm>"));
	assert_non_null(strstr(out.text, "<Nm>GROUPEMENT CIE</Nm>"));
	assert_non_null(strstr(out.text, "<Nm>NOTPROVIDED</Nm>"));
	/* 35 characters: cut, with a digest of the whole. */
	assert_int_equal(strlen(element(&out, "<EndToEndId>", text, sizeof(text))), 35);
	assert_memory_equal(text, "2025-03-P-a-very-long-i", 23);
	assert_non_null(strstr(out.text, "<EndToEndId>2025-03-P-b</EndToEndId>"));
	pial_strbuf_release(&out);
	pial_diags_release(&diags);
}

static void test_overflow(void **state)
{
	static const struct pial_transfer transfer[] = {
		{ "a", "a", "FR7699999000310003111007430", "a", { INT64_MAX } },
		{ "b", "b", "FR7699999000310003111011116", "b", { 1 } },
	};
	struct pial_transfers order = order_of(transfer, 2);
	struct pial_diags diags;
	struct pial_strbuf out;

	(void)state;
	pial_diags_init(&diags);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	assert_false(pial_pain001(&out, &order, &diags));
	assert_int_equal(out.len, 0);
	pial_strbuf_release(&out);
	pial_diags_release(&diags);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
