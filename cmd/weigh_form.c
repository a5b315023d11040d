/*
 * pial-weigh form: the sheet on which a kitchen weighs its waste, one file a kitchen of a campaign.
 *
 * A verb of its own, since a campaign is no week: `pial-plan forms` is run every Friday, this once
 * before a campaign begins. What comes back goes the way of every other sheet, through
 * `pial-plan collect`; asked for again, the form holds what came back so far.
 */
#include <string.h>

#include "book/weighings.h"
#include "cmd/cli_forms.h"
#include "cmd/weigh.h"
#include "model/weighing.h"
#include "report/say.h"
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
	page.note[0] = tr(w, PIAL_N_("Weigh the full bin (gross), then write what it weighs empty "
				     "(tare). Drinks and sample plates do not count."));
	page.note[1] = tr(w, PIAL_N_("Empty: not weighed. 0: nothing to weigh. Count the meals "
				     "served every day: grams are counted per meal."));
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
	return pial_diag_add(&w->cli->diags, &pos, PIAL_E_REF_CAMPAIGN, name);
}

static enum pial_exit make_all(struct weighing *w)
{
	struct pial_cli *cli = w->cli;
	const struct own *own = cli->own;
	bool ok = pial_cli_book(cli) &&
		  pial_book_campaigns(&cli->book, &w->campaigns, &cli->diags) &&
		  find_campaign(w) && pial_cli_party(cli, own->party, &w->party) &&
		  pial_book_weighed(&cli->book, &w->campaigns, w->campaign, &w->weighed,
				    &cli->diags) &&
		  pial_forms_folder(&w->forms);

	for (size_t i = 0; ok && i < w->campaigns.table.count; i++) {
		const struct pial_campaign *campaign = pial_table_row(&w->campaigns.table, i);

		if (campaign->id.n == w->campaign &&
		    (!w->party || w->party == campaign->kitchen.n))
			ok = make(w, campaign);
	}
	return pial_forms_end(&w->forms, ok);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct weighing w = { .cli = cli };
	enum pial_exit code;

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("which campaign? name one of campaigns.csv"));
	if (!pial_forms_begin(&w.forms, cli)) {
		pial_forms_release(&w.forms);
		return PIAL_EXIT_USAGE;
	}
	pial_campaigns_init(&w.campaigns);
	pial_weighed_init(&w.weighed);
	code = make_all(&w);
	pial_weighed_release(&w.weighed);
	pial_campaigns_release(&w.campaigns);
	pial_forms_release(&w.forms);
	return code;
}

const struct pial_verb pial_verb_weigh_form = {
	.name = "form",
	.operands = PIAL_N_("CAMPAIGN"),
	.help = PIAL_N_("sheets on which kitchens weigh their waste, one file each"),
	.option = form_options,
	.own_size = sizeof(struct own),
	.writes = true,
	.run = run,
};
