/*
 * A line is made whole, then folded: nothing has to count while it writes.
 */
#include "markup/calendar.h"

#include <string.h>

#include "base/banned.h"

/* Octets of a line, its end not counted (RFC 5545, 3.1). */
#define LINE_OCTETS 75

/* True for the second and later octets of a character of UTF-8. */
static bool goes_on(char octet)
{
	return ((unsigned char)octet & 0xc0) == 0x80;
}

/* Adds a line, folded: what continues begins with a blank, which counts. */
static void put_line(struct pial_strbuf *out, const char *text, size_t len)
{
	size_t most = LINE_OCTETS;

	while (len > most) {
		size_t cut = most;

		while (cut > 1 && goes_on(text[cut]))
			cut--;
		pial_strbuf_add(out, text, cut);
		pial_strbuf_addstr(out, "\r\n ");
		text += cut;
		len -= cut;
		most = LINE_OCTETS - 1;
	}
	pial_strbuf_add(out, text, len);
	pial_strbuf_addstr(out, "\r\n");
}

/* Adds NAME:value, escaped. */
static void put_text(struct pial_strbuf *out, const char *name, const char *value)
{
	struct pial_strbuf line;

	pial_strbuf_init(&line, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&line, "%s:", name);
	for (; *value; value++) {
		if (*value == '\n') {
			pial_strbuf_addstr(&line, "\\n");
			continue;
		}
		if (strchr(",;\\", *value))
			pial_strbuf_addch(&line, '\\');
		if (*value != '\r')
			pial_strbuf_addch(&line, *value);
	}
	put_line(out, line.text, line.len);
	pial_strbuf_release(&line);
}

/* Adds NAME and a day as YYYYMMDD and what follows it. */
static void put_day(struct pial_strbuf *out, const char *name, struct pial_date day,
		    const char *rest)
{
	int year, month, number;

	pial_date_parts(day, &year, &month, &number);
	pial_strbuf_addf(out, "%s%04d%02d%02d%s\r\n", name, year, month, number, rest);
}

void pial_calendar_begin(struct pial_strbuf *out, const char *program, const char *name)
{
	pial_strbuf_addstr(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
	put_text(out, "PRODID", program);
	pial_strbuf_addstr(out, "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
	/* No standard has the name; the programs that show one read it here. */
	put_text(out, "X-WR-CALNAME", name);
}

void pial_calendar_event(struct pial_strbuf *out, const struct pial_event *event)
{
	pial_strbuf_addstr(out, "BEGIN:VEVENT\r\n");
	put_text(out, "UID", event->uid);
	put_day(out, "DTSTAMP:", event->stamp, "T000000Z");
	put_day(out, "DTSTART;VALUE=DATE:", event->first, "");
	put_day(out, "DTEND;VALUE=DATE:", pial_date_add(event->last, 1), "");
	put_text(out, "SUMMARY", event->summary);
	if (event->description && *event->description)
		put_text(out, "DESCRIPTION", event->description);
	if (event->location && *event->location)
		put_text(out, "LOCATION", event->location);
	if (event->sequence)
		pial_strbuf_addf(out, "SEQUENCE:%d\r\n", (int)event->sequence);
	pial_strbuf_addf(out, "STATUS:%s\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n",
			 event->tentative ? "TENTATIVE" : "CONFIRMED");
}

void pial_calendar_end(struct pial_strbuf *out)
{
	pial_strbuf_addstr(out, "END:VCALENDAR\r\n");
}
