/*
 * pial-weigh form: the sheet on which a kitchen weighs its waste, one file a kitchen of a campaign.
 *
 * A verb of its own, since a campaign is no week: `pial-plan forms` is run every Friday, this once
 * before a campaign begins. What comes back goes the way of every other sheet, through
 * `pial-plan collect`; asked for again, the form holds what came back so far.
 *
 * As html or pdf it is one document with the forms of all kitchens, to print and fill in by hand.
 */
#include <string.h>

#include "book/weighings.h"
#include "cmd/cli_forms.h"
#include "cmd/cli_paper.h"
#include "cmd/weigh.h"
#include "load/load.h"
#include "model/weighing.h"
#include "report/say.h"
#include "report/weigh_form_paper.h"
#include "sheet/form_weigh.h"

#include "base/banned.h"

/* Values of the options. */
struct own {
	const char *party;	/* --for */
};

static const struct pial_option form_options[] = {
	{ 0, "for", PIAL_OPTION_TEXT, offsetof(struct own, party), PIAL_N_("ID"),
	  PIAL_N_("only the form of this kitchen") },
	{ 0 }
};

struct weighing {
	struct pial_cli *cli;			/* the run */
	struct pial_forms forms;		/* its files */
	struct pial_campaigns campaigns;	/* what the book declares */
	struct pial_weighed weighed;		/* what came back so far */
	uint32_t campaign;			/* number in the pool */
	uint32_t party;				/* --for; 0: all */
	struct pial_paper *paper;		/* --format html, pdf; NULL: files of sheets */
};

static const char *tr(const struct weighing *w, const char *text)
{
	return pial_tr(pial_cli_document_lang(w->cli), text);
}

static void say_period(const struct weighing *w, const struct pial_campaign *campaign,
		       struct pial_strbuf *out)
{
	enum pial_lang lang = pial_cli_document_lang(w->cli);
	struct pial_strbuf from, until;

	pial_strbuf_init(&from, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&until, PIAL_STRBUF_TEXT);
	pial_say_day(&from, campaign->from, false, lang);
	pial_say_day(&until, pial_campaign_last(campaign), true, lang);
	pial_strbuf_addf(out, tr(w, PIAL_N_("Food waste weighed, from %s to %s")), from.text,
			 until.text);
	pial_strbuf_release(&from);
	pial_strbuf_release(&until);
}

static void say_back(const struct weighing *w, struct pial_strbuf *out)
{
	const struct pial_model *model = &w->cli->book.model;
	const struct pial_party *self = pial_model_party(
		model, pial_intern_find(&model->pool, "self", 4));

	pial_strbuf_addf(out, tr(w, PIAL_N_("Send this file back to %s.")),
			 self && self->email.n ? pial_model_text(model, self->email.n)
					       : pial_model_text(model, model->policy.name.n));
}

static const char *how_to_weigh(const struct weighing *w)
{
	return tr(w, PIAL_N_("Weigh the full bin (gross), then write what it weighs empty (tare). "
			     "Drinks and sample plates do not count."));
}

static const char *how_to_count(const struct weighing *w)
{
	return tr(w, PIAL_N_("Empty: not weighed. 0: nothing to weigh. Count the meals served "
			     "every day: grams are counted per meal."));
}

/* A kitchen's form as a sheet of the paper. */
static void make_paper(struct weighing *w, const struct pial_campaign *campaign)
{
	const char *const note[] = { how_to_weigh(w), how_to_count(w), NULL };
	struct pial_weigh_form_paper form = { .model = &w->cli->book.model, .campaign = campaign,
					      .note = note };
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	say_period(w, campaign, &title);
	form.title = title.text;
	pial_weigh_form_paper_write(w->paper, &form);
	pial_strbuf_release(&title);
}

static bool make(struct weighing *w, const struct pial_campaign *campaign)
{
	struct pial_model *model = &w->cli->book.model;
	enum pial_lang lang = pial_cli_document_lang(w->cli);
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, campaign->kitchen);
	struct pial_form_weigh page = {
		.campaign = campaign, .model = model, .weighings = &w->weighed.weighings,
		.meals = &w->weighed.meals, .lang = lang,
		.computed = w->forms.file != PIAL_FORMS_CSV,
		.subtitle = kitchen ? pial_model_text(model, kitchen->name.n) : "",
	};
	struct pial_strbuf title, back, name;
	struct pial_workbook book;
	bool ok;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&back, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_workbook_init(&book, lang);
	say_period(w, campaign, &title);
	say_back(w, &back);
	page.title = title.text;
	page.note[0] = how_to_weigh(w);
	page.note[1] = how_to_count(w);
	page.note[2] = back.text;
	pial_form_lay_weigh(&book, &page);
	pial_strbuf_addf(&name, "%s_%s_%s", pial_model_text(model, campaign->id.n),
			 lang == PIAL_EN ? "weighings" : "pesees",
			 pial_model_text(model, campaign->kitchen.n));
	ok = pial_forms_write(&w->forms, &book, name.text,
			      pial_model_text(model, campaign->kitchen.n), "weighings");
	pial_workbook_release(&book);
	pial_strbuf_release(&title);
	pial_strbuf_release(&back);
	pial_strbuf_release(&name);
	return ok;
}

/* The campaign that the operand names; said when none is declared. */
static bool find_campaign(struct weighing *w)
{
	struct pial_pos pos = { w->campaigns.table.file, 0, 0, PIAL_COLUMN_LETTER };
	const char *name = w->cli->operand[0];

	w->campaign = pial_intern_find(&w->cli->book.model.pool, name, strlen(name));
	for (size_t i = 0; w->campaign && i < w->campaigns.table.count; i++)
		if (((const struct pial_campaign *)pial_table_row(&w->campaigns.table, i))->id.n ==
		    w->campaign)
			return true;
	return pial_say_campaign(&w->campaigns.table, &w->cli->book.model, name, &pos,
				 &w->cli->diags);
}

/* Reads what forms are made of. False when refused, said already. */
static bool read_all(struct weighing *w)
{
	struct pial_cli *cli = w->cli;
	const struct own *own = cli->own;

	return pial_cli_book(cli) &&
	       pial_book_campaigns(&cli->book, &w->campaigns, &cli->diags) && find_campaign(w) &&
	       pial_cli_party(cli, own->party, &w->party) &&
	       pial_book_weighed(&cli->book, &w->campaigns, w->campaign, &w->weighed,
				 &cli->diags);
}

/* Makes the form of each kitchen; *until receives the last day of them all. */
static bool make_each(struct weighing *w, struct pial_date *until)
{
	bool ok = true;

	for (size_t i = 0; ok && i < w->campaigns.table.count; i++) {
		const struct pial_campaign *campaign = pial_table_row(&w->campaigns.table, i);

		if (campaign->id.n != w->campaign ||
		    (w->party && w->party != campaign->kitchen.n))
			continue;
		if (pial_campaign_last(campaign).n > until->n)
			*until = pial_campaign_last(campaign);
		if (w->paper)
			make_paper(w, campaign);
		else
			ok = make(w, campaign);
	}
	return ok;
}

/* One document with the forms of all kitchens. */
static enum pial_exit put_paper(struct weighing *w)
{
	struct pial_date until = { 0 };
	struct pial_paper paper;

	pial_paper_init(&paper, PIAL_FR);
	if (read_all(w)) {
		paper.lang = pial_cli_document_lang(w->cli);
		w->paper = &paper;
		(void)make_each(w, &until);
		pial_cli_paper(w->cli, &paper, until, pial_cli_width(w->cli));
	}
	pial_paper_release(&paper);
	return pial_cli_result(w->cli, false);
}

/* A file for each kitchen. */
static enum pial_exit put_files(struct weighing *w)
{
	struct pial_date until = { 0 };
	enum pial_exit code = PIAL_EXIT_USAGE;

	if (pial_forms_begin(&w->forms, w->cli))
		code = pial_forms_end(&w->forms, read_all(w) && pial_forms_folder(&w->forms) &&
						 make_each(w, &until));
	pial_forms_release(&w->forms);
	return code;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct weighing w = { .cli = cli };
	bool paper = cli->format == PIAL_FORMAT_HTML || cli->format == PIAL_FORMAT_PDF;
	enum pial_exit code;

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("which campaign? name one of campaigns.csv"));
	pial_campaigns_init(&w.campaigns);
	pial_weighed_init(&w.weighed);
	code = paper ? put_paper(&w) : put_files(&w);
	pial_weighed_release(&w.weighed);
	pial_campaigns_release(&w.campaigns);
	return code;
}

const struct pial_verb pial_verb_weigh_form = {
	.name = "form",
	.operands = PIAL_N_("CAMPAIGN"),
	.help = PIAL_N_("sheets on which kitchens weigh their waste, one file each"),
	.option = form_options,
	.own_size = sizeof(struct own),
	.run = run,
	.paper = true,
};
