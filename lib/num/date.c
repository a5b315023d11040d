/*
 * Days, weeks and months as numbers from 1, turned into parts only to be read or written.
 *
 * The calendar is computed in years that begin on 1 March, so that the leap day is the last of
 * its year and the lengths of months follow (153 m + 2) / 5; 400 such years have 146097 days.
 * A week is numbered through its Thursday, which by ISO 8601 decides the year it belongs to.
 * 1970-01-01 was a Thursday, and so is 2149-06-05: the Thursday of every week in range is in
 * range too.
 *
 * A day number in 16 bits was preferred to packed year, month and day: differences and
 * weekdays, which the calendar of deliveries asks for all the time, are then one operation.
 */
#include "num/date.h"

#include "base/banned.h"

#define FIRST_YEAR 1970
#define LAST_YEAR 2149
#define LAST_DAY 65535
#define LAST_WEEK ((LAST_DAY + 2) / 7 + 1)
#define LAST_MONTH ((LAST_YEAR - FIRST_YEAR) * 12 + 6)
#define ERA_DAYS 146097
/* Days from 0000-03-01 to 1969-12-31, which has number 0. */
#define DAY_ZERO 719467

static int month_days(int year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* Number of a day that exists, year 0 to 9999; it may be out of range. */
static int day_number(int year, int month, int day)
{
	int y = month > 2 ? year : year - 1;
	int m = (month + 9) % 12;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - DAY_ZERO;
}

static struct pial_date date_or_none(int64_t n)
{
	return (struct pial_date){ n >= 1 && n <= LAST_DAY ? (uint16_t)n : 0 };
}

static enum pial_date_fault check(int year, int month, int day, struct pial_date *date)
{
	struct pial_date made;

	if (month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return PIAL_DATE_IMPOSSIBLE;
	if (year < FIRST_YEAR || year > LAST_YEAR)
		return PIAL_DATE_RANGE;
	made = date_or_none(day_number(year, month, day));
	if (pial_date_is_none(made))
		return PIAL_DATE_RANGE;
	*date = made;
	return PIAL_DATE_OK;
}

bool pial_date_make(int year, int month, int day, struct pial_date *date)
{
	return check(year, month, day, date) == PIAL_DATE_OK;
}

void pial_date_parts(struct pial_date date, int *year, int *month, int *day)
{
	int since = date.n + DAY_ZERO;
	int era = since / ERA_DAYS, d = since % ERA_DAYS;
	/* Takes out the leap days before d: one in 4 years, none in 100, one in 400. */
	int y = (d - d / 1460 + d / 36524 - d / (ERA_DAYS - 1)) / 365;
	int m;

	d -= 365 * y + y / 4 - y / 100;
	m = (5 * d + 2) / 153;
	*day = d - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = era * 400 + y + (*month <= 2);
}

/*
 * Matches text with a pattern in which each '0' is a digit and all else itself, 'w' in both
 * cases. Fills number[] with the runs of digits.
 */
static bool match(const char *text, size_t len, const char *pattern, int *number)
{
	bool in_run = false;

	number--;
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (pattern[i] == '0' && c >= '0' && c <= '9') {
			if (!in_run)
				*++number = 0;
			*number = *number * 10 + (c - '0');
			in_run = true;
		} else if (c && (pattern[i] == c || (pattern[i] == 'w' && c == 'W'))) {
			in_run = false;
		} else {
			return false;
		}
	}
	return pattern[len] == '\0';
}

static void trim(const char **text, size_t *len)
{
	while (*len && (**text == ' ' || **text == '\t')) {
		++*text;
		--*len;
	}
	while (*len && ((*text)[*len - 1] == ' ' || (*text)[*len - 1] == '\t'))
		--*len;
}

static bool match_any(const char *text, size_t len, const char *const *pattern)
{
	int number[3];

	for (; *pattern; pattern++) {
		if (match(text, len, *pattern, number))
			return true;
	}
	return false;
}

enum pial_date_fault pial_date_parse(const char *text, size_t len, struct pial_date *date)
{
	static const char *const short_year[] = {
		"00/00/00", "0/00/00", "00/0/00", "0/0/00", "00-00-00", "00.00.00", NULL
	};
	static const char *const no_year[] = { "00/00", "0/00", "00/0", "0/0", NULL };
	int number[3];

	trim(&text, &len);
	if (match(text, len, "0000-00-00", number))
		return check(number[0], number[1], number[2], date);
	/* Two digits each, as the French write: 3/17/2025 and its kind come from elsewhere. */
	if (match(text, len, "00/00/0000", number))
		return check(number[2], number[1], number[0], date);
	if (match_any(text, len, short_year))
		return PIAL_DATE_SHORT_YEAR;
	if (match_any(text, len, no_year))
		return PIAL_DATE_NO_YEAR;
	return PIAL_DATE_SYNTAX;
}

void pial_date_format(struct pial_strbuf *sb, struct pial_date date)
{
	int year, month, day;

	if (pial_date_is_none(date))
		return;
	pial_date_parts(date, &year, &month, &day);
	pial_strbuf_addf(sb, "%04d-%02d-%02d", year, month, day);
}

enum pial_weekday pial_date_weekday(struct pial_date date)
{
	return (enum pial_weekday)((date.n + 2) % 7 + 1);
}

struct pial_date pial_date_add(struct pial_date date, int days)
{
	if (pial_date_is_none(date))
		return date;
	return date_or_none((int64_t)date.n + days);
}

int pial_date_diff(struct pial_date a, struct pial_date b)
{
	return b.n - a.n;
}

struct pial_week pial_week_of(struct pial_date date)
{
	return (struct pial_week){ (uint16_t)((date.n + 2) / 7 + 1) };
}

/* The number of the Thursday of a week. */
static int thursday(struct pial_week week)
{
	return (week.n - 1) * 7 + 1;
}

void pial_week_parts(struct pial_week week, int *year, int *number)
{
	struct pial_date date = { (uint16_t)thursday(week) };
	int month, day;

	pial_date_parts(date, year, &month, &day);
	*number = (date.n - day_number(*year, 1, 1)) / 7 + 1;
}

static enum pial_date_fault check_week(int year, int number, struct pial_week *week)
{
	struct pial_week made;
	int n, made_year, made_number;

	if (year < FIRST_YEAR || year > LAST_YEAR)
		return PIAL_DATE_RANGE;
	if (number < 1 || number > 53)
		return PIAL_DATE_IMPOSSIBLE;
	/* 4 January is always in week 1. */
	n = (day_number(year, 1, 4) + 2) / 7 + number;
	if (n > LAST_WEEK)
		return PIAL_DATE_RANGE;
	made.n = (uint16_t)n;
	pial_week_parts(made, &made_year, &made_number);
	if (made_year != year)
		return PIAL_DATE_IMPOSSIBLE;
	*week = made;
	return PIAL_DATE_OK;
}

bool pial_week_make(int year, int week, struct pial_week *out)
{
	return check_week(year, week, out) == PIAL_DATE_OK;
}

struct pial_date pial_week_monday(struct pial_week week)
{
	return pial_week_day(week, PIAL_MONDAY);
}

struct pial_date pial_week_day(struct pial_week week, enum pial_weekday day)
{
	if (pial_week_is_none(week))
		return (struct pial_date){ 0 };
	return date_or_none(thursday(week) + (int)day - (int)PIAL_THURSDAY);
}

struct pial_week pial_week_add(struct pial_week week, int count)
{
	int64_t n = (int64_t)week.n + count;

	if (pial_week_is_none(week) || n < 1 || n > LAST_WEEK)
		return (struct pial_week){ 0 };
	return (struct pial_week){ (uint16_t)n };
}

enum pial_date_fault pial_week_parse(const char *text, size_t len, struct pial_week *week)
{
	int number[2];

	trim(&text, &len);
	if (!match(text, len, "0000-w00", number))
		return PIAL_DATE_SYNTAX;
	return check_week(number[0], number[1], week);
}

void pial_week_format(struct pial_strbuf *sb, struct pial_week week)
{
	int year, number;

	if (pial_week_is_none(week))
		return;
	pial_week_parts(week, &year, &number);
	pial_strbuf_addf(sb, "%04d-W%02d", year, number);
}

struct pial_month pial_month_of(struct pial_date date)
{
	int year, month, day;

	pial_date_parts(date, &year, &month, &day);
	return (struct pial_month){ (uint16_t)((year - FIRST_YEAR) * 12 + month) };
}

void pial_month_parts(struct pial_month month, int *year, int *number)
{
	*year = FIRST_YEAR + (month.n - 1) / 12;
	*number = (month.n - 1) % 12 + 1;
}

struct pial_month pial_month_add(struct pial_month month, int count)
{
	int64_t n = (int64_t)month.n + count;

	if (pial_month_is_none(month) || n < 1 || n > LAST_MONTH)
		return (struct pial_month){ 0 };
	return (struct pial_month){ (uint16_t)n };
}

struct pial_date pial_month_first(struct pial_month month)
{
	int year, number;

	if (pial_month_is_none(month))
		return (struct pial_date){ 0 };
	pial_month_parts(month, &year, &number);
	return date_or_none(day_number(year, number, 1));
}

struct pial_date pial_month_last(struct pial_month month)
{
	int year, number;

	if (pial_month_is_none(month))
		return (struct pial_date){ 0 };
	pial_month_parts(month, &year, &number);
	return date_or_none(day_number(year, number, month_days(year, number)));
}

enum pial_date_fault pial_month_parse(const char *text, size_t len, struct pial_month *month)
{
	int number[2], n;

	trim(&text, &len);
	if (!match(text, len, "0000-00", number))
		return PIAL_DATE_SYNTAX;
	if (number[1] < 1 || number[1] > 12)
		return PIAL_DATE_IMPOSSIBLE;
	n = (number[0] - FIRST_YEAR) * 12 + number[1];
	if (n < 1 || n > LAST_MONTH)
		return PIAL_DATE_RANGE;
	month->n = (uint16_t)n;
	return PIAL_DATE_OK;
}

void pial_month_format(struct pial_strbuf *sb, struct pial_month month)
{
	int year, number;

	if (pial_month_is_none(month))
		return;
	pial_month_parts(month, &year, &number);
	pial_strbuf_addf(sb, "%04d-%02d", year, number);
}
