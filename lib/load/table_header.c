/*
 * A header is read by meaning: English name or label of either language, folded.
 *
 * One map from folded name to code; a label with a middle dot ("Producteur·rice") is also known by
 * what stands before it. A name that is nearly that of an absent column is taken for a slip and
 * refused: kept as an unknown column, its values would be lost without a word.
 */
#include <string.h>

#include "base/utf8.h"
#include "load/table_header.h"

#include "base/banned.h"

static void learn(struct pial_header *header, const char *name, size_t len, unsigned code)
{
	const char *key;

	pial_utf8_fold(&header->folded, name, len);
	if (!header->folded.len)
		return;
	key = pial_arena_strndup(&header->arena, header->folded.text, header->folded.len);
	/* Names come first and are unique; a label that repeats its own name is not an error. */
	pial_strmap_put(&header->map, key, header->folded.len, code);
}

static void learn_label(struct pial_header *header, const char *label, unsigned code)
{
	const char *dot = strstr(label, "\xc2\xb7");

	learn(header, label, strlen(label), code);
	if (dot)
		learn(header, label, (size_t)(dot - label), code);
}

bool pial_header_has_grams(const struct pial_field *field)
{
	return field->type == PIAL_T_QTY || field->type == PIAL_T_MASS_KG;
}

void pial_header_grams(struct pial_strbuf *out, const struct pial_field *field, enum pial_lang lang)
{
	pial_strbuf_addstr(out, pial_field_label(field, lang));
	pial_strbuf_addstr(out, lang == PIAL_FR ? " (grammes)" :
				lang == PIAL_EN ? " (grams)" : "_grams");
}

static void learn_grams(struct pial_header *header, const struct pial_field *field, unsigned code)
{
	static const enum pial_lang lang[] = { PIAL_LANG_NONE, PIAL_FR, PIAL_EN };
	struct pial_strbuf name;
	size_t i;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	for (i = 0; i < PIAL_COUNT(lang); i++) {
		pial_strbuf_clear(&name);
		pial_header_grams(&name, field, lang[i]);
		learn(header, name.text, name.len, code);
	}
	pial_strbuf_release(&name);
	if (strcmp(field->name, "quantity") == 0) {
		learn(header, "grams", 5, code);
		learn(header, "grammes", 7, code);
	}
}

void pial_header_init(struct pial_header *header, const struct pial_schema *schema)
{
	unsigned i;

	header->schema = schema;
	pial_arena_init(&header->arena);
	pial_strmap_init(&header->map);
	pial_strbuf_init(&header->folded, (size_t)PIAL_CSV_FIELD * 8);
	for (i = 0; i < schema->fields; i++)
		learn(header, schema->field[i].name, strlen(schema->field[i].name), i);
	for (i = 0; i < schema->fields; i++) {
		learn_label(header, schema->field[i].fr, i);
		learn_label(header, schema->field[i].en, i);
	}
	for (i = 0; i < schema->fields; i++)
		if (pial_header_has_grams(&schema->field[i]))
			learn_grams(header, &schema->field[i], PIAL_HEADER_GRAMS + i);
	learn(header, "id", 2, PIAL_HEADER_ID);
	learn(header, "version", 7, PIAL_HEADER_VERSION);
}

void pial_header_release(struct pial_header *header)
{
	pial_strmap_release(&header->map);
	pial_strbuf_release(&header->folded);
	pial_arena_release(&header->arena);
}

unsigned pial_header_code(struct pial_header *header, const char *text, size_t len)
{
	uint32_t code;

	pial_utf8_fold(&header->folded, text, len);
	if (!header->folded.len)
		return PIAL_HEADER_BLANK;
	if (pial_strmap_get(&header->map, header->folded.text, header->folded.len, &code))
		return code;
	return PIAL_HEADER_UNKNOWN;
}

void pial_header_letters(char out[8], size_t column)
{
	char reversed[8];
	size_t n = 0, i;

	for (; column > 0 && n < 7; column = (column - 1) / 26)
		reversed[n++] = (char)('A' + (column - 1) % 26);
	for (i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	out[n] = '\0';
}

/* One header being resolved. */
struct resolution {
	struct pial_table *table;		/* receives the columns */
	const struct pial_cell *cell;		/* the header */
	const unsigned *code;			/* what its cells mean */
	size_t count;				/* cells */
	const struct pial_pos *pos;		/* line of the header */
	struct pial_diags *diags;		/* what is wrong */
	uint64_t proposed;			/* fields proposed for a slip */
};

static struct pial_pos cell_pos(const struct resolution *r, size_t i)
{
	struct pial_pos pos = *r->pos;

	pos.column = (uint32_t)i + 1;
	return pos;
}

/* Two cells of the same meaning, or unknown ones of the same folded name. */
static bool same_column(const struct resolution *r, size_t a, size_t b)
{
	if (r->code[a] != r->code[b] || r->code[a] == PIAL_HEADER_BLANK)
		return false;
	return r->code[a] != PIAL_HEADER_UNKNOWN ||
	       pial_utf8_distance(r->cell[a].text, r->cell[b].text, 0) == 0;
}

static void find_twice(const struct resolution *r)
{
	size_t a, b;

	for (b = 1; b < r->count; b++)
		for (a = 0; a < b; a++) {
			struct pial_pos pos = cell_pos(r, b);
			char letters[8];

			if (!same_column(r, a, b))
				continue;
			pial_header_letters(letters, a + 1);
			pial_diag_add(r->diags, &pos, PIAL_E_CSV_HEADER_TWICE, r->cell[b].text,
				      letters);
			break;
		}
}

/* Says that an unknown name is nearly that of an absent column. */
static void find_slip(struct resolution *r, size_t i)
{
	const struct pial_schema *schema = r->table->schema;
	const char *name[3 * PIAL_TABLE_FIELDS];
	size_t field[3 * PIAL_TABLE_FIELDS], count = 0, f;
	ptrdiff_t near;

	for (f = 0; f < schema->fields; f++) {
		if (r->table->column[f])
			continue;
		field[count] = field[count + 1] = field[count + 2] = f;
		name[count++] = schema->field[f].name;
		name[count++] = schema->field[f].fr;
		name[count++] = schema->field[f].en;
	}
	near = count ? pial_utf8_nearest(r->cell[i].text, name, count) : -1;
	if (near >= 0) {
		const char *column = schema->field[field[near]].name, *text = r->cell[i].text;
		struct pial_pos pos = cell_pos(r, i);

		/* Of a name and a label equally near, the name: it is what files hold. */
		if (pial_utf8_distance(text, column, 3) > pial_utf8_distance(text, name[near], 3))
			column = name[near];
		r->proposed |= UINT64_C(1) << field[near];
		pial_diag_add(r->diags, &pos, PIAL_E_CSV_HEADER_NEAR, text, column);
	}
}

static void find_missing(const struct resolution *r)
{
	const struct pial_schema *schema = r->table->schema;
	struct pial_strbuf list;
	size_t f, i;

	pial_strbuf_init(&list, PIAL_STRBUF_TEXT);
	for (i = 0; i < r->count; i++) {
		pial_strbuf_addstr(&list, i ? ", " : "");
		pial_strbuf_addstr(&list, r->cell[i].text);
	}
	for (f = 0; f < schema->fields; f++) {
		if (!(schema->field[f].flags & (PIAL_F_REQUIRED | PIAL_F_COLUMN)) ||
		    r->table->column[f] || r->proposed >> f & 1)
			continue;
		pial_diag_add(r->diags, r->pos, PIAL_E_CSV_HEADER,
			      pial_table_name(r->table, f, PIAL_FR),
			      pial_table_name(r->table, f, PIAL_EN), list.text);
	}
	pial_strbuf_release(&list);
}

/* True for a label that is not the name in other letters: Quantité, not Quantity. */
static bool is_label(const struct pial_table *table, unsigned code, const struct pial_cell *cell)
{
	return pial_utf8_distance(cell->text, table->schema->field[code].name, 0) != 0;
}

bool pial_header_resolve(struct pial_table *table, struct pial_arena *arena,
			 const struct pial_cell *cell, const unsigned *code, size_t count,
			 const struct pial_pos *pos, struct pial_diags *diags)
{
	struct resolution r = { table, cell, code, count, pos, diags, 0 };
	size_t before = diags->errors, i;

	table->extra_name = pial_arena_zalloc(arena, count, sizeof(*table->extra_name));
	table->extra_column = pial_arena_zalloc(arena, count, sizeof(*table->extra_column));
	for (i = 0; i < count; i++) {
		if (code[i] < PIAL_HEADER_GRAMS) {
			table->column[code[i]] = (uint8_t)(i + 1);
			table->labels = table->labels || is_label(table, code[i], &cell[i]);
		} else if (code[i] < PIAL_HEADER_ID &&
			   !table->column[code[i] - PIAL_HEADER_GRAMS]) {
			table->column[code[i] - PIAL_HEADER_GRAMS] = (uint8_t)(i + 1);
		}
	}
	find_twice(&r);
	for (i = 0; i < count; i++) {
		if (code[i] != PIAL_HEADER_UNKNOWN)
			continue;
		find_slip(&r, i);
		table->extra_name[table->extras] = pial_arena_strndup(arena, cell[i].text,
								      cell[i].len);
		table->extra_column[table->extras++] = (uint8_t)(i + 1);
	}
	find_missing(&r);
	return !pial_diags_since(diags, before);
}
