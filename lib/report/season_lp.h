/*
 * The scenario program of a season as a file in CPLEX LP format, for glpsol, HiGHS, CBC and others.
 *
 * The program is that of engine/scenario.h, with all numbers exact: quantities to the thousandth,
 * prices to the ten-thousandth, yields drawn to the millionth. So that they can be, the objective
 * is the sum over the scenarios and not their mean, and the row that gives a sowing its land is
 * in grams. Names are those of the book with signs that the format lacks turned into `_`:
 *
 *     area.PRODUCER.PRODUCT.WEEK      m2, of the sowing first harvested in that week
 *     take.PRODUCER.PRODUCT.WEEK      units harvested in that week in a normal year
 *     short.PRODUCT.WEEK.qN           missing in scenario N
 *     extra.PRODUCT.WEEK.qN           too much in scenario N
 *     lack.PRODUCT.WEEK               planned less than the reserve
 *
 * A variable that nothing limits and nothing uses does not appear. Land of a grower stands in one
 * row a week in which one of its sowings begins: in other weeks there is never more in use.
 * Format: "LP file formats, the CPLEX LP format", IBM ILOG CPLEX; glpk's reference manual,
 * appendix C.
 */
#ifndef PIAL_REPORT_SEASON_LP_H
#define PIAL_REPORT_SEASON_LP_H

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "engine/scenario.h"

/*
 * Adds the whole file to a buffer (PIAL_STRBUF_OUTPUT is what it may need). Its first lines
 * say, in the reader's language, what it is and how to read its names. Two names that the format
 * makes equal are told apart by `~` and a number, in the order of the arrays.
 */
PIAL_NONNULL_ALL
void pial_season_lp(struct pial_strbuf *out, const struct pial_scenario_season *season,
		    const struct pial_scenario_draws *draws, enum pial_lang lang);

#endif
