/*
 * One value of each type: good texts and what they become, bad ones and what is said.
 */
#include "test_load_help.h"

/* A value big and aligned enough for any type. */
union member {
	int64_t wide;
	int32_t narrow;
	uint16_t half;
	uint8_t byte;
	struct pial_id_list list;
};

static const struct pial_choice colour[] = {
	{ 1, "red", "rouge", "red" },
	{ 2, "green", "vert", "green" },
	{ 0, NULL, NULL, NULL },
};

static struct pial_field field_of(enum pial_type type, unsigned flags)
{
	struct pial_field field = { .name = "x", .type = type, .flags = flags, .choice = colour,
				    .min = 1, .max = 99 };

	return field;
}

/* Reads text; returns the code of what was said, or PIAL_CODE_COUNT. */
static enum pial_code read(struct world *w, const struct pial_field *field, union member *member,
			   const char *text, const struct pial_value_style *style)
{
	struct pial_pos pos = { "f", 3, 4, PIAL_COLUMN_LETTER };
	bool ok;

	pial_diags_clear(&w->diags);
	ok = pial_value_read(&w->model, field, member, text, strlen(text), style, &pos, &w->diags);
	assert_int_equal(ok, w->diags.count == 0);
	if (ok)
		return PIAL_CODE_COUNT;
	assert_int_equal(w->diags.entry[0].pos.line, 3);
	assert_int_equal(w->diags.entry[0].pos.column, 4);
	return w->diags.entry[0].code;
}

/* Text, and what is written back (table style) after it was read. */
struct good {
	enum pial_type type;
	unsigned flags;
	const char *text, *back;
};

static void check_good(struct world *w, const struct good *good, size_t count,
		       const struct pial_value_style *style)
{
	struct pial_strbuf out;
	size_t i;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (i = 0; i < count; i++) {
		struct pial_field field = field_of(good[i].type, good[i].flags);
		union member member;

		if (read(w, &field, &member, good[i].text, style) != PIAL_CODE_COUNT) {
			world_show(w);
			fail_msg("refused: “%s”", good[i].text);
		}
		pial_strbuf_clear(&out);
		pial_value_write(&out, &w->model, &field, &member, &pial_value_table);
		assert_string_equal(out.text, good[i].back);
	}
	pial_strbuf_release(&out);
}

static void good_values(void **state)
{
	static const struct good good[] = {
		{ PIAL_T_ID, 0, "P-ravin", "P-ravin" },
		{ PIAL_T_ID, 0, "  K.3_b ", "K.3_b" },
		{ PIAL_T_ID, 0, "W12", "W12" },
		{ PIAL_T_TEXT, 0, "livré, porte 2", "livré, porte 2" },
		{ PIAL_T_TEXT, 0, "pa\xcc\x82tisson", "pâtisson" },
		{ PIAL_T_TEXT, 0, "deux\nlignes", "deux\nlignes" },
		{ PIAL_T_TEXT, 0, "\xc2\xa0 a \xe2\x80\xaf", "a" },
		{ PIAL_T_IDS, 0, "carotte  poireau", "carotte poireau" },
		{ PIAL_T_QTY, 0, "12.5", "12.5" },
		{ PIAL_T_QTY, 0, "12.345", "12.345" },
		{ PIAL_T_QTY, 0, "12,5", "12.5" },
		{ PIAL_T_QTY, 0, "0", "0" },
		{ PIAL_T_QTY, PIAL_F_SIGNED, "-3.5", "-3.5" },
		{ PIAL_T_MASS_KG, 0, "0.750", "0.75" },
		{ PIAL_T_MONEY, 0, "20.10", "20.1" },
		{ PIAL_T_PRICE, 0, "1.2345", "1.2345" },
		{ PIAL_T_RATE, 0, "5.5", "5.5" },
		{ PIAL_T_RATE, 0, "5.5 %", "5.5" },
		{ PIAL_T_RATE, 0, "0.5", "0.5" },
		/* VAT in Corsica and overseas */
		{ PIAL_T_RATE, 0, "0.9", "0.9" },
		{ PIAL_T_RATE, 0, "1.05", "1.05" },
		{ PIAL_T_RATE, 0, "0", "0" },
		/* written back so that it is read again */
		{ PIAL_T_RATE, 0, "0.3%", "0.3%" },
		{ PIAL_T_RATIO, 0, "0.2", "0.2" },
		{ PIAL_T_RATIO, 0, "1", "1" },
		{ PIAL_T_KM, 0, "46.4", "46.4" },
		{ PIAL_T_ANGLE, 0, "-0.591234", "-0.591234" },
		{ PIAL_T_AREA, 0, "8000", "8000" },
		{ PIAL_T_INT, 0, "99", "99" },
		{ PIAL_T_SMALL, 0, "1", "1" },
		{ PIAL_T_DATE, 0, "2025-03-17", "2025-03-17" },
		{ PIAL_T_DATE, 0, "17/03/2025", "2025-03-17" },
		{ PIAL_T_DATE, 0, "2025-03-17 lun", "2025-03-17" },
		{ PIAL_T_DATE, 0, "lundi 17/03/2025", "2025-03-17" },
		{ PIAL_T_DATE, 0, "Mon, 2025-03-17", "2025-03-17" },
		{ PIAL_T_DATE, 0, "2025-03-20 Thursday", "2025-03-20" },
		{ PIAL_T_DATE, 0, "mar. 18/03/2025", "2025-03-18" },
		{ PIAL_T_WEEK, 0, "2025-W12", "2025-W12" },
		{ PIAL_T_MONTH, 0, "2025-03", "2025-03" },
		{ PIAL_T_SEASON_WEEK, 0, "W14", "W14" },
		{ PIAL_T_SEASON_WEEK, 0, "w5", "W05" },
		{ PIAL_T_ENUM, 0, "green", "green" },
		{ PIAL_T_ENUM, 0, "Vert", "green" },
		{ PIAL_T_YESNO, 0, "OUI", "yes" },
		{ PIAL_T_YESNO, 0, "no", "no" },
		{ PIAL_T_WEEKDAYS, 0, "thu mon", "mon thu" },
		{ PIAL_T_WEEKDAYS, 0, "lun Jeu", "mon thu" },
		{ PIAL_T_CHOICES, 0, "green Rouge", "red green" },
		{ PIAL_T_MONTHS, 0, "12 5 6", "5 6 12" },
		{ PIAL_T_TIERS, 0, "1 2", "1 2" },
		/* invented; the example numbers of the standard hold both keys */
		{ PIAL_T_SIRET, 0, "100 000 009 00017", "10000000900017" },
		/* La Poste, Paris: a sum of digits, not Luhn */
		{ PIAL_T_SIRET, 0, "35600000049837", "35600000049837" },
		/* ISO 13616's French example */
		{ PIAL_T_IBAN, 0, "fr14 2004 1010 0505 0001 3M02 606",
		 "FR1420041010050500013M02606" },
		{ PIAL_T_VAT, 0, "FR 88 100000009", "FR88100000009" },
		{ PIAL_T_VAT, 0, "ESB12345678", "ESB12345678" },
	};

	check_good(*state, good, PIAL_COUNT(good), &pial_value_table);
}

/* In a table with ; or tab: comma or point, one or two decimals. */
static void good_values_of_sheets(void **state)
{
	static const struct good good[] = {
		{ PIAL_T_QTY, 0, "12,5", "12.5" },
		{ PIAL_T_QTY, 0, "12.50", "12.5" },
		{ PIAL_T_QTY, 0, "12500", "12500" },
		{ PIAL_T_PRICE, 0, "1,2350", "1.235" },
		/* nobody means 1235 € a unit, 2125 % or a latitude of 42790 */
		{ PIAL_T_PRICE, 0, "1,235", "1.235" },
		{ PIAL_T_RATE, 0, "2,125", "2.125" },
		{ PIAL_T_ANGLE, 0, "42,790", "42.79" },
	};

	check_good(*state, good, PIAL_COUNT(good), &pial_value_sheet);
}

struct bad {
	enum pial_type type;
	unsigned flags;
	const char *text;
	enum pial_code code;
};

static void check_bad(struct world *w, const struct bad *bad, size_t count,
		      const struct pial_value_style *style)
{
	size_t i;

	for (i = 0; i < count; i++) {
		struct pial_field field = field_of(bad[i].type, bad[i].flags);
		union member member, before;
		enum pial_code code;

		memset(&member, 0x5a, sizeof(member));
		before = member;
		code = read(w, &field, &member, bad[i].text, style);
		if (code != bad[i].code)
			fail_msg("“%s”: %s, not %s", bad[i].text,
				 code == PIAL_CODE_COUNT ? "read" : pial_code_info(code)->name,
				 pial_code_info(bad[i].code)->name);
		assert_memory_equal(&member, &before, sizeof(member));
	}
}

static void bad_ids_and_texts(void **state)
{
	static const struct bad bad[] = {
		{ PIAL_T_ID, 0, "mon panier", PIAL_E_ID },
		{ PIAL_T_ID, 0, "P/ravin", PIAL_E_ID },
		{ PIAL_T_ID, 0, "échalote", PIAL_E_ID },
		{ PIAL_T_ID, 0, "a234567890123456789012345678901234567890123456789012345678901234x",
		  PIAL_E_ID },
		{ PIAL_T_ID, 0, "12", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "3E4", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "SEPT1", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "mars-1", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "Dec2025", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "1-2", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "VRAI", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "true", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "=A1", PIAL_E_ID_LOOKS },
		{ PIAL_T_ID, 0, "1,23E+13", PIAL_E_SHEET_EXPONENT },
		{ PIAL_T_ID, 0, "#REF!", PIAL_E_SHEET_ERROR },
		{ PIAL_T_IDS, 0, "carotte 12", PIAL_E_ID_LOOKS },
		{ PIAL_T_TEXT, 0, "#NOM ?", PIAL_E_SHEET_ERROR },
		{ PIAL_T_TEXT, 0, "#NOM\xc2\xa0?", PIAL_E_SHEET_ERROR },
		{ PIAL_T_TEXT, 0, "Err:508", PIAL_E_SHEET_ERROR },
		{ PIAL_T_TEXT, 0, "######", PIAL_E_SHEET_ERROR },
		{ PIAL_T_TEXT, 0, "1,23E+13", PIAL_E_SHEET_EXPONENT },
		{ PIAL_T_TEXT, 0, "a\x1b[31m", PIAL_E_CONTROL },
		{ PIAL_T_TEXT, 0, "a\xe2\x80\xae" "b", PIAL_E_CONTROL },
		{ PIAL_T_TEXT, 0, "a\xff", PIAL_E_CONTROL },
		{ PIAL_T_TEXT, PIAL_F_KEY, "3E4", PIAL_E_ID_LOOKS },
		{ PIAL_T_TEXT, PIAL_F_KEY, "007", PIAL_E_ID_LOOKS },
	};

	check_bad(*state, bad, PIAL_COUNT(bad), &pial_value_table);
}

static void bad_numbers(void **state)
{
	static const struct bad bad[] = {
		{ PIAL_T_QTY, 0, "-3,5", PIAL_E_QTY_SIGN },
		{ PIAL_T_QTY, 0, "12.3456", PIAL_E_QTY_PRECISION },
		{ PIAL_T_QTY, 0, "99999999999999999999", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, 0, "12,500", PIAL_E_QTY_THOUSAND },
		{ PIAL_T_QTY, 0, "douze", PIAL_E_QTY },
		{ PIAL_T_QTY, 0, "1 234", PIAL_E_QTY_GROUP },
		{ PIAL_T_QTY, 0, "1,23E+13", PIAL_E_SHEET_EXPONENT },
		{ PIAL_T_QTY, 0, "\xe2\x88\x92" "3", PIAL_E_SHEET_MINUS },
		{ PIAL_T_QTY, 0, "#VALEUR!", PIAL_E_SHEET_ERROR },
		{ PIAL_T_QTY, PIAL_F_POSITIVE, "0", PIAL_E_POSITIVE },
		{ PIAL_T_QTY, PIAL_F_REQUIRED, " ", PIAL_E_REQUIRED },
		{ PIAL_T_PRICE, 0, "1.23456", PIAL_E_QTY_PRECISION },
		{ PIAL_T_PRICE, 0, "300000", PIAL_E_QTY_RANGE },
		{ PIAL_T_RATE, 0, "%", PIAL_E_QTY },
		/* 5.5 % written as a share */
		{ PIAL_T_RATE, 0, "0.055", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATE, 0, "0.4999", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATE, 0, "0.0001", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATIO, 0, "1.5", PIAL_E_RANGE },
		{ PIAL_T_RATIO, 0, "-0.5", PIAL_E_RANGE },
		{ PIAL_T_ANGLE, 0, "200", PIAL_E_RANGE },
		{ PIAL_T_INT, 0, "100", PIAL_E_RANGE },
		{ PIAL_T_INT, 0, "0", PIAL_E_RANGE },
		{ PIAL_T_INT, 0, "1.5", PIAL_E_QTY_PRECISION },
		{ PIAL_T_SMALL, 0, "300", PIAL_E_RANGE },
		{ PIAL_T_MONTHS, 0, "12 13", PIAL_E_RANGE },
		{ PIAL_T_TIERS, 0, "0", PIAL_E_RANGE },
		{ PIAL_T_TIERS, 0, "3", PIAL_E_RANGE },
	};
	static const struct bad sheet[] = {
		{ PIAL_T_QTY, 0, "12,500", PIAL_E_QTY_THOUSAND },
		{ PIAL_T_QTY, 0, "12.500", PIAL_E_QTY_THOUSAND },
		{ PIAL_T_MASS_KG, 0, "0,750", PIAL_E_QTY_THOUSAND },
		{ PIAL_T_KM, 0, "5,200", PIAL_E_QTY_THOUSAND },
		{ PIAL_T_RATE, 0, "0,2", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATE, 0, "0,055", PIAL_E_RATE_SHARE },
	};
	static const struct bad yaml[] = {
		{ PIAL_T_RATE, 0, "0.08", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATE, 0, "0.9999", PIAL_E_RATE_SHARE },
		{ PIAL_T_RATE, PIAL_F_SIGNED, "-0.02", PIAL_E_RATE_SHARE },
	};

	check_bad(*state, bad, PIAL_COUNT(bad), &pial_value_table);
	check_bad(*state, sheet, PIAL_COUNT(sheet), &pial_value_sheet);
	check_bad(*state, yaml, PIAL_COUNT(yaml), &pial_value_yaml);
}

static void bad_dates_and_choices(void **state)
{
	static const struct bad bad[] = {
		{ PIAL_T_DATE, 0, "17/03/25", PIAL_E_DATE_YEAR },
		{ PIAL_T_DATE, 0, "17/03", PIAL_E_DATE_YEAR },
		{ PIAL_T_DATE, 0, "2025-02-31", PIAL_E_DATE_IMPOSSIBLE },
		{ PIAL_T_DATE, 0, "1969-01-01", PIAL_E_DATE_RANGE },
		{ PIAL_T_DATE, 0, "45733", PIAL_E_DATE_COUNT },
		{ PIAL_T_DATE, 0, "2025-mars-17", PIAL_E_DATE },
		{ PIAL_T_DATE, 0, "2025-03-17 mar", PIAL_E_DATE_NAME },
		{ PIAL_T_DATE, 0, "2025-03-17 matin", PIAL_E_DATE },
		{ PIAL_T_DATE, 0, "2025-03-17 lu", PIAL_E_DATE },
		{ PIAL_T_WEEK, 0, "2025-12", PIAL_E_WEEK },
		{ PIAL_T_WEEK, 0, "2025-W53", PIAL_E_WEEK_IMPOSSIBLE },
		{ PIAL_T_WEEK, 0, "S12", PIAL_E_WEEK },
		{ PIAL_T_MONTH, 0, "2025-13", PIAL_E_MONTH },
		{ PIAL_T_MONTH, 0, "mars 2025", PIAL_E_MONTH },
		{ PIAL_T_SEASON_WEEK, 0, "W54", PIAL_E_WEEK_NUMBER },
		{ PIAL_T_SEASON_WEEK, 0, "14", PIAL_E_WEEK_NUMBER },
		{ PIAL_T_ENUM, 0, "gren", PIAL_E_CHOICE_NEAR },
		{ PIAL_T_ENUM, 0, "turquoise", PIAL_E_CHOICE },
		{ PIAL_T_YESNO, 0, "VRAI", PIAL_E_SHEET_BOOLEAN },
		{ PIAL_T_YESNO, 0, "FALSE", PIAL_E_SHEET_BOOLEAN },
		{ PIAL_T_YESNO, 0, "x1", PIAL_E_CHOICE },
		{ PIAL_T_WEEKDAYS, 0, "mon tuf", PIAL_E_CHOICE_NEAR },
		{ PIAL_T_CHOICES, 0, "green ref", PIAL_E_CHOICE_NEAR },
		{ PIAL_T_SIRET, 0, "10000000900018", PIAL_E_SIRET },
		{ PIAL_T_SIRET, 0, "1007400011", PIAL_E_SIRET_SHORT },
		{ PIAL_T_SIRET, 0, "1007400012", PIAL_E_SIRET },
		{ PIAL_T_SIRET, 0, "123", PIAL_E_SIRET },
		/* Luhn holds for the 14 digits, not for the first nine */
		{ PIAL_T_SIRET, 0, "12345678900007", PIAL_E_SIREN },
		{ PIAL_T_IBAN, 0, "FR1420041010050500013M02607", PIAL_E_IBAN },
		{ PIAL_T_IBAN, 0, "FR14", PIAL_E_IBAN },
		{ PIAL_T_VAT, 0, "FR89100000009", PIAL_E_VAT_NUMBER },
		{ PIAL_T_VAT, 0, "100000009", PIAL_E_VAT_NUMBER },
	};

	check_bad(*state, bad, PIAL_COUNT(bad), &pial_value_table);
}

/* The texts that messages show: both readings, the repaired SIRET, the nearest value, the list. */
static void messages_help(void **state)
{
	struct pial_field field = field_of(PIAL_T_QTY, 0);
	struct world *w = *state;
	union member member;

	/* Both readings are thousandths, so that each language writes them with its own mark. */
	assert_int_equal(read(w, &field, &member, "12,500", &pial_value_sheet),
			 PIAL_E_QTY_THOUSAND);
	assert_int_equal(w->diags.entry[0].arg[1].number, 12500);
	assert_int_equal(w->diags.entry[0].arg[2].number, 12500000);
	read(w, &field, &member, "0,750", &pial_value_sheet);
	assert_int_equal(w->diags.entry[0].arg[1].number, 750);
	assert_int_equal(w->diags.entry[0].arg[2].number, 750000);
	read(w, &field, &member, "-3,000", &pial_value_sheet);
	assert_int_equal(w->diags.entry[0].arg[1].number, -3000);
	assert_int_equal(w->diags.entry[0].arg[2].number, -3000000);
	read(w, &field, &member, "-3.5", &pial_value_table);
	assert_string_equal(w->diags.entry[0].arg[0].text, "x");
	assert_string_equal(w->diags.entry[0].arg[1].text, "-3.5");
	field.type = PIAL_T_SIRET;
	read(w, &field, &member, "1007400011", &pial_value_table);
	assert_string_equal(w->diags.entry[0].arg[1].text, "00001007400011");
	field.type = PIAL_T_ENUM;
	read(w, &field, &member, "rouje", &pial_value_table);
	assert_string_equal(w->diags.entry[0].arg[2].text, "red");
	read(w, &field, &member, "turquoise", &pial_value_table);
	assert_string_equal(w->diags.entry[0].arg[2].text, "red, green");
	field.type = PIAL_T_RATE;
	read(w, &field, &member, "0.08", &pial_value_yaml);
	assert_string_equal(w->diags.entry[0].arg[0].text, "0.08");
	assert_int_equal(w->diags.entry[0].arg[1].number, 8000);
	read(w, &field, &member, "0,0825", &pial_value_sheet);
	assert_string_equal(w->diags.entry[0].arg[0].text, "0,0825");
	assert_int_equal(w->diags.entry[0].arg[1].number, 8250);
	field.type = PIAL_T_ANGLE;
	read(w, &field, &member, "200", &pial_value_yaml);
	assert_int_equal(w->diags.entry[0].arg[1].number, -180);
	assert_int_equal(w->diags.entry[0].arg[2].number, 180);
}

/* Each wide type up to its limit (10^9 units and kg, 10^10 euros and m2), not one step beyond. */
static void numbers_have_limits(void **state)
{
	static const struct good good[] = {
		{ PIAL_T_QTY, 0, "1000000000", "1000000000" },
		{ PIAL_T_QTY, PIAL_F_SIGNED, "-1000000000", "-1000000000" },
		{ PIAL_T_QTY, 0, "999999999.999", "999999999.999" },
		/* a column of grams goes as far as the one in kg beside it */
		{ PIAL_T_QTY, PIAL_F_GRAMS, "1000000000000", "1000000000000" },
		{ PIAL_T_MASS_KG, 0, "1000000000", "1000000000" },
		{ PIAL_T_MONEY, 0, "10000000000", "10000000000" },
		{ PIAL_T_AREA, 0, "10000000000", "10000000000" },
		{ PIAL_T_PRICE, 0, "214748.3647", "214748.3647" },
	};
	static const struct bad bad[] = {
		{ PIAL_T_QTY, 0, "1000000000.001", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, PIAL_F_SIGNED, "-1000000000.001", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, 0, "9223372036854775.807", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, 0, "9223372036854775.808", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, 0, "9223372036854775,807", PIAL_E_QTY_RANGE },
		{ PIAL_T_QTY, PIAL_F_GRAMS, "1000000000001", PIAL_E_QTY_RANGE },
		{ PIAL_T_MASS_KG, 0, "1000000000.001", PIAL_E_QTY_RANGE },
		{ PIAL_T_MONEY, 0, "10000000000.01", PIAL_E_QTY_RANGE },
		{ PIAL_T_MONEY, PIAL_F_SIGNED, "-92233720368547758.07", PIAL_E_QTY_RANGE },
		{ PIAL_T_AREA, 0, "10000000000.01", PIAL_E_QTY_RANGE },
		{ PIAL_T_PRICE, 0, "214748.3648", PIAL_E_QTY_RANGE },
	};

	check_good(*state, good, PIAL_COUNT(good), &pial_value_table);
	check_bad(*state, bad, PIAL_COUNT(bad), &pial_value_table);
}

static void long_texts(void **state)
{
	struct pial_field field = field_of(PIAL_T_TEXT, 0);
	struct world *w = *state;
	static char text[70001];
	union member member;

	memset(text, 'a', sizeof(text) - 1);
	assert_int_equal(read(w, &field, &member, text, &pial_value_table), PIAL_E_TEXT_LONG);
	text[65536] = '\0';
	assert_int_equal(read(w, &field, &member, text, &pial_value_table), PIAL_CODE_COUNT);
	field.type = PIAL_T_ID;
	assert_int_equal(read(w, &field, &member, text, &pial_value_table), PIAL_E_ID);
	assert_int_equal(strlen(w->diags.entry[0].arg[0].text), 80);
}

static void empty_is_none_or_the_default(void **state)
{
	static const enum pial_type type[] = {
		PIAL_T_ID, PIAL_T_TEXT, PIAL_T_IDS, PIAL_T_QTY, PIAL_T_MASS_KG, PIAL_T_MONEY,
		PIAL_T_PRICE, PIAL_T_RATE, PIAL_T_RATIO, PIAL_T_KM, PIAL_T_ANGLE, PIAL_T_AREA,
		PIAL_T_INT, PIAL_T_SMALL, PIAL_T_DATE, PIAL_T_WEEK, PIAL_T_MONTH,
		PIAL_T_SEASON_WEEK, PIAL_T_ENUM, PIAL_T_YESNO, PIAL_T_WEEKDAYS, PIAL_T_MONTHS,
		PIAL_T_TIERS, PIAL_T_CHOICES, PIAL_T_SIRET, PIAL_T_IBAN, PIAL_T_VAT,
	};
	struct world *w = *state;
	struct pial_field field;
	union member member;
	struct pial_strbuf out;
	size_t i;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (i = 0; i < PIAL_COUNT(type); i++) {
		field = field_of(type[i], 0);
		memset(&member, 1, sizeof(member));
		assert_int_equal(read(w, &field, &member, "  ", &pial_value_table),
				 PIAL_CODE_COUNT);
		assert_true(pial_value_is_none(&field, &member));
		pial_value_write(&out, &w->model, &field, &member, &pial_value_table);
	}
	assert_int_equal(out.len, 0);
	pial_strbuf_release(&out);
	field = field_of(PIAL_T_QTY, 0);
	field.absent = "1";
	pial_value_clear(&w->model, &field, &member);
	assert_int_equal(member.wide, 1000);
}

/* In sheets: French labels, decimal comma, day names, no price of three decimals. */
static void written_for_people(void **state)
{
	static const struct {
		enum pial_type type;
		const char *text, *fr;
	} written[] = {
		{ PIAL_T_QTY, "12.5", "12,5" },
		{ PIAL_T_PRICE, "1.235", "1,2350" },
		{ PIAL_T_PRICE, "1.23", "1,23" },
		{ PIAL_T_PRICE, "1.2345", "1,2345" },
		{ PIAL_T_DATE, "2025-03-17", "2025-03-17 lun" },
		{ PIAL_T_ENUM, "green", "vert" },
		{ PIAL_T_YESNO, "yes", "oui" },
		{ PIAL_T_WEEKDAYS, "mon thu", "lun jeu" },
		{ PIAL_T_CHOICES, "red green", "rouge vert" },
		{ PIAL_T_RATE, "5.5", "5,5" },
		{ PIAL_T_RATE, "0.3%", "0,3%" },
	};
	struct world *w = *state;
	struct pial_strbuf out;
	size_t i;

	pial_strbuf_init(&out, PIAL_STRBUF_TEXT);
	for (i = 0; i < PIAL_COUNT(written); i++) {
		struct pial_field field = field_of(written[i].type, 0);
		union member member, again;

		assert_int_equal(read(w, &field, &member, written[i].text, &pial_value_table),
				 PIAL_CODE_COUNT);
		pial_strbuf_clear(&out);
		pial_value_write(&out, &w->model, &field, &member, &pial_value_sheet);
		assert_string_equal(out.text, written[i].fr);
		assert_int_equal(read(w, &field, &again, out.text, &pial_value_sheet),
				 PIAL_CODE_COUNT);
		assert_int_equal(pial_value_compare(&w->model, &field, &member, &again), 0);
	}
	pial_strbuf_release(&out);
}

static void order_of_values(void **state)
{
	static const struct {
		enum pial_type type;
		const char *small, *large;
	} pair[] = {
		{ PIAL_T_QTY, "", "0" }, { PIAL_T_QTY, "9", "10" }, { PIAL_T_INT, "9", "10" },
		{ PIAL_T_ID, "", "a" }, { PIAL_T_ID, "Z", "a" }, { PIAL_T_TEXT, "a10", "a9" },
		{ PIAL_T_DATE, "2025-03-17", "2026-01-01" }, { PIAL_T_WEEK, "", "2025-W01" },
		{ PIAL_T_IDS, "a b", "a c" }, { PIAL_T_IDS, "a", "a b" },
		{ PIAL_T_ENUM, "red", "green" },
	};
	struct world *w = *state;
	size_t i;

	/* Interned in the other order: numbers of the pool must not matter. */
	for (i = 0; i < PIAL_COUNT(pair); i++) {
		struct pial_field field = field_of(pair[i].type, 0);
		union member small, large;

		read(w, &field, &large, pair[i].large, &pial_value_table);
		read(w, &field, &small, pair[i].small, &pial_value_table);
		assert_true(pial_value_compare(&w->model, &field, &small, &large) < 0);
		assert_true(pial_value_compare(&w->model, &field, &large, &small) > 0);
		assert_int_equal(pial_value_compare(&w->model, &field, &small, &small), 0);
	}
}

static void ids_alone(void **state)
{
	struct world *w = *state;
	uint32_t n = 0;

	assert_true(pial_value_id(&w->model, "K-ehpad", 7, &n, &PIAL_POS_NONE, &w->diags));
	assert_string_equal(world_text(w, n), "K-ehpad");
	assert_false(pial_value_id(&w->model, "a\0b", 3, &n, &PIAL_POS_NONE, &w->diags));
	assert_int_equal(w->diags.entry[0].code, PIAL_E_ID);
	assert_false(pial_value_id(&w->model, "", 0, &n, &PIAL_POS_NONE, &w->diags));
}

static void texts_made_dates(void **state)
{
	static const char *const made[] = {
		"01/02/26", "1/2/2026", "2026-02-01", "05.03.2026", "2025-mars-17",
		"1-f\xc3\xa9vr.-26", "12:30:00", "2026-02-01 12:30:00", "2026-02-01T12:30:00",
		"46054",
	};
	static const char *const words[] = {
		"", "1/2", "3-5", "12:30", "1.2", "1/2/3 rouge", "1/2-3", "01/02/", "/1/2",
		"2026-02", "2026-02-01 a", "2026-02-01T", "12:30:00 1", "05 56 00 00 00",
		"1-ab-26", "12-34-56-78", "12345", "460540", "20255-01-01", "17 mars 2025",
	};

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(made); i++)
		assert_true(pial_value_made_date(made[i], strlen(made[i])));
	for (size_t i = 0; i < PIAL_COUNT(words); i++)
		assert_false(pial_value_made_date(words[i], strlen(words[i])));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_values), TEST(good_values_of_sheets), TEST(bad_ids_and_texts),
		TEST(bad_numbers), TEST(bad_dates_and_choices), TEST(messages_help),
		TEST(numbers_have_limits), TEST(long_texts),
		TEST(empty_is_none_or_the_default), TEST(written_for_people),
		TEST(order_of_values), TEST(ids_alone), TEST(texts_made_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
