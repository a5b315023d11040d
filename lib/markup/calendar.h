/*
 * Calendars as other programs read them: iCalendar, RFC 5545.
 *
 * Only what a calendar of days needs: events that last whole days. Lines end with CR LF and are
 * folded at 75 octets, never inside a character (section 3.1: some programs decode lines before
 * they unfold them); commas, semicolons, backslashes and line feeds of texts are escaped (3.3.11).
 * Knows nothing of carrots. Own code rather than libical, whose 1 MB would serve five lines a week.
 */
#ifndef PIAL_MARKUP_CALENDAR_H
#define PIAL_MARKUP_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "num/date.h"

/* One event. */
struct pial_event {
	const char *uid;		/* the same whenever the same event is written; ASCII */
	struct pial_date stamp;		/* day on which it is written, DTSTAMP at midnight UTC */
	struct pial_date first, last;	/* its days, both included */
	const char *summary;		/* its title */
	const char *description;	/* more; NULL or empty: nothing */
	const char *location;		/* where; NULL or empty: nowhere */
	int32_t sequence;		/* greater each time the event changes; 0: the first */
	bool tentative;			/* may still move */
};

/* Begins a calendar of a name, made by a program (PRODID). */
PIAL_NONNULL_ALL
void pial_calendar_begin(struct pial_strbuf *out, const char *program, const char *name);

/*
 * Adds an event. DTEND is the day after the last one: it is exclusive (3.6.1). It takes up nobody's
 * time (TRANSP): who is on duty for a week can still be invited.
 */
PIAL_NONNULL_ALL
void pial_calendar_event(struct pial_strbuf *out, const struct pial_event *event);

/* Ends it. */
PIAL_NONNULL_ALL void pial_calendar_end(struct pial_strbuf *out);

#endif
