/*
 * The papers of the entrance, of the weeks, and of those who are in the group.
 */
#include <string.h>

#include "markup/words.h"
#include "po/po.h"
#include "report/impact_view.h"
#include "report/say.h"
#include "report/site.h"
#include "report/view.h"

#include "base/banned.h"

/* A paper being written. */
struct writing {
	struct pial_paper *paper;	/* the output */
	const struct pial_site *site;	/* what it knows */
	const struct pial_model *model;	/* names */
	struct pial_strbuf text;	/* being put together */
	struct pial_strbuf target;	/* of a link, the same */
};

static void begin(struct writing *w, struct pial_paper *paper, const struct pial_site *site)
{
	*w = (struct writing){ .paper = paper, .site = site, .model = &site->public->model };
	pial_strbuf_init(&w->text, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&w->target, PIAL_STRBUF_TEXT);
}

static void end(struct writing *w)
{
	pial_strbuf_release(&w->text);
	pial_strbuf_release(&w->target);
}

static const char *tr(const struct writing *w, const char *text)
{
	return pial_tr(w->paper->lang, text);
}

/* Begins the one sheet of a page. */
static void put_title(struct writing *w, const char *title, const char *under)
{
	pial_paper_sheet(w->paper, title, pial_model_text(w->model, w->model->policy.name.n));
	pial_paper_title(w->paper, title, under);
}

/* « 17 mars 2025 », as « au … ». */
static const char *on_day(struct writing *w)
{
	pial_strbuf_clear(&w->text);
	pial_say_on_date(&w->text, w->site->day, w->paper->lang);
	return w->text.text;
}

/* ---- Weeks ---- */

/* The text as « semaine 12, du 17 au 23 mars 2025 », and the target from a folder of the site. */
static void say_week(struct writing *w, struct pial_week week, const char *up)
{
	pial_strbuf_clear(&w->text);
	pial_say_week(&w->text, week, w->paper->lang);
	pial_strbuf_clear(&w->target);
	pial_strbuf_addstr(&w->target, up);
	pial_site_week_path(&w->target, week);
}

/* The same with a capital, where it begins. */
static void say_week_first(struct writing *w, struct pial_week week, const char *up)
{
	say_week(w, week, up);
	if (w->text.len && w->text.text[0] >= 'a' && w->text.text[0] <= 'z')
		w->text.text[0] = (char)(w->text.text[0] - 'a' + 'A');
}

/* A cell with a week, and the way to it where it has a page. */
static void put_week_cell(struct writing *w, struct pial_week week, const char *up)
{
	say_week_first(w, week, up);
	pial_paper_cell(w->paper, w->text.text);
	if (w->site->week_pages)
		pial_paper_link(w->paper, w->target.text);
}

static void cell_count(struct writing *w, size_t count)
{
	pial_strbuf_clear(&w->text);
	pial_strbuf_addint(&w->text, (int64_t)count);
	pial_paper_take(w->paper, &w->text);
}

void pial_site_put_weeks(struct pial_paper *paper, const struct pial_site *site)
{
	struct writing w;
	int32_t before = 0;

	begin(&w, paper, site);
	put_title(&w, tr(&w, PIAL_N_("Weeks")), "");
	pial_paper_text(paper, PIAL_PAPER_PLAIN,
			tr(&w, PIAL_N_("What was shared out and delivered, week by week: the "
				       "latest comes first.")));
	pial_paper_table(paper, tr(&w, PIAL_N_("Weeks")));
	pial_paper_column(paper, tr(&w, PIAL_N_("Week")), 1, 0);
	pial_paper_column(paper, tr(&w, PIAL_N_("Farms and partners")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(&w, PIAL_N_("Kitchens")), 0, PIAL_PAPER_RIGHT);
	pial_paper_column(paper, tr(&w, PIAL_N_("Products")), 0, PIAL_PAPER_RIGHT);
	for (size_t i = 0; i < site->weeks; i++) {
		int year, number;

		pial_week_parts(site->week[i].week, &year, &number);
		if (year != before) {
			pial_strbuf_clear(&w.text);
			pial_strbuf_addint(&w.text, year);
			pial_paper_row(paper, PIAL_PAPER_SECTION);
			pial_paper_take(paper, &w.text);
			before = year;
		}
		pial_paper_row(paper, PIAL_PAPER_BODY);
		put_week_cell(&w, site->week[i].week, "../");
		cell_count(&w, site->week[i].parties[PIAL_SITE_PRODUCER]);
		cell_count(&w, site->week[i].parties[PIAL_SITE_KITCHEN]);
		cell_count(&w, site->week[i].products);
	}
	end(&w);
}

/* A box that leads to a week beside. */
static void put_beside(struct writing *w, const char *head, struct pial_week week, unsigned flags)
{
	pial_paper_box(w->paper, head, 1, flags);
	say_week_first(w, week, "../");
	pial_paper_text(w->paper, PIAL_PAPER_PLAIN, w->text.text);
	pial_paper_link(w->paper, w->target.text);
}

void pial_site_put_beside(struct pial_paper *paper, const struct pial_site *site, size_t at)
{
	struct writing w;

	if (site->weeks < 2)
		return;
	begin(&w, paper, site);
	pial_paper_boxes_end(paper);
	if (at + 1 < site->weeks)
		put_beside(&w, tr(&w, PIAL_N_("Week before")), site->week[at + 1].week,
			   0);
	if (at)
		put_beside(&w, tr(&w, PIAL_N_("Week after")), site->week[at - 1].week,
			   PIAL_PAPER_RIGHT);
	pial_paper_boxes_end(paper);
	end(&w);
}

/* ---- Members ---- */

static const struct pial_public_side *members_of(const struct pial_site *site,
						 enum pial_site_side side)
{
	return side == PIAL_SITE_PRODUCER ? &site->public->producer : &site->public->kitchen;
}

/* How many are in the group; of producers those of a tier: 1, or the others. */
static int64_t count_members(const struct pial_public_side *members, bool partners)
{
	int64_t count = 0;

	for (size_t i = 0; i < members->rows.count; i++) {
		const struct pial_producer *producer = pial_table_row(&members->rows, i);
		bool partner = members->schema == &pial_schema_producers && producer->tier > 1;

		count += members->member[i] && partner == partners;
	}
	return count;
}

/* Columns of a list of members: the name, then what the policy shows and a table can hold. */
static void find_columns(const struct writing *w, const struct pial_public_side *members,
			 const char **column)
{
	size_t count = 0;

	column[count++] = "name";
	for (size_t f = 1; f < members->schema->fields; f++) {
		const struct pial_field *field = &members->schema->field[f];

		for (uint32_t i = 0; i < members->columns->count; i++)
			if (field->type != PIAL_T_ANGLE && strcmp(field->name, "name") &&
			    count + 1 < PIAL_VIEW_COLUMNS &&
			    !strcmp(pial_model_text(w->model, members->columns->n[i]),
				    field->name))
				column[count++] = field->name;
	}
	column[count] = NULL;
}

void pial_site_put_members(struct pial_paper *paper, const struct pial_site *site,
			   enum pial_site_side side)
{
	const struct pial_public_side *members = members_of(site, side);
	const struct pial_site_order *order = &site->order[side];
	const char *column[PIAL_VIEW_COLUMNS];
	struct pial_table named;
	struct writing w;
	size_t rest = 0;

	begin(&w, paper, site);
	const struct pial_view_layout layout = { .model = w.model, .column = column };
	const char *title = tr(&w, side == PIAL_SITE_PRODUCER ? PIAL_N_("Producers") :
								 PIAL_N_("Kitchens"));

	put_title(&w, title, on_day(&w));
	find_columns(&w, members, column);
	pial_table_init(&named, members->schema);
	for (size_t i = 0; i < order->count; i++) {
		if (members->page[order->at[i]])
			pial_table_add(&named, pial_table_row(&members->rows, order->at[i]));
		else
			rest += members->member[order->at[i]];
	}
	pial_view_put(paper, &layout, title, &named, 0, named.count);
	if (!named.count && !rest)
		pial_paper_text(paper, PIAL_PAPER_PLAIN, tr(&w, PIAL_N_("Nobody yet.")));
	if (rest) {
		pial_strbuf_clear(&w.text);
		pial_strbuf_addint(&w.text, (int64_t)rest);
		pial_paper_facts(paper, PIAL_PAPER_FACTS_LIST);
		pial_paper_fact(paper, tr(&w, named.count ? PIAL_N_("Not named here") :
							    PIAL_N_("In the group")),
				w.text.text);
	}
	pial_table_release(&named);
	end(&w);
}

/* What the policy shows of a member, but for its name. */
static void put_facts(struct writing *w, const struct pial_public_side *members, size_t at)
{
	const void *row = pial_table_row(&members->rows, at);

	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	for (size_t f = 1; f < members->schema->fields; f++) {
		const struct pial_field *field = &members->schema->field[f];
		bool shown = false;

		for (uint32_t i = 0; i < members->columns->count; i++)
			shown = shown || !strcmp(field->name,
						 pial_model_text(w->model,
								 members->columns->n[i]));
		if (!shown || !strcmp(field->name, "name"))
			continue;
		pial_strbuf_clear(&w->text);
		pial_view_value(&w->text, w->model, members->schema, f, row, w->paper->lang);
		pial_paper_fact(w->paper, pial_field_label(field, w->paper->lang), w->text.text);
	}
}


static const char *name_at(const struct writing *w, enum pial_site_side side, uint32_t rank)
{
	uint32_t at = w->site->order[side].at[rank];

	return pial_model_text(w->model, side == PIAL_SITE_PRODUCER ?
					 w->model->producer[at].name.n :
					 w->model->kitchen[at].name.n);
}

/* The title over those with whom a member shares a product. */
static void put_product(struct writing *w, uint32_t rank)
{
	const struct pial_product *product = &w->model->product[w->site->products.at[rank]];

	pial_paper_row(w->paper, PIAL_PAPER_SECTION);
	pial_paper_cell(w->paper, pial_model_text(w->model, product->name.n));
}

/* The table of what a member brings, or is brought. */
static void put_products(struct writing *w, enum pial_site_side side, uint32_t rank)
{
	const char *title = tr(w, side == PIAL_SITE_PRODUCER ? PIAL_N_("What it delivers") :
							       PIAL_N_("What it receives"));
	enum pial_site_side other = side == PIAL_SITE_PRODUCER ? PIAL_SITE_KITCHEN :
								PIAL_SITE_PRODUCER;
	size_t first, count = pial_site_mets_of(w->site, side, rank, &first);
	const struct pial_site_met *own;

	pial_paper_heading(w->paper, title);
	if (!count) {
		pial_paper_text(w->paper, PIAL_PAPER_PLAIN,
				tr(w, PIAL_N_("Nothing yet in the weeks shown here.")));
		return;
	}
	own = w->site->met[side] + first;
	pial_paper_table(w->paper, title);
	pial_paper_column(w->paper, tr(w, side == PIAL_SITE_PRODUCER ? PIAL_N_("To whom") :
								       PIAL_N_("From whom")),
			  1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("Last time")), 1, 0);
	for (size_t i = 0; i < count; i++) {
		if (!i || own[i].product != own[i - 1].product)
			put_product(w, own[i].product);
		pial_paper_row(w->paper, PIAL_PAPER_BODY);
		pial_paper_cell(w->paper, name_at(w, other, own[i].party[other]));
		put_week_cell(w, own[i].week, "../");
	}
}

void pial_site_put_member(struct pial_paper *paper, const struct pial_site *site,
			  enum pial_site_side side, size_t at)
{
	const struct pial_public_side *members = members_of(site, side);
	uint32_t rank = site->order[side].rank[at];
	struct writing w;

	begin(&w, paper, site);
	put_title(&w, name_at(&w, side, rank), "");
	put_facts(&w, members, at);
	put_products(&w, side, rank);
	end(&w);
}

/* ---- The entrance ---- */

/* Figures that a visitor looks for, from rows of the view of useful effects. */
static const struct {
	enum pial_impact_effect effect;	/* whose row */
	const char *field;		/* which column */
	const char *label;		/* what it is, marked for translation */
	const char *unit;		/* what follows the figure; NULL: it is a percentage */
} figures[] = {
	{ PIAL_IMPACT_DELIVERED, "mass_kg", PIAL_N_("Delivered"), PIAL_NBSP "kg" },
	{ PIAL_IMPACT_MEALS, "count", PIAL_N_("Meals"), "" },
	{ PIAL_IMPACT_ORGANIC, "share", PIAL_N_("Of it organic"), NULL },
	{ PIAL_IMPACT_LOCAL, "share", PIAL_N_("Of it from nearby"), NULL },
	{ PIAL_IMPACT_GROWERS, "share", PIAL_N_("Share that goes to producers"), NULL },
	{ PIAL_IMPACT_JOURNEY, "km", PIAL_N_("From farm to kitchen, on average"), PIAL_NBSP "km" },
};

/* The row of an effect, or NULL. */
static const struct pial_impact_row *row_of(const struct pial_table *impact,
					    enum pial_impact_effect effect)
{
	for (size_t i = 0; i < impact->count; i++) {
		const struct pial_impact_row *row = pial_table_row(impact, i);

		if (row->effect == effect)
			return row;
	}
	return NULL;
}

/* A figure with its unit, as the text; nothing of what the row does not say. */
static void say_figure(struct writing *w, const struct pial_impact_row *row, const char *name,
		       const char *unit)
{
	const struct pial_schema *schema = w->site->impact->schema;

	pial_strbuf_clear(&w->text);
	if (!unit) {
		if (!pial_rate_is_none(row->share))
			pial_words_percent(&w->text, row->share.e6, 4, 0, w->paper->lang);
		return;
	}
	pial_view_value(&w->text, w->model, schema, (size_t)pial_field_find(schema, name), row,
			w->paper->lang);
	if (w->text.len)
		pial_strbuf_addstr(&w->text, unit);
}

static void put_figures(struct writing *w)
{
	const struct pial_table *impact = w->site->impact;

	if (!impact || !impact->count)
		return;
	pial_paper_heading(w->paper, tr(w, PIAL_N_("Useful effects")));
	pial_paper_link(w->paper, "impact.html");
	pial_strbuf_clear(&w->text);
	pial_say_days(&w->text, w->site->first, w->site->last, w->paper->lang);
	pial_paper_text(w->paper, PIAL_PAPER_DETAIL, w->text.text);
	pial_paper_facts(w->paper, PIAL_PAPER_FACTS_GRID);
	for (size_t i = 0; i < PIAL_COUNT(figures); i++) {
		const struct pial_impact_row *row = row_of(impact, figures[i].effect);

		pial_strbuf_clear(&w->text);
		if (row)
			say_figure(w, row, figures[i].field, figures[i].unit);
		pial_paper_fact_as(w->paper, tr(w, figures[i].label), w->text.text,
				   PIAL_PAPER_MARKED);
	}
}

static void put_count(struct writing *w, const char *label, int64_t count, const char *target)
{
	pial_strbuf_clear(&w->text);
	if (count)
		pial_strbuf_addint(&w->text, count);
	pial_paper_fact_as(w->paper, tr(w, label), w->text.text, PIAL_PAPER_MARKED);
	if (count)
		pial_paper_link(w->paper, target);
}

/* A page, and what is found there. */
static void put_page(struct writing *w, const char *path, const char *label, const char *tells)
{
	pial_paper_row(w->paper, PIAL_PAPER_BODY);
	pial_paper_cell(w->paper, tr(w, label));
	pial_paper_link(w->paper, path);
	pial_paper_cell(w->paper, tr(w, tells));
}

static void put_pages(struct writing *w)
{
	const struct pial_site *site = w->site;

	pial_paper_heading(w->paper, tr(w, PIAL_N_("On these pages")));
	pial_paper_table(w->paper, tr(w, PIAL_N_("On these pages")));
	pial_paper_column(w->paper, tr(w, PIAL_N_("Page")), 1, 0);
	pial_paper_column(w->paper, tr(w, PIAL_N_("What is found there")), 3, 0);
	if (site->week_pages)
		put_page(w, "weeks/index.html", PIAL_N_("Weeks"),
			 PIAL_N_("Week by week, what was delivered where."));
	put_page(w, "producers/index.html", PIAL_N_("Producers"),
		 PIAL_N_("Who grows and raises, and for whom."));
	put_page(w, "kitchens/index.html", PIAL_N_("Kitchens"),
		 PIAL_N_("Who cooks, and with what."));
	for (size_t i = 0; i < site->pages; i++)
		put_page(w, site->page[i].path, site->page[i].label, site->page[i].tells);
}

void pial_site_put_index(struct pial_paper *paper, const struct pial_site *site)
{
	const struct pial_public *public = site->public;
	const char *group = pial_model_text(&public->model, public->model.policy.name.n);
	struct writing w;

	begin(&w, paper, site);
	pial_paper_sheet(paper, tr(&w, PIAL_N_("Home")), group);
	pial_paper_title(paper, group, on_day(&w));
	pial_paper_facts(paper, PIAL_PAPER_FACTS_GRID);
	put_count(&w, PIAL_N_("Producers"), count_members(&public->producer, false),
		  "producers/index.html");
	put_count(&w, PIAL_N_("Partners"), count_members(&public->producer, true),
		  "producers/index.html");
	put_count(&w, PIAL_N_("Kitchens"), count_members(&public->kitchen, false),
		  "kitchens/index.html");
	if (site->week_pages) {
		say_week_first(&w, site->week[0].week, "");
		pial_paper_fact_as(paper, tr(&w, PIAL_N_("Last week shown")), w.text.text,
				   PIAL_PAPER_MARKED);
		pial_paper_link(paper, w.target.text);
	}
	put_figures(&w);
	put_pages(&w);
	pial_paper_text(paper, PIAL_PAPER_SMALL,
			tr(&w, PIAL_N_("Made with pial-report site from the book of the group. "
				       "What the group has not decided to publish is not on "
				       "these pages.")));
	end(&w);
}
