/*
 * The one place where the clock is read.
 *
 * Today is the civil date in the book's time zone, whatever the machine's: a server at UTC must not
 * publish Monday's table on Sunday evening. The C library converts only to the zone of the process,
 * so TZ is set for the call and put back. A wrong zone is silently UTC to the C library; it is
 * refused here by looking for its file. For the default zone the rule itself is kept (Directive
 * 2000/84/EC: last Sundays of March and October), as small machines often have no zone files.
 */
#define PIAL_BANNED_BUT_CLOCK
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/cli_priv.h"
#include "num/date.h"

#include "base/banned.h"

#define ZONES "/usr/share/zoneinfo/"
#define PARIS "CET-1CEST,M3.5.0,M10.5.0/3"

/* A name below the folder of zones: letters, digits, _ + - and single slashes inside. */
static bool is_zone_name(const char *zone)
{
	size_t len = strlen(zone);

	return len > 0 && len < 64 && zone[0] != '/' && zone[len - 1] != '/' &&
	       strspn(zone, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			    "0123456789_+-/") == len;
}

/* What to put into TZ for a zone; false when the system has no such zone. */
static bool zone_rule(const char *zone, struct pial_strbuf *rule)
{
	if (!is_zone_name(zone))
		return false;
	pial_strbuf_addf(rule, "%s%s", ZONES, zone);
	if (access(rule->text, R_OK) == 0) {
		pial_strbuf_clear(rule);
		pial_strbuf_addf(rule, ":%s%s", ZONES, zone);
		return true;
	}
	pial_strbuf_clear(rule);
	if (!strcmp(zone, "UTC"))
		pial_strbuf_addstr(rule, "UTC0");
	else if (!strcmp(zone, "Europe/Paris"))
		pial_strbuf_addstr(rule, PARIS);
	return rule->len > 0;
}

bool pial_cli_is_zone(const char *zone)
{
	struct pial_strbuf rule;
	bool known;

	pial_strbuf_init(&rule, PIAL_STRBUF_TEXT);
	known = zone_rule(zone, &rule);
	pial_strbuf_release(&rule);
	return known;
}

static void set_zone(const char *rule)
{
	if (rule)
		setenv("TZ", rule, 1);
	else
		unsetenv("TZ");
	tzset();
}

struct pial_date pial_cli_clock(const char *zone)
{
	struct pial_date today = { 0 };
	const char *env = getenv("TZ");
	struct pial_strbuf rule, before;
	time_t now = time(NULL);
	struct tm local;

	pial_strbuf_init(&rule, 256);
	pial_strbuf_init(&before, PIAL_STRBUF_TEXT);
	if (env)
		pial_strbuf_addstr(&before, env);
	if (zone_rule(zone, &rule)) {
		set_zone(rule.text);
		if (!localtime_r(&now, &local) ||
		    !pial_date_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &today))
			today = (struct pial_date){ 0 };
		set_zone(env ? before.text : NULL);
	}
	pial_strbuf_release(&rule);
	pial_strbuf_release(&before);
	return today;
}
