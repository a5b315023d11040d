/*
 * Decimal text to scaled integers and back, the same in every locale.
 */
#ifndef PIAL_NUM_DECIMAL_H
#define PIAL_NUM_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"

enum pial_decimal_fault {
	PIAL_DECIMAL_OK,
	PIAL_DECIMAL_EMPTY,	/* nothing, or only blanks */
	PIAL_DECIMAL_SYNTAX,	/* not a number */
	PIAL_DECIMAL_PRECISION,	/* more decimals than the scale holds */
	PIAL_DECIMAL_RANGE,	/* does not fit 64 bits once scaled */
	PIAL_DECIMAL_AMBIGUOUS,	/* 12,500 or 12.500 where both readings are plausible */
	PIAL_DECIMAL_EXPONENT,	/* 1,23E+13: a spreadsheet's scientific notation */
	PIAL_DECIMAL_MINUS_SIGN,	/* U+2212 instead of - */
};

enum pial_decimal_marks {
	PIAL_DECIMAL_POINT,	/* table with `,`: a point; also "12,5" as LibreOffice writes it */
	PIAL_DECIMAL_EITHER,	/* table with ; or tab: comma or point, three decimals doubtful */
};

/*
 * Reads "[-]digits[mark digits]" into *value = number x 10^scale, 0 <= scale <= 6. Blanks around
 * are allowed (space, tab, the no-break spaces U+00A0 and U+202F); grouping, exponent, a plus sign
 * and a mark without digits on both sides are not. The mark is a point or a comma.
 *
 * With PIAL_DECIMAL_EITHER, `d,ddd` and `d.ddd` (one to three digits, not starting with 0 unless
 * it is the only one, mark, exactly three digits) are AMBIGUOUS: spreadsheets elsewhere read
 * 12,500 as 12500. With PIAL_DECIMAL_POINT a comma before exactly three digits is AMBIGUOUS,
 * however many stand before it, and a point never is.
 *
 * Decimals are counted as written: 1.5000 has four. RANGE includes INT64_MIN, which means "none"
 * (num/units.h). When several faults apply, the one reported is the first of SYNTAX, EXPONENT,
 * MINUS_SIGN, AMBIGUOUS, PRECISION, RANGE. *value is set only on OK.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_decimal_fault pial_decimal_parse(const char *text, size_t len, unsigned scale,
					   enum pial_decimal_marks marks, int64_t *value);

/*
 * Adds value / 10^scale in decimal with mark between, without trailing zeros beyond
 * min_decimals (0 <= min_decimals <= scale): 12500, scale 3, min 0 gives 12.5; min 2 gives 12.50.
 */
PIAL_NONNULL_ALL
void pial_decimal_format(struct pial_strbuf *sb, int64_t value, unsigned scale,
			 unsigned min_decimals, char mark);

#endif
