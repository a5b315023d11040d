/*
 * Two tables on paper: how a price is made, and what it is compared with. One with fifteen columns
 * was tried and rejected: nobody reads across it.
 */
#include "report/price_view.h"

#include <stddef.h>

#include "load/row.h"
#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

#define ROW struct pial_price_line
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

#define MARK_UNDER "!"

static const struct pial_field view_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("labour", "Travail", "Labour", PRICE, 0, labour) },
	{ FIELD("inputs", "Intrants", "Inputs", PRICE, 0, inputs) },
	{ FIELD("equipment", "Matériel", "Equipment", PRICE, 0, equipment) },
	{ FIELD("cost", "Prix de revient", "Cost", PRICE, REQ, cost) },
	{ FIELD("margin", "Marge", "Margin", PRICE, 0, margin) },
	{ FIELD("service", "Service", "Service", PRICE, 0, service) },
	{ FIELD("levy", "Contribution", "Levy", PRICE, 0, levy) },
	{ FIELD("transport", "Transport", "Transport", PRICE, 0, transport) },
	{ FIELD("price", "Prix proposé", "Proposed price", PRICE, REQ, price) },
	{ FIELD("floor", "Prix plancher", "Floor price", PRICE, REQ, floor) },
	{ FIELD("contract", "Marché le plus bas", "Lowest contract", ID, 0, contract_id),
	  .ref = PIAL_REF_CONTRACT },
	{ FIELD("contract_price", "Prix du marché", "Contract price", PRICE, 0, contract) },
	{ FIELD("market", "Cours", "Quotation", PRICE, 0, market) },
	{ FIELD("market_day", "Cours du", "Quoted on", DATE, 0, market_day) },
	{ FIELD("last_year", "Payé l'an passé", "Paid the year before", PRICE, 0, before) },
};

const struct pial_schema pial_schema_view_price = {
	"price", NULL, "pial-plan price",
	"Ce que doit coûter chaque produit, et ce qu'il est payé.",
	"What each product must cost, and what is paid for it.",
	FIELDS(view_field, struct pial_price_line), NULL,
};

void pial_price_view_make(struct pial_table *out, const struct pial_model *model,
			  const struct pial_price_line *line, size_t lines)
{
	for (size_t i = 0; i < lines; i++)
		pial_table_add(out, &line[i]);
	pial_table_sort(out, model);
}

/* What is being laid out. */
struct layout {
	struct pial_text_table table;		/* filled row by row */
	struct pial_strbuf cell;		/* the present one */
	const struct pial_model *model;		/* names */
	enum pial_lang lang;			/* of the reader */
};

static void begin(struct layout *l, const char *const *head, size_t heads)
{
	pial_text_table_init(&l->table);
	pial_text_table_column(&l->table, pial_tr(l->lang, PIAL_N_("Product")), "",
			       PIAL_TEXT_SHRINK | PIAL_TEXT_WORDS);
	for (size_t i = 0; i < heads; i++)
		pial_text_table_column(&l->table, pial_tr(l->lang, head[i]), "", PIAL_TEXT_RIGHT);
}

static void put_name(struct layout *l, const struct pial_price_line *row)
{
	const struct pial_product *product = pial_model_product(l->model, row->product);
	const struct pial_choice *unit = pial_choice_of(pial_choice_unit, row->unit);

	/* The unit of the price, which is not always the one that is ordered. */
	pial_say_name(&l->cell, pial_model_text(l->model, product ? product->name.n
								  : row->product.n));
	if (unit)
		pial_strbuf_addf(&l->cell, " (%s)", pial_choice_label(unit, l->lang));
	if (row->producer.n)
		pial_strbuf_addf(&l->cell, ", %s",
				 pial_say_short(pial_model_text(l->model, row->producer.n)));
	pial_text_table_take(&l->table, &l->cell);
}

static void put_price(struct layout *l, struct pial_price price, const char *mark)
{
	if (!pial_price_is_none(price)) {
		pial_strbuf_addstr(&l->cell, mark);
		pial_words_number(&l->cell, price.e4, 4, 4, l->lang);
	}
	pial_text_table_take(&l->table, &l->cell);
}

static void end(struct layout *l, struct pial_strbuf *out, size_t width)
{
	pial_text_table_write(out, &l->table, width);
	pial_text_table_release(&l->table);
}

/* Few groups have a fee for transport: without one the column is left out. */
static bool has_transport(const struct pial_table *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_price_line *row = pial_table_row(rows, i);

		if (row->transport.e4)
			return true;
	}
	return false;
}

static void put_parts(struct layout *l, struct pial_strbuf *out, const struct pial_table *rows,
		      size_t width)
{
	static const char *const head[] = {
		PIAL_N_("labour"), PIAL_N_("inputs"), PIAL_N_("equipment"), PIAL_N_("cost"),
		PIAL_N_("margin"), PIAL_N_("service"), PIAL_N_("levy"), PIAL_N_("proposed price"),
		PIAL_N_("of which transport"),
	};
	size_t heads = PIAL_COUNT(head) - !has_transport(rows);

	begin(l, head, heads);
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_price_line *row = pial_table_row(rows, i);
		const struct pial_price part[] = {
			row->labour, row->inputs, row->equipment, row->cost, row->margin,
			row->service, row->levy, row->price, row->transport,
		};

		put_name(l, row);
		for (size_t k = 0; k < heads; k++)
			put_price(l, part[k], "");
	}
	end(l, out, width);
}

/* Returns whether a mark needs its explanation. */
static bool put_compared(struct layout *l, struct pial_strbuf *out, const struct pial_table *rows,
			 size_t width)
{
	static const char *const head[] = {
		PIAL_N_("proposed price"), PIAL_N_("floor price"), PIAL_N_("lowest contract"),
		PIAL_N_("quotation"), PIAL_N_("quoted on"), PIAL_N_("paid the year before"),
	};
	bool marked = false;

	begin(l, head, PIAL_COUNT(head));
	for (size_t i = 0; i < rows->count; i++) {
		const struct pial_price_line *row = pial_table_row(rows, i);
		bool under = !pial_price_is_none(row->contract) &&
			     row->contract.e4 < row->floor.e4;

		put_name(l, row);
		put_price(l, row->price, "");
		put_price(l, row->floor, "");
		put_price(l, row->contract, under ? MARK_UNDER : "");
		put_price(l, row->market, "");
		pial_date_format(&l->cell, row->market_day);
		pial_text_table_take(&l->table, &l->cell);
		put_price(l, row->before, "");
		marked = marked || under;
	}
	end(l, out, width);
	return marked;
}

void pial_price_view_text(struct pial_strbuf *out, const struct pial_table *rows,
			  const struct pial_model *model, int year, struct pial_date day,
			  enum pial_lang lang, size_t width)
{
	struct layout l = { .model = model, .lang = lang };
	struct pial_strbuf number, when;

	pial_strbuf_init(&l.cell, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&number, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&when, PIAL_STRBUF_TEXT);
	pial_strbuf_addint(&number, year);
	pial_say_day(&when, day, true, lang);
	pial_say_phrase(&l.cell, lang,
			PIAL_N_("What crops must be sold at, season %1 (contracts and fees of %2)"),
			(const char *const[]){ number.text, when.text }, 2);
	pial_say_title(out, l.cell.text, "═", width);
	pial_strbuf_clear(&l.cell);
	pial_strbuf_addch(out, '\n');
	put_parts(&l, out, rows, width);
	pial_strbuf_addch(out, '\n');
	if (put_compared(&l, out, rows, width))
		pial_strbuf_addf(out, "\n%s %s\n", MARK_UNDER,
				 pial_tr(lang, PIAL_N_("pays less than the floor price, which "
						       "covers the cost and the fees")));
	pial_strbuf_addf(out, "\n%s\n", pial_tr(lang, PIAL_N_("Euros per unit, without VAT.")));
	pial_strbuf_release(&when);
	pial_strbuf_release(&number);
	pial_strbuf_release(&l.cell);
}
