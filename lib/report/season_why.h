/*
 * Why each gets what it gets of a season: the shares behind a plan, in words to read aloud.
 */
#ifndef PIAL_REPORT_SEASON_WHY_H
#define PIAL_REPORT_SEASON_WHY_H

#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "model/season.h"
#include "report/season_text.h"

/*
 * Adds, product by product, for weeks in a row that are alike: the need, in packs, and what shares
 * are measured by; each producer with its measure, what it promises, its margin, and that it is at
 * the maximum of its bid where it is; what the margin serves, and what is missing. bid are the
 * rows of bids.csv.
 */
PIAL_NONNULL(1, 2)
void pial_season_why(struct pial_strbuf *out, const struct pial_season_page *page,
		     const struct pial_bid *bid, size_t bids);

#endif
