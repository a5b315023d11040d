/*
 * What the verbs of pial-report share: the width of the page, and when text is wanted.
 */
#include <string.h>

#include "cmd/report.h"

#include "base/banned.h"

#define WIDTH_LEAST 40
#define WIDTH_MOST 1000

static bool parse_width(const char *text, size_t *width)
{
	size_t value = 0;

	if (!*text || strlen(text) > 4)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9')
			return false;
		value = value * 10 + (size_t)(*text - '0');
	}
	*width = value;
	return value >= WIDTH_LEAST && value <= WIDTH_MOST;
}

bool pial_report_width(struct pial_cli *cli, size_t *width)
{
	const struct pial_report_own *own = cli->own;

	*width = pial_cli_width(cli);
	if (!own->width || parse_width(own->width, width))
		return true;
	pial_cli_usage(cli, PIAL_N_("“%s” is not a width between 40 and 1000"), own->width);
	return false;
}

bool pial_report_is_text(const struct pial_cli *cli)
{
	return cli->format == PIAL_FORMAT_DEFAULT || cli->format == PIAL_FORMAT_TEXT;
}
