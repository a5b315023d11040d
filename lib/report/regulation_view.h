/*
 * The view `regulation`: what the regular meeting has to decide, on one page.
 *
 * A group that meets every month reads ten views to find three lines that matter. This one asks
 * each of them for the lines that wait for somebody, and says with each the command that shows
 * more. Nothing is worked out here: figures are those of the view, the engine or the ledger that
 * the line comes from, and a line that is nobody's decision is not shown. What counts:
 *
 *	contract	as pial-report contract marks it: minimum missed, maximum passed, ceiling
 *	price		as pial-plan price says it: under the floor price
 *	account		at its bound on either side of 0, so that what comes next lapses
 *	hazard		declared and not confirmed, as the latest line says
 *	certificate	as pial-report certificates says it: ended or ending, and not followed
 *	sheet		weeks over and not closed; whom nothing was heard from for the next one
 *	delivery	disputed, or waiting beyond the days that a receipt has
 *	invoice		as pial-invoice unpaid says it: late
 */
#ifndef PIAL_REPORT_REGULATION_VIEW_H
#define PIAL_REPORT_REGULATION_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "engine/allocate.h"
#include "engine/contract_check.h"
#include "engine/price.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

enum pial_regulation_subject {
	PIAL_REGULATION_NONE,
	PIAL_REGULATION_CONTRACT,	/* what a kitchen committed to */
	PIAL_REGULATION_PRICE,		/* a contract's line that does not cover its cost */
	PIAL_REGULATION_ACCOUNT,	/* who is owed too much, or is too far ahead */
	PIAL_REGULATION_HAZARD,		/* a loss that nobody has confirmed */
	PIAL_REGULATION_CERTIFICATE,	/* of organic farming */
	PIAL_REGULATION_SHEET,		/* weeks, and answers to them */
	PIAL_REGULATION_DELIVERY,	/* that cannot be invoiced yet */
	PIAL_REGULATION_INVOICE,	/* that is late */
	PIAL_REGULATION_SUBJECTS,
};

enum pial_regulation_why {
	PIAL_REGULATION_UNDER = 1,	/* contract: the minimum will not be reached */
	PIAL_REGULATION_OVER,		/* contract: the maximum will be passed */
	PIAL_REGULATION_CEILING,	/* contract: too much for a direct award */
	PIAL_REGULATION_COST,		/* price: below the floor */
	PIAL_REGULATION_OWED,		/* account: owed as much as it holds */
	PIAL_REGULATION_AHEAD,		/* account: ahead by as much as it holds */
	PIAL_REGULATION_UNCONFIRMED,	/* hazard */
	PIAL_REGULATION_ENDED,		/* certificate: no longer valid */
	PIAL_REGULATION_ENDING,		/* certificate: soon no longer valid */
	PIAL_REGULATION_OPEN,		/* sheet: the week is over and not closed */
	PIAL_REGULATION_ORDERS,		/* sheet: no order came */
	PIAL_REGULATION_OFFERS,		/* sheet: no offer came */
	PIAL_REGULATION_DISPUTED,	/* delivery */
	PIAL_REGULATION_WAITING,	/* delivery: no receipt, or beyond the tolerance */
	PIAL_REGULATION_LATE,		/* invoice */
};

/* A line: something that waits for a decision. */
struct pial_regulation_row {
	uint32_t line;			/* unused */
	struct pial_text of;		/* id of a contract, producer or kitchen; 0: everybody */
	struct pial_product_id product;	/* what; none: all of it */
	struct pial_text note;		/* number of a note, cause, control body, whose cost */
	struct pial_text command;	/* the command that shows more */
	struct pial_qty quantity;	/* missing, too much, owed, lost, received; none */
	struct pial_money amount;	/* missing, too much, owed, late; none: not in money */
	struct pial_price price, floor;	/* paid by a contract, and least it should; none */
	int32_t count;			/* invoices that are late; INT32_MIN: one thing */
	struct pial_week week;		/* concerned; none */
	struct pial_date day;		/* end, declaration, delivery, due date; none */
	uint8_t subject;		/* enum pial_regulation_subject */
	uint8_t why;			/* enum pial_regulation_why */
	uint8_t unit;			/* enum pial_unit of quantity and prices; NONE: neither */
};

/*
 * Columns: subject of product note week day why count quantity unit price floor amount command.
 */
extern const struct pial_schema pial_schema_view_regulation;

/*
 * Adds the lines of the view `contract` (rows of pial_schema_view_contract) that carry an alert;
 * values say by how much a ceiling is passed. Commands are kept in the model's pool, here and
 * below.
 */
PIAL_NONNULL_ALL
void pial_regulation_contracts(struct pial_table *out, struct pial_model *model,
			       const struct pial_table *lines,
			       const struct pial_contract_result *values);

/* Adds the contract lines under their floor price; year: of the season whose costs were taken. */
PIAL_NONNULL_ALL
void pial_regulation_prices(struct pial_table *out, struct pial_model *model,
			    const struct pial_price_result *prices, int year);

/* Adds accounts at their bound: of rows of pial_schema_view_balances. */
PIAL_NONNULL_ALL
void pial_regulation_accounts(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *balances);

/* Adds the hazards that were declared up to a day and are not confirmed. */
PIAL_NONNULL_ALL
void pial_regulation_hazards(struct pial_table *out, struct pial_model *model,
			     struct pial_date day);

/*
 * Adds what the view `certificates` says is ended or ending (rows of
 * pial_schema_view_certificates), of producers who have not left before the day.
 */
PIAL_NONNULL_ALL
void pial_regulation_certificates(struct pial_table *out, struct pial_model *model,
				  const struct pial_table *certificates, struct pial_date day);

/* Adds a week that is over and not closed. */
PIAL_NONNULL_ALL
void pial_regulation_open(struct pial_table *out, struct pial_model *model,
			  struct pial_week week);

/*
 * Adds whom nothing was heard from for a week: kitchens that receive in it and have no order of
 * their own (what a contract or the plan says for them is none), producers whom the plan counts on
 * and who have no answer; without any answer one line says so for all.
 */
PIAL_NONNULL(1, 2, 4, 5)
void pial_regulation_silent(struct pial_table *out, struct pial_model *model,
			    struct pial_week week, const struct pial_table *orders,
			    const struct pial_table *offers, const struct pial_weight *weight,
			    size_t weights);

/*
 * Adds the deliveries that are disputed, and those up to the day that wait. rows are of
 * pial_schema_deliveries.
 */
PIAL_NONNULL_ALL
void pial_regulation_deliveries(struct pial_table *out, struct pial_model *model,
				const struct pial_table *rows, struct pial_date day);

/*
 * Adds for each buyer the invoices that are late, together, with the earliest due date: of rows of
 * pial_schema_view_due. False when the sum leaves 64 bits.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_regulation_invoices(struct pial_table *out, struct pial_model *model,
			      const struct pial_table *due);

/* What the paper of the view says. */
struct pial_regulation_paper {
	const struct pial_model *model;	/* names */
	const struct pial_table *table;	/* of pial_schema_view_regulation, sorted */
	struct pial_date day;		/* the view is made on */
};

/* Writes the view as a paper (report/view.h): a section a subject, then what was looked at. */
PIAL_NONNULL_ALL void pial_regulation_view_write(struct pial_paper *paper, const void *data);

#endif
