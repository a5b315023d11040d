/*
 * The purchases file: which columns, and in what order, is data; what each kind of column holds is
 * said here.
 *
 * Written with `;`, as the platform takes it: a list of labels then needs no quotes, though it gets
 * them, for the spreadsheets that split at every separator.
 */
#include <string.h>

#include "io/csv.h"
#include "load/field.h"
#include "num/date.h"
#include "num/decimal.h"
#include "report/canteen.h"
#include "report/say.h"

#include "base/banned.h"

static const struct pial_csv_style style = { ';', '.', false, false };

static const char *yes(uint8_t said)
{
	return said == PIAL_YES ? "OUI" : "NON";
}

static const char *origin_of(const struct pial_canteen_line *row)
{
	if (row->origin == PIAL_ORIGIN_FRANCE)
		return "FRANCE";
	return row->origin == PIAL_ORIGIN_EUROPE ? "EUROPE" : "";
}

static void add_word(struct pial_strbuf *cell, const char *word)
{
	if (*word)
		pial_strbuf_addf(cell, "%s%s", cell->len ? "," : "", word);
}

/* « Carotte, 20 kg, facture LU-2025-0001 »: what the file has no column for. */
static void add_description(struct pial_strbuf *cell, const struct pial_model *model,
			    const struct pial_canteen_line *row)
{
	pial_strbuf_addstr(cell, pial_model_text(model, row->label.n));
	if (!pial_qty_is_none(row->quantity)) {
		pial_strbuf_addstr(cell, ", ");
		pial_decimal_format(cell, row->quantity.milli, 3, 0, ',');
		pial_strbuf_addch(cell, ' ');
		pial_say_unit(cell, row->quantity, (enum pial_unit)row->unit, PIAL_FR);
	}
	if (row->invoice.n)
		pial_strbuf_addf(cell, ", facture %s", pial_model_text(model, row->invoice.n));
}

static void add_cell(struct pial_strbuf *cell, const struct pial_model *model,
		     const struct pial_canteen_line *row, enum pial_purchases_value value)
{
	bool local = row->local == PIAL_YES;

	switch (value) {
	case PIAL_PURCHASES_NONE:
		break;
	case PIAL_PURCHASES_SIRET:
		pial_strbuf_addstr(cell, pial_model_text(model, row->siret.n));
		break;
	case PIAL_PURCHASES_DESCRIPTION:
		add_description(cell, model, row);
		break;
	case PIAL_PURCHASES_SUPPLIER:
		pial_strbuf_addstr(cell, pial_model_text(model, row->supplier.n));
		break;
	case PIAL_PURCHASES_DATE:
		pial_date_format(cell, row->day);
		break;
	case PIAL_PURCHASES_AMOUNT:
		pial_decimal_format(cell, row->net.cents, 2, 2, '.');
		break;
	case PIAL_PURCHASES_FAMILY:
		pial_strbuf_addstr(cell, pial_model_text(model, row->family.n));
		break;
	case PIAL_PURCHASES_LABELS:
		pial_strbuf_addstr(cell, pial_model_text(model, row->labels.n));
		break;
	case PIAL_PURCHASES_TRAITS:
		add_word(cell, pial_model_text(model, row->labels.n));
		add_word(cell, origin_of(row));
		add_word(cell, row->shortness == PIAL_YES ? "CIRCUIT_COURT" : "");
		add_word(cell, local ? "LOCAL" : "");
		break;
	case PIAL_PURCHASES_ORIGIN:
		pial_strbuf_addstr(cell, origin_of(row));
		break;
	case PIAL_PURCHASES_SHORT:
		pial_strbuf_addstr(cell, yes(row->shortness));
		break;
	case PIAL_PURCHASES_LOCAL:
		pial_strbuf_addstr(cell, yes(row->local));
		break;
	case PIAL_PURCHASES_LOCAL_HOW:
		pial_strbuf_addstr(cell, local ? "KM" : "");
		break;
	case PIAL_PURCHASES_LOCAL_2025:
		pial_strbuf_addstr(cell, local ? "AUTOUR_SERVICE" : "");
		break;
	case PIAL_PURCHASES_LOCAL_KM:
		if (local)
			pial_strbuf_addf(cell, "%d", (int)row->km);
		break;
	}
}

int32_t pial_canteen_edition(const struct pial_table *columns)
{
	int32_t latest = 0;

	for (size_t i = 0; i < columns->count; i++) {
		const struct pial_purchases_column *column = pial_table_row(columns, i);

		if (column->edition > latest)
			latest = column->edition;
	}
	return latest;
}

/* The cells of one row, or the names of the columns when it is NULL. False without a column. */
static bool put_row(struct pial_strbuf *out, const struct pial_canteen_line *row,
		    const struct pial_model *model, const struct pial_table *columns,
		    int32_t edition)
{
	struct pial_strbuf cell;
	bool first = true;

	pial_strbuf_init(&cell, PIAL_STRBUF_OUTPUT);
	for (size_t i = 0; i < columns->count; i++) {
		const struct pial_purchases_column *column = pial_table_row(columns, i);

		if (column->edition != edition)
			continue;
		pial_strbuf_clear(&cell);
		if (row)
			add_cell(&cell, model, row, (enum pial_purchases_value)column->value);
		else
			pial_strbuf_addstr(&cell, pial_model_text(model, column->column.n));
		pial_csv_put(out, &style, first, true, cell.text, cell.len);
		first = false;
	}
	if (!first)
		pial_csv_end(out);
	pial_strbuf_release(&cell);
	return !first;
}

bool pial_canteen_write(struct pial_strbuf *out, const struct pial_table *rows,
			const struct pial_model *model, const struct pial_table *columns,
			int32_t edition)
{
	if (!put_row(out, NULL, model, columns, edition))
		return false;
	for (size_t i = 0; i < rows->count; i++)
		if (!put_row(out, pial_table_row(rows, i), model, columns, edition))
			return false;
	return true;
}
