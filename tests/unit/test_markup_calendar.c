/*
 * Calendars: lines of 75 octets, characters whole, texts escaped, days that end the day after.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "markup/calendar.h"

static struct pial_date day(int y, int m, int d)
{
	struct pial_date date;

	assert_true(pial_date_make(y, m, d, &date));
	return date;
}

static void test_event(void **state)
{
	struct pial_event event = {
		.uid = "2025-W14@x", .stamp = day(2025, 3, 17), .first = day(2025, 12, 29),
		.last = day(2026, 1, 4), .summary = "a,b;c\\d\ne\r\nf", .tentative = true,
	};
	struct pial_strbuf out;

	(void)state;
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_calendar_begin(&out, "-//X//Y//EN", "N");
	pial_calendar_event(&out, &event);
	pial_calendar_end(&out);
	assert_string_equal(out.text,
			    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y//EN\r\n"
			    "CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:N\r\n"
			    "BEGIN:VEVENT\r\nUID:2025-W14@x\r\nDTSTAMP:20250317T000000Z\r\n"
			    "DTSTART;VALUE=DATE:20251229\r\nDTEND;VALUE=DATE:20260105\r\n"
			    "SUMMARY:a\\,b\\;c\\\\d\\ne\\nf\r\nSTATUS:TENTATIVE\r\n"
			    "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
	/* What an event has more than it must; a later revision of it takes its place. */
	event.location = "Oô, Larboust";
	event.description = "x";
	event.sequence = 3;
	pial_strbuf_clear(&out);
	pial_calendar_event(&out, &event);
	assert_non_null(strstr(out.text, "DESCRIPTION:x\r\nLOCATION:Oô\\, Larboust\r\n"
					 "SEQUENCE:3\r\nSTATUS:TENTATIVE\r\n"));
	pial_strbuf_release(&out);
}

/* Every length and every width of character around the fold. */
static void test_folding(void **state)
{
	static const char *const character[] = { "x", "é", "’", "😀" };

	(void)state;
	for (size_t kind = 0; kind < 4; kind++) {
		for (size_t length = 1; length < 200; length++) {
			struct pial_strbuf name, out, back;
			const char *at;
			size_t line = 0;

			pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
			pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
			pial_strbuf_init(&back, PIAL_STRBUF_TEXT);
			for (size_t i = 0; i < length; i++)
				pial_strbuf_addstr(&name, i % 3 ? character[kind] : "y");
			pial_calendar_begin(&out, "P", name.text);
			at = strstr(out.text, "X-WR-CALNAME:");
			for (; *at; at++) {
				if (!strncmp(at, "\r\n", 2)) {
					assert_true(line <= 75);
					/* What follows the blank begins a character. */
					if (at[2] == ' ')
						assert_true((at[3] & 0xc0) != 0x80);
					at += at[2] == ' ' ? 2 : 1;
					line = at[0] == ' ';
					continue;
				}
				pial_strbuf_addch(&back, *at);
				line++;
			}
			assert_string_equal(back.text + strlen("X-WR-CALNAME:"), name.text);
			pial_strbuf_release(&name);
			pial_strbuf_release(&out);
			pial_strbuf_release(&back);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_event),
		cmocka_unit_test(test_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
