/*
 * From a few words to one row.
 *
 * As in `pial set`, the words become a table of one row that the reader of tables reads: a name, a
 * date or a quantity is refused in the same words as in a file. Then the row is completed from what
 * there is: the one order that fits gives day and contract, the one offer that fits the batch. Two
 * that fit are never chosen between.
 */
#include "cmd/allocate_pin.h"

#include <string.h>

#include "io/csv.h"
#include "load/load.h"

#include "base/banned.h"

/* Name of the made-up table; its places are not shown. */
#define TYPED "(typed)"

/* The words as a table. */
struct words {
	struct pial_strbuf header, row;	/* its two lines */
};

static void put(struct words *words, const char *column, const char *text)
{
	bool first = !words->header.len;

	if (!text)
		return;
	pial_csv_put(&words->header, &pial_csv_table, first, false, column, strlen(column));
	pial_csv_put(&words->row, &pial_csv_table, first, true, text, strlen(text));
}

/* Without a day, any day of the week stands for it until the order is found. */
static void put_words(const struct pial_pinning *pinning, struct words *words)
{
	const struct pial_pin_own *own = pinning->cli->own;
	char **operand = pinning->cli->operand;
	struct pial_strbuf week, day;

	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_week_format(&week, pinning->week.week);
	pial_date_format(&day, pial_week_monday(pinning->week.week));
	put(words, "week", week.text);
	put(words, "day", own->day ? own->day : day.text);
	put(words, "kitchen", operand[2]);
	put(words, "ordered_product", own->ordered ? own->ordered : operand[3]);
	put(words, "contract", own->contract);
	put(words, "product", own->ordered ? operand[3] : "");
	put(words, "producer", operand[1]);
	put(words, "batch", own->batch);
	put(words, "quantity", own->off ? "0" : operand[4]);
	put(words, "note", own->note);
	pial_csv_end(&words->header);
	pial_csv_end(&words->row);
	pial_strbuf_add(&words->header, words->row.text, words->row.len);
	pial_strbuf_release(&week);
	pial_strbuf_release(&day);
}

static bool read_words(const struct pial_pinning *pinning, const struct words *words,
		       struct pial_table *typed)
{
	struct pial_cli *cli = pinning->cli;
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_source_from(&source, TYPED, words->header.text, words->header.len,
			      &cli->diags) &&
	     pial_table_read(typed, &cli->book.model, &source, &cli->diags) &&
	     pial_check_moving(typed, &cli->book.model, pinning->week.week, &cli->diags);
	pial_source_release(&source);
	for (size_t i = 0; ok && i < typed->count; i++) {
		struct pial_allocation *row = pial_table_row(typed, i);

		if (!row->product.n)
			row->product = row->ordered;
	}
	for (size_t i = 0; i < cli->diags.count; i++)
		if (cli->diags.entry[i].pos.file && !strcmp(cli->diags.entry[i].pos.file, TYPED))
			cli->diags.entry[i].pos = PIAL_POS_NONE;
	return ok && typed->count == 1;
}

/* ---- Which order, which batch, which pin ---- */

static void list(struct pial_strbuf *names, const struct pial_model *model, struct pial_date day,
		 struct pial_contract_id contract)
{
	if (names->len)
		pial_strbuf_addstr(names, ", ");
	pial_date_format(names, day);
	if (contract.n)
		pial_strbuf_addf(names, " %s", pial_model_text(model, contract.n));
}

static bool say_which(struct pial_cli *cli, const struct pial_allocation *row, const char *names)
{
	const struct pial_model *model = &cli->book.model;

	return pial_diag_add(&cli->diags, NULL, PIAL_E_PIN_WHICH,
			     pial_model_text(model, row->kitchen.n),
			     pial_model_text(model, row->ordered.n), names);
}

static bool is_order(const struct pial_pin_own *own, const struct pial_order *order,
		     const struct pial_allocation *row)
{
	return order->kitchen.n == row->kitchen.n && order->product.n == row->ordered.n &&
	       (own->day ? order->day.n == row->day.n : order->quantity.milli > 0) &&
	       (!own->contract || order->contract.n == row->contract.n);
}

/* Day and contract of the one order that fits. */
static bool find_order(struct pial_pinning *pinning, struct pial_allocation *row)
{
	struct pial_cli *cli = pinning->cli;
	const struct pial_model *model = &cli->book.model;
	const struct pial_order *found = NULL;
	struct pial_strbuf names;
	size_t count = 0;

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < pinning->week.orders.count; i++) {
		const struct pial_order *order = pial_table_row(&pinning->week.orders, i);

		if (!is_order(cli->own, order, row))
			continue;
		list(&names, model, order->day, order->contract);
		found = order;
		count++;
	}
	if (count == 1) {
		row->day = found->day;
		row->contract = found->contract;
	} else if (count) {
		say_which(cli, row, names.text);
	} else if (((const struct pial_pin_own *)cli->own)->day) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_PIN_ORDER,
			      pial_model_text(model, row->kitchen.n),
			      pial_model_text(model, row->ordered.n), (int64_t)row->day.n);
	} else {
		pial_diag_add(&cli->diags, NULL, PIAL_E_PIN_NONE,
			      pial_model_text(model, row->kitchen.n),
			      pial_model_text(model, row->ordered.n), (int64_t)row->week.n);
	}
	pial_strbuf_release(&names);
	return count == 1;
}

/* The batch of the one offer that fits; that there is none, the engine says. */
static bool find_batch(struct pial_pinning *pinning, struct pial_allocation *row)
{
	struct pial_cli *cli = pinning->cli;
	const struct pial_model *model = &cli->book.model;
	struct pial_strbuf names;
	size_t count = 0;

	if (((const struct pial_pin_own *)cli->own)->batch)
		return true;
	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < pinning->week.offers.count; i++) {
		const struct pial_offer *offer = pial_table_row(&pinning->week.offers, i);

		if (offer->producer.n != row->producer.n || offer->product.n != row->product.n)
			continue;
		pial_strbuf_addstr(&names, count++ ? ", " : "");
		pial_strbuf_addstr(&names, pial_model_text(model, offer->batch.n));
		row->batch = offer->batch;
	}
	if (count > 1)
		pial_diag_add(&cli->diags, NULL, PIAL_E_SET_BATCH,
			      pial_model_text(model, row->producer.n),
			      pial_model_text(model, row->product.n), names.text);
	pial_strbuf_release(&names);
	return count <= 1;
}

static bool is_pin(const struct pial_pin_own *own, const struct pial_allocation *pin,
		   const struct pial_allocation *row)
{
	return pin->pin == PIAL_YES && pin->producer.n == row->producer.n &&
	       pin->kitchen.n == row->kitchen.n && pin->product.n == row->product.n &&
	       (!own->ordered || pin->ordered.n == row->ordered.n) &&
	       (!own->day || pin->day.n == row->day.n) &&
	       (!own->contract || pin->contract.n == row->contract.n) &&
	       (!own->batch || pin->batch.n == row->batch.n);
}

/* Takes off the one pin that fits. */
static bool take_off(struct pial_pinning *pinning, const struct pial_allocation *row)
{
	struct pial_cli *cli = pinning->cli;
	const struct pial_model *model = &cli->book.model;
	struct pial_allocation *found = NULL;
	struct pial_strbuf names;
	size_t count = 0;

	pial_strbuf_init(&names, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < pinning->week.pins.count; i++) {
		struct pial_allocation *pin = pial_table_row(&pinning->week.pins, i);

		if (!is_pin(cli->own, pin, row))
			continue;
		list(&names, model, pin->day, pin->contract);
		found = pin;
		count++;
	}
	if (count == 1)
		found->pin = PIAL_UNSAID;
	else if (count)
		say_which(cli, row, names.text);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_E_PIN_OFF,
			      pial_model_text(model, row->producer.n),
			      pial_model_text(model, row->kitchen.n),
			      pial_model_text(model, row->product.n));
	pial_strbuf_release(&names);
	return count == 1;
}

/* Fixes the row: the one there is, or a new one, which has no place in a file. */
static void fix(struct pial_pinning *pinning, struct pial_allocation *row)
{
	const struct pial_pin_own *own = pinning->cli->own;
	struct pial_table *pins = &pinning->week.pins;
	struct pial_allocation *found = pial_table_find(pins, &pinning->cli->book.model, row);

	if (!found) {
		const struct pial_product *product =
			pial_model_product(&pinning->cli->book.model, row->product);

		row->line = 0;
		row->unit = product ? product->unit : PIAL_UNIT_NONE;
		row->pin = PIAL_YES;
		pial_table_add(pins, row);
		pial_table_sort(pins, &pinning->cli->book.model);
		return;
	}
	found->quantity = row->quantity;
	found->pin = PIAL_YES;
	if (own->note)
		found->note = row->note;
}

bool pial_pin_words(struct pial_pinning *pinning)
{
	const struct pial_pin_own *own = pinning->cli->own;
	struct pial_table typed;
	struct words words;
	bool ok;

	pial_strbuf_init(&words.header, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&words.row, PIAL_STRBUF_OUTPUT);
	pial_table_init(&typed, &pial_schema_allocation);
	put_words(pinning, &words);
	ok = read_words(pinning, &words, &typed);
	if (ok && own->off) {
		ok = take_off(pinning, pial_table_row(&typed, 0));
	} else if (ok) {
		struct pial_allocation *row = pial_table_row(&typed, 0);

		ok = find_order(pinning, row) && find_batch(pinning, row);
		if (ok)
			fix(pinning, row);
	}
	pial_table_release(&typed);
	pial_strbuf_release(&words.header);
	pial_strbuf_release(&words.row);
	return ok;
}
