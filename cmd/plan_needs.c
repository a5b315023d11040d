/*
 * pial-plan needs: what kitchens will want in a season, by week, with the source of each figure.
 *
 * The rules are the engine's (engine/needs.h, engine/menus.h, engine/foods.h). Here its sources are
 * read, people are told what could not be counted, and rows that people wrote are put back as they
 * stood: a row is theirs when its source is no word of the toolkit.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "book/menus.h"
#include "cmd/cli_deliveries.h"
#include "cmd/cli_rejects.h"
#include "cmd/plan.h"
#include "engine/needs.h"
#include "load/load.h"

#include "base/banned.h"

/* Names of dishes shown when some are not known. */
#define SHOWN 6

/* Largest percentage taken. */
#define MOST 100000000

struct own {
	const char *menus;	/* --menus */
	const char *factor;	/* --factor */
	const char *between;	/* --between */
	const char *rejects;	/* --rejects, else rejects.csv */
	bool partial;		/* --partial */
};

struct needs {
	struct pial_cli *cli;			/* the run */
	int year;				/* which season */
	struct pial_source *source;		/* files of menus given; owned */
	size_t sources;				/* how many */
	struct pial_table given, table;		/* needs as read, and as they will be */
	struct pial_table portions, dishes;	/* reference data */
	struct pial_menus menus;		/* of the book and those given */
	struct pial_foods foods;		/* what dishes are made of */
	struct pial_menus_result counted;	/* what menus need */
	struct pial_wanted *delivered;		/* a year before; owned */
	size_t delivereds, delivered_cap;	/* how many, and room */
	struct pial_needs_input input;		/* of the engine */
	struct pial_strbuf rejects;		/* lines of menus refused, as a table */
};

static const struct pial_option needs_options[] = {
	{ 0, "menus", PIAL_OPTION_TEXT, offsetof(struct own, menus), PIAL_N_("FILE"),
	  PIAL_N_("menus to count beside those of season/YEAR/menus; operands after YEAR too") },
	{ 0, "factor", PIAL_OPTION_TEXT, offsetof(struct own, factor), PIAL_N_("PERCENT"),
	  PIAL_N_("of what was delivered a year before; 100% when not said") },
	{ 0, "between", PIAL_OPTION_TEXT, offsetof(struct own, between), PIAL_N_("PERCENT"),
	  PIAL_N_("of what a contract has between minimum and maximum; 50% when not said") },
	{ 0, "partial", PIAL_OPTION_FLAG, offsetof(struct own, partial), NULL,
	  PIAL_N_("take the good lines of menus, and put the others into a file") },
	{ 0, "rejects", PIAL_OPTION_OUTPUT, offsetof(struct own, rejects), PIAL_N_("FILE"),
	  PIAL_N_("that file; rejects.csv when not said") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* The word of a source that the toolkit computes, or none. */
static enum pial_need_source computed(const struct pial_model *model, const struct pial_need *row)
{
	const char *text = pial_model_text(model, row->source.n);

	for (const struct pial_choice *choice = pial_choice_need_source; choice->name; choice++)
		if (!strcmp(choice->name, text))
			return (enum pial_need_source)choice->value;
	return PIAL_NEED_SOURCE_NONE;
}

/* ---- Reading ---- */

static bool read_file(struct needs *needs, const char *path)
{
	struct pial_source *source = &needs->source[needs->sources++];

	pial_source_init(source);
	return pial_source_read_any(source, path, path, PIAL_SOURCE_TABLE, &needs->cli->diags);
}

/* Files of menus, before any lock. */
static bool read_files(struct needs *needs)
{
	struct pial_cli *cli = needs->cli;
	const struct own *own = cli->own;
	bool ok = true;

	needs->source = pial_calloc((size_t)cli->operands + 1, sizeof(*needs->source));
	if (own->menus)
		ok &= read_file(needs, own->menus);
	for (int i = 1; i < cli->operands; i++)
		ok &= read_file(needs, cli->operand[i]);
	return ok;
}

/* Reads menus as they will be read, and forgets them. */
static bool attempt_menus(void *context, const struct pial_source *source, struct pial_diags *diags)
{
	struct needs *needs = context;
	struct pial_model *model = &needs->cli->book.model;
	struct pial_source copy;
	struct pial_table table;
	bool ok;

	/* A reader uses its text up. */
	pial_source_init(&copy);
	pial_table_init(&table, &pial_schema_menus);
	ok = pial_source_from(&copy, source->name, source->text, source->len, diags);
	copy.sheet = source->sheet;
	copy.skipped = source->skipped;
	ok = ok && pial_table_read(&table, model, &copy, diags) &&
	     pial_check_menus(&table, model, true, diags);
	pial_table_release(&table);
	pial_source_release(&copy);
	return ok;
}

static void keep_good(void *context, struct pial_source *source)
{
	struct needs *needs = context;
	const struct own *own = needs->cli->own;

	pial_cli_take_good(needs->cli, &needs->rejects, own->rejects, source, attempt_menus, needs);
}

static bool read_menus(struct needs *needs)
{
	struct pial_cli *cli = needs->cli;
	bool ok = pial_book_menus(&cli->book, needs->year, &needs->menus, &cli->diags);

	for (size_t i = 0; i < needs->sources; i++)
		ok &= pial_menus_add(&needs->menus, &cli->book.model, &needs->source[i],
				     &cli->diags);
	return ok && pial_menus_join(&needs->menus, &cli->book.model, &cli->diags);
}

/* What a kitchen kept of a delivery, in the unit of the product. */
static int64_t kept(const struct pial_delivery *row)
{
	struct pial_qty quantity = row->received;

	if (pial_qty_is_none(quantity))
		quantity = pial_qty_is_none(row->sent) ? row->allocated : row->sent;
	if (pial_qty_is_none(quantity))
		return 0;
	if (!pial_qty_is_none(row->refused))
		quantity.milli -= row->refused.milli;
	return quantity.milli > 0 ? quantity.milli : 0;
}

static void add_delivered(struct needs *needs, struct pial_week week,
			  const struct pial_delivery *row)
{
	const struct pial_model *model = &needs->cli->book.model;
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
	struct pial_product_id wanted = row->ordered.n ? row->ordered : row->product;
	const struct pial_product *product = pial_model_product(model, wanted);

	if (!kitchen || !product)
		return;
	needs->delivered = pial_grow(needs->delivered, needs->delivereds, &needs->delivered_cap,
				     sizeof(*needs->delivered));
	needs->delivered[needs->delivereds++] = (struct pial_wanted){
		(size_t)(kitchen - model->kitchen), (size_t)(product - model->product), week,
		{ kept(row) } };
}

/* Deliveries of the weeks of the year before. */
static bool read_deliveries(struct needs *needs)
{
	const struct pial_date any = { 0 };
	bool ok = true;

	for (struct pial_week week = needs->input.first; week.n <= needs->input.last.n;
	     week = pial_week_add(week, 1)) {
		struct pial_week before = pial_needs_year_before(week);
		enum pial_allocated state;
		struct pial_table table;

		if (pial_week_is_none(before))
			continue;
		pial_table_init(&table, &pial_schema_deliveries);
		ok &= pial_week_deliveries(&needs->cli->book, before, any, &table, &state,
					   &needs->cli->diags);
		for (size_t i = 0; i < table.count; i++)
			add_delivered(needs, week, pial_table_row(&table, i));
		pial_table_release(&table);
	}
	return ok;
}

/* Everything is read, even when something was refused: all faults are said at once. */
static bool read_all(struct needs *needs)
{
	struct pial_cli *cli = needs->cli;
	bool ok = pial_plan_season_weeks(cli, needs->year, &needs->input.first,
					 &needs->input.last);

	ok &= pial_book_season(&cli->book, needs->year, &needs->given, &cli->diags);
	ok &= pial_book_data(&cli->book, &needs->portions, &cli->diags);
	ok &= pial_book_data(&cli->book, &needs->dishes, &cli->diags);
	ok &= read_menus(needs);
	return ok && read_deliveries(needs);
}

/* ---- Counting ---- */

static void count_menus(struct needs *needs)
{
	const struct pial_menus_input input = {
		.foods = &needs->foods, .menu = (const void *)needs->menus.all.row,
		.menus = needs->menus.all.count, .portion = (const void *)needs->portions.row,
		.portions = needs->portions.count, .first = needs->input.first,
		.last = needs->input.last,
	};

	pial_foods_init(&needs->foods, &needs->cli->book.model, (const void *)needs->dishes.row,
			needs->dishes.count);
	pial_menus_count(&input, &needs->counted);
}

/* Says what is not known in menus: names, most frequent first. */
static void say_unknown(struct needs *needs)
{
	const struct pial_menus_result *counted = &needs->counted;
	const struct pial_model *model = &needs->cli->book.model;
	struct pial_strbuf names;

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < counted->unknowns && i < SHOWN; i++)
		pial_strbuf_addf(&names, "%s%s × %zu", i ? ", " : "",
				 pial_model_text(model, counted->unknown[i].name.n),
				 counted->unknown[i].lines);
	if (counted->unknowns > SHOWN)
		pial_strbuf_addstr(&names, ", …");
	if (counted->unknowns)
		pial_diag_add(&needs->cli->diags, NULL, PIAL_N_MENU_UNKNOWN,
			      (int64_t)counted->unknown_lines, (int64_t)counted->dishes,
			      names.text);
	pial_strbuf_release(&names);
}

static void say_menus(struct needs *needs)
{
	const struct pial_menus_result *counted = &needs->counted;
	struct pial_diags *diags = &needs->cli->diags;
	struct pial_pos pos;
	enum pial_menu_fit fit;

	say_unknown(needs);
	if (counted->portionless) {
		pos = pial_menus_pos(&needs->menus, counted->first_portionless, "menuPlatType");
		pial_diag_add(diags, &pos, PIAL_N_MENU_PORTION, (int64_t)counted->portionless);
	}
	if (counted->mealless) {
		const struct pial_model *model = &needs->cli->book.model;
		const struct pial_kitchen *kitchen =
			pial_menu_kitchen(model, counted->first_mealless, &fit);

		pos = pial_menus_pos(&needs->menus, counted->first_mealless, "menuPlatNom");
		pial_diag_add(diags, &pos, PIAL_N_MENU_MEALS,
			      kitchen ? pial_model_text(model, kitchen->id.n) : "",
			      (int64_t)counted->mealless);
	}
	if (counted->closed)
		pial_diag_add(diags, NULL, PIAL_N_MENU_CLOSED, (int64_t)counted->closed);
	if (counted->outside)
		pial_diag_add(diags, NULL, PIAL_N_MENU_OUTSIDE, (int64_t)counted->outside,
			      (int64_t)needs->year);
}

/* Puts back the rows that people wrote; those for the engine are in said, how many it returns. */
static size_t keep_rows(struct needs *needs, struct pial_need *said)
{
	const struct pial_model *model = &needs->cli->book.model;
	size_t count = 0;

	pial_cli_like(&needs->table, &needs->given);
	for (size_t i = 0; i < needs->given.count; i++) {
		const struct pial_need *row = pial_table_row(&needs->given, i);

		if (computed(model, row) != PIAL_NEED_SOURCE_NONE)
			continue;
		said[count++] = *row;
		pial_table_add(&needs->table, row);
		pial_cli_extras(&needs->table, needs->table.count - 1, &needs->given, i);
	}
	return count;
}

static void find(struct needs *needs)
{
	struct pial_model *model = &needs->cli->book.model;
	struct pial_need *said = pial_calloc(needs->given.count + 1, sizeof(*said));
	struct pial_needs_result result;

	needs->input.model = model;
	needs->input.said = said;
	needs->input.saids = keep_rows(needs, said);
	needs->input.menus = needs->counted.wanted;
	needs->input.menu_count = needs->counted.count;
	needs->input.delivered = needs->delivered;
	needs->input.delivereds = needs->delivereds;
	pial_needs_find(&needs->input, &result);
	for (size_t i = 0; i < result.rows; i++) {
		struct pial_need row = result.row[i];
		const struct pial_choice *word = pial_choice_of(pial_choice_need_source,
								row.computed);

		row.source.n = word ? pial_intern_add(&model->pool, word->name,
						      strlen(word->name)) : 0;
		pial_table_add(&needs->table, &row);
	}
	pial_table_sort(&needs->table, model);
	if (result.closed)
		pial_diag_add(&needs->cli->diags, NULL, PIAL_N_NEEDS_CLOSED,
			      (int64_t)result.closed);
	pial_needs_result_release(&result);
	free(said);
}

/* ---- Saving ---- */

/* True when every row of the file as read is in the table too: then no word of a person is lost. */
static bool merges(const struct needs *needs)
{
	const struct pial_model *model = &needs->cli->book.model;

	for (size_t i = 0; i < needs->given.count; i++) {
		const struct pial_need *row = pial_table_row(&needs->given, i);
		const struct pial_need *now = pial_table_find(&needs->table, model, row);

		if (!now || now->quantity.milli != row->quantity.milli ||
		    now->source.n != row->source.n)
			return false;
	}
	return true;
}

static enum pial_exit save(struct needs *needs)
{
	struct pial_cli *cli = needs->cli;
	struct pial_book_change change = {
		.path = pial_arena_printf(&cli->book.model.arena, "season/%d/needs.csv",
					  needs->year),
		.merges = merges(needs),
	};
	char *bytes = pial_cli_bytes(cli, &needs->table, &change.len);
	enum pial_exit code;

	change.bytes = bytes;
	code = pial_cli_commit(cli, &change, 1);
	free(bytes);
	return code;
}

static enum pial_exit work(struct needs *needs)
{
	struct pial_cli *cli = needs->cli;
	const struct own *own = cli->own;
	enum pial_exit code;

	if (!pial_cli_book(cli) || !read_all(needs))
		return pial_cli_result(cli, false);
	count_menus(needs);
	say_menus(needs);
	find(needs);
	if (!needs->table.count)
		pial_diag_add(&cli->diags, NULL, PIAL_N_NEEDS_NONE, (int64_t)needs->year);
	code = pial_cli_put_rejects(cli, &needs->rejects, own->rejects);
	if (cli->save && code == PIAL_EXIT_DONE)
		code = save(needs);
	if (code != PIAL_EXIT_DONE)
		return code;
	pial_cli_table_last(cli, &needs->table, NULL);
	return pial_cli_result(cli, false);
}

static void release(struct needs *needs)
{
	for (size_t i = 0; i < needs->sources; i++)
		pial_source_release(&needs->source[i]);
	free(needs->source);
	free(needs->delivered);
	pial_foods_release(&needs->foods);
	pial_menus_result_release(&needs->counted);
	pial_menus_release(&needs->menus);
	pial_table_release(&needs->given);
	pial_table_release(&needs->table);
	pial_table_release(&needs->portions);
	pial_table_release(&needs->dishes);
	pial_strbuf_release(&needs->rejects);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct own *own = cli->own;
	struct needs needs = { .cli = cli };
	enum pial_exit code;

	if (!own->rejects)
		own->rejects = PIAL_REJECTS;

	if (!pial_plan_year(cli, &needs.year) ||
	    !pial_plan_rate(cli, own->factor, 1000000, MOST, &needs.input.factor) ||
	    !pial_plan_rate(cli, own->between, 500000, 1000000, &needs.input.between))
		return PIAL_EXIT_USAGE;
	pial_arena_init(&needs.foods.arena);
	pial_arena_init(&needs.counted.arena);
	pial_menus_init(&needs.menus);
	pial_strbuf_init(&needs.rejects, PIAL_STRBUF_OUTPUT);
	if (own->partial) {
		needs.menus.before = keep_good;
		needs.menus.context = &needs;
	}
	pial_table_init(&needs.given, &pial_schema_needs);
	pial_table_init(&needs.table, &pial_schema_needs);
	pial_table_init(&needs.portions, &pial_schema_portions);
	pial_table_init(&needs.dishes, &pial_schema_dishes);
	code = read_files(&needs) ? work(&needs) : pial_cli_result(cli, false);
	release(&needs);
	return code;
}

const struct pial_verb pial_verb_plan_needs = {
	.name = "needs",
	.operands = PIAL_N_("YEAR [MENUS…]"),
	.help = PIAL_N_("what kitchens will want in a season, by week, and where each figure comes "
			"from"),
	.option = needs_options,
	.own_size = sizeof(struct own),
	.saves = true,
	.run = run,
};
