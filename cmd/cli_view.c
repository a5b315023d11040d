/*
 * Views: options that mean the same everywhere, and one place that knows the formats.
 */
#include "cmd/cli_view.h"

#include <string.h>

#include "cmd/cli_paper.h"

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

bool pial_cli_view_width(struct pial_cli *cli, size_t *width)
{
	const struct pial_view_own *own = cli->own;

	*width = pial_cli_width(cli);
	if (!own->width || parse_width(own->width, width))
		return true;
	pial_cli_usage(cli, PIAL_N_("“%s” is not a width between 40 and 1000"), own->width);
	return false;
}

bool pial_cli_view_is_text(const struct pial_cli *cli)
{
	return cli->format == PIAL_FORMAT_DEFAULT || cli->format == PIAL_FORMAT_TEXT;
}

bool pial_cli_view_days(struct pial_cli *cli, struct pial_cli_days *days)
{
	const struct pial_view_own *own = cli->own;
	bool edges = own->from.n || own->until.n;
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return false;
	*days = (struct pial_cli_days){ own->from, own->until };
	if (own->period.first.n && edges) {
		pial_cli_usage(cli, PIAL_N_("--period says both days: leave out --from and "
					    "--until"));
		return false;
	}
	if (own->period.first.n)
		*days = own->period;
	if (!days->last.n || days->first.n <= days->last.n)
		return true;
	pial_cli_usage(cli, PIAL_N_("the day of --from is after that of --until"));
	return false;
}

bool pial_cli_view_weeks(struct pial_cli *cli, struct pial_week *first, struct pial_week *last)
{
	struct pial_cli_days days;

	first->n = 0;
	if (!pial_cli_view_days(cli, &days))
		return false;
	*last = pial_week_of(days.last.n ? days.last : cli->today);
	if (days.last.n && pial_date_weekday(days.last) < PIAL_THURSDAY)
		*last = pial_week_add(*last, -1);
	if (!days.first.n)
		return true;
	*first = pial_week_of(days.first);
	if (pial_date_weekday(days.first) > PIAL_THURSDAY)
		*first = pial_week_add(*first, 1);
	return true;
}

bool pial_cli_view_by(struct pial_cli *cli, const char *const *word, size_t *by)
{
	const struct pial_view_own *own = cli->own;
	struct pial_strbuf words;

	*by = 0;
	if (!own->by)
		return true;
	while (word[*by])
		if (!strcmp(word[(*by)++], own->by))
			return true;
	pial_strbuf_init(&words, PIAL_STRBUF_TEXT);
	for (size_t i = 0; word[i]; i++)
		pial_strbuf_addf(&words, "%s%s", i ? ", " : "", word[i]);
	pial_cli_usage(cli, PIAL_N_("--by knows no “%s”; choose one of: %s"), own->by, words.text);
	pial_strbuf_release(&words);
	return false;
}

static void put_paper(struct pial_cli *cli, const struct pial_view *view)
{
	struct pial_paper paper;
	size_t width;

	if (!pial_cli_view_width(cli, &width))
		return;
	pial_paper_init(&paper, pial_cli_document_lang(cli));
	view->write(&paper, view->data);
	pial_cli_paper(cli, &paper, view->day, width);
	pial_paper_release(&paper);
}

void pial_cli_view(struct pial_cli *cli, const struct pial_view *view)
{
	if (cli->shown)
		cli->shown(cli, view, cli->shown_data);
	else if (pial_cli_is_paper(cli))
		put_paper(cli, view);
	else if (cli->format == PIAL_FORMAT_JSON)
		pial_view_json(&cli->out, view->table, &cli->book.model);
	else
		pial_cli_table(cli, view->table);
}
