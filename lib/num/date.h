/*
 * Civil dates and ISO 8601 weeks, 1970-01-01 to 2149-06-05, without the C library's clock or
 * locale.
 *
 * Day numbers by the usual civil-day arithmetic on 400-year eras; a week belongs to the year of its
 * Thursday (ISO 8601, 3.1.1.23). Two bytes hold either, so rows stay small.
 */
#ifndef PIAL_NUM_DATE_H
#define PIAL_NUM_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"

/* A civil date. */
struct pial_date {
	uint16_t n;	/* days since 1969-12-31: 1970-01-01 is 1; 0: none */
};

/* An ISO week. */
struct pial_week {
	uint16_t n;	/* weeks since that before 1970-01-01: 1970-W01 is 1; 0: none */
};

/* A month. */
struct pial_month {
	uint16_t n;	/* months since 1969-12: 1970-01 is 1; 0: none */
};

enum pial_weekday {	/* ISO numbering */
	PIAL_MONDAY = 1, PIAL_TUESDAY, PIAL_WEDNESDAY, PIAL_THURSDAY,
	PIAL_FRIDAY, PIAL_SATURDAY, PIAL_SUNDAY,
};

enum pial_date_fault {
	PIAL_DATE_OK,
	PIAL_DATE_SYNTAX,	/* not YYYY-MM-DD nor DD/MM/YYYY */
	PIAL_DATE_IMPOSSIBLE,	/* 2025-02-31, 2025-W53, 2025-13 */
	PIAL_DATE_RANGE,	/* before 1970 or after 2149-06-05 */
	PIAL_DATE_SHORT_YEAR,	/* 17/03/25: a spreadsheet's two-digit year, century unknown */
	PIAL_DATE_NO_YEAR,	/* 17/03 */
};

/* True when the date is absent. */
static inline bool pial_date_is_none(struct pial_date d) { return d.n == 0; }
/* True when the week is absent. */
static inline bool pial_week_is_none(struct pial_week w) { return w.n == 0; }
/* True when the month is absent. */
static inline bool pial_month_is_none(struct pial_month m) { return m.n == 0; }

/* Makes a date from its parts; returns false when no such day exists or it is out of range. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_date_make(int year, int month, int day, struct pial_date *date);

/* Gives the parts of a date (not none). */
PIAL_NONNULL_ALL void pial_date_parts(struct pial_date date, int *year, int *month, int *day);

/*
 * Reads YYYY-MM-DD or DD/MM/YYYY, every digit there, blanks (spaces, tabs) around allowed;
 * *date is set only on OK. Day first is how the French write; 3/17/2025 is refused as SYNTAX.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_date_fault pial_date_parse(const char *text, size_t len, struct pial_date *date);

/* Adds YYYY-MM-DD; nothing when none. */
PIAL_NONNULL_ALL void pial_date_format(struct pial_strbuf *sb, struct pial_date date);

/* The day's place in the week, Monday first. */
PIAL_MUST_CHECK enum pial_weekday pial_date_weekday(struct pial_date date);

/* The date days later (earlier when negative); none when out of range or date is none. */
PIAL_MUST_CHECK struct pial_date pial_date_add(struct pial_date date, int days);

/* Days from a to b: positive when b is later. */
PIAL_MUST_CHECK int pial_date_diff(struct pial_date a, struct pial_date b);

/* The ISO week that holds a date (not none). */
PIAL_MUST_CHECK struct pial_week pial_week_of(struct pial_date date);

/* Makes a week; returns false when that year has no such week or it is out of range. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_week_make(int year, int week, struct pial_week *out);

/* Gives a week's ISO year and number. */
PIAL_NONNULL_ALL void pial_week_parts(struct pial_week week, int *year, int *number);

/* Monday of a week; none for 1970-W01, whose Monday is 1969-12-29, and for none. */
PIAL_MUST_CHECK struct pial_date pial_week_monday(struct pial_week week);

/* A given day of a week; none when out of range. */
PIAL_MUST_CHECK struct pial_date pial_week_day(struct pial_week week, enum pial_weekday day);

/* The week count weeks later (earlier when negative); none when out of range. */
PIAL_MUST_CHECK struct pial_week pial_week_add(struct pial_week week, int count);

/* Reads YYYY-Www (W or w), blanks around allowed; *week is set only on OK. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_date_fault pial_week_parse(const char *text, size_t len, struct pial_week *week);

/* Adds YYYY-Www; nothing when none. */
PIAL_NONNULL_ALL void pial_week_format(struct pial_strbuf *sb, struct pial_week week);

/* The month that holds a date (not none). */
PIAL_MUST_CHECK struct pial_month pial_month_of(struct pial_date date);

/* Gives the year of a month (not none) and its number, 1 to 12. */
PIAL_NONNULL_ALL void pial_month_parts(struct pial_month month, int *year, int *number);

/* The month count months later (earlier when negative); none when out of range. */
PIAL_MUST_CHECK struct pial_month pial_month_add(struct pial_month month, int count);

/* First day of a month; none for none. */
PIAL_MUST_CHECK struct pial_date pial_month_first(struct pial_month month);

/* Last day of a month; none for none and for 2149-06, which ends out of range. */
PIAL_MUST_CHECK struct pial_date pial_month_last(struct pial_month month);

/* Reads YYYY-MM, blanks around allowed; *month is set only on OK. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_date_fault pial_month_parse(const char *text, size_t len, struct pial_month *month);

/* Adds YYYY-MM; nothing when none. */
PIAL_NONNULL_ALL void pial_month_format(struct pial_strbuf *sb, struct pial_month month);

#endif
