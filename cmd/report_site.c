/*
 * pial-report site: the book as a small static site.
 *
 * A view is a page when it stands in the table below, once: its verb is run as it is, on the book
 * that is loaded already, and the paper that it would show is written into the site instead
 * (cmd/cli_view.h), with a model that holds what may be shown (report/public.h). So a page cannot
 * differ from the view, and a view cannot tell what a policy keeps back. What each view says to its
 * own readers on the way (alerts, notices) is for them: the site says errors only.
 *
 * All pages are made in memory before the first is written, as any output is. A site made page by
 * page was rejected: when the twentieth is refused, nineteen would be new.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_view.h"
#include "cmd/report.h"
#include "io/folder.h"
#include "load/value.h"
#include "model/waste.h"
#include "report/impact_view.h"
#include "report/season_view.h"
#include "report/site.h"
#include "report/week_view.h"

#include "base/banned.h"

/* Name of the list of files that the site is made of. */
#define LIST ".pial-site"

static const struct pial_option site_options[] = {
	PIAL_VIEW_PERIOD,
	PIAL_VIEW_DAYS,
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* A view that is a page; its verb's own options begin with struct pial_view_own. */
struct shown {
	const char *word;		/* the policy's, of pial_public_pages */
	const struct pial_verb *verb;	/* whose paper it is */
	struct pial_site_page page;	/* where, and what it is called */
	/* writes its paper for everybody; NULL: as it is */
	void (*write)(struct pial_paper *paper, const void *data);
	bool days;			/* it counts the days of the site */
	bool kitchens;			/* it speaks of kitchens: no page when none is named */
	const char *text;		/* column whose texts may be shown; NULL: none */
	const char *kept;		/* column kept back: what the group must see to; or NULL */
};

/* Of each week that is public. */
static const struct shown weekly = {
	.word = "week", .verb = &pial_verb_report_week, .write = pial_week_view_write_outside,
};

static const struct shown views[] = {
	{ .word = "availability", .verb = &pial_verb_report_availability,
	  .page = { "availability.html", PIAL_N_("Availability"),
		    PIAL_N_("What is there in the weeks to come, what is left to take, and at "
			    "which price.") } },
	{ .word = "season", .verb = &pial_verb_report_season,
	  .page = { "season.html", PIAL_N_("Season"),
		    PIAL_N_("What kitchens need, week by week, and what nobody promises yet.") },
	  .write = pial_season_view_write_outside },
	{ .word = "contract", .verb = &pial_verb_report_contract,
	  .page = { "contracts.html", PIAL_N_("Contracts"),
		    PIAL_N_("What kitchens committed to, and what they had of it.") },
	  .kitchens = true, .kept = "alert" },
	{ .word = "value", .verb = &pial_verb_report_value,
	  .page = { "value.html", PIAL_N_("Sharing of value"),
		    PIAL_N_("Of each €100 that kitchens pay, how much goes to whom.") },
	  .days = true },
	{ .word = "waste", .verb = &pial_verb_report_waste,
	  .page = { "waste.html", PIAL_N_("Food waste"),
		    PIAL_N_("What kitchens weighed, campaign after campaign.") },
	  .kitchens = true, .text = "campaign" },
	{ .word = "impact", .verb = &pial_verb_report_impact,
	  .page = { "impact.html", PIAL_N_("Useful effects"),
		    PIAL_N_("What came of it: food, money, roads, people, waste.") },
	  .days = true },
};

/* A file of the site. */
struct file {
	char *path;			/* owned */
	struct pial_strbuf bytes;	/* its content */
};

/* A run. */
struct run {
	struct pial_cli *cli;			/* the run */
	struct pial_cli_days days;		/* that views count */
	struct pial_week first, last;		/* of weeks with a page, at most; none: all */
	struct pial_public public;		/* what may be shown */
	struct pial_site site;			/* of it */
	struct pial_site_page page[PIAL_COUNT(views)];	/* those made */
	struct pial_table impact;		/* rows of that view, for the entrance */
	struct file *file;			/* made so far; owned */
	size_t files, file_cap;			/* how many, and room */
	const struct shown *view;		/* being made */
	size_t week;				/* whose page that is, in the order of the site */
};

/* ---- Pages ---- */

/* Makes a paper a file of the site. */
static void keep_paper(struct run *run, const char *path, struct pial_paper *paper)
{
	struct file *file;

	pial_site_finish(paper, &run->site, path);
	run->file = pial_grow(run->file, run->files, &run->file_cap, sizeof(*run->file));
	file = &run->file[run->files++];
	file->path = pial_malloc(strlen(path) + 1);
	memcpy(file->path, path, strlen(path) + 1);
	pial_strbuf_init(&file->bytes, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&file->bytes, paper);
	pial_progress_of(run->cli, PIAL_N_("pages made"), 0);
	pial_progress_at(run->cli, run->files);
}

/* Makes the paper of the view being made one. */
static void keep_view(struct run *run, struct pial_paper *paper)
{
	struct pial_strbuf path;

	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	if (run->view == &weekly) {
		pial_site_put_beside(paper, &run->site, run->week);
		pial_site_week_path(&path, run->site.week[run->week].week);
	} else {
		pial_strbuf_addstr(&path, run->view->page.path);
	}
	keep_paper(run, path.text, paper);
	pial_strbuf_release(&path);
}

/* Puts the texts of a column of a view's rows on the list of what may be shown. */
static void allow_texts(struct run *run, const struct pial_table *table, const char *column)
{
	int at = pial_field_find(table->schema, column);

	for (size_t i = 0; at >= 0 && i < table->count; i++) {
		const char *row = pial_table_row(table, i);

		pial_public_allow(&run->public, &run->cli->book.model,
				  *(const uint32_t *)(const void *)
					  (row + table->schema->field[at].offset));
	}
}

/* Empties a column of a view's rows. */
static void keep_back(struct run *run, struct pial_table *table, const char *column)
{
	int at = pial_field_find(table->schema, column);

	for (size_t i = 0; at >= 0 && i < table->count; i++)
		pial_value_clear(&run->cli->book.model, &table->schema->field[at],
				 pial_table_row(table, i));
}

/*
 * Takes the paper of the view being made. The view's data point to the model of the book: for the
 * time of writing, what is there is what may be shown.
 */
static void show(struct pial_cli *cli, const struct pial_view *view, void *data)
{
	struct run *run = data;
	struct pial_table *table = (struct pial_table *)(uintptr_t)view->table;
	struct pial_model whole;
	struct pial_paper paper;

	pial_public_follow(&run->public, &cli->book.model);
	if (run->view->kitchens)
		pial_public_keep_named(&run->public, table);
	if (run->view->text)
		allow_texts(run, table, run->view->text);
	if (run->view->kept)
		keep_back(run, table, run->view->kept);
	if (run->view->verb == &pial_verb_report_impact)
		for (size_t i = 0; i < table->count; i++)
			pial_table_add(&run->impact, pial_table_row(table, i));
	pial_paper_init(&paper, pial_cli_document_lang(cli));
	whole = cli->book.model;
	cli->book.model = run->public.model;
	if (run->view->write)
		run->view->write(&paper, view->data);
	else
		view->write(&paper, view->data);
	cli->book.model = whole;
	keep_view(run, &paper);
	pial_paper_release(&paper);
}

/* Begins to keep apart what is said: only errors of it will be. */
static struct pial_diags hush(struct pial_cli *cli)
{
	struct pial_diags before = cli->diags;

	pial_diags_init(&cli->diags);
	return before;
}

/* Ends that: what was said before, unless there are errors, which then are all that is said. */
static bool speak(struct pial_cli *cli, struct pial_diags before, bool ok)
{
	ok = ok && !cli->diags.errors;
	pial_diags_release(ok ? &cli->diags : &before);
	if (ok)
		cli->diags = before;
	return ok;
}

/* Runs the verb of a view, of a week or of none. False, said, when it is refused. */
static bool run_view(struct run *run, const struct shown *view, char *week)
{
	struct pial_cli *cli = run->cli;
	const struct pial_cli kept = *cli;
	struct pial_view_own *own = pial_calloc(1, view->verb->own_size);
	struct pial_diags before = hush(cli);
	bool ok;

	run->view = view;
	cli->verb = view->verb;
	cli->own = own;
	cli->operand = &week;
	cli->operands = week ? 1 : 0;
	cli->format = PIAL_FORMAT_HTML;
	cli->exit_code = false;
	if (view->days)
		own->period = run->days;
	ok = view->verb->run(cli) == PIAL_EXIT_DONE;
	cli->verb = kept.verb;
	cli->own = kept.own;
	cli->operand = kept.operand;
	cli->operands = kept.operands;
	cli->format = kept.format;
	cli->exit_code = kept.exit_code;
	free(own);
	return speak(cli, before, ok);
}

/* Whether a view is a page: the policy says. */
static bool is_page(const struct run *run, const struct shown *view)
{
	return pial_public_has_page(&run->cli->book.model, view->word) &&
	       (!view->kitchens || run->public.kitchen.named);
}

static size_t find_pages(struct run *run)
{
	size_t count = 0;

	for (size_t i = 0; i < PIAL_COUNT(views); i++)
		if (is_page(run, &views[i]))
			run->page[count++] = views[i].page;
	return count;
}

static bool make_views(struct run *run)
{
	bool ok = true;

	for (size_t i = 0; ok && i < PIAL_COUNT(views); i++)
		if (is_page(run, &views[i]))
			ok = run_view(run, &views[i], NULL);
	return ok;
}

/* A page for each week. */
static bool make_weeks(struct run *run)
{
	struct pial_strbuf week;
	bool ok = true;

	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	for (run->week = 0; ok && run->week < run->site.weeks; run->week++) {
		pial_strbuf_clear(&week);
		pial_week_format(&week, run->site.week[run->week].week);
		pial_progress_of(run->cli, PIAL_N_("weeks of the site"), run->site.weeks);
		pial_progress_at(run->cli, run->week);
		ok = run_view(run, &weekly, week.text);
	}
	pial_strbuf_release(&week);
	return ok;
}

/* ---- Weeks ---- */

/* Adds a week that is for everybody: published, delivered or closed. */
static bool add_week(struct run *run, struct pial_week week)
{
	struct pial_cli *cli = run->cli;
	struct pial_week_status status;
	struct pial_table deliveries;
	enum pial_allocated state;
	bool ok;

	if (!pial_book_status(&cli->book, week, &status, &cli->diags))
		return false;
	if (status.state < PIAL_WEEK_PUBLISHED || week.n < run->first.n ||
	    (run->last.n && week.n > run->last.n))
		return true;
	pial_table_init(&deliveries, &pial_schema_deliveries);
	ok = pial_week_deliveries(&cli->book, week, (struct pial_date){ 0 }, &deliveries, &state,
				  &cli->diags);
	if (ok)
		pial_site_add_week(&run->site, week, &deliveries);
	pial_table_release(&deliveries);
	return ok;
}

static bool add_weeks(struct run *run)
{
	struct pial_cli *cli = run->cli;
	struct pial_diags before = hush(cli);
	size_t count;
	struct pial_week *week = pial_book_weeks(&cli->book, &count);
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++)
		ok = add_week(run, week[i]);
	free(week);
	pial_site_settle(&run->site);
	return speak(cli, before, ok);
}

/* ---- The pages that are no view ---- */

static void make_members(struct run *run, enum pial_site_side side)
{
	const struct pial_public_side *members = side == PIAL_SITE_PRODUCER ?
						 &run->public.producer : &run->public.kitchen;
	enum pial_lang lang = pial_cli_document_lang(run->cli);
	struct pial_paper paper;
	struct pial_strbuf path;

	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < members->rows.count; i++) {
		if (!members->page[i])
			continue;
		pial_strbuf_clear(&path);
		pial_site_member_path(&path, &run->site, side, i);
		pial_paper_init(&paper, lang);
		pial_site_put_member(&paper, &run->site, side, i);
		keep_paper(run, path.text, &paper);
		pial_paper_release(&paper);
	}
	pial_strbuf_release(&path);
	pial_paper_init(&paper, lang);
	pial_site_put_members(&paper, &run->site, side);
	keep_paper(run, side == PIAL_SITE_PRODUCER ? "producers/index.html" :
						     "kitchens/index.html", &paper);
	pial_paper_release(&paper);
}

/* A page that one function writes. */
static void make_page(struct run *run, const char *path,
		      void (*write)(struct pial_paper *paper, const struct pial_site *site))
{
	struct pial_paper paper;

	pial_paper_init(&paper, pial_cli_document_lang(run->cli));
	write(&paper, &run->site);
	keep_paper(run, path, &paper);
	pial_paper_release(&paper);
}

/* Makes all pages; the entrance, which leads to the others, comes last. */
static bool make_pages(struct run *run)
{
	struct pial_site *site = &run->site;
	bool ok;

	if (!add_weeks(run))
		return false;
	site->first = run->days.first;
	site->last = run->days.last.n && run->days.last.n < run->cli->today.n ? run->days.last :
									      run->cli->today;
	site->page = run->page;
	site->pages = find_pages(run);
	site->week_pages = site->weeks && is_page(run, &weekly);
	run->cli->shown = show;
	run->cli->shown_data = run;
	ok = make_views(run) && (!site->week_pages || make_weeks(run));
	run->cli->shown = NULL;
	if (!ok)
		return false;
	pial_public_follow(&run->public, &run->cli->book.model);
	if (site->week_pages)
		make_page(run, "weeks/index.html", pial_site_put_weeks);
	make_members(run, PIAL_SITE_PRODUCER);
	make_members(run, PIAL_SITE_KITCHEN);
	if (pial_public_has_page(&run->cli->book.model, "impact"))
		site->impact = &run->impact;
	make_page(run, "index.html", pial_site_put_index);
	return true;
}

/* ---- The folder ---- */

static void write_folder(struct run *run)
{
	struct pial_cli *cli = run->cli;
	struct pial_folder_file *file = pial_calloc(run->files, sizeof(*file));
	struct pial_folder_done done;

	for (size_t i = 0; i < run->files; i++)
		file[i] = (struct pial_folder_file){ run->file[i].path, run->file[i].bytes.text,
						     run->file[i].bytes.len };
	/* Writing may be slow, and others may want to commit. */
	pial_book_unlock(&cli->book);
	if (pial_folder_write(cli->operand[0], LIST, file, run->files, cli->dry_run, &done,
			      &cli->diags))
		pial_diag_add(&cli->diags, NULL, cli->dry_run ? PIAL_N_SITE_WOULD : PIAL_N_SITE,
			      (int64_t)run->files, (int64_t)done.written, (int64_t)done.same,
			      (int64_t)done.removed);
	free(file);
}

static void release(struct run *run)
{
	for (size_t i = 0; i < run->files; i++) {
		free(run->file[i].path);
		pial_strbuf_release(&run->file[i].bytes);
	}
	free(run->file);
	pial_table_release(&run->impact);
}

/*
 * The days given, and their weeks; else the present calendar year so far, as the view of useful
 * effects has it, and all weeks.
 */
static bool find_days(struct run *run)
{
	struct pial_cli *cli = run->cli;
	const struct pial_view_own *own = cli->own;
	int year, month, day;

	if (!pial_cli_view_days(cli, &run->days))
		return false;
	if (own->period.first.n || run->days.first.n || run->days.last.n)
		return pial_cli_view_weeks(cli, &run->first, &run->last);
	pial_date_parts(cli->today, &year, &month, &day);
	return pial_date_make(year, 1, 1, &run->days.first);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct run run = { .cli = cli };

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("name the folder of the site"));
	if (!find_days(&run))
		return PIAL_EXIT_USAGE;
	if (!pial_cli_book(cli))
		return pial_cli_result(cli, false);
	pial_table_init(&run.impact, &pial_schema_view_impact);
	pial_public_make(&run.public, &cli->book.model, cli->today, pial_cli_document_lang(cli));
	pial_site_init(&run.site, &run.public, cli->today);
	if (make_pages(&run))
		write_folder(&run);
	pial_site_release(&run.site);
	pial_public_release(&run.public);
	release(&run);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_report_site = {
	.name = "site",
	.operands = PIAL_N_("DIR"),
	.help = PIAL_N_("the book as a small static site, for anybody to see"),
	.option = site_options,
	.own_size = sizeof(struct pial_view_own),
	.run = run,
	.writes = true,
};
