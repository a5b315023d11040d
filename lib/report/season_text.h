/*
 * The plan of a season as people read it around a table in winter: product by product, farm by
 * farm, then what is missing, what contracts will come to, and what may be advanced.
 */
#ifndef PIAL_REPORT_SEASON_TEXT_H
#define PIAL_REPORT_SEASON_TEXT_H

#include <stddef.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "engine/advance.h"
#include "engine/contract_check.h"
#include "engine/season.h"
#include "model/model.h"

/* What a page of a season is made from. */
struct pial_season_page {
	const struct pial_model *model;			/* names */
	int year;					/* of the season */
	const struct pial_season_result *plan;		/* the plan */
	const struct pial_contract_result *contract;	/* its contracts */
	const struct pial_advance *advance;		/* proposed */
	size_t advances;				/* how many */
	enum pial_lang lang;				/* of the reader */
	size_t width;					/* columns */
};

/*
 * Adds the whole page: of each product the need, what is promised, the margin, what is missing, by
 * what the need is multiplied and what would cost least, expected shortage and surplus; of each
 * farm its land in the fullest week and its sowings in their order; what nobody promised, with the
 * partner; contracts; advances with their repayment. Sections without a row are left out.
 */
PIAL_NONNULL_ALL
void pial_season_text(struct pial_strbuf *out, const struct pial_season_page *page);

/* The sums of a product over the weeks of a plan. */
struct pial_season_sum {
	struct pial_product_id product;		/* what */
	struct pial_qty need, promised, margin, missing;	/* in its unit */
	struct pial_qty shortage, surplus;	/* expected, in its unit */
	struct pial_rate planted;		/* promised and margin over the need */
	struct pial_rate cheapest;		/* mean of the weeks' by need; none: no end */
};

/*
 * Sums the crops of a plan from place `first` on, as long as they are of one product; returns the
 * place of the next product.
 */
PIAL_NONNULL_ALL
size_t pial_season_sum(const struct pial_season_result *plan, size_t first,
		       struct pial_season_sum *sum);

/* The sections of the page, each in a file of its own. */
PIAL_NONNULL_ALL
void pial_season_text_products(struct pial_strbuf *out, const struct pial_season_page *page);
PIAL_NONNULL_ALL
void pial_season_text_farms(struct pial_strbuf *out, const struct pial_season_page *page);
PIAL_NONNULL_ALL
void pial_season_text_money(struct pial_strbuf *out, const struct pial_season_page *page);

/* Adds `S27`, in English `W27`, and its year where it is not that of the season. */
PIAL_NONNULL_ALL
void pial_season_say_week(struct pial_strbuf *out, const struct pial_season_page *page,
			  struct pial_week week);

/* Adds `S27–S29`; one week once. */
PIAL_NONNULL_ALL
void pial_season_say_weeks(struct pial_strbuf *out, const struct pial_season_page *page,
			   struct pial_week first, struct pial_week last);

#endif
