/*
 * From invoice lines to purchases: credits meet what they correct, then each row gets its traits.
 *
 * A credit names the invoice that it corrects and keeps the note, product and producer of the line;
 * so both have one key, whatever was printed, and their sum is what was bought in the end. Two
 * lines of one note, product and producer fall together too, which no total sees.
 */
#include "report/canteen.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/intern.h"
#include "base/utf8.h"
#include "invoice/fee.h"
#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define ROW struct pial_canteen_line
#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
/* Most codes that a product has. */
#define LABELS 16

static const struct pial_choice origin_choice[] = {
	{ PIAL_ORIGIN_FRANCE, "FRANCE", "France", "France" },
	{ PIAL_ORIGIN_EUROPE, "EUROPE", "Europe", "Europe" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field view_field[] = {
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, KEY | REQ, kitchen), .ref = PIAL_REF_KITCHEN },
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, day),
	  HELP("Jour de la livraison.", "Day of the delivery.") },
	{ FIELD("seller", "Vendeur", "Seller", ID, KEY, seller), .ref = PIAL_REF_PARTY },
	{ FIELD("invoice", "Facture", "Invoice", TEXT, KEY, invoice) },
	{ FIELD("note", "Bon de livraison", "Delivery note", TEXT, KEY, note) },
	{ FIELD("product", "Produit", "Product", ID, KEY, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("label", "Désignation", "Description", TEXT, KEY, label) },
	{ FIELD("siret", "SIRET", "SIRET", TEXT, 0, siret) },
	{ FIELD("supplier", "Fournisseur", "Supplier", TEXT, 0, supplier) },
	{ FIELD("quantity", "Quantité", "Quantity", QTY, 0, quantity) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("mass_kg", "Poids (kg)", "Mass (kg)", MASS_KG, 0, mass) },
	{ FIELD("amount", "Montant HT (€)", "Amount without VAT (€)", MONEY, REQ, net) },
	{ FIELD("family", "Famille", "Family", TEXT, 0, family) },
	{ FIELD("labels", "Labels", "Labels", TEXT, 0, labels) },
	{ FIELD("class", "Classe", "Class", ENUM, 0, class), .choice = pial_choice_class },
	{ FIELD("origin", "Origine", "Origin", ENUM, 0, origin), .choice = origin_choice },
	{ FIELD("short", "Circuit court", "Short chain", YESNO, 0, shortness),
	  .choice = pial_choice_yesno },
	{ FIELD("local", "Local", "Local", YESNO, 0, local), .choice = pial_choice_yesno },
	{ FIELD("km", "Distance (km)", "Distance (km)", INT, 0, km), .max = 100000 },
};

const struct pial_schema pial_schema_view_canteen = {
	"macantine", NULL, "pial-report macantine", "Achats d'une cantine, ligne par ligne.",
	"Purchases of a canteen, line by line.",
	FIELDS(view_field, struct pial_canteen_line), NULL,
};

/* A table being made. */
struct making {
	const struct pial_canteen_input *input;	/* from what */
	struct pial_canteen_line *row;		/* one for each line, then folded; owned */
	size_t rows;				/* how many */
	struct pial_diags *diags;		/* what is said */
	bool *said;				/* by product number: its labels were; owned */
	struct pial_text *code;			/* by family number: its code, once found; owned */
	bool ok;				/* nothing was refused */
};

static const char *text_of(const struct making *m, uint32_t n)
{
	return pial_model_text(m->input->model, n);
}

/* ---- Folding ---- */

bool pial_canteen_asked(const struct pial_kitchen *kitchen, struct pial_kitchen_id only)
{
	if (only.n)
		return kitchen->id.n == only.n;
	return kitchen->kind == PIAL_KITCHEN_SCHOOL || kitchen->kind == PIAL_KITCHEN_NURSING_HOME ||
	       kitchen->kind == PIAL_KITCHEN_NURSERY;
}

/* A line as a row, with its sign; a fee has no day but the last of its month. */
static bool add_line(struct making *m, const struct pial_invoice_line *line)
{
	struct pial_canteen_line *row = &m->row[m->rows];
	bool credit = line->kind == PIAL_LINE_CREDIT;

	*row = (struct pial_canteen_line){
		.kitchen = { line->buyer.n }, .seller = line->seller,
		.invoice = line->credits.n ? line->credits : line->invoice, .note = line->note,
		.product = line->product, .producer = line->producer, .label = line->label,
		.net = line->net, .quantity = line->quantity, .mass = PIAL_MASS_NONE,
		.day = line->day.n ? line->day : pial_month_last(line->period),
		.unit = line->unit, .km = INT32_MIN,
		.class = line->organic == PIAL_YES ? PIAL_CLASS_ORGANIC : PIAL_CLASS_NONE };
	if (row->day.n > m->input->today.n)
		row->day = m->input->today;
	m->rows++;
	if (!line->product.n)
		row->quantity = PIAL_QTY_NONE;
	else if (!pial_invoice_line_mass(m->input->model, line, &row->mass))
		return false;
	if (credit && row->net.cents > 0)
		row->net.cents = -row->net.cents;
	if (credit && row->quantity.milli > 0)
		row->quantity.milli = -row->quantity.milli;
	if (credit && row->mass.g > 0)
		row->mass.g = -row->mass.g;
	return true;
}

static int compare_purchases(const void *left, const void *right)
{
	const struct pial_canteen_line *a = left, *b = right;
	const uint32_t ka[] = { a->kitchen.n, a->day.n, a->seller.n, a->invoice.n, a->note.n,
				a->product.n, a->producer.n, a->unit, a->class,
				a->product.n ? 0 : a->label.n };
	const uint32_t kb[] = { b->kitchen.n, b->day.n, b->seller.n, b->invoice.n, b->note.n,
				b->product.n, b->producer.n, b->unit, b->class,
				b->product.n ? 0 : b->label.n };

	for (size_t i = 0; i < PIAL_COUNT(ka); i++)
		if (ka[i] != kb[i])
			return ka[i] < kb[i] ? -1 : 1;
	return 0;
}

/* By what is one purchase, what was bought before what was credited: its label stays. */
static int by_purchase(const void *left, const void *right)
{
	const struct pial_canteen_line *a = left, *b = right;
	int order = compare_purchases(left, right);

	if (order)
		return order;
	return (a->net.cents < b->net.cents) - (a->net.cents > b->net.cents);
}

static bool add_to(struct pial_canteen_line *to, const struct pial_canteen_line *from)
{
	if (!pial_add(to->net.cents, from->net.cents, &to->net.cents))
		return false;
	if (pial_qty_is_none(to->quantity))
		return true;
	return pial_add(to->quantity.milli, from->quantity.milli, &to->quantity.milli) &&
	       pial_add(to->mass.g, from->mass.g, &to->mass.g);
}

static bool fold(struct making *m)
{
	size_t kept = 0;

	if (!m->rows)
		return true;
	qsort(m->row, m->rows, sizeof(*m->row), by_purchase);
	for (size_t i = 1; i < m->rows; i++) {
		if (compare_purchases(&m->row[kept], &m->row[i]))
			m->row[++kept] = m->row[i];
		else if (!add_to(&m->row[kept], &m->row[i]))
			return false;
	}
	m->rows = kept + 1;
	return true;
}

/* ---- Traits ---- */

static void refuse(struct making *m)
{
	m->ok = false;
}

static void find_names(struct making *m, struct pial_canteen_line *row)
{
	const struct pial_party *kitchen = pial_model_party(m->input->model, row->kitchen.n);
	const struct pial_party *seller = pial_model_party(m->input->model, row->seller.n);
	const struct pial_producer *producer =
		pial_model_producer(m->input->model, (struct pial_producer_id){ row->seller.n });

	if (kitchen)
		row->siret = kitchen->siret;
	row->supplier = producer ? producer->name : m->input->model->policy.name;
	if (seller && seller->legal_name.n)
		row->supplier = seller->legal_name;
}

/* The platform's code of a family, by its folded name; 0: the table has none. */
static struct pial_text find_code(const struct making *m, const char *family)
{
	struct pial_strbuf wanted, own;
	struct pial_text code = { 0 };

	pial_strbuf_init(&wanted, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&own, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&wanted, family, strlen(family));
	for (size_t i = 0; !code.n && i < m->input->families->count; i++) {
		const struct pial_canteen_family *row = pial_table_row(m->input->families, i);
		const char *text = text_of(m, row->family.n);

		pial_utf8_fold(&own, text, strlen(text));
		if (!strcmp(own.text, wanted.text))
			code = row->code;
	}
	pial_strbuf_release(&own);
	pial_strbuf_release(&wanted);
	return code;
}

/* The same for a product; 0, said already, when there is none. */
static struct pial_text code_of(struct making *m, const struct pial_product *product)
{
	struct pial_text *code = &m->code[product->family.n];

	if (!code->n)
		*code = find_code(m, text_of(m, product->family.n));
	if (!code->n && !m->said[product->id.n]) {
		pial_diag_add(m->diags, NULL, PIAL_E_CANTEEN_FAMILY,
			      text_of(m, product->family.n), text_of(m, product->id.n));
		m->said[product->id.n] = true;
	}
	if (!code->n)
		refuse(m);
	return *code;
}

/* True when a list of words, parted by blanks, has a word, or is empty. */
static bool has_word(const char *list, const char *word, size_t len)
{
	bool any = false;

	while (*list) {
		size_t own = strcspn(list, " ,");

		if (own == len && !strncmp(list, word, len))
			return true;
		any = any || own;
		list += own;
		list += strspn(list, " ,");
	}
	return !any;
}

/* The label of a code that a family may have; NULL: there is none. */
static const struct pial_canteen_label *label_of(const struct making *m, const char *code,
						 size_t len, struct pial_text family)
{
	const char *name = text_of(m, family.n);

	for (size_t i = 0; i < m->input->labels->count; i++) {
		const struct pial_canteen_label *label = pial_table_row(m->input->labels, i);
		const char *text = text_of(m, label->label.n);

		if (strlen(text) == len && !strncmp(text, code, len) &&
		    has_word(text_of(m, label->families.n), name, strlen(name)))
			return label;
	}
	return NULL;
}

static int by_rank(const void *left, const void *right)
{
	const struct pial_canteen_label *const *a = left, *const *b = right;

	return (int)(*a)->rank - (int)(*b)->rank;
}

/* Joins labels in their order, and takes the class of the first: classes stand in that order. */
static void join_labels(struct making *m, struct pial_canteen_line *row,
			const struct pial_canteen_label **label, size_t count)
{
	struct pial_strbuf text;

	if (!count)
		return;
	qsort(label, count, sizeof(*label), by_rank);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	row->class = label[0]->class;
	for (size_t i = 0; i < count; i++) {
		if (label[i]->class < row->class)
			row->class = label[i]->class;
		pial_strbuf_addf(&text, "%s%s", i ? "," : "", text_of(m, label[i]->label.n));
	}
	row->labels.n = pial_intern_add(&m->input->model->pool, text.text, text.len);
	pial_strbuf_release(&text);
}

/* The product's own labels, and BIO when the line is organic. */
static void find_labels(struct making *m, struct pial_canteen_line *row,
			const struct pial_product *product)
{
	const struct pial_canteen_label *label[LABELS];
	const char *code = text_of(m, product->labels.n);
	bool organic = row->class == PIAL_CLASS_ORGANIC;
	size_t count = 0;

	for (size_t i = 0; organic && !count && i < m->input->labels->count; i++) {
		label[0] = pial_table_row(m->input->labels, i);
		count = label[0]->class == PIAL_CLASS_ORGANIC;
	}
	while (*code) {
		size_t len = strcspn(code, " ,");
		const struct pial_canteen_label *found = label_of(m, code, len, row->family);

		if (found && found->class != PIAL_CLASS_ORGANIC && count < LABELS)
			label[count++] = found;
		else if (!found && len && !m->said[product->id.n]) {
			pial_diag_add(m->diags, NULL, PIAL_N_CANTEEN_LABEL,
				      text_of(m, product->id.n),
				      text_of(m, product->labels.n));
			m->said[product->id.n] = true;
		}
		code += len;
		code += strspn(code, " ,");
	}
	join_labels(m, row, label, count);
}

static void find_place(struct making *m, struct pial_canteen_line *row)
{
	const struct pial_model *model = m->input->model;
	const struct pial_producer *producer = pial_model_producer(model, row->producer);
	enum pial_distance_source source;
	struct pial_distance distance;

	row->shortness = row->local = PIAL_NO;
	if (!producer || producer->tier != 1)
		return;
	row->shortness = PIAL_YES;
	distance = pial_model_distance(model, producer, pial_model_kitchen(model, row->kitchen),
				       &source);
	if (source == PIAL_DISTANCE_UNKNOWN || pial_distance_is_none(model->policy.radius) ||
	    distance.m > model->policy.radius.m)
		return;
	row->local = PIAL_YES;
	row->km = (distance.m + 999) / 1000;
}

static void check_organic(struct making *m, const struct pial_canteen_line *row)
{
	if (row->class != PIAL_CLASS_ORGANIC ||
	    pial_model_is_organic(m->input->model, row->producer, row->product, row->day))
		return;
	pial_diag_add(m->diags, NULL, PIAL_E_CANTEEN_ORGANIC, text_of(m, row->product.n),
		      text_of(m, row->producer.n), (int64_t)row->day.n);
	refuse(m);
}

static void find_goods(struct making *m, struct pial_canteen_line *row)
{
	const struct pial_product *product = pial_model_product(m->input->model, row->product);
	const char *origin = text_of(m, product->origin.n);

	check_organic(m, row);
	row->family = code_of(m, product);
	find_labels(m, row, product);
	find_place(m, row);
	for (const struct pial_choice *at = origin_choice; at->name; at++)
		if (!strcmp(at->name, origin))
			row->origin = at->value;
}

/* What is no food stands with the rest: the group's service, transport. */
static void find_fee(struct making *m, struct pial_canteen_line *row)
{
	row->class = PIAL_CLASS_NONE;
	row->shortness = row->local = PIAL_NO;
	row->family.n = pial_intern_add(&m->input->model->pool, "AUTRES", strlen("AUTRES"));
}

/* Says once of each kitchen that it has no SIRET; rows come by kitchen. */
static void check_siret(struct making *m, const struct pial_canteen_line *row,
			struct pial_kitchen_id before)
{
	if (row->siret.n)
		return;
	refuse(m);
	if (row->kitchen.n != before.n)
		pial_diag_add(m->diags, NULL, PIAL_E_CANTEEN_SIRET, text_of(m, row->kitchen.n));
}

static void put_rows(struct making *m, struct pial_table *out)
{
	struct pial_kitchen_id before = { 0 };

	for (size_t i = 0; i < m->rows; i++) {
		struct pial_canteen_line *row = &m->row[i];

		if (!row->net.cents)
			continue;
		find_names(m, row);
		check_siret(m, row, before);
		before = row->kitchen;
		if (row->product.n)
			find_goods(m, row);
		else
			find_fee(m, row);
		if (row->net.cents < 0) {
			pial_diag_add(m->diags, NULL, PIAL_E_CANTEEN_CREDIT,
				      text_of(m, row->invoice.n), text_of(m, row->label.n));
			refuse(m);
		}
		pial_table_add(out, row);
	}
}

bool pial_canteen_make(struct pial_table *out, const struct pial_canteen_input *input,
		       struct pial_diags *diags)
{
	struct making m = { .input = input, .diags = diags, .ok = true };
	bool fits = true;

	m.row = pial_calloc(input->lines + 1, sizeof(*m.row));
	m.said = pial_calloc(input->model->pool.count + 1, sizeof(*m.said));
	m.code = pial_calloc(input->model->pool.count + 1, sizeof(*m.code));
	for (size_t i = 0; fits && i < input->lines; i++) {
		const struct pial_kitchen *kitchen = pial_model_kitchen(
			input->model, (struct pial_kitchen_id){ input->line[i].buyer.n });

		if (kitchen && pial_canteen_asked(kitchen, input->only))
			fits = add_line(&m, &input->line[i]);
	}
	fits = fits && fold(&m);
	if (fits)
		put_rows(&m, out);
	pial_table_sort(out, input->model);
	free(m.said);
	free(m.code);
	free(m.row);
	return fits ? m.ok : pial_diag_add(diags, NULL, PIAL_E_AMOUNT);
}
