/*
 * A member to text: the one way each value is written, in tables and in sheets.
 *
 * No trailing zeros (a spreadsheet drops them, and a file must not change by passing through one),
 * no grouping. In sheets a date carries the short name of its day after it: `2025-03-17 lun` stays
 * a text in every spreadsheet tried, whereas the name in front makes a date of it that comes back
 * shortened.
 */
#include <string.h>

#include "base/intern.h"
#include "load/value.h"
#include "load/value_text.h"
#include "num/date.h"

#include "base/banned.h"

static void write_text(struct pial_strbuf *out, const struct pial_model *model, uint32_t n)
{
	pial_strbuf_addstr(out, pial_intern_text(&model->pool, n));
}

static void write_date(struct pial_strbuf *out, struct pial_date date,
		       const struct pial_value_style *style)
{
	const struct pial_choice *day;

	pial_date_format(out, date);
	if (!style->sheet)
		return;
	day = pial_choice_of(pial_choice_weekday, (uint8_t)pial_date_weekday(date));
	if (day) {
		pial_strbuf_addch(out, ' ');
		pial_strbuf_addstr(out, pial_choice_label(day, style->lang));
	}
}

/* With the % sign where YAML wants it, and where a reader would ask whether 0.3 means 30 %. */
static void write_rate(struct pial_strbuf *out, int64_t e6, const struct pial_value_style *style)
{
	pial_decimal_format(out, e6, 4, 0, style->decimal);
	if (style->yaml || pial_text_rate_doubtful(e6, false))
		pial_strbuf_addch(out, '%');
}

/* A number of exactly three decimals would be taken for thousands; a fourth, 0, prevents it. */
static void write_price(struct pial_strbuf *out, int64_t e4, const struct pial_value_style *style)
{
	bool three = e4 % 10 == 0 && e4 % 100 != 0;

	pial_decimal_format(out, e4, 4, style->sheet && three ? 4 : 0, style->decimal);
}

static void write_choice(struct pial_strbuf *out, const struct pial_choice *choice, uint8_t value,
			 const struct pial_value_style *style)
{
	const struct pial_choice *found = pial_choice_of(choice, value);

	if (found)
		pial_strbuf_addstr(out, pial_choice_label(found, style->lang));
}

/* Free text, unless it is a word of the toolkit's own: that one has a label. */
static void write_worded(struct pial_strbuf *out, const struct pial_model *model,
			 const struct pial_choice *choice, uint32_t n,
			 const struct pial_value_style *style)
{
	const char *text = pial_intern_text(&model->pool, n);

	while (choice->name && strcmp(choice->name, text) != 0)
		choice++;
	pial_strbuf_addstr(out, choice->name ? pial_choice_label(choice, style->lang) : text);
}

/* The choices of a set, in their order. */
static void write_words(struct pial_strbuf *out, const struct pial_choice *choice, unsigned bits,
			const struct pial_value_style *style)
{
	bool first = true;

	for (; choice->name; choice++) {
		if (!(bits & 1U << (choice->value - 1)))
			continue;
		if (!first)
			pial_strbuf_addch(out, ' ');
		first = false;
		pial_strbuf_addstr(out, pial_choice_label(choice, style->lang));
	}
}

static void write_numbers(struct pial_strbuf *out, unsigned bits)
{
	int64_t value;
	bool first = true;

	for (value = 1; value <= 16; value++) {
		if (!(bits & 1U << (value - 1)))
			continue;
		if (!first)
			pial_strbuf_addch(out, ' ');
		first = false;
		pial_strbuf_addint(out, value);
	}
}

static void write_ids(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_id_list *list)
{
	uint32_t i;

	for (i = 0; i < list->count; i++) {
		if (i)
			pial_strbuf_addch(out, ' ');
		write_text(out, model, list->n[i]);
	}
}

static void write_number(struct pial_strbuf *out, const struct pial_field *field,
			 const void *member,
			 const struct pial_value_style *style)
{
	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG:
		pial_decimal_format(out, *(const int64_t *)member, 3, 0, style->decimal);
		return;
	case PIAL_T_MONEY: case PIAL_T_AREA:
		pial_decimal_format(out, *(const int64_t *)member, 2, 0, style->decimal);
		return;
	case PIAL_T_PRICE:
		write_price(out, *(const int32_t *)member, style);
		return;
	case PIAL_T_RATE:
		write_rate(out, *(const int32_t *)member, style);
		return;
	case PIAL_T_RATIO: case PIAL_T_ANGLE:
		pial_decimal_format(out, *(const int32_t *)member, 6, 0, style->decimal);
		return;
	case PIAL_T_KM:
		pial_decimal_format(out, *(const int32_t *)member, 3, 0, style->decimal);
		return;
	case PIAL_T_SEASON_WEEK:
		pial_strbuf_addch(out, 'W');
		if (*(const int32_t *)member < 10)
			pial_strbuf_addch(out, '0');
		/* fall through */
	default:
		pial_strbuf_addint(out, *(const int32_t *)member);
	}
}

void pial_value_write(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_field *field, const void *row,
		      const struct pial_value_style *style)
{
	const void *member = (const char *)row + field->offset;

	if (pial_value_is_none(field, row))
		return;
	if (field->type == PIAL_T_TEXT && field->choice) {
		write_worded(out, model, field->choice, *(const uint32_t *)member, style);
		return;
	}
	switch (field->type) {
	case PIAL_T_ID: case PIAL_T_TEXT: case PIAL_T_SIRET: case PIAL_T_IBAN: case PIAL_T_VAT:
		write_text(out, model, *(const uint32_t *)member);
		return;
	case PIAL_T_IDS:
		write_ids(out, model, member);
		return;
	case PIAL_T_DATE:
		write_date(out, *(const struct pial_date *)member, style);
		return;
	case PIAL_T_WEEK:
		pial_week_format(out, *(const struct pial_week *)member);
		return;
	case PIAL_T_MONTH:
		pial_month_format(out, *(const struct pial_month *)member);
		return;
	case PIAL_T_ENUM:
		write_choice(out, field->choice, *(const uint8_t *)member, style);
		return;
	case PIAL_T_YESNO:
		write_choice(out, pial_choice_yesno, *(const uint8_t *)member, style);
		return;
	case PIAL_T_WEEKDAYS:
		write_words(out, pial_choice_weekday, *(const uint8_t *)member, style);
		return;
	case PIAL_T_CHOICES:
		write_words(out, field->choice, *(const uint8_t *)member, style);
		return;
	case PIAL_T_MONTHS:
		write_numbers(out, *(const uint16_t *)member);
		return;
	case PIAL_T_TIERS:
		write_numbers(out, *(const uint8_t *)member);
		return;
	case PIAL_T_SMALL:
		pial_strbuf_addint(out, *(const uint8_t *)member);
		return;
	default:
		write_number(out, field, member, style);
	}
}

void pial_value_say(struct pial_strbuf *fr, struct pial_strbuf *en, const struct pial_model *model,
		    const struct pial_field *field, const void *row)
{
	static const struct pial_value_style french = { .decimal = ',', .lang = PIAL_FR };
	static const struct pial_value_style english = { .decimal = '.', .lang = PIAL_EN };

	pial_value_write(fr, model, field, row, &french);
	pial_value_write(en, model, field, row, &english);
}
