/*
 * What a verb is given to work on: a week of the book, or a table.
 *
 * The rule is the same everywhere, and stands in each manual page under "What is read": an operand
 * WEEK reads the book; FILE or `-` reads that; with neither, standard input, unless it is a
 * terminal, where a person would wait for an answer that never comes.
 */
#include <string.h>
#include <unistd.h>

#include "book/path.h"
#include "cmd/cli.h"
#include "cmd/cli_priv.h"
#include "load/load.h"

#include "base/banned.h"

bool pial_cli_week(struct pial_cli *cli, const char *text, struct pial_week *week)
{
	static const struct {
		const char *name;
		int ahead;
	} relative[] = { { "last", -1 }, { "this", 0 }, { "next", 1 } };

	for (size_t i = 0; i < PIAL_COUNT(relative); i++) {
		if (strcmp(text, relative[i].name))
			continue;
		if (pial_date_is_none(cli->today))
			return false;
		*week = pial_week_add(pial_week_of(cli->today), relative[i].ahead);
		return !pial_week_is_none(*week);
	}
	return pial_week_parse(text, strlen(text), week) == PIAL_DATE_OK;
}

static bool read_all(struct pial_cli *cli, const char *path, struct pial_source *source,
		     enum pial_exit *code)
{
	if (pial_source_read_any(source, path, path, PIAL_SOURCE_TABLE, &cli->diags))
		return true;
	*code = pial_cli_result(cli, false);
	return false;
}

enum pial_given pial_cli_take(struct pial_cli *cli, const char *operand, struct pial_week *week,
			      struct pial_source *source, enum pial_exit *code)
{
	struct pial_week unused;

	*code = PIAL_EXIT_DONE;
	if (operand && pial_cli_week(cli, operand, week))
		return PIAL_GIVEN_WEEK;
	if (operand &&
	    pial_week_parse(operand, strlen(operand), &unused) != PIAL_DATE_SYNTAX) {
		*code = pial_cli_usage(cli, PIAL_N_("there is no week “%s”"), operand);
		return PIAL_GIVEN_WRONG;
	}
	if (!operand && isatty(STDIN_FILENO)) {
		*code = pial_cli_usage(cli, PIAL_N_("nothing to read; name a week or a file, or "
						    "use a pipe"));
		return PIAL_GIVEN_WRONG;
	}
	return read_all(cli, operand ? operand : "-", source, code) ? PIAL_GIVEN_TABLE
								     : PIAL_GIVEN_WRONG;
}

/* The default verb takes any word for a file: a slip in another verb's name ends up here. */
static bool is_slip(struct pial_cli *cli, enum pial_exit *code)
{
	const char *word = cli->operands ? cli->operand[0] : "-", *verb;
	struct pial_week week;

	if (cli->verb->name[0] || !strcmp(word, "-") || pial_cli_week(cli, word, &week) ||
	    !access(word, F_OK))
		return false;
	verb = pial_cli_near_verb(cli->command, word);
	if (!verb)
		return false;
	*code = pial_cli_usage(cli, PIAL_N_("“%s” is no verb, week or file; did you mean “%s”?"),
			       word, verb);
	return true;
}

enum pial_given pial_cli_given(struct pial_cli *cli, struct pial_week *week,
			       struct pial_source *source, enum pial_exit *code)
{
	if (is_slip(cli, code))
		return PIAL_GIVEN_WRONG;
	if (cli->operands > 1) {
		*code = pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
		return PIAL_GIVEN_WRONG;
	}
	return pial_cli_take(cli, cli->operands ? cli->operand[0] : NULL, week, source, code);
}

/* The week that every row has, in the row's member `week`. */
static bool week_of_rows(struct pial_cli *cli, const struct pial_table *table,
			 struct pial_week *week)
{
	int index = pial_field_find(table->schema, "week");
	size_t offset = index < 0 ? 0 : table->schema->field[index].offset;

	*week = (struct pial_week){ 0 };
	for (size_t i = 0; index >= 0 && i < table->count; i++) {
		const char *row = pial_table_row(table, i);
		struct pial_week own;
		struct pial_pos pos = pial_table_pos(table, row, "week");

		memcpy(&own, row + offset, sizeof(own));
		if (pial_week_is_none(*week))
			*week = own;
		if (own.n != week->n)
			return pial_diag_add(&cli->diags, &pos, PIAL_E_WEEKS, (int64_t)own.n,
					     (int64_t)week->n);
	}
	return true;
}

bool pial_cli_moving_from(struct pial_cli *cli, enum pial_given given,
			  struct pial_source *source, struct pial_table *table,
			  struct pial_week *week, bool *exists)
{
	const struct pial_week any = { 0 };

	*exists = true;
	if (given == PIAL_GIVEN_WEEK)
		return pial_book_week(&cli->book, *week, table, exists, &cli->diags);
	return pial_table_read(table, &cli->book.model, source, &cli->diags) &&
	       pial_check_moving(table, &cli->book.model, any, &cli->diags) &&
	       week_of_rows(cli, table, week);
}

bool pial_cli_moving(struct pial_cli *cli, struct pial_table *table, struct pial_week *week,
		     bool *exists, enum pial_exit *code)
{
	struct pial_source source;
	enum pial_given given;
	bool ok;

	*exists = true;
	pial_source_init(&source);
	given = pial_cli_given(cli, week, &source, code);
	if (given == PIAL_GIVEN_WEEK && table->workers > 1)
		pial_book_read_ahead(&cli->book, *week, table->schema);
	ok = given != PIAL_GIVEN_WRONG && pial_cli_book(cli) &&
	     pial_cli_moving_from(cli, given, &source, table, week, exists);
	pial_source_release(&source);
	if (!ok && given != PIAL_GIVEN_WRONG)
		*code = pial_cli_result(cli, false);
	return ok;
}

bool pial_cli_week_operand(struct pial_cli *cli, struct pial_week *week)
{
	if (cli->operands == 1 && pial_cli_week(cli, cli->operand[0], week))
		return true;
	if (cli->operands == 0)
		pial_cli_usage(cli, PIAL_N_("which week? write it as 2025-W12, this, next or "
					    "last"));
	else if (cli->operands > 1)
		pial_cli_usage(cli, PIAL_N_("one operand too many: “%s”"), cli->operand[1]);
	else
		pial_cli_usage(cli, PIAL_N_("“%s” is not a week; write it as 2025-W12"),
			       cli->operand[0]);
	return false;
}

bool pial_cli_week_before(struct pial_cli *cli, struct pial_week week, enum pial_week_state limit,
			  struct pial_week_status *status)
{
	static const char *const name[] = {
		[PIAL_WEEK_NONE] = PIAL_N_("draft"),
		[PIAL_WEEK_DRAFT] = PIAL_N_("draft"),
		[PIAL_WEEK_PUBLISHED] = PIAL_N_("published"),
		[PIAL_WEEK_DELIVERED] = PIAL_N_("delivered"),
		[PIAL_WEEK_CLOSED] = PIAL_N_("closed"),
	};

	if (!pial_book_status(&cli->book, week, status, &cli->diags))
		return false;
	if (status->state < limit)
		return true;
	return pial_diag_add(&cli->diags, NULL, PIAL_E_WEEK_STATE, (int64_t)week.n,
			     name[status->state]);
}

/* What to run for a table that is not there. */
struct maker {
	const struct pial_schema *schema;	/* which table */
	const char *name;			/* as people call it */
	const char *command;			/* that makes it, up to the week */
};

bool pial_cli_no_table(struct pial_cli *cli, const struct pial_schema *schema,
		       struct pial_week week)
{
	static const struct maker makers[] = {
		{ &pial_schema_orders, PIAL_N_("orders"), "pial-plan orders --save" },
		{ &pial_schema_offers, PIAL_N_("offers"), "pial set offer" },
		{ &pial_schema_allocation, PIAL_N_("allocation"), "pial-allocate --save" },
		{ &pial_schema_receipts, PIAL_N_("receipts"), "pial set receipt" },
		{ &pial_schema_deliveries, PIAL_N_("deliveries"), "pial-weigh deliveries --save" },
	};
	const struct maker *maker = NULL;
	struct pial_pos pos = { .kind = PIAL_COLUMN_LETTER };

	pos.file = pial_book_shown(&cli->book, pial_book_week_path(&cli->book, week, schema));
	for (size_t i = 0; i < PIAL_COUNT(makers); i++)
		if (makers[i].schema == schema)
			maker = &makers[i];
	pial_diag_add(&cli->diags, &pos, PIAL_E_WEEK_NO_TABLE, maker ? maker->name : schema->name,
		      (int64_t)week.n);
	if (maker)
		pial_diag_add(&cli->diags, &pos, PIAL_N_WEEK_TABLE, maker->command,
			      (int64_t)week.n);
	return false;
}

static void say_columns(struct pial_cli *cli, const struct pial_table *table, enum pial_code code)
{
	struct pial_pos pos = { table->file, 1, 0, PIAL_COLUMN_LETTER };
	struct pial_strbuf names;

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < table->extras; i++) {
		if (i)
			pial_strbuf_addstr(&names, ", ");
		pial_strbuf_addstr(&names, table->extra_name[i]);
	}
	pial_diag_add(&cli->diags, &pos, code, names.text);
	pial_strbuf_release(&names);
}

void pial_cli_dropped(struct pial_cli *cli, const struct pial_table *table)
{
	if (table->extras)
		say_columns(cli, table, PIAL_N_CSV_COLUMN_DROPPED);
}

void pial_cli_cells_dropped(struct pial_cli *cli, const struct pial_table *table)
{
	say_columns(cli, table, PIAL_N_CSV_CELL_DROPPED);
}
