/*
 * What a value is in memory: size, none, order.
 *
 * One switch over the types in each function, and no table of methods: a type added to field.h
 * makes the compiler point at each place that must know it.
 */
#include <string.h>

#include "base/intern.h"
#include "load/value.h"
#include "load/value_text.h"

#include "base/banned.h"

const struct pial_value_style pial_value_table = {
	PIAL_DECIMAL_POINT, '.', PIAL_LANG_NONE, false, false, false,
};
const struct pial_value_style pial_value_yaml = {
	PIAL_DECIMAL_POINT, '.', PIAL_LANG_NONE, true, false, false,
};
const struct pial_value_style pial_value_sheet = {
	PIAL_DECIMAL_EITHER, ',', PIAL_FR, false, true, true,
};

size_t pial_value_size(enum pial_type type)
{
	switch (type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		return sizeof(int64_t);
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		return sizeof(int32_t);
	case PIAL_T_DATE: case PIAL_T_WEEK: case PIAL_T_MONTH: case PIAL_T_MONTHS:
		return sizeof(uint16_t);
	case PIAL_T_SMALL: case PIAL_T_ENUM: case PIAL_T_YESNO: case PIAL_T_WEEKDAYS:
	case PIAL_T_TIERS: case PIAL_T_CHOICES:
		return sizeof(uint8_t);
	case PIAL_T_IDS:
		return sizeof(struct pial_id_list);
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return 0;
	}
	return 0;
}

static void set_none(const struct pial_field *field, void *member)
{
	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		*(int64_t *)member = INT64_MIN;
		return;
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		*(int32_t *)member = INT32_MIN;
		return;
	default:
		memset(member, 0, pial_value_size(field->type));
	}
}

void pial_value_clear(struct pial_model *model, const struct pial_field *field, void *row)
{
	struct pial_diags none;

	if (!pial_value_size(field->type))
		return;
	set_none(field, (char *)row + field->offset);
	if (!field->absent)
		return;
	pial_diags_init(&none);
	/* The text comes from a schema; a test reads every one of them. */
	if (!pial_value_read(model, field, row, field->absent, strlen(field->absent),
			     &pial_value_table, &PIAL_POS_NONE, &none))
		set_none(field, (char *)row + field->offset);
	pial_diags_release(&none);
}

bool pial_value_is_none(const struct pial_field *field, const void *row)
{
	const void *member = (const char *)row + field->offset;

	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		return *(const int64_t *)member == INT64_MIN;
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		return *(const int32_t *)member == INT32_MIN;
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		return *(const uint32_t *)member == 0;
	case PIAL_T_DATE: case PIAL_T_WEEK: case PIAL_T_MONTH: case PIAL_T_MONTHS:
		return *(const uint16_t *)member == 0;
	case PIAL_T_IDS:
		return ((const struct pial_id_list *)member)->count == 0;
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return true;
	default:
		return *(const uint8_t *)member == 0;
	}
}

bool pial_value_is_text(const struct pial_field *field)
{
	switch (field->type) {
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_IDS:
	case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		return true;
	default:
		return false;
	}
}

static int compare_lists(const struct pial_model *model, const struct pial_id_list *a,
			 const struct pial_id_list *b)
{
	uint32_t i;

	for (i = 0; i < a->count && i < b->count; i++) {
		int order = pial_intern_compare(&model->pool, a->n[i], b->n[i]);

		if (order)
			return order;
	}
	return (a->count > b->count) - (a->count < b->count);
}

/* -1, 0 or 1; a macro since the members have four integer types. */
#define ORDER(type, a, b) \
	((*(const type *)(a) > *(const type *)(b)) - (*(const type *)(a) < *(const type *)(b)))

int pial_value_compare(const struct pial_model *model, const struct pial_field *field,
		       const void *a,
		       const void *b)
{
	const void *x = (const char *)a + field->offset, *y = (const char *)b + field->offset;

	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG: case PIAL_T_MONEY: case PIAL_T_AREA:
		return ORDER(int64_t, x, y);
	case PIAL_T_PRICE: case PIAL_T_RATE: case PIAL_T_RATIO: case PIAL_T_KM: case PIAL_T_ANGLE:
	case PIAL_T_INT: case PIAL_T_SEASON_WEEK:
		return ORDER(int32_t, x, y);
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		if (*(const uint32_t *)x == *(const uint32_t *)y)
			return 0;
		return pial_intern_compare(&model->pool, *(const uint32_t *)x,
					   *(const uint32_t *)y);
	case PIAL_T_DATE: case PIAL_T_WEEK: case PIAL_T_MONTH: case PIAL_T_MONTHS:
		return ORDER(uint16_t, x, y);
	case PIAL_T_IDS:
		return compare_lists(model, x, y);
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return 0;
	default:
		return ORDER(uint8_t, x, y);
	}
}
