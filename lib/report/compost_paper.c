/*
 * Labels are those of the figures' choices, so that the page and the table call a figure alike.
 */
#include "report/compost_paper.h"

#include <string.h>

#include "load/field.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* A sheet being written. */
struct writing {
	struct pial_paper *paper;		/* the output */
	const struct pial_compost_paper *view;	/* what it says */
	const struct pial_model *model;		/* names */
	struct pial_strbuf text;		/* being put together */
};

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* A figure to three digits or so: 176 kg, 12.4 m3, 0.35 m3. */
static void add_value(const struct writing *w, struct pial_strbuf *out, int64_t milli)
{
	if (milli >= 100000)
		pial_words_number(out, (milli + 500) / 1000, 0, 0, w->paper->lang);
	else if (milli >= 1000)
		pial_words_number(out, (milli + 50) / 100, 1, 0, w->paper->lang);
	else
		pial_words_number(out, (milli + 5) / 10, 2, 0, w->paper->lang);
}

static void put_head(struct writing *w)
{
	const struct pial_waste_record *record = w->view->input->record;
	const char *title = tr(w, PIAL_N_("Composting on site"));

	pial_paper_sheet(w->paper, title, pial_model_text(w->model, w->model->policy.name.n));
	if (record->kitchen.n)
		pial_say_kitchen(&w->text, w->model, record->kitchen);
	else
		pial_strbuf_addstr(&w->text, tr(w, PIAL_N_("all of the campaign together")));
	pial_paper_title(w->paper, title, "");
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Kitchen")), w->text.text);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Campaign")),
			pial_model_text(w->model, record->campaign.n));
	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, record->from, record->until, w->paper->lang);
	pial_paper_fact(w->paper, tr(w, PIAL_N_("Weighed")), w->text.text);
	pial_strbuf_clear(&w->text);
}

static void put_figures(struct writing *w)
{
	const struct pial_table *figures = w->view->figures;
	const char *caption = tr(w, PIAL_N_("What it takes and gives"));

	pial_paper_table(w->paper, caption);
	pial_paper_column(w->paper, caption, 1, 0);
	pial_paper_column(w->paper, pial_tr(w->paper->lang, PIAL_N_("Value")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < figures->count; i++) {
		const struct pial_compost_row *row = pial_table_row(figures, i);
		const struct pial_choice *choice = pial_choice_of(pial_choice_compost_figure,
								  row->figure);

		pial_paper_row(w->paper, PIAL_PAPER_BODY);
		pial_paper_cell(w->paper, choice ? pial_choice_label(choice, w->paper->lang) : "");
		add_value(w, &w->text, row->value.milli);
		pial_paper_take(w->paper, &w->text);
	}
}

/* A figure of the table; -1 when it has none. */
static int64_t figure_of(const struct writing *w, enum pial_compost_figure figure)
{
	for (size_t i = 0; i < w->view->figures->count; i++) {
		const struct pial_compost_row *row = pial_table_row(w->view->figures, i);

		if (row->figure == figure)
			return row->value.milli;
	}
	return -1;
}

static void say_law(struct writing *w)
{
	int64_t share = figure_of(w, PIAL_COMPOST_LIMIT_SHARE);

	if (share > 100000)
		pial_paper_text(w->paper, PIAL_PAPER_STRONG,
				tr(w, PIAL_N_("More than local composting may take without "
					      "sanitary approval: this needs a collection, or an "
					      "approved site.")));
	else if (share >= 0)
		pial_paper_text(w->paper, PIAL_PAPER_STRONG,
				tr(w, PIAL_N_("Within what local composting may take without "
					      "sanitary approval.")));
	pial_paper_text(w->paper, PIAL_PAPER_PLAIN,
			tr(w, PIAL_N_("It needs a named operator, temperatures taken and a "
				      "register; the compost is for local use. Before it goes "
				      "back to market gardens, ask what is allowed on root "
				      "vegetables.")));
}

/* What a setting is of, in the language of the page. */
static const char *word_of(const struct writing *w, const char *word)
{
	const struct pial_choice *choice = pial_choice_find(pial_choice_compost_of, word,
							    strlen(word));

	return choice ? pial_choice_label(choice, w->paper->lang) : word;
}

/* Adds a setting and its source. */
static void put_source(struct writing *w, enum pial_compost_setting setting, const char *of)
{
	const struct pial_compost_input *input = w->view->input;
	const struct pial_waste_value *line = pial_compost_line_of(input->reference, setting, of,
								   input->record->until);
	const struct pial_choice *choice = pial_choice_of(pial_choice_compost_setting,
							  (uint8_t)setting);

	if (!line || !choice)
		return;
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_strbuf_addstr(&w->text, pial_choice_label(choice, w->paper->lang));
	if (line->of.n)
		pial_strbuf_addf(&w->text, ", %s",
				 word_of(w, pial_model_text(w->model, line->of.n)));
	pial_paper_take(w->paper, &w->text);
	pial_words_number(&w->text, line->value.milli, 3, 0, w->paper->lang);
	pial_paper_take(w->paper, &w->text);
	pial_paper_cell(w->paper, pial_model_text(w->model, line->source.n));
}

static void put_sources(struct writing *w)
{
	static const enum pial_compost_setting of_material[] = {
		PIAL_COMPOST_CARBON, PIAL_COMPOST_NITROGEN, PIAL_COMPOST_MOISTURE,
		PIAL_COMPOST_DENSITY,
	};
	const char *const material[] = { "biowaste", w->view->input->dry };
	const char *heading = tr(w, PIAL_N_("What it rests on"));

	pial_paper_heading(w->paper, heading);
	pial_paper_table(w->paper, heading);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Setting")), 0, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Value")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Source")), 1, 0);
	put_source(w, PIAL_COMPOST_RATIO, "");
	for (size_t i = 0; i < PIAL_COUNT(of_material); i++)
		for (size_t k = 0; k < PIAL_COUNT(material); k++)
			put_source(w, of_material[i], material[k]);
	put_source(w, PIAL_COMPOST_WEEKS, "filling");
	put_source(w, PIAL_COMPOST_LEFT, "filling");
	put_source(w, PIAL_COMPOST_WEEKS, "ripening");
	put_source(w, PIAL_COMPOST_LEFT, "ripening");
	put_source(w, PIAL_COMPOST_YIELD, "");
	put_source(w, PIAL_COMPOST_WEEKLY, "");
	put_source(w, PIAL_COMPOST_VOLUME, "");
}

void pial_compost_paper_write(struct pial_paper *paper, const void *data)
{
	struct writing w = { .paper = paper, .view = data };

	w.model = w.view->input->reference->model;
	pial_strbuf_init(&w.text, PIAL_STRBUF_TEXT);
	put_head(&w);
	put_figures(&w);
	say_law(&w);
	put_sources(&w);
	pial_strbuf_release(&w.text);
}
