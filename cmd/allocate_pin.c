/*
 * pial-allocate pin: rows fixed by hand, from a few words or from a table that comes back.
 *
 * A pin keeps its quantity, 0 included, on every later run; the rest is solved again around it. A
 * draft is computed again at once, so that what it costs the others is seen; a published week goes
 * to its next version (cmd/allocate_again.c), as it does for whatever happens after publication.
 * A week that was not computed yet keeps its pins alone, as wishes, once they are known to be
 * possible.
 */
#include "cmd/allocate_pin.h"

#include <string.h>

#include "cmd/allocate.h"
#include "cmd/allocate_again.h"
#include "cmd/allocate_changes.h"
#include "sheet/names.h"

#include "base/banned.h"

#define OPTION(name, member, value, help) \
	{ 0, name, PIAL_OPTION_TEXT, offsetof(struct pial_pin_own, member), value, help }

static const struct pial_option pin_options[] = {
	OPTION("day", day, PIAL_N_("DATE"), PIAL_N_("the order's day, when it has several")),
	OPTION("contract", contract, PIAL_N_("ID"),
	       PIAL_N_("the order's contract, when it has several")),
	OPTION("batch", batch, PIAL_N_("TEXT"),
	       PIAL_N_("the harvest, when the producer offers several")),
	OPTION("ordered", ordered, PIAL_N_("PRODUCT"),
	       PIAL_N_("what was ordered, when PRODUCT is its substitute")),
	OPTION("note", note, PIAL_N_("TEXT"), PIAL_N_("a remark on the line")),
	{ 0, "off", PIAL_OPTION_FLAG, offsetof(struct pial_pin_own, off), NULL,
	  PIAL_N_("take the pin off again") },
	{ 0, "diff", PIAL_OPTION_FLAG, offsetof(struct pial_pin_own, diff), NULL,
	  PIAL_N_("write what changes, not the whole allocation") },
	{ 0 }
};

/* ---- A week that was not computed yet ---- */

static enum pial_exit put_wishes(struct pial_pinning *pinning, const struct pial_table *table,
				 bool same)
{
	const struct pial_pin_own *own = pinning->cli->own;
	struct pial_cli *cli = pinning->cli;
	enum pial_exit code = PIAL_EXIT_DONE;

	if (same)
		pial_diag_add(&cli->diags, NULL, PIAL_N_PIN_NOTHING,
			      (int64_t)pinning->week.week.n);
	else
		code = pial_cli_save(cli, pinning->week.week, table, true);
	if (code != PIAL_EXIT_DONE)
		return code;
	if (own->diff)
		pial_allocate_changes(cli, &pinning->stands, table);
	else
		pial_cli_table(cli, table);
	code = pial_cli_result(cli, false);
	return code == PIAL_EXIT_DONE && !same && cli->exit_code ? PIAL_EXIT_PERSON : code;
}

static enum pial_exit put(struct pial_pinning *pinning)
{
	const struct pial_pin_own *own = pinning->cli->own;
	struct pial_table table;
	enum pial_exit code;
	bool same;

	pial_table_init(&table, &pial_schema_allocation);
	if (!pial_pin_compute(pinning, &table, &same))
		code = pial_cli_result(pinning->cli, false);
	else if (pinning->state == PIAL_ALLOCATED_WHOLE)
		code = pial_allocate_again_put(&pinning->week, &pinning->stands, &table, same,
					       own->diff);
	else
		code = put_wishes(pinning, &table, same);
	pial_table_release(&table);
	return code;
}

/* ---- The command line ---- */

/* Words after WEEK, or a table; false when neither makes sense. */
static bool read_operands(struct pial_pinning *pinning, struct pial_source *source, bool *words,
			  enum pial_exit *code)
{
	struct pial_cli *cli = pinning->cli;
	const struct pial_pin_own *own = cli->own;
	struct pial_week other;

	*words = cli->operands > 2;
	*code = PIAL_EXIT_USAGE;
	if (!cli->operands)
		return pial_cli_week_operand(cli, &pinning->week.week);
	if (!pial_cli_week(cli, cli->operand[0], &pinning->week.week)) {
		pial_cli_usage(cli, PIAL_N_("“%s” is not a week; write it as 2025-W12"),
			       cli->operand[0]);
	} else if (*words && cli->operands != (own->off ? 4 : 5)) {
		pial_cli_usage(cli, own->off ? PIAL_N_("“pin --off” takes WEEK PRODUCER KITCHEN "
						       "PRODUCT")
					     : PIAL_N_("“pin” takes WEEK PRODUCER KITCHEN PRODUCT "
						       "QUANTITY"));
	} else if (!*words && (own->off || own->day || own->contract || own->batch ||
			       own->ordered || own->note)) {
		pial_cli_usage(cli, PIAL_N_("--off, --day and the like are for PRODUCER KITCHEN "
					    "PRODUCT; a table says them in its columns"));
	} else if (*words) {
		return true;
	} else {
		enum pial_given given = pial_cli_take(
			cli, cli->operands == 2 ? cli->operand[1] : NULL, &other, source, code);

		if (given == PIAL_GIVEN_WEEK)
			*code = pial_cli_usage(cli, PIAL_N_("“%s” is a week, not a table"),
					       cli->operand[1]);
		return given == PIAL_GIVEN_TABLE;
	}
	return false;
}

/* A pin that was typed has no place in a file. */
static void forget_places(struct pial_pinning *pinning)
{
	struct pial_diags *diags = &pinning->cli->diags;
	const char *file = pinning->week.pins.file;

	for (size_t i = 0; file && i < diags->count; i++)
		if (diags->entry[i].pos.file && !diags->entry[i].pos.line &&
		    !strcmp(diags->entry[i].pos.file, file))
			diags->entry[i].pos = PIAL_POS_NONE;
}

/* What a table or sheet that came back wants. */
static bool take_file(struct pial_pinning *pinning, const struct pial_source *source)
{
	static const struct pial_schema *const allocation[] = { &pial_schema_allocation };
	struct pial_cli *cli = pinning->cli;
	struct pial_names names;
	struct pial_sheet sheet;
	bool ok;

	pial_sheet_init(&sheet);
	pial_names_init(&names, &cli->book.model);
	ok = pial_sheet_read(&sheet, &cli->book.model, &names, source, allocation, 1,
			     &cli->diags) &&
	     pial_pin_sheet(pinning, &sheet) && pial_pin_agree(pinning);
	pial_names_release(&names);
	pial_sheet_release(&sheet);
	return ok;
}

static enum pial_exit pin(struct pial_pinning *pinning, const struct pial_source *source,
			  bool words)
{
	struct pial_cli *cli = pinning->cli;

	if (!pial_cli_book(cli) || !pial_allocate_again_may(&pinning->week) ||
	    !pial_pinning_read(pinning) ||
	    !(words ? pial_pin_words(pinning) : take_file(pinning, source)))
		return pial_cli_result(cli, false);
	return put(pinning);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_week none = { 0 };
	struct pial_pinning pinning;
	struct pial_source source;
	enum pial_exit code;
	bool words;

	pial_pinning_init(&pinning, cli, none);
	pial_source_init(&source);
	if (read_operands(&pinning, &source, &words, &code)) {
		code = pin(&pinning, &source, words);
		if (words)
			forget_places(&pinning);
	}
	pial_source_release(&source);
	pial_pinning_release(&pinning);
	return code;
}

const struct pial_verb pial_verb_allocate_pin = {
	.name = "pin",
	.operands = PIAL_N_("WEEK [PRODUCER KITCHEN PRODUCT [QUANTITY] | FILE | -]"),
	.help = PIAL_N_("fix lines by hand: one in words, or those changed in a table or sheet"),
	.option = pin_options,
	.own_size = sizeof(struct pial_pin_own),
	.writes = true,
	.run = run,
	.any_operand = true,
};
