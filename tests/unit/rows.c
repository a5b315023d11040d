/*
 * Every type of member gets values that a file may say, or none; a cell often repeats the one
 * above, as in real tables.
 */
#include "tests/unit/rows.h"

#include <stdlib.h>
#include <string.h>

#include "load/field.h"

/* Texts that a cell may hold; lengths on both sides of what is copied straight. */
static const char *const words[] = {
	"", "a", "carotte", "12345678", "123456789", "pomme-de-terre", "L1", "=1+1", "été",
	"un;deux", "a, b", "dit \"oui\"", "deux\nlignes", "tab\tici", "'", "\"", ",",
	"0123456789012345678901234567890123456789012345678901234567890123",
	"01234567890123456789012345678901234567890123456789012345678901234",
	"0123456789012345678901234567890123456789012345678901234567890123456789,0123456789",
};

uint64_t rows_draw(uint64_t *seed, uint64_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (*seed >> 11) % below;
}

static uint32_t draw_word(struct pial_model *model, uint64_t *seed)
{
	const char *word = words[rows_draw(seed, PIAL_COUNT(words))];

	return pial_intern_add(&model->pool, word, strlen(word));
}

static int64_t draw_number(uint64_t *seed, int64_t none, int64_t most)
{
	switch (rows_draw(seed, 4)) {
	case 0:
		return none;
	case 1:
		return (int64_t)rows_draw(seed, 20);
	case 2:
		return (int64_t)rows_draw(seed, 20) * 1000;
	default:
		return (int64_t)rows_draw(seed, (uint64_t)most) - most / 2;
	}
}

static uint32_t last_choice(const struct pial_field *field)
{
	const struct pial_choice *choice =
		field->type == PIAL_T_YESNO ? pial_choice_yesno : field->choice;
	uint32_t last = 0;

	for (; choice && choice->name; choice++)
		last = choice->value > last ? choice->value : last;
	return last;
}

/* Sets a member to something that a file may say, or to none. */
static void draw_member(struct pial_model *model, uint64_t *seed, const struct pial_field *field,
			char *row)
{
	char *member = row + field->offset;
	struct pial_id_list list;
	uint32_t *numbers;

	/* Rows are compared byte by byte, what stands between members included. */
	memset(&list, 0, sizeof(list));
	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		*(int64_t *)(void *)member = draw_number(seed, INT64_MIN, INT64_C(1) << 40);
		return;
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		*(int32_t *)(void *)member =
			(int32_t)draw_number(seed, INT32_MIN, INT32_C(1) << 30);
		return;
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		*(uint32_t *)(void *)member = draw_word(model, seed);
		return;
	case PIAL_T_DATE: case PIAL_T_MONTHS:
		*(uint16_t *)(void *)member = (uint16_t)rows_draw(seed, 1 << rows_draw(seed, 17));
		return;
	case PIAL_T_WEEK: case PIAL_T_MONTH:
		*(uint16_t *)(void *)member = (uint16_t)rows_draw(seed, 2000);
		return;
	case PIAL_T_IDS:
		list.count = (uint32_t)rows_draw(seed, 9);
		numbers = pial_arena_zalloc(&model->arena, 9, sizeof(*numbers));
		for (uint32_t i = 0; i < list.count; i++)
			numbers[i] = draw_word(model, seed);
		list.n = numbers;
		memcpy(member, &list, sizeof(list));
		return;
	case PIAL_T_ENUM: case PIAL_T_YESNO:
		*(uint8_t *)member = (uint8_t)rows_draw(seed, last_choice(field) + 1);
		return;
	case PIAL_T_CHOICES:
		*(uint8_t *)member = (uint8_t)rows_draw(seed, 1 << last_choice(field));
		return;
	case PIAL_T_SMALL: case PIAL_T_WEEKDAYS:
		*(uint8_t *)member = (uint8_t)rows_draw(seed, 128);
		return;
	case PIAL_T_TIERS:
		*(uint8_t *)member = (uint8_t)rows_draw(seed, 4);
		return;
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return;
	}
}

void rows_draw_table(struct pial_table *table, struct pial_model *model, size_t rows,
		     uint64_t *seed)
{
	static const char *names[] = { "météo", "a,b", "vu" };
	const struct pial_schema *schema = table->schema;
	char *row = calloc(1, schema->row_size);

	table->model = model;
	table->extras = rows_draw(seed, 4);
	table->extra_name = names;
	for (size_t i = 0; i < rows; i++) {
		for (size_t f = 0; f < schema->fields; f++)
			if (i == 0 || rows_draw(seed, 3) == 0)
				draw_member(model, seed, &schema->field[f], row);
		pial_table_add(table, row);
		for (size_t k = 0; k < table->extras; k++)
			table->extra[i * table->extras + k].n = draw_word(model, seed);
	}
	free(row);
}
