/*
 * The list of what may be shown, and the rows of producers and kitchens without the rest.
 */
#include "report/public.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "io/digest.h"
#include "load/value.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* The empty text, as a pool pads its texts. */
static const char nothing[PIAL_INTERN_PADDING];

/* Longest name of a page: what file systems and people bear. */
#define LONGEST_PAGE 60

/* Letters of the shortest word that stands for somebody. */
#define SHORTEST_BRIEF 3

/* One that is not named, with what decides its number. */
struct hidden {
	char digest[PIAL_DIGEST_TEXT];	/* of what the book knows of it */
	size_t at;			/* its index */
};

/* ---- Texts ---- */

void pial_public_follow(struct pial_public *public, const struct pial_model *model)
{
	size_t before = public->model.pool.count, count = model->pool.count;

	if (count > public->cap) {
		public->cap = count + count / 2;
		public->text = pial_realloc(public->text, public->cap, sizeof(*public->text));
		public->len = pial_realloc(public->len, public->cap, sizeof(*public->len));
	}
	for (size_t i = before; i < count; i++) {
		public->text[i] = nothing;
		public->len[i] = 0;
	}
	/* Its slots are the model's: a text that is not shown is not found by them. */
	public->model.pool = model->pool;
	public->model.pool.text = public->text;
	public->model.pool.len = public->len;
}

void pial_public_allow(struct pial_public *public, const struct pial_model *model, uint32_t number)
{
	public->text[number] = model->pool.text[number];
	public->len[number] = model->pool.len[number];
}

/* Shows the text of another number in the place of one. */
static void show_instead(struct pial_public *public, struct pial_model *model, uint32_t number,
			 const char *text)
{
	uint32_t other = pial_intern_add(&model->pool, text, strlen(text));

	pial_public_follow(public, model);
	public->text[number] = model->pool.text[other];
	public->len[number] = model->pool.len[other];
}

/* ---- Producers and kitchens ---- */

static bool is_column(const struct pial_model *model, const struct pial_public_side *side,
		      const char *name)
{
	for (uint32_t i = 0; i < side->columns->count; i++)
		if (!strcmp(pial_model_text(model, side->columns->n[i]), name))
			return true;
	return false;
}

/* The number of a row's text or id in a column. */
static uint32_t *number_in(const struct pial_public_side *side, size_t at, const char *column)
{
	int field = pial_field_find(side->schema, column);
	char *row = pial_table_row(&side->rows, at);

	return (uint32_t *)(void *)(row + side->schema->field[field].offset);
}

static struct pial_date day_in(const struct pial_public_side *side, size_t at, const char *column)
{
	int field = pial_field_find(side->schema, column);
	const char *row = pial_table_row(&side->rows, at);

	return *(const struct pial_date *)(const void *)(row + side->schema->field[field].offset);
}

/* What a page of a name is called: its letters and digits, the rest as hyphens. */
static void put_page_name(struct pial_strbuf *out, const char *name)
{
	struct pial_strbuf brief, folded;

	pial_strbuf_init(&brief, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_say_name(&brief, name);
	pial_utf8_fold(&folded, brief.text, brief.len);
	for (size_t i = 0; i < folded.len && out->len < LONGEST_PAGE; i++) {
		char c = folded.text[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			pial_strbuf_addch(out, c);
		else if (out->len && out->text[out->len - 1] != '-')
			pial_strbuf_addch(out, '-');
	}
	while (out->len && out->text[out->len - 1] == '-')
		pial_strbuf_setlen(out, out->len - 1);
	pial_strbuf_release(&brief);
	pial_strbuf_release(&folded);
}

/*
 * What stands for it where cells are narrow: the last word of its page's name (« ravin »), unless
 * another one has it or it is no word.
 */
static const char *brief_of(struct pial_public *public, const char *page)
{
	const char *hyphen = strrchr(page, '-'), *word = hyphen ? hyphen + 1 : page;

	if (strlen(word) >= SHORTEST_BRIEF && (word[0] < '0' || word[0] > '9') &&
	    pial_strmap_put(&public->brief, word, strlen(word), 0))
		return word;
	return page;
}

/* Gives one that is named a page of its own; two of a name have a number. */
static void name_page(struct pial_public *public, struct pial_public_side *side, size_t at,
		      const char *name, struct pial_strmap *taken)
{
	struct pial_strbuf page;
	size_t len;

	pial_strbuf_init(&page, PIAL_STRBUF_TEXT);
	put_page_name(&page, name);
	if (!page.len)
		pial_strbuf_addstr(&page, side->schema == &pial_schema_producers ? "producer"
										 : "kitchen");
	len = page.len;
	for (unsigned i = 2;; i++) {
		const char *own = pial_arena_strdup(&public->arena, page.text);

		if (pial_strmap_put(taken, own, strlen(own), 0)) {
			side->page[at] = own;
			break;
		}
		pial_strbuf_setlen(&page, len);
		pial_strbuf_addf(&page, "-%u", i);
	}
	side->named++;
	pial_strbuf_release(&page);
}

/* Whether the group may be said to hold it: it has joined, and not left. */
static bool belongs(const struct pial_public_side *side, size_t at, struct pial_date day)
{
	return pial_day_within(day, day_in(side, at, "joined"), day_in(side, at, "left"));
}

/* Names those that may be, in the order of the model. */
static void name_all(struct pial_public *public, struct pial_model *model,
		     struct pial_public_side *side, struct pial_date day)
{
	struct pial_strmap taken = PIAL_STRMAP_INIT;
	bool named = is_column(model, side, "name");
	const char *key = side->schema->field[0].name;

	side->page = pial_arena_zalloc(&public->arena, side->rows.count, sizeof(*side->page));
	side->member = pial_arena_zalloc(&public->arena, side->rows.count,
					 sizeof(*side->member));
	/* The list of them all stands in the same folder. */
	(void)!pial_strmap_put(&taken, "index", strlen("index"), 0);
	for (size_t i = 0; i < side->rows.count; i++) {
		uint32_t id = *number_in(side, i, key), name = *number_in(side, i, "name");

		side->member[i] = belongs(side, i, day);
		if (!named || !side->member[i])
			continue;
		name_page(public, side, i, pial_model_text(model, name), &taken);
		pial_public_allow(public, model, name);
		if (is_column(model, side, key))
			pial_public_allow(public, model, id);
		else
			show_instead(public, model, id, brief_of(public, side->page[i]));
	}
	pial_strmap_release(&taken);
}

static int by_digest(const void *a, const void *b)
{
	const struct hidden *x = a, *y = b;
	int order = strcmp(x->digest, y->digest);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* The digest of a row as its table would write it. */
static void digest_row(const struct pial_model *model, const struct pial_public_side *side,
		       size_t at, char digest[PIAL_DIGEST_TEXT])
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	for (size_t f = 0; f < side->schema->fields; f++) {
		pial_value_write(&text, model, &side->schema->field[f],
				 pial_table_row(&side->rows, at), &pial_value_table);
		pial_strbuf_addch(&text, '\n');
	}
	pial_digest(text.text, text.len, digest);
	pial_strbuf_release(&text);
}

/* What one that is not named is called: by name, or, in narrow cells, in brief. */
static const char *alias_of(const struct pial_public_side *side, size_t at, bool brief)
{
	const struct pial_producer *producer = pial_table_row(&side->rows, at);

	if (side->schema != &pial_schema_producers)
		return brief ? PIAL_N_("kitchen-%1") : PIAL_N_("Kitchen %1");
	if (producer->tier > 1)
		return brief ? PIAL_N_("partner-%1") : PIAL_N_("Partner %1");
	return brief ? PIAL_N_("farm-%1") : PIAL_N_("Producer %1");
}

/* Calls one that is not named by its number, of which there are so many digits. */
static void alias(struct pial_public *public, struct pial_model *model,
		  struct pial_public_side *side, size_t at, const char *const *digits,
		  enum pial_lang lang)
{
	uint32_t *name = number_in(side, at, "name");
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_say_phrase(&text, lang, alias_of(side, at, false), &digits[0], 1);
	*name = pial_intern_add(&model->pool, text.text, text.len);
	pial_public_follow(public, model);
	pial_public_allow(public, model, *name);
	pial_strbuf_clear(&text);
	pial_say_phrase(&text, lang, alias_of(side, at, true), &digits[1], 1);
	show_instead(public, model, *number_in(side, at, side->schema->field[0].name), text.text);
	pial_strbuf_release(&text);
}

/* Gives those that are not named a number, in the order of their digests. */
static void number_rest(struct pial_public *public, struct pial_model *model,
			struct pial_public_side *side, enum pial_lang lang)
{
	struct hidden *hidden = pial_calloc(side->rows.count + 1, sizeof(*hidden));
	size_t count = 0;
	int width = 1;

	for (size_t i = 0; i < side->rows.count; i++)
		if (!side->page[i]) {
			hidden[count].at = i;
			digest_row(model, side, i, hidden[count++].digest);
		}
	qsort(hidden, count, sizeof(*hidden), by_digest);
	for (size_t rest = count; rest >= 10; rest /= 10)
		width++;
	for (size_t i = 0; i < count; i++) {
		/* In brief, of one width: sorted by text they are in order of numbers. */
		const char *const digits[] = {
			pial_arena_printf(&public->arena, "%zu", i + 1),
			pial_arena_printf(&public->arena, "%0*zu", width, i + 1) };

		alias(public, model, side, hidden[i].at, digits, lang);
	}
	free(hidden);
}

/* True for what layouts need and nobody is known by. */
static bool is_shape(const char *column)
{
	return !strcmp(column, "kind") || !strcmp(column, "tier");
}

/* Takes the columns that may not be shown out of the rows, and shows the others' texts. */
static void clear_rows(struct pial_public *public, struct pial_model *model,
		       struct pial_public_side *side)
{
	for (size_t f = 1; f < side->schema->fields; f++) {
		const struct pial_field *field = &side->schema->field[f];
		bool shown = is_column(model, side, field->name);

		if (!strcmp(field->name, "name") || (!shown && is_shape(field->name)))
			continue;
		for (size_t i = 0; i < side->rows.count; i++) {
			char *row = pial_table_row(&side->rows, i);

			if (!shown || !side->page[i])
				pial_value_clear(model, field, row);
			else if (field->type == PIAL_T_TEXT)
				pial_public_allow(public, model,
						  *(uint32_t *)(void *)(row + field->offset));
		}
	}
	pial_public_follow(public, model);
}

static void make_side(struct pial_public *public, struct pial_model *model,
		      struct pial_public_side *side, struct pial_date day, enum pial_lang lang)
{
	name_all(public, model, side, day);
	number_rest(public, model, side, lang);
	clear_rows(public, model, side);
}

/* ---- Order ---- */

/* A row, by what stands for its id. */
struct placed {
	const char *id;		/* as it may be shown */
	size_t at;		/* its index in the model */
};

static int by_id(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/*
 * Puts the rows in the order of their new ids, as a model's are: who goes through them must not see
 * the old one. *index leads from a number to its row; place receives, of each row, where it was.
 */
static void put_in_order(struct pial_public *public, struct pial_public_side *side,
			 uint32_t **index, struct placed *place)
{
	const char *key = side->schema->field[0].name;
	size_t count = side->rows.count, size = side->schema->row_size;
	char *row = pial_malloc(count * size + 1);
	const char **page = pial_arena_zalloc(&public->arena, count, sizeof(*page));
	bool *member = pial_arena_zalloc(&public->arena, count, sizeof(*member));
	uint32_t *own = pial_arena_zalloc(&public->arena, public->model.indexed, sizeof(*own));

	for (size_t i = 0; i < count; i++)
		place[i] = (struct placed){
			pial_model_text(&public->model, *number_in(side, i, key)), i };
	qsort(place, count, sizeof(*place), by_id);
	for (size_t i = 0; i < count; i++) {
		memcpy(row + i * size, pial_table_row(&side->rows, place[i].at), size);
		page[i] = side->page[place[i].at];
		member[i] = side->member[place[i].at];
		own[*number_in(side, place[i].at, key)] = (uint32_t)i + 1;
	}
	if (count)
		memcpy(side->rows.row, row, count * size);
	free(row);
	side->page = page;
	side->member = member;
	*index = own;
}

/* Producers in their new order, and what begins at each. */
static void order_producers(struct pial_public *public, const struct pial_model *model)
{
	size_t count = model->producers;
	struct placed *place = pial_calloc(count + 1, sizeof(*place));
	uint32_t *from = pial_arena_zalloc(&public->arena, count, sizeof(*from));

	put_in_order(public, &public->producer, &public->model.producer_at, place);
	for (size_t i = 0; i < count; i++)
		from[i] = model->certificate_from[place[i].at];
	public->model.certificate_from = from;
	free(place);
}

/* Kitchens in their new order, and the contracts of each. */
static void order_kitchens(struct pial_public *public, const struct pial_model *model)
{
	size_t count = model->kitchens, all = 0;
	struct placed *place = pial_calloc(count + 1, sizeof(*place));
	uint32_t *from = pial_arena_zalloc(&public->arena, count + 1, sizeof(*from));
	uint32_t *by_kitchen = pial_arena_zalloc(&public->arena, model->contracts + 1,
						 sizeof(*by_kitchen));

	put_in_order(public, &public->kitchen, &public->model.kitchen_at, place);
	for (size_t i = 0; i < count; i++) {
		size_t at = place[i].at;

		from[i] = (uint32_t)all;
		for (uint32_t k = model->contract_from[at]; k < model->contract_from[at + 1]; k++)
			by_kitchen[all++] = model->contract_by_kitchen[k];
	}
	from[count] = (uint32_t)all;
	public->model.contract_from = from;
	public->model.contract_by_kitchen = by_kitchen;
	free(place);
}

/* ---- The rest ---- */

static void add_rows(struct pial_table *table, const void *row, size_t rows)
{
	for (size_t i = 0; i < rows; i++)
		pial_table_add(table, (const char *)row + i * table->schema->row_size);
}

/* The names of columns, by which pages ask what they may show. */
static void show_list(struct pial_public *public, const struct pial_model *model,
		      const struct pial_id_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		pial_public_allow(public, model, list->n[i]);
}

static void show_products(struct pial_public *public, const struct pial_model *model)
{
	for (size_t i = 0; i < model->products; i++) {
		const struct pial_product *product = &model->product[i];

		pial_public_allow(public, model, product->id.n);
		pial_public_allow(public, model, product->name.n);
		pial_public_allow(public, model, product->family.n);
		pial_public_allow(public, model, product->labels.n);
	}
}

static void show_contracts(struct pial_public *public, const struct pial_model *model)
{
	for (size_t i = 0; i < model->contracts; i++) {
		const struct pial_contract *contract = &model->contract[i];

		if (!pial_public_names(public, contract->kitchen))
			continue;
		pial_public_allow(public, model, contract->id.n);
		pial_public_allow(public, model, contract->title.n);
		pial_public_allow(public, model, contract->reference.n);
	}
}

void pial_public_make(struct pial_public *public, struct pial_model *model, struct pial_date day,
		      enum pial_lang lang)
{
	*public = (struct pial_public){
		.model = *model, .arena = PIAL_ARENA_INIT, .brief = PIAL_STRMAP_INIT,
		.producer = { .schema = &pial_schema_producers,
			      .columns = &model->policy.publish_producers },
		.kitchen = { .schema = &pial_schema_kitchens,
			     .columns = &model->policy.publish_kitchens } };
	public->model.pool.count = 0;
	pial_public_follow(public, model);
	pial_table_init(&public->producer.rows, &pial_schema_producers);
	pial_table_init(&public->kitchen.rows, &pial_schema_kitchens);
	add_rows(&public->producer.rows, model->producer, model->producers);
	add_rows(&public->kitchen.rows, model->kitchen, model->kitchens);
	public->model.producer = (void *)public->producer.rows.row;
	public->model.kitchen = (void *)public->kitchen.rows.row;
	make_side(public, model, &public->producer, day, lang);
	make_side(public, model, &public->kitchen, day, lang);
	order_producers(public, model);
	order_kitchens(public, model);
	pial_public_allow(public, model, model->policy.name.n);
	/* A place where all drops meet may be somebody's yard. */
	public->model.policy.hub = (struct pial_hub){ { 0 }, PIAL_ANGLE_NONE, PIAL_ANGLE_NONE };
	show_list(public, model, &model->policy.publish_producers);
	show_list(public, model, &model->policy.publish_kitchens);
	show_products(public, model);
	show_contracts(public, model);
}

void pial_public_release(struct pial_public *public)
{
	pial_table_release(&public->producer.rows);
	pial_table_release(&public->kitchen.rows);
	pial_strmap_release(&public->brief);
	pial_arena_release(&public->arena);
	free(public->text);
	free(public->len);
}

bool pial_public_has_page(const struct pial_model *model, const char *view)
{
	const struct pial_id_list *pages = &model->policy.publish_pages;

	for (uint32_t i = 0; i < pages->count; i++)
		if (!strcmp(pial_model_text(model, pages->n[i]), view))
			return true;
	return false;
}

bool pial_public_names(const struct pial_public *public, struct pial_kitchen_id kitchen)
{
	const struct pial_kitchen *row = pial_model_kitchen(&public->model, kitchen);

	return !row || public->kitchen.page[row - public->model.kitchen];
}

void pial_public_keep_named(const struct pial_public *public, struct pial_table *table)
{
	const struct pial_field *field;
	int at = pial_field_find(table->schema, "kitchen");
	size_t kept = 0, size = table->schema->row_size;

	if (at < 0)
		return;
	field = &table->schema->field[at];
	for (size_t i = 0; i < table->count; i++) {
		char *row = pial_table_row(table, i);
		const struct pial_kitchen_id *kitchen = (const void *)(row + field->offset);

		if (!pial_public_names(public, *kitchen))
			continue;
		if (kept != i)
			memcpy(pial_table_row(table, kept), row, size);
		kept++;
	}
	table->count = kept;
}
