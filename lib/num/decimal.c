/*
 * One pass finds the shape of the number, a second one its value.
 *
 * The shape alone decides most faults (a spreadsheet's exponent, a thousands mark that may be a
 * decimal one), and each has its own advice for the reader; mixing both passes would report the
 * first odd byte instead. The C library's strtod was rejected for its locale, its binary
 * fractions, and for taking "0x1p3", "inf" and "12abc".
 */
#include "num/decimal.h"

#include <string.h>

#include "base/banned.h"

#define MAX_SCALE 6
#define MAX_DIGITS 20	/* of a 64-bit number */

/* The parts of "[-]whole[mark decimals]", as places in the text. */
struct shape {
	const char *whole;	/* first digit before the mark */
	size_t whole_len;	/* digits before the mark */
	const char *decimals;	/* first digit after it */
	size_t decimals_len;	/* digits after it; 0: no mark */
	char mark;		/* '.', ',' or 0 */
	bool negative;		/* a minus of either kind stands before */
	bool typographic;	/* that minus is U+2212 */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Size of the blank that text begins with: space, tab, U+00A0, U+202F; 0 when it is none. */
static size_t blank_before(const char *text, const char *end)
{
	if (text < end && (*text == ' ' || *text == '\t'))
		return 1;
	if (end - text >= 2 && !memcmp(text, "\xC2\xA0", 2))
		return 2;
	if (end - text >= 3 && !memcmp(text, "\xE2\x80\xAF", 3))
		return 3;
	return 0;
}

static size_t blank_after(const char *text, const char *end)
{
	for (size_t size = 1; size <= 3 && (size_t)(end - text) >= size; size++) {
		if (blank_before(end - size, end) == size)
			return size;
	}
	return 0;
}

static const char *skip_digits(const char *at, const char *end)
{
	while (at < end && is_digit(*at))
		at++;
	return at;
}

/* True when what follows a number is an exponent: E, a sign or none, digits. */
static bool is_exponent(const char *at, const char *end)
{
	if (at == end || (*at != 'E' && *at != 'e'))
		return false;
	at++;
	if (at < end && (*at == '+' || *at == '-'))
		at++;
	return at < end && skip_digits(at, end) == end;
}

static enum pial_decimal_fault find_shape(const char *at, const char *end, struct shape *shape)
{
	memset(shape, 0, sizeof(*shape));
	if (*at == '-') {
		shape->negative = true;
		at++;
	} else if (end - at >= 3 && !memcmp(at, "\xE2\x88\x92", 3)) {
		shape->negative = shape->typographic = true;
		at += 3;
	}

	shape->whole = at;
	at = skip_digits(at, end);
	shape->whole_len = (size_t)(at - shape->whole);
	if (!shape->whole_len)
		return PIAL_DECIMAL_SYNTAX;

	shape->decimals = at;
	if (at < end && (*at == '.' || *at == ',')) {
		shape->mark = *at++;
		shape->decimals = at;
		at = skip_digits(at, end);
		shape->decimals_len = (size_t)(at - shape->decimals);
		if (!shape->decimals_len)
			return PIAL_DECIMAL_SYNTAX;
	}
	if (at == end)
		return shape->typographic ? PIAL_DECIMAL_MINUS_SIGN : PIAL_DECIMAL_OK;
	return is_exponent(at, end) ? PIAL_DECIMAL_EXPONENT : PIAL_DECIMAL_SYNTAX;
}

/* True when another spreadsheet may take the mark for one between thousands. */
static bool is_ambiguous(const struct shape *shape, enum pial_decimal_marks marks)
{
	if (shape->decimals_len != 3)
		return false;
	if (marks == PIAL_DECIMAL_POINT)
		return shape->mark == ',';
	return shape->whole_len <= 3 && (shape->whole[0] != '0' || shape->whole_len == 1);
}

/* Appends len digits to *value, kept below zero where one more number fits; false on overflow. */
static bool append(const char *digit, size_t len, int64_t *value)
{
	for (size_t i = 0; i < len; i++) {
		if (__builtin_mul_overflow(*value, 10, value) ||
		    __builtin_sub_overflow(*value, digit[i] - '0', value))
			return false;
	}
	return true;
}

static enum pial_decimal_fault evaluate(const struct shape *shape, unsigned scale, int64_t *value)
{
	static const char zeros[MAX_SCALE + 1] = "000000";
	int64_t below = 0;

	if (shape->decimals_len > scale)
		return PIAL_DECIMAL_PRECISION;
	if (!append(shape->whole, shape->whole_len, &below) ||
	    !append(shape->decimals, shape->decimals_len, &below) ||
	    !append(zeros, scale - shape->decimals_len, &below))
		return PIAL_DECIMAL_RANGE;
	/* The least number of 64 bits means "none" in every unit (num/units.h). */
	if (below == INT64_MIN)
		return PIAL_DECIMAL_RANGE;
	*value = shape->negative ? below : -below;
	return PIAL_DECIMAL_OK;
}

enum pial_decimal_fault pial_decimal_parse(const char *text, size_t len, unsigned scale,
					   enum pial_decimal_marks marks, int64_t *value)
{
	const char *end = text + len;
	enum pial_decimal_fault fault;
	struct shape shape;
	size_t blank;

	while ((blank = blank_before(text, end)))
		text += blank;
	while ((blank = blank_after(text, end)))
		end -= blank;
	if (text == end)
		return PIAL_DECIMAL_EMPTY;

	fault = find_shape(text, end, &shape);
	if (fault != PIAL_DECIMAL_OK)
		return fault;
	if (is_ambiguous(&shape, marks))
		return PIAL_DECIMAL_AMBIGUOUS;
	return evaluate(&shape, scale, value);
}

void pial_decimal_format(struct pial_strbuf *sb, int64_t value, unsigned scale,
			 unsigned min_decimals, char mark)
{
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	char text[MAX_DIGITS + 3], *end = text + sizeof(text), *at = end;
	unsigned decimals = scale;

	for (; decimals > min_decimals && rest % 10 == 0; decimals--)
		rest /= 10;
	for (unsigned i = 0; i < decimals; i++, rest /= 10)
		*--at = (char)('0' + rest % 10);
	if (decimals)
		*--at = mark;
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		*--at = '-';
	pial_strbuf_add(sb, at, (size_t)(end - at));
}
