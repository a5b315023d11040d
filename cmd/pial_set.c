/*
 * pial set: what came by telephone goes into the book, one row at a time.
 *
 * The words become a table of one row, read by the reader of tables: a date, a name or a quantity
 * is checked, and refused, in the same words as in a file. The row then takes the place of the one
 * with the same key, of which it changes only what was said, or is added in key order. A quantity
 * of 0 is kept: it is an answer ("none"), and a missing row is silence.
 *
 * Who telephones does not spell a key. An order finds the row with the contract the kitchen has for
 * that product, else the one without contract: orders that came before `pial-plan orders` filled
 * the column are the same orders. An offer or a receipt without --batch finds the one row that has
 * a batch; when there are several, which one is asked, as a second row beside them would count
 * twice. A hazard is never changed, only added to: cmd/pial_set_hazard.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cmd/pial.h"
#include "cmd/pial_set.h"
#include "deliver/deliver.h"
#include "io/csv.h"
#include "load/load.h"
#include "load/value.h"

#include "base/banned.h"

/* Name of the made-up table; its places are not shown. */
#define TYPED "(typed)"
#define MOST_OPERANDS 5

/* Values of the options, in the order of the table below. */
struct own {
	const char *day, *contract, *price, *minimum, *note, *batch, *from_day, *until_day, *sent,
		*refused, *weight_kg, *agreed, *status, *reason, *by, *until_week, *cause,
		*confirmed_by, *confirmed_on;
};

#define OPTION(name, member, value, help) \
	{ 0, name, PIAL_OPTION_TEXT, offsetof(struct own, member), value, help }

/* An option is the column of the same name, - for _. */
static const struct pial_option set_options[] = {
	OPTION("day", day, PIAL_N_("DATE"), PIAL_N_("order, receipt: day of delivery")),
	OPTION("contract", contract, PIAL_N_("ID"), PIAL_N_("order: under which contract")),
	OPTION("price", price, PIAL_N_("EUROS"), PIAL_N_("order, offer: price agreed or asked")),
	OPTION("minimum", minimum, PIAL_N_("QUANTITY"), PIAL_N_("order: least that is useful")),
	OPTION("note", note, PIAL_N_("TEXT"), PIAL_N_("order, offer: a remark")),
	OPTION("batch", batch, PIAL_N_("TEXT"),
	       PIAL_N_("offer, receipt: the harvest it comes from")),
	OPTION("from-day", from_day, PIAL_N_("DATE"), PIAL_N_("offer: first day possible")),
	OPTION("until-day", until_day, PIAL_N_("DATE"), PIAL_N_("offer: last day possible")),
	OPTION("sent", sent, PIAL_N_("QUANTITY"), PIAL_N_("receipt: what left the farm")),
	OPTION("refused", refused, PIAL_N_("QUANTITY"), PIAL_N_("receipt: what was sent back")),
	OPTION("weight-kg", weight_kg, PIAL_N_("KG"), PIAL_N_("receipt: the real weight")),
	OPTION("agreed", agreed, PIAL_N_("QUANTITY"), PIAL_N_("receipt: what both settle on")),
	OPTION("status", status, PIAL_N_("STATUS"), PIAL_N_("receipt: agreed or disputed")),
	OPTION("reason", reason, PIAL_N_("TEXT"), PIAL_N_("receipt: why")),
	OPTION("by", by, PIAL_N_("TEXT"), PIAL_N_("receipt: who says so")),
	OPTION("until-week", until_week, PIAL_N_("WEEK"), PIAL_N_("hazard: last week concerned")),
	OPTION("cause", cause, PIAL_N_("TEXT"), PIAL_N_("hazard: hail, frost, pest …")),
	OPTION("confirmed-by", confirmed_by, PIAL_N_("TEXT"), PIAL_N_("hazard: who confirms it")),
	OPTION("confirmed-on", confirmed_on, PIAL_N_("DATE"), PIAL_N_("hazard: since when")),
	{ 0 }
};

/* What can be set: a table, and the columns of the operands after the kind. */
struct kind {
	const char *name;			/* as typed */
	const struct pial_schema *schema;	/* of its table */
	const char *column[MOST_OPERANDS];	/* one an operand; "": names the file only */
	size_t columns;				/* how many */
	const char *source;			/* value of the column source; NULL: it has none */
	const char *today;			/* column that receives today; NULL: none */
};

static const struct kind kinds[] = {
	{ "order", &pial_schema_orders, { "week", "kitchen", "product", "quantity" }, 4, "phone",
	  "received_on" },
	{ "offer", &pial_schema_offers, { "week", "producer", "product", "quantity" }, 4, "phone",
	  NULL },
	{ "receipt", &pial_schema_receipts, { "", "kitchen", "producer", "product", "received" }, 5,
	  NULL, NULL },
	{ "hazard", &pial_schema_hazards, { "from_week", "producer", "product", "lost" }, 4, NULL,
	  "date" },
};

struct set {
	struct pial_cli *cli;		/* the run */
	const struct kind *kind;	/* what is set */
	struct pial_week week;		/* first operand */
	struct pial_strbuf header, row;	/* the words as a table */
	struct pial_table typed;	/* the same, read: one row */
	struct pial_table table;	/* the book's, of the week; unused for a hazard */
};

/* ---- From words to a row ---- */

static void put(struct set *set, const char *column, const char *text)
{
	bool first = !set->header.len;

	pial_csv_put(&set->header, &pial_csv_table, first, false, column, strlen(column));
	pial_csv_put(&set->row, &pial_csv_table, first, true, text, strlen(text));
}

static const char *option_text(const struct own *own, const struct pial_option *option)
{
	const char *text;

	memcpy(&text, (const char *)own + option->offset, sizeof(text));
	return text;
}

/* The options that were given, as columns. False when one is not of this kind. */
static bool put_options(struct set *set, enum pial_exit *code)
{
	for (const struct pial_option *option = set_options; option->name; option++) {
		const char *text = option_text(set->cli->own, option);
		char column[32];
		size_t len = strlen(option->name);
		bool known;

		for (size_t i = 0; i <= len; i++)
			column[i] = option->name[i] == '-' ? '_' : option->name[i];
		known = pial_field_find(set->kind->schema, column) >= 0 &&
			/* A receipt's note is the number of a document, made from its key. */
			(set->kind->schema != &pial_schema_receipts || strcmp(column, "note"));
		if (text && !known) {
			*code = pial_cli_usage(set->cli, PIAL_N_("option “--%s” is not for “%s”"),
					       option->name, set->kind->name);
			return false;
		}
		if (text)
			put(set, column, text);
	}
	return true;
}

static void put_today(struct set *set)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_date_format(&text, set->cli->today);
	put(set, set->kind->today, text.text);
	pial_strbuf_release(&text);
}

static bool put_words(struct set *set, enum pial_exit *code)
{
	const struct kind *kind = set->kind;
	struct pial_strbuf week;

	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_week_format(&week, set->week);
	for (size_t i = 0; i < kind->columns; i++)
		if (*kind->column[i])
			put(set, kind->column[i], i ? set->cli->operand[i + 1] : week.text);
	pial_strbuf_release(&week);
	if (kind->source)
		put(set, "source", kind->source);
	if (kind->today)
		put_today(set);
	if (!put_options(set, code))
		return false;
	pial_csv_end(&set->header);
	pial_csv_end(&set->row);
	pial_strbuf_add(&set->header, set->row.text, set->row.len);
	return true;
}

/* The places of the made-up table mean nothing to a person. */
static void forget_places(struct pial_diags *diags)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->entry[i].pos.file && !strcmp(diags->entry[i].pos.file, TYPED))
			diags->entry[i].pos = PIAL_POS_NONE;
}

/* A receipt has no week of its own: its day must lie in the week of the file. */
static bool check_receipt(struct set *set)
{
	const struct pial_receipt *row = pial_table_row(&set->typed, 0);
	struct pial_diags *diags = &set->cli->diags;

	if (pial_week_of(row->day).n != set->week.n)
		return pial_diag_add(diags, NULL, PIAL_E_DAY_WEEK, (int64_t)row->day.n,
				     (int64_t)set->week.n);
	return true;
}

static bool read_typed(struct set *set)
{
	struct pial_diags *diags = &set->cli->diags;
	struct pial_model *model = &set->cli->book.model;
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_source_from(&source, TYPED, set->header.text, set->header.len, diags) &&
	     pial_table_read(&set->typed, model, &source, diags);
	if (ok && set->kind->schema == &pial_schema_hazards)
		ok = pial_check_references(&set->typed, model, diags);
	else if (ok)
		ok = pial_check_moving(&set->typed, model, set->week, diags);
	if (ok && set->kind->schema == &pial_schema_receipts)
		ok = check_receipt(set);
	pial_source_release(&source);
	forget_places(diags);
	return ok && set->typed.count == 1;
}

/* ---- From a row to the book ---- */

void pial_set_said(const struct pial_table *typed, void *to, const void *from)
{
	for (size_t i = 0; i < typed->schema->fields; i++) {
		const struct pial_field *field = &typed->schema->field[i];

		if (typed->column[i] && !pial_value_is_none(field, from))
			memcpy((char *)to + field->offset, (const char *)from + field->offset,
			       pial_value_size(field->type));
	}
}

/* Loads the table that the row goes into. */
static bool load_table(struct set *set)
{
	struct pial_week_status status;

	if (set->kind->schema == &pial_schema_hazards)
		return true;
	return pial_cli_week_before(set->cli, set->week, PIAL_WEEK_CLOSED, &status) &&
	       pial_book_week(&set->cli->book, set->week, &set->table, NULL, &set->cli->diags);
}

static void *find_order(struct set *set, struct pial_order *row)
{
	const struct pial_model *model = &set->cli->book.model;
	struct pial_contract_id none = { 0 }, contract = row->contract;
	void *found;

	if (!contract.n)
		contract = pial_model_contract_for(model, row->kitchen, row->product, row->day);
	row->contract = contract;
	found = pial_table_find(&set->table, model, row);
	if (found || !contract.n)
		return found;
	row->contract = none;
	found = pial_table_find(&set->table, model, row);
	row->contract = contract;
	return found;
}

/* What two schemas call by the same names: the key of an offer or a receipt. */
struct batch_key {
	uint32_t kitchen, producer, product;	/* who, what; kitchen 0 in an offer */
	struct pial_text note, batch;		/* delivery note, harvest */
	struct pial_date day;			/* of a receipt */
};

static struct batch_key batch_key_of(const struct set *set, const void *data)
{
	const struct pial_receipt *receipt = data;
	const struct pial_offer *offer = data;

	if (set->kind->schema == &pial_schema_receipts)
		return (struct batch_key){ receipt->kitchen.n, receipt->producer.n,
					   receipt->product.n, receipt->note, receipt->batch,
					   receipt->day };
	return (struct batch_key){ 0, offer->producer.n, offer->product.n, { 0 }, offer->batch,
				   { 0 } };
}

/* True when a row of the book is the one spoken of, batch aside. */
static bool may_be(struct batch_key row, struct batch_key said)
{
	if (row.kitchen != said.kitchen || row.producer != said.producer ||
	    row.product != said.product)
		return false;
	/* A note that was left blank is known by its day. */
	return row.note.n ? row.note.n == said.note.n : row.day.n == said.day.n;
}

static void say_batches(struct set *set, struct batch_key said)
{
	const struct pial_model *model = &set->cli->book.model;
	struct pial_strbuf names;
	size_t i;

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (i = 0; i < set->table.count; i++) {
		struct batch_key row = batch_key_of(set, pial_table_row(&set->table, i));

		if (!may_be(row, said))
			continue;
		pial_strbuf_addstr(&names, names.len ? ", " : "");
		pial_strbuf_addstr(&names, pial_model_text(model, row.batch.n));
	}
	pial_diag_add(&set->cli->diags, NULL, PIAL_E_SET_BATCH,
		      pial_model_text(model, said.producer), pial_model_text(model, said.product),
		      names.text);
	pial_strbuf_release(&names);
}

/*
 * The row of an offer or a receipt: the one with its batch, else, when no batch was said, the only
 * one there is. False when there are several.
 */
static bool find_batch(struct set *set, const void *row, void **found)
{
	struct batch_key said = batch_key_of(set, row);
	bool open = !((const struct own *)set->cli->own)->batch;
	void *other = NULL;
	size_t others = 0;

	*found = pial_table_find(&set->table, &set->cli->book.model, row);
	for (size_t i = 0; !*found && i < set->table.count; i++) {
		void *candidate = pial_table_row(&set->table, i);
		struct batch_key key = batch_key_of(set, candidate);

		if (!may_be(key, said))
			continue;
		if (key.batch.n == said.batch.n)
			*found = candidate;
		other = candidate;
		others++;
	}
	if (*found || !open || !others)
		return true;
	*found = other;
	if (others > 1)
		say_batches(set, said);
	return others == 1;
}

/* Finds the row that is spoken of; NULL: there is none. False when it cannot be told. */
static bool find_row(struct set *set, void *row, void **found)
{
	if (set->kind->schema == &pial_schema_orders) {
		*found = find_order(set, row);
		return true;
	}
	if (set->kind->schema == &pial_schema_receipts) {
		struct pial_receipt *receipt = row;

		receipt->note = pial_note_number(&set->cli->book.model, receipt->producer,
						 receipt->kitchen, receipt->day);
	}
	return find_batch(set, row, found);
}

/* Copies what was said onto the row that is there; its key columns are the same already. */
static void change_row(const struct set *set, void *to, const void *from)
{
	const struct pial_schema *schema = set->kind->schema;
	int contract = pial_field_find(schema, "contract");

	pial_set_said(&set->typed, to, from);
	if (contract >= 0)
		memcpy((char *)to + schema->field[contract].offset,
		       (const char *)from + schema->field[contract].offset,
		       pial_value_size(schema->field[contract].type));
}

static enum pial_exit set_row(struct set *set)
{
	void *row = pial_table_row(&set->typed, 0), *found;

	if (set->kind->schema == &pial_schema_hazards)
		return pial_set_hazard(set->cli, &set->typed);
	if (!find_row(set, row, &found))
		return pial_cli_result(set->cli, false);
	if (found)
		change_row(set, found, row);
	else
		pial_table_add(&set->table, row);
	pial_table_sort(&set->table, &set->cli->book.model);
	return pial_cli_save(set->cli, set->week, &set->table, true);
}

/* ---- The command line ---- */

static bool read_operands(struct set *set, enum pial_exit *code)
{
	struct pial_cli *cli = set->cli;
	const struct own *own = cli->own;

	*code = PIAL_EXIT_USAGE;
	for (size_t i = 0; cli->operands && i < PIAL_COUNT(kinds); i++)
		if (!strcmp(cli->operand[0], kinds[i].name))
			set->kind = &kinds[i];
	if (!cli->operands)
		pial_cli_usage(cli, PIAL_N_("set what? an order, an offer, a receipt or a hazard"));
	else if (!set->kind)
		pial_cli_usage(cli,
			       PIAL_N_("“%s” cannot be set; choose order, offer, receipt or "
				       "hazard"),
			       cli->operand[0]);
	else if ((size_t)cli->operands != set->kind->columns + 1)
		pial_cli_usage(cli, PIAL_N_("“set %s” takes %d words after it, not %d"),
			       set->kind->name, (int)set->kind->columns, cli->operands - 1);
	else if (!pial_cli_week(cli, cli->operand[1], &set->week))
		pial_cli_usage(cli, PIAL_N_("“%s” is not a week; write it as 2025-W12"),
			       cli->operand[1]);
	else if (pial_field_find(set->kind->schema, "day") >= 0 && !(own->day && *own->day))
		pial_cli_usage(cli, PIAL_N_("“set %s” needs --day=DATE, the day of delivery"),
			       set->kind->name);
	else
		return true;
	return false;
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct set set = { .cli = cli };
	enum pial_exit code;

	if (!read_operands(&set, &code))
		return code;
	/*
	 * Large enough for any word of a command line: the reader of tables is the one that
	 * refuses.
	 */
	pial_strbuf_init(&set.header, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&set.row, PIAL_STRBUF_OUTPUT);
	pial_table_init(&set.typed, set.kind->schema);
	pial_table_init(&set.table, set.kind->schema);
	if (pial_cli_book(cli) && put_words(&set, &code)) {
		if (read_typed(&set) && load_table(&set))
			code = set_row(&set);
		else
			code = pial_cli_result(cli, false);
	} else if (cli->diags.errors) {
		code = pial_cli_result(cli, false);
	}
	pial_table_release(&set.typed);
	pial_table_release(&set.table);
	pial_strbuf_release(&set.header);
	pial_strbuf_release(&set.row);
	return code;
}

const struct pial_verb pial_verb_pial_set = {
	.name = "set",
	.operands = PIAL_N_("order|offer|receipt|hazard WEEK WHO… PRODUCT QUANTITY"),
	.help = PIAL_N_("record what came by telephone: an order (WEEK KITCHEN PRODUCT QUANTITY), "
			"an offer or a hazard (WEEK PRODUCER PRODUCT QUANTITY), a receipt (WEEK "
			"KITCHEN PRODUCER PRODUCT QUANTITY)"),
	.option = set_options,
	.own_size = sizeof(struct own),
	.writes = true,
	.run = run,
	.any_operand = true,
};
