/*
 * Text to a member, one small reader a type.
 *
 * A reader either stores its value or adds one diagnostic that says what is wrong and what to
 * write instead. The order of questions is always the same: what a spreadsheet did, then the form,
 * then the limits; so "#REF!" is never called "not a date". Nothing is stored on a fault.
 *
 * A cell of a national week is read here two million times: texts are neither copied nor folded
 * unless they are wrong or unusual (accents out of normal form, labels for names).
 */
#include <string.h>

#include "base/arena.h"
#include "base/intern.h"
#include "base/utf8.h"
#include "load/value.h"
#include "load/value_text.h"
#include "num/date.h"

#include "base/banned.h"

/* Longest text kept, that of a field of a table. */
#define TEXT_MAX 65536
/* Longest piece of a wrong text that a message shows. */
#define SHOWN_MAX 80

/* One value being read. */
struct job {
	struct pial_model *model;		/* pool and arena */
	const struct pial_field *field;		/* what it must be */
	void *member;				/* where it goes */
	const char *text;			/* without blanks around */
	size_t len;				/* bytes, at least 1 */
	const struct pial_value_style *style;	/* how it is written */
	const struct pial_pos *pos;		/* where it stands */
	struct pial_diags *diags;		/* what is wrong */
};

/* Bytes of the blank at text, 0 when there is none: space, tab, no-break spaces. */
static size_t blank(const char *text, size_t len)
{
	if (len >= 1 && (*text == ' ' || *text == '\t' || *text == '\n'))
		return 1;
	if (len >= 2 && memcmp(text, "\xc2\xa0", 2) == 0)
		return 2;
	return len >= 3 && memcmp(text, "\xe2\x80\xaf", 3) == 0 ? 3 : 0;
}

static void trim(const char **text, size_t *len)
{
	size_t n;

	while ((n = blank(*text, *len)) > 0) {
		*text += n;
		*len -= n;
	}
	for (;;) {
		if (*len >= 1 && blank(*text + *len - 1, 1))
			*len -= 1;
		else if (*len >= 2 && blank(*text + *len - 2, 2) == 2)
			*len -= 2;
		else if (*len >= 3 && blank(*text + *len - 3, 3) == 3)
			*len -= 3;
		else
			return;
	}
}

/* The text for a message: NUL-terminated, not too long, cut between characters. */
static const char *shown(const struct job *job)
{
	size_t len = job->len;

	if (len > SHOWN_MAX)
		for (len = SHOWN_MAX; len > 0 && ((unsigned char)job->text[len] & 0xc0) == 0x80;)
			len--;
	return pial_arena_strndup(&job->diags->arena, job->text, len);
}

/* The column as the file names it; a key of YAML and an option have their English name. */
static const char *name_of(const struct job *job, enum pial_lang lang)
{
	return pial_field_label(job->field, job->style->labels ? lang : PIAL_LANG_NONE);
}

/* Adds a diagnostic whose only argument is the text. */
static bool refuse(const struct job *job, enum pial_code code)
{
	return pial_diag_add(job->diags, job->pos, code, shown(job));
}

/* What a spreadsheet put in place of any value. False when it was said. */
static bool undamaged(const struct job *job)
{
	char first = job->len ? job->text[0] : '\0';

	if ((first == '#' || first == 'E' || first == 'e') &&
	    pial_text_sheet_error(job->text, job->len))
		return refuse(job, PIAL_E_SHEET_ERROR);
	if (((first >= '0' && first <= '9') || first == '-') &&
	    pial_text_sheet_exponent(job->text, job->len))
		return refuse(job, PIAL_E_SHEET_EXPONENT);
	return true;
}

/* ---- Numbers ---- */

/* Types whose whole-number reading of d,ddd nobody can mean. */
static bool only_decimal(enum pial_type type)
{
	return type == PIAL_T_RATE || type == PIAL_T_RATIO || type == PIAL_T_ANGLE ||
	       type == PIAL_T_PRICE;
}

/* d,ddd: reads the decimal where only that is plausible, else refuses with both readings. */
static bool ambiguous(const struct job *job, unsigned scale, int64_t *value)
{
	char *decimal = pial_arena_strndup(&job->diags->arena, job->text, job->len);
	char *mark = strpbrk(decimal, ".,");
	int64_t milli;

	if (!mark)
		return refuse(job, PIAL_E_QTY);
	*mark = '.';
	if (only_decimal(job->field->type))
		return pial_decimal_parse(decimal, job->len, scale, PIAL_DECIMAL_POINT, value) ==
			PIAL_DECIMAL_OK || refuse(job, PIAL_E_QTY);
	/* Three decimals read as thousandths are the digits of the whole number. */
	if (pial_decimal_parse(decimal, job->len, 3, PIAL_DECIMAL_POINT, &milli) !=
		    PIAL_DECIMAL_OK || milli > PIAL_QTY_MAX || milli < -PIAL_QTY_MAX)
		return refuse(job, PIAL_E_QTY_RANGE);
	return pial_diag_add(job->diags, job->pos, PIAL_E_QTY_THOUSAND, shown(job), milli,
			     milli * 1000);
}

static bool number(const struct job *job, unsigned scale, int64_t *value)
{
	switch (pial_decimal_parse(job->text, job->len, scale, job->style->marks, value)) {
	case PIAL_DECIMAL_OK:
		break;
	case PIAL_DECIMAL_PRECISION:
		return pial_diag_add(job->diags, job->pos, PIAL_E_QTY_PRECISION, shown(job),
				     (int64_t)scale);
	case PIAL_DECIMAL_RANGE:
		return refuse(job, PIAL_E_QTY_RANGE);
	case PIAL_DECIMAL_AMBIGUOUS:
		if (!ambiguous(job, scale, value))
			return false;
		break;
	case PIAL_DECIMAL_EXPONENT:
		return refuse(job, PIAL_E_SHEET_EXPONENT);
	case PIAL_DECIMAL_MINUS_SIGN:
		return refuse(job, PIAL_E_SHEET_MINUS);
	default: {
		const char *text = pial_arena_strndup(&job->diags->arena, job->text, job->len);

		return refuse(job, pial_text_no_number(text, job->len));
	}
	}
	if (*value < 0 && !(job->field->flags & PIAL_F_SIGNED))
		return pial_diag_add(job->diags, job->pos, PIAL_E_QTY_SIGN, name_of(job, PIAL_FR),
				     name_of(job, PIAL_EN), shown(job));
	if (*value <= 0 && (job->field->flags & PIAL_F_POSITIVE))
		return pial_diag_add(job->diags, job->pos, PIAL_E_POSITIVE, name_of(job, PIAL_FR),
				     name_of(job, PIAL_EN));
	return true;
}

/* The largest value of a wide type, in what its member counts. */
static int64_t widest(const struct pial_field *field)
{
	switch (field->type) {
	case PIAL_T_MASS_KG:
		return PIAL_MASS_MAX;
	case PIAL_T_MONEY:
		return PIAL_MONEY_MAX;
	case PIAL_T_AREA:
		return PIAL_AREA_MAX;
	default:
		return field->flags & PIAL_F_GRAMS ? PIAL_QTY_MAX * 1000 : PIAL_QTY_MAX;
	}
}

static bool read_wide(const struct job *job, unsigned scale)
{
	int64_t limit = widest(job->field), value;

	if (!number(job, scale, &value))
		return false;
	if (value > limit || value < -limit)
		return refuse(job, PIAL_E_QTY_RANGE);
	*(int64_t *)job->member = value;
	return true;
}

static bool read_narrow(const struct job *job, unsigned scale)
{
	int64_t value;

	if (!number(job, scale, &value))
		return false;
	if (value > INT32_MAX || value < -INT32_MAX)
		return refuse(job, PIAL_E_QTY_RANGE);
	*(int32_t *)job->member = (int32_t)value;
	return true;
}

/* Refuses a value out of low to high, whole numbers of so many of what it counts. */
static bool within(const struct job *job, int64_t value, int64_t whole, int64_t low, int64_t high)
{
	if (value >= low * whole && value <= high * whole)
		return true;
	return pial_diag_add(job->diags, job->pos, PIAL_E_RANGE, name_of(job, PIAL_FR),
			     name_of(job, PIAL_EN), low, high);
}

/* A number with so many decimals between two whole ones. */
static bool read_bounded(const struct job *job, unsigned scale, int64_t low, int64_t high)
{
	struct pial_field signed_field = *job->field;
	struct job wide = *job;
	int64_t value, whole = 1;

	for (unsigned i = 0; i < scale; i++)
		whole *= 10;
	/* A negative number is out of the bounds; saying which bounds helps more. */
	signed_field.flags |= PIAL_F_SIGNED;
	wide.field = &signed_field;
	if (!number(&wide, scale, &value) || !within(job, value, whole, low, high))
		return false;
	if (job->field->type == PIAL_T_SMALL)
		*(uint8_t *)job->member = (uint8_t)value;
	else
		*(int32_t *)job->member = (int32_t)value;
	return true;
}

/* A rate: percent, with or without the sign. 0.08 without one is doubtful: 8 %? */
static bool read_rate(const struct job *job)
{
	struct job bare = *job;
	int64_t value;

	if (job->text[job->len - 1] == '%') {
		bare.len--;
		trim(&bare.text, &bare.len);
		return bare.len ? read_narrow(&bare, 4) : refuse(job, PIAL_E_QTY);
	}
	if (!number(job, 4, &value))
		return false;
	/* Ten-thousandths times a hundred are ten times as many thousandths: always exact. */
	if (pial_text_rate_doubtful(value, job->style->yaml))
		return pial_diag_add(job->diags, job->pos, PIAL_E_RATE_SHARE, shown(job),
				     value * 10);
	return read_narrow(job, 4);
}

/* ---- Texts and ids ---- */

static bool read_id(const struct job *job, uint32_t *n)
{
	if (!pial_text_is_id(job->text, job->len) || pial_text_looks(job->text, job->len)) {
		if (pial_text_looks(job->text, job->len))
			return refuse(job, PIAL_E_ID_LOOKS);
		return refuse(job, PIAL_E_ID);
	}
	*n = pial_intern_add(&job->model->pool, job->text, job->len);
	return true;
}

bool pial_value_id(struct pial_model *model, const char *text, size_t len, uint32_t *n,
		   const struct pial_pos *pos, struct pial_diags *diags)
{
	struct job job = { model, NULL, NULL, text, len, &pial_value_table, pos, diags };

	return undamaged(&job) && read_id(&job, n);
}

/* False, and said, when the text holds a character that no table may hold. */
static bool printable(const struct job *job)
{
	size_t at = pial_utf8_invalid(job->text, job->len);
	char name[] = "U+FFFD";

	if (at < job->len)
		return pial_diag_add(job->diags, job->pos, PIAL_E_CONTROL, name);
	for (at = 0; at < job->len;) {
		static const char digit[] = "0123456789ABCDEF";
		int32_t code = pial_utf8_next(job->text, job->len, &at);
		int i;

		/* A line feed inside a cell is the one control character that spreadsheets make. */
		if (code == '\n' || !pial_utf8_forbidden(code))
			continue;
		for (i = 0; i < 4; i++)
			name[2 + i] = digit[(code >> (12 - 4 * i)) & 15];
		return pial_diag_add(job->diags, job->pos, PIAL_E_CONTROL, name);
	}
	return true;
}

/* A batch or a note's number that a spreadsheet changes would not be found again. */
static bool survives(const struct job *job)
{
	size_t digits = 0;

	if (!(job->field->flags & PIAL_F_KEY) || job->field->flags & PIAL_F_PLAIN)
		return true;
	while (digits < job->len && job->text[digits] >= '0' && job->text[digits] <= '9')
		digits++;
	if (digits == 0)
		return true;
	if (digits == job->len)
		return (job->text[0] != '0' && digits <= 15) || refuse(job, PIAL_E_ID_LOOKS);
	return !pial_text_looks(job->text, job->len) || refuse(job, PIAL_E_ID_LOOKS);
}

/* A label of a word of the toolkit's own, on a sheet: stores the word. False when it is none. */
static bool read_word(const struct job *job)
{
	const struct pial_choice *found;

	if (!job->field->choice || !job->style->sheet ||
	    pial_utf8_invalid(job->text, job->len) < job->len)
		return false;
	found = pial_choice_find(job->field->choice, job->text, job->len);
	if (!found)
		return false;
	((struct pial_text *)job->member)->n =
		pial_intern_add(&job->model->pool, found->name, strlen(found->name));
	return true;
}

static bool read_text(const struct job *job)
{
	struct pial_text *text = job->member;
	bool ascii = true, marks = false;
	struct pial_strbuf nfc;
	size_t i;

	if (read_word(job))
		return true;
	if (job->len > TEXT_MAX)
		return pial_diag_add(job->diags, job->pos, PIAL_E_TEXT_LONG, name_of(job, PIAL_FR),
				     name_of(job, PIAL_EN), (int64_t)TEXT_MAX);
	for (i = 0; i < job->len; i++) {
		unsigned char c = (unsigned char)job->text[i];

		ascii = ascii && c >= 0x20 && c < 0x7f;
		/* Nothing below U+0300 changes in normal form C. */
		marks = marks || c >= 0xcc;
	}
	if ((!ascii && !printable(job)) || !survives(job))
		return false;
	if (!marks) {
		text->n = pial_intern_add(&job->model->pool, job->text, job->len);
		return true;
	}
	pial_strbuf_init(&nfc, (size_t)TEXT_MAX * 4);
	pial_utf8_nfc(&nfc, job->text, job->len);
	text->n = pial_intern_add(&job->model->pool, nfc.text, nfc.len);
	pial_strbuf_release(&nfc);
	return true;
}

/* The text without blanks, in upper case, in the collector's arena. */
static char *compact(const struct job *job, size_t *len)
{
	char *out = pial_arena_strndup(&job->diags->arena, job->text, job->len);
	size_t at = 0, n;

	*len = 0;
	while (at < job->len) {
		char c = job->text[at];

		n = blank(job->text + at, job->len - at);
		if (n) {
			at += n;
			continue;
		}
		out[(*len)++] = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
		at++;
	}
	out[*len] = '\0';
	return out;
}

/* A SIRET that lost its leading zeros: proposes them back when the key then holds. */
static bool short_siret(const struct job *job, const char *digits, size_t len)
{
	char padded[15] = "00000000000000";

	memcpy(padded + 14 - len, digits, len);
	if (!pial_text_luhn(padded, 14) || !pial_text_luhn(padded, 9))
		return refuse(job, PIAL_E_SIRET);
	return pial_diag_add(job->diags, job->pos, PIAL_E_SIRET_SHORT, shown(job), padded);
}

static bool read_siret(const struct job *job)
{
	size_t len;
	const char *digits = compact(job, &len);

	if (!pial_text_digits(digits, len) || len < 9 || len > 14)
		return refuse(job, PIAL_E_SIRET);
	if (len < 14)
		return short_siret(job, digits, len);
	if (!pial_text_luhn(digits, 14))
		return refuse(job, PIAL_E_SIRET);
	if (!pial_text_luhn(digits, 9)) {
		const char *siren = pial_arena_strndup(&job->diags->arena, digits, 9);

		return pial_diag_add(job->diags, job->pos, PIAL_E_SIREN, siren);
	}
	((struct pial_text *)job->member)->n = pial_intern_add(&job->model->pool, digits, len);
	return true;
}

static bool read_account(const struct job *job)
{
	bool iban = job->field->type == PIAL_T_IBAN;
	size_t len;
	const char *text = compact(job, &len);

	if (!(iban ? pial_text_iban(text, len) : pial_text_vat(text, len)))
		return refuse(job, iban ? PIAL_E_IBAN : PIAL_E_VAT_NUMBER);
	((struct pial_text *)job->member)->n = pial_intern_add(&job->model->pool, text, len);
	return true;
}

/* ---- Dates ---- */

static bool date_fault(const struct job *job, enum pial_date_fault fault)
{
	enum pial_type type = job->field->type;

	switch (fault) {
	case PIAL_DATE_RANGE:
		return refuse(job, PIAL_E_DATE_RANGE);
	case PIAL_DATE_SHORT_YEAR:
	case PIAL_DATE_NO_YEAR:
		return refuse(job, type == PIAL_T_WEEK ? PIAL_E_WEEK :
				   type == PIAL_T_MONTH ? PIAL_E_MONTH : PIAL_E_DATE_YEAR);
	case PIAL_DATE_IMPOSSIBLE:
		return refuse(job, type == PIAL_T_WEEK ? PIAL_E_WEEK_IMPOSSIBLE :
				   type == PIAL_T_MONTH ? PIAL_E_MONTH : PIAL_E_DATE_IMPOSSIBLE);
	default:
		if (type == PIAL_T_DATE && pial_text_day_count(job->text, job->len))
			return refuse(job, PIAL_E_DATE_COUNT);
		return refuse(job, type == PIAL_T_WEEK ? PIAL_E_WEEK :
				   type == PIAL_T_MONTH ? PIAL_E_MONTH : PIAL_E_DATE);
	}
}

/* The day that a word names, by at least three letters of its French or English name; 0: none. */
static unsigned day_named(const char *word, size_t len)
{
	static const char *const name[2][7] = {
		{ "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche" },
		{ "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" },
	};
	struct pial_strbuf folded;
	unsigned day = 0, i;

	while (len > 0 && (word[len - 1] == '.' || word[len - 1] == ','))
		len--;
	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, word, len);
	for (i = 0; i < 14 && folded.len >= 3; i++)
		if (strncmp(name[i / 7][i % 7], folded.text, folded.len) == 0)
			day = i % 7 + 1;
	pial_strbuf_release(&folded);
	return day;
}

/*
 * Takes the name of the day off a date. False when there is a word that names none. The date is
 * then in *date, the day in *day (0: not named).
 */
static bool split_day(const struct job *job, struct job *date, unsigned *day)
{
	size_t at;

	*date = *job;
	*day = 0;
	if (job->len <= 10)
		return true;
	for (at = 0; at < job->len && !blank(job->text + at, job->len - at);)
		at++;
	if (at == job->len)
		return true;
	*day = day_named(job->text, at);
	if (*day) {
		date->text += at;
		date->len -= at;
	} else {
		*day = day_named(job->text + at + blank(job->text + at, job->len - at),
				 job->len - at - blank(job->text + at, job->len - at));
		date->len = at;
	}
	trim(&date->text, &date->len);
	return *day != 0;
}

static bool read_date(const struct job *job)
{
	enum pial_date_fault fault;
	struct pial_date value;
	struct job date;
	unsigned day;

	if (!pial_utf8_invalid(job->text, job->len) || !split_day(job, &date, &day))
		return refuse(job, PIAL_E_DATE);
	fault = pial_date_parse(date.text, date.len, &value);
	if (fault != PIAL_DATE_OK)
		return date_fault(job, fault);
	if (day && pial_date_weekday(value) != (enum pial_weekday)day)
		return refuse(job, PIAL_E_DATE_NAME);
	*(struct pial_date *)job->member = value;
	return true;
}

static bool read_week(const struct job *job)
{
	struct pial_week week;
	enum pial_date_fault fault = pial_week_parse(job->text, job->len, &week);

	if (fault != PIAL_DATE_OK)
		return date_fault(job, fault);
	*(struct pial_week *)job->member = week;
	return true;
}

static bool read_month(const struct job *job)
{
	struct pial_month month;
	enum pial_date_fault fault = pial_month_parse(job->text, job->len, &month);

	if (fault != PIAL_DATE_OK)
		return date_fault(job, fault);
	*(struct pial_month *)job->member = month;
	return true;
}

static bool read_season_week(const struct job *job)
{
	int value = 0;
	size_t i;

	if (job->len < 2 || job->len > 3 || (job->text[0] != 'W' && job->text[0] != 'w') ||
	    !pial_text_digits(job->text + 1, job->len - 1))
		return refuse(job, PIAL_E_WEEK_NUMBER);
	for (i = 1; i < job->len; i++)
		value = value * 10 + (job->text[i] - '0');
	if (value < 1 || value > 53)
		return refuse(job, PIAL_E_WEEK_NUMBER);
	*(int32_t *)job->member = value;
	return true;
}

/* ---- Choices and sets ---- */

/* A value of a choice, as the file writes such words. */
static const char *choice_name(const struct job *job, const struct pial_choice *choice,
			       enum pial_lang lang)
{
	if (!job->style->labels)
		return choice->name;
	return lang == PIAL_FR ? choice->fr : choice->en;
}

/* Says that a text is none of the values, with the nearest or the whole list. */
static bool no_choice(const struct job *job, const struct pial_choice *choice)
{
	const char *near[3 * 32], *text = shown(job);
	size_t count = 0, i;
	struct pial_strbuf fr, en;
	ptrdiff_t found;

	for (i = 0; choice[i].name && i < 32; i++) {
		near[count++] = choice[i].name;
		near[count++] = choice[i].fr;
		near[count++] = choice[i].en;
	}
	found = pial_utf8_invalid(text, strlen(text)) < strlen(text) ? -1 :
		pial_utf8_nearest(text, near, count);
	if (found >= 0)
		return pial_diag_add(job->diags, job->pos, PIAL_E_CHOICE_NEAR, text,
				     name_of(job, PIAL_FR), name_of(job, PIAL_EN),
				     choice_name(job, &choice[found / 3], PIAL_FR),
				     choice_name(job, &choice[found / 3], PIAL_EN));
	pial_strbuf_init(&fr, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&en, PIAL_STRBUF_TEXT);
	for (i = 0; choice[i].name; i++) {
		pial_strbuf_addf(&fr, "%s%s", i ? ", " : "",
				 choice_name(job, &choice[i], PIAL_FR));
		pial_strbuf_addf(&en, "%s%s", i ? ", " : "",
				 choice_name(job, &choice[i], PIAL_EN));
	}
	pial_diag_add(job->diags, job->pos, PIAL_E_CHOICE, text, name_of(job, PIAL_FR),
		      name_of(job, PIAL_EN), fr.text, en.text);
	pial_strbuf_release(&fr);
	pial_strbuf_release(&en);
	return false;
}

static bool read_choice(const struct job *job)
{
	bool yesno = job->field->type == PIAL_T_YESNO;
	const struct pial_choice *choice = yesno ? pial_choice_yesno : job->field->choice;
	const struct pial_choice *found = pial_choice_find(choice, job->text, job->len);

	if (!found && yesno && pial_text_sheet_boolean(job->text, job->len))
		return refuse(job, PIAL_E_SHEET_BOOLEAN);
	if (!found)
		return no_choice(job, choice);
	*(uint8_t *)job->member = found->value;
	return true;
}

/* The next word of a list, NULL after the last; *at moves past it. */
static const char *next_word(const struct job *job, size_t *at, size_t *len)
{
	size_t n, start;

	while (*at < job->len && (n = blank(job->text + *at, job->len - *at)) > 0)
		*at += n;
	start = *at;
	while (*at < job->len && !blank(job->text + *at, job->len - *at))
		*at += 1;
	*len = *at - start;
	return *len ? job->text + start : NULL;
}

/* Words of a list of choices, as bits from 0 for 1: both structs are one such byte. */
static bool read_words(const struct job *job, const struct pial_choice *choice)
{
	struct job word = *job;
	unsigned bits = 0;
	size_t at = 0;

	while ((word.text = next_word(job, &at, &word.len))) {
		const struct pial_choice *found = pial_choice_find(choice, word.text, word.len);

		if (!found)
			return no_choice(&word, choice);
		bits |= 1U << (found->value - 1);
	}
	*(uint8_t *)job->member = (uint8_t)bits;
	return true;
}

/* Months or tiers: small numbers, as bits from 0 for 1. */
static bool read_numbers(const struct job *job, int64_t high)
{
	struct job word = *job;
	unsigned bits = 0;
	size_t at = 0;

	while ((word.text = next_word(job, &at, &word.len))) {
		int64_t value;

		if (!number(&word, 0, &value) || !within(&word, value, 1, 1, high))
			return false;
		bits |= 1U << (value - 1);
	}
	if (job->field->type == PIAL_T_MONTHS)
		((struct pial_months *)job->member)->bits = (uint16_t)bits;
	else
		((struct pial_tiers *)job->member)->bits = (uint8_t)bits;
	return true;
}

static bool read_ids(const struct job *job)
{
	struct pial_id_list list = { NULL, 0 };
	struct job word = *job;
	uint32_t *n, count = 0;
	size_t at = 0, len;

	while (next_word(job, &at, &len))
		count++;
	n = pial_arena_zalloc(&job->model->arena, count, sizeof(*n));
	for (at = 0; (word.text = next_word(job, &at, &word.len));)
		if (!undamaged(&word) || !read_id(&word, &n[list.count++]))
			return false;
	list.n = n;
	*(struct pial_id_list *)job->member = list;
	return true;
}

/* ---- The switch ---- */

static bool read_number_type(const struct job *job)
{
	const struct pial_field *field = job->field;

	switch (field->type) {
	case PIAL_T_QTY: case PIAL_T_MASS_KG:
		return read_wide(job, 3);
	case PIAL_T_MONEY: case PIAL_T_AREA:
		return read_wide(job, 2);
	case PIAL_T_PRICE:
		return read_narrow(job, 4);
	case PIAL_T_RATE:
		return read_rate(job);
	case PIAL_T_RATIO:
		return read_bounded(job, 6, 0, 1);
	case PIAL_T_KM:
		return read_narrow(job, 3);
	case PIAL_T_ANGLE:
		return read_bounded(job, 6, -180, 180);
	default:
		return read_bounded(job, 0, field->min, field->max);
	}
}

static bool read_any(const struct job *job)
{
	switch (job->field->type) {
	case PIAL_T_ID:
		return read_id(job, job->member);
	case PIAL_T_TEXT:
		return read_text(job);
	case PIAL_T_IDS:
		return read_ids(job);
	case PIAL_T_DATE:
		return read_date(job);
	case PIAL_T_WEEK:
		return read_week(job);
	case PIAL_T_MONTH:
		return read_month(job);
	case PIAL_T_SEASON_WEEK:
		return read_season_week(job);
	case PIAL_T_ENUM: case PIAL_T_YESNO:
		return read_choice(job);
	case PIAL_T_WEEKDAYS:
		return read_words(job, pial_choice_weekday);
	case PIAL_T_CHOICES:
		return read_words(job, job->field->choice);
	case PIAL_T_MONTHS:
		return read_numbers(job, 12);
	case PIAL_T_TIERS:
		return read_numbers(job, 2);
	case PIAL_T_SIRET:
		return read_siret(job);
	case PIAL_T_IBAN: case PIAL_T_VAT:
		return read_account(job);
	case PIAL_T_LINE: case PIAL_T_BLOCK: case PIAL_T_LIST:
		return true;
	default:
		return read_number_type(job);
	}
}

bool pial_value_read(struct pial_model *model, const struct pial_field *field, void *row,
		     const char *text, size_t len, const struct pial_value_style *style,
		     const struct pial_pos *pos, struct pial_diags *diags)
{
	struct job job = { model, field, (char *)row + field->offset, text, len, style, pos,
			  diags };

	trim(&job.text, &job.len);
	if (job.len == 0) {
		if (field->flags & PIAL_F_REQUIRED)
			return pial_diag_add(diags, pos, PIAL_E_REQUIRED, name_of(&job, PIAL_FR),
					     name_of(&job, PIAL_EN));
		pial_value_clear(model, field, row);
		return true;
	}
	return undamaged(&job) && read_any(&job);
}
