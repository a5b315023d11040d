/*
 * Every day of the range against a calendar kept by counting: one day after the other, months by
 * a list of lengths, and a week that belongs to the year of its Thursday.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "num/date.h"

#define DAYS 65535

/* A calendar that only knows how to turn to the next page. */
struct page {
	int year, month, day;		/* civil date */
	int weekday;			/* 1 Monday to 7 */
	int iso_year, iso_week;		/* the week it lies in */
	int weeks;			/* weeks begun since 1970-W01, that one counted */
};

static int length_of(int year, int month)
{
	if (month == 2) {
		if (year % 400 == 0)
			return 29;
		if (year % 100 == 0)
			return 28;
		return year % 4 == 0 ? 29 : 28;
	}
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void turn_day(struct page *page)
{
	page->weekday = page->weekday % 7 + 1;
	if (++page->day > length_of(page->year, page->month)) {
		page->day = 1;
		if (++page->month > 12) {
			page->month = 1;
			page->year++;
		}
	}
}

static void turn(struct page *page)
{
	struct page thursday;

	turn_day(page);
	if (page->weekday != 1)
		return;
	page->weeks++;
	thursday = *page;
	while (thursday.weekday != 4)
		turn_day(&thursday);
	if (thursday.year == page->iso_year) {
		page->iso_week++;
	} else {
		page->iso_year = thursday.year;
		page->iso_week = 1;
	}
}

/* 1970-01-01 was a Thursday, hence of week 1. */
static const struct page first_page = { 1970, 1, 1, 4, 1970, 1, 1 };

static void check_date(const struct page *page, struct pial_date date)
{
	struct pial_date made = { 0 };
	struct pial_strbuf sb;
	char text[32];
	int year, month, day, len;

	pial_date_parts(date, &year, &month, &day);
	assert_int_equal(year, page->year);
	assert_int_equal(month, page->month);
	assert_int_equal(day, page->day);
	assert_true(pial_date_make(page->year, page->month, page->day, &made));
	assert_int_equal(made.n, date.n);
	assert_int_equal(pial_date_weekday(date), page->weekday);

	len = snprintf(text, sizeof(text), "%04d-%02d-%02d", page->year, page->month, page->day);
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_date_format(&sb, date);
	assert_string_equal(sb.text, text);
	pial_strbuf_release(&sb);
	made.n = 0;
	assert_int_equal(pial_date_parse(text, (size_t)len, &made), PIAL_DATE_OK);
	assert_int_equal(made.n, date.n);
	len = snprintf(text, sizeof(text), "%02d/%02d/%04d", page->day, page->month, page->year);
	made.n = 0;
	assert_int_equal(pial_date_parse(text, (size_t)len, &made), PIAL_DATE_OK);
	assert_int_equal(made.n, date.n);
}

static void check_week(const struct page *page, struct pial_date date)
{
	struct pial_week week = pial_week_of(date), made = { 0 };
	struct pial_strbuf sb;
	char text[32];
	int year, number, len;

	assert_int_equal(week.n, page->weeks);
	pial_week_parts(week, &year, &number);
	assert_int_equal(year, page->iso_year);
	assert_int_equal(number, page->iso_week);
	assert_true(pial_week_make(page->iso_year, page->iso_week, &made));
	assert_int_equal(made.n, week.n);
	assert_int_equal(pial_week_day(week, (enum pial_weekday)page->weekday).n, date.n);
	assert_int_equal(pial_week_monday(week).n,
			 date.n < page->weekday ? 0 : date.n - page->weekday + 1);

	len = snprintf(text, sizeof(text), "%04d-W%02d", page->iso_year, page->iso_week);
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_week_format(&sb, week);
	assert_string_equal(sb.text, text);
	pial_strbuf_release(&sb);
	made.n = 0;
	assert_int_equal(pial_week_parse(text, (size_t)len, &made), PIAL_DATE_OK);
	assert_int_equal(made.n, week.n);
}

static void check_month(const struct page *page, struct pial_date date)
{
	struct pial_month month = pial_month_of(date);
	int last = length_of(page->year, page->month), year, number;

	assert_int_equal(month.n, (page->year - 1970) * 12 + page->month);
	pial_month_parts(month, &year, &number);
	assert_int_equal(year, page->year);
	assert_int_equal(number, page->month);
	assert_int_equal(pial_month_first(month).n, date.n - page->day + 1);
	assert_int_equal(pial_month_last(month).n,
			 date.n - page->day + last > DAYS ? 0 : date.n - page->day + last);
}

static void test_every_day(void **state)
{
	struct page page = first_page;

	(void)state;
	for (int n = 1; n <= DAYS; n++, turn(&page)) {
		struct pial_date date = { (uint16_t)n };

		check_date(&page, date);
		check_week(&page, date);
		check_month(&page, date);
	}
	/* The day after the last one. */
	assert_int_equal(page.year * 10000 + page.month * 100 + page.day, 21490606);
}

/* No other triple makes a date, and each fault has its name. */
static void test_every_triple(void **state)
{
	struct pial_date date, made;
	int made_count = 0, len;
	char text[32];

	(void)state;
	for (int year = 1960; year <= 2160; year++) {
		for (int month = 0; month <= 13; month++) {
			for (int day = 0; day <= 32; day++) {
				bool ok = pial_date_make(year, month, day, &date);
				enum pial_date_fault fault;

				made_count += ok;
				len = snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month,
					       day);
				fault = pial_date_parse(text, (size_t)len, &made);
				if (month < 1 || month > 12 || day < 1 ||
				    day > length_of(year, month))
					assert_int_equal(fault, PIAL_DATE_IMPOSSIBLE);
				else
					assert_int_equal(fault,
							 ok ? PIAL_DATE_OK : PIAL_DATE_RANGE);
			}
		}
	}
	assert_int_equal(made_count, DAYS);
	assert_false(pial_date_make(INT32_MAX, 1, 1, &date));
	assert_false(pial_date_make(INT32_MIN, 2, 29, &date));
	assert_false(pial_date_make(2025, INT32_MIN, INT32_MAX, &date));
}

static void test_every_week(void **state)
{
	int last_week[2160] = { 0 };
	struct page page = first_page;
	struct pial_week week;
	int count = 0;

	(void)state;
	for (int n = 1; n <= DAYS; n++, turn(&page))
		last_week[page.iso_year] = page.iso_week;
	for (int year = 1960; year < 2160; year++) {
		for (int number = -1; number <= 60; number++) {
			bool ok = pial_week_make(year, number, &week);

			assert_int_equal(ok, number >= 1 && number <= last_week[year]);
			count += ok;
		}
	}
	assert_int_equal(count, page.weeks);
	assert_false(pial_week_make(INT32_MAX, 1, &week));
	assert_false(pial_week_make(2025, INT32_MIN, &week));
}

static void assert_week(int year, int month, int day, const char *expected)
{
	struct pial_strbuf sb;
	struct pial_date date;

	assert_true(pial_date_make(year, month, day, &date));
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_week_format(&sb, pial_week_of(date));
	assert_string_equal(sb.text, expected);
	pial_strbuf_release(&sb);
}

/* From printed calendars; the counting above could be wrong the same way. */
static void test_known_weeks(void **state)
{
	struct pial_date date;

	(void)state;
	assert_week(2025, 3, 17, "2025-W12");
	assert_week(2025, 12, 28, "2025-W52");
	assert_week(2025, 12, 29, "2026-W01");
	assert_week(2024, 12, 29, "2024-W52");
	assert_week(2024, 12, 30, "2025-W01");
	assert_week(2020, 12, 31, "2020-W53");
	assert_week(2021, 1, 3, "2020-W53");
	assert_week(2021, 1, 4, "2021-W01");
	assert_week(2026, 12, 31, "2026-W53");
	assert_week(2027, 1, 1, "2026-W53");
	assert_week(2000, 1, 1, "1999-W52");
	assert_week(1977, 1, 1, "1976-W53");
	assert_week(2008, 12, 29, "2009-W01");
	assert_true(pial_date_make(2000, 2, 29, &date));
	assert_int_equal(pial_date_weekday(date), PIAL_TUESDAY);
	assert_int_equal(date.n, 11017);
	assert_false(pial_date_make(2100, 2, 29, &date));
}

static void test_add_and_diff(void **state)
{
	const struct pial_date first = { 1 }, last = { DAYS }, none = { 0 };

	(void)state;
	assert_int_equal(pial_date_diff(first, last), DAYS - 1);
	assert_int_equal(pial_date_diff(last, first), 1 - DAYS);
	assert_int_equal(pial_date_add(first, DAYS - 1).n, DAYS);
	assert_int_equal(pial_date_add(last, 1 - DAYS).n, 1);
	assert_true(pial_date_is_none(pial_date_add(first, -1)));
	assert_true(pial_date_is_none(pial_date_add(last, 1)));
	assert_true(pial_date_is_none(pial_date_add(last, INT32_MAX)));
	assert_true(pial_date_is_none(pial_date_add(first, INT32_MIN)));
	assert_true(pial_date_is_none(pial_date_add(none, 5)));
	assert_false(pial_date_is_none(first));
}

static void test_add_weeks_and_months(void **state)
{
	const struct pial_week first = { 1 }, no_week = { 0 };
	const struct pial_week last = pial_week_of((struct pial_date){ DAYS });
	const struct pial_month month = { 12 }, no_month = { 0 };
	const struct pial_month end = pial_month_of((struct pial_date){ DAYS });

	(void)state;
	assert_int_equal(pial_week_add(first, last.n - 1).n, last.n);
	assert_int_equal(pial_week_add(last, 1 - last.n).n, 1);
	assert_true(pial_week_is_none(pial_week_add(last, 1)));
	assert_true(pial_week_is_none(pial_week_add(first, -1)));
	assert_true(pial_week_is_none(pial_week_add(first, INT32_MAX)));
	assert_true(pial_week_is_none(pial_week_add(last, INT32_MIN)));
	assert_true(pial_week_is_none(pial_week_add(no_week, 3)));
	assert_true(pial_date_is_none(pial_week_monday(no_week)));
	assert_true(pial_date_is_none(pial_week_monday(first)));
	assert_int_equal(pial_week_day(first, PIAL_THURSDAY).n, 1);
	assert_int_equal(pial_week_day(last, PIAL_THURSDAY).n, DAYS);
	assert_true(pial_date_is_none(pial_week_day(last, PIAL_FRIDAY)));

	assert_int_equal(pial_month_add(month, 1).n, 13);
	assert_int_equal(pial_month_add(month, -11).n, 1);
	assert_true(pial_month_is_none(pial_month_add(month, -12)));
	assert_true(pial_month_is_none(pial_month_add(end, 1)));
	assert_true(pial_month_is_none(pial_month_add(month, INT32_MAX)));
	assert_true(pial_month_is_none(pial_month_add(no_month, 1)));
	assert_true(pial_date_is_none(pial_month_first(no_month)));
	assert_true(pial_date_is_none(pial_month_last(no_month)));
}

static void test_date_faults(void **state)
{
	static const struct {
		const char *text;
		enum pial_date_fault fault;
	} cases[] = {
		{ " 2025-03-17\t", PIAL_DATE_OK },
		{ " 17/03/2025 ", PIAL_DATE_OK },
		{ "2025-02-29", PIAL_DATE_IMPOSSIBLE },
		{ "31/02/2025", PIAL_DATE_IMPOSSIBLE },
		{ "2025-02-31", PIAL_DATE_IMPOSSIBLE },
		{ "0000-00-00", PIAL_DATE_IMPOSSIBLE },
		{ "03/17/2025", PIAL_DATE_IMPOSSIBLE },
		{ "1969-12-31", PIAL_DATE_RANGE },
		{ "2149-06-06", PIAL_DATE_RANGE },
		{ "9999-12-31", PIAL_DATE_RANGE },
		{ "0000-01-01", PIAL_DATE_RANGE },
		{ "17/03/25", PIAL_DATE_SHORT_YEAR },
		{ "7/3/25", PIAL_DATE_SHORT_YEAR },
		{ "17-03-25", PIAL_DATE_SHORT_YEAR },
		{ "17/03", PIAL_DATE_NO_YEAR },
		{ "7/3", PIAL_DATE_NO_YEAR },
		{ "", PIAL_DATE_SYNTAX },
		{ " ", PIAL_DATE_SYNTAX },
		{ "2025-3-17", PIAL_DATE_SYNTAX },
		{ "2025-03-17x", PIAL_DATE_SYNTAX },
		{ "2025-03-1", PIAL_DATE_SYNTAX },
		{ "2025 03 17", PIAL_DATE_SYNTAX },
		{ "2025/03/17", PIAL_DATE_SYNTAX },
		{ "3/17/2025", PIAL_DATE_SYNTAX },
		{ "17-03-2025", PIAL_DATE_SYNTAX },
		{ "17/03-2025", PIAL_DATE_SYNTAX },
		{ "20250317", PIAL_DATE_SYNTAX },
		{ "45733", PIAL_DATE_SYNTAX },
		{ "-025-03-17", PIAL_DATE_SYNTAX },
		{ "17 mars 2025", PIAL_DATE_SYNTAX },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		struct pial_date date = { 9 };
		enum pial_date_fault fault =
			pial_date_parse(cases[i].text, strlen(cases[i].text), &date);

		if (fault != cases[i].fault)
			fail_msg("\"%s\": %d, not %d", cases[i].text, fault, cases[i].fault);
		assert_int_equal(date.n, fault == PIAL_DATE_OK ? 20165 : 9);
	}
	/* A length that ends before the NUL, or goes past one. */
	{
		struct pial_date date = { 9 };

		assert_int_equal(pial_date_parse("2025-03-170", 10, &date), PIAL_DATE_OK);
		assert_int_equal(pial_date_parse("2025-03-17", 11, &date), PIAL_DATE_SYNTAX);
	}
}

static void test_week_and_month_faults(void **state)
{
	static const struct {
		const char *text;
		enum pial_date_fault week, month;
	} cases[] = {
		{ " 2025-W12 ", PIAL_DATE_OK, PIAL_DATE_SYNTAX },
		{ "2025-w12", PIAL_DATE_OK, PIAL_DATE_SYNTAX },
		{ "2025-W53", PIAL_DATE_IMPOSSIBLE, PIAL_DATE_SYNTAX },
		{ "2025-W00", PIAL_DATE_IMPOSSIBLE, PIAL_DATE_SYNTAX },
		{ "2025-W99", PIAL_DATE_IMPOSSIBLE, PIAL_DATE_SYNTAX },
		{ "1969-W52", PIAL_DATE_RANGE, PIAL_DATE_SYNTAX },
		{ "2149-W24", PIAL_DATE_RANGE, PIAL_DATE_SYNTAX },
		{ "2149-W23", PIAL_DATE_OK, PIAL_DATE_SYNTAX },
		{ "2025W12", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
		{ "2025-W1", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
		{ "2025-W123", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
		{ "W12", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
		{ " 2025-03\t", PIAL_DATE_SYNTAX, PIAL_DATE_OK },
		{ "2025-12", PIAL_DATE_SYNTAX, PIAL_DATE_OK },
		{ "2025-00", PIAL_DATE_SYNTAX, PIAL_DATE_IMPOSSIBLE },
		{ "2025-13", PIAL_DATE_SYNTAX, PIAL_DATE_IMPOSSIBLE },
		{ "1969-12", PIAL_DATE_SYNTAX, PIAL_DATE_RANGE },
		{ "2149-06", PIAL_DATE_SYNTAX, PIAL_DATE_OK },
		{ "2149-07", PIAL_DATE_SYNTAX, PIAL_DATE_RANGE },
		{ "03/2025", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
		{ "", PIAL_DATE_SYNTAX, PIAL_DATE_SYNTAX },
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(cases); i++) {
		const char *text = cases[i].text;
		struct pial_week week = { 9 };
		struct pial_month month = { 9 };

		if (pial_week_parse(text, strlen(text), &week) != cases[i].week ||
		    pial_month_parse(text, strlen(text), &month) != cases[i].month)
			fail_msg("\"%s\"", text);
		assert_int_equal(week.n == 9, cases[i].week != PIAL_DATE_OK);
		assert_int_equal(month.n == 9, cases[i].month != PIAL_DATE_OK);
	}
}

static void test_format_none_and_month(void **state)
{
	struct pial_strbuf sb;
	struct pial_month month = { 0 };

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_date_format(&sb, (struct pial_date){ 0 });
	pial_week_format(&sb, (struct pial_week){ 0 });
	pial_month_format(&sb, month);
	assert_string_equal(sb.text, "");
	assert_int_equal(pial_month_parse("2025-03", 7, &month), PIAL_DATE_OK);
	pial_month_format(&sb, month);
	assert_string_equal(sb.text, "2025-03");
	pial_strbuf_release(&sb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_day),
		cmocka_unit_test(test_every_triple),
		cmocka_unit_test(test_every_week),
		cmocka_unit_test(test_known_weeks),
		cmocka_unit_test(test_add_and_diff),
		cmocka_unit_test(test_add_weeks_and_months),
		cmocka_unit_test(test_date_faults),
		cmocka_unit_test(test_week_and_month_faults),
		cmocka_unit_test(test_format_none_and_month),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
