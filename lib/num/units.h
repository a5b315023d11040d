/*
 * The units of the house, one struct each, so that they cannot be mixed: passing
 * a mass for a quantity does not compile.
 *
 * All are integers with a fixed scale. "None" (an empty cell) is a value apart,
 * tested with the _is_none functions, and never takes part in arithmetic.
 */
#ifndef PIAL_NUM_UNITS_H
#define PIAL_NUM_UNITS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"

/* A quantity of a product, in thousandths of the product's own unit. */
struct pial_qty {
	int64_t milli;	/* thousandths of kg, piece, bunch or litre; INT64_MIN: none */
};

/* A mass. */
struct pial_mass {
	int64_t g;	/* grams; INT64_MIN: none */
};

/* An amount of money. */
struct pial_money {
	int64_t cents;	/* hundredths of a euro; INT64_MIN: none */
};

/* A price per unit. */
struct pial_price {
	int32_t e4;	/* ten-thousandths of a euro per unit; INT32_MIN: none */
};

/* A rate, written in percent with up to four decimals. */
struct pial_rate {
	int32_t e6;	/* millionths: 8 % is 80000; INT32_MIN: none */
};

/* A distance on the road or as the crow flies. */
struct pial_distance {
	int32_t m;	/* metres; INT32_MIN: none */
};

/* A latitude or a longitude. */
struct pial_angle {
	int32_t e6;	/* millionths of a degree; INT32_MIN: none */
};

/* A duration, as in the duration of a journey. */
struct pial_minutes {
	int32_t n;	/* minutes; INT32_MIN: none */
};

/* A surface of land. */
struct pial_area {
	int64_t dm2;	/* hundredths of a square metre; INT64_MIN: none */
};

#define PIAL_QTY_NONE ((struct pial_qty){ INT64_MIN })
#define PIAL_MASS_NONE ((struct pial_mass){ INT64_MIN })
#define PIAL_MONEY_NONE ((struct pial_money){ INT64_MIN })
#define PIAL_PRICE_NONE ((struct pial_price){ INT32_MIN })
#define PIAL_RATE_NONE ((struct pial_rate){ INT32_MIN })
#define PIAL_DISTANCE_NONE ((struct pial_distance){ INT32_MIN })
#define PIAL_ANGLE_NONE ((struct pial_angle){ INT32_MIN })
#define PIAL_AREA_NONE ((struct pial_area){ INT64_MIN })

/*
 * The largest value, on either side of 0, that a file may hold: 10^9 units, 10^9 kg, 10^10 euros,
 * 10^10 square metres. All are 10^12 of what is counted, so that nine million rows, each at its
 * limit, add up within 64 bits: a national week has fewer, and every line of it is far smaller.
 * A price is below 214 749 euros by its 32 bits; 10^9 units at that price are 2.2 x 10^16 cents,
 * which still fit, and from there on sums of amounts are checked where they are made.
 */
#define PIAL_QTY_MAX INT64_C(1000000000000)	/* thousandths */
#define PIAL_MASS_MAX INT64_C(1000000000000)	/* grams */
#define PIAL_MONEY_MAX INT64_C(1000000000000)	/* cents */
#define PIAL_AREA_MAX INT64_C(1000000000000)	/* hundredths of a square metre */

/* True when the quantity is absent (an empty cell), which is not zero. */
static inline bool pial_qty_is_none(struct pial_qty q) { return q.milli == INT64_MIN; }
/* True when the mass is absent. */
static inline bool pial_mass_is_none(struct pial_mass m) { return m.g == INT64_MIN; }
/* True when the amount is absent. */
static inline bool pial_money_is_none(struct pial_money m) { return m.cents == INT64_MIN; }
/* True when the price is absent. */
static inline bool pial_price_is_none(struct pial_price p) { return p.e4 == INT32_MIN; }
/* True when the rate is absent. */
static inline bool pial_rate_is_none(struct pial_rate r) { return r.e6 == INT32_MIN; }
/* True when the distance is absent. */
static inline bool pial_distance_is_none(struct pial_distance d) { return d.m == INT32_MIN; }
/* True when the angle is absent. */
static inline bool pial_angle_is_none(struct pial_angle a) { return a.e6 == INT32_MIN; }
/* True when the surface is absent. */
static inline bool pial_area_is_none(struct pial_area a) { return a.dm2 == INT64_MIN; }

#endif
