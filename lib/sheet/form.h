/*
 * The forms that go out on Friday and come back by Sunday: how they are laid out.
 *
 * A form is for one grower or one kitchen and one week. Above its table stand, row by row, a mark,
 * a title and the few sentences that a person needs; the table has a product a row. In a grower's
 * form the columns are those of the table of offers; in a kitchen's, the days of delivery stand
 * across; in a form of receipts, one row is one line of a delivery note; an allocation has days and
 * kitchens across (sheet/form_across.h).
 *
 * The mark, `pial_offers_2025-W12_P-ravin` in the first cell, says what the form is, for which week
 * and for whom, so that a renamed file, another separator or columns moved about change nothing.
 * It begins with a letter and holds `_`, a form that no spreadsheet changes. A form is read back by
 * its mark and by the names of its columns, in French or English; what is only there to be read
 * (packs, the plan's figure, totals) is left aside.
 *
 * Rejected: a form without a mark, told by its file's name (mail programs rename), or by the ids of
 * its rows (a form whose rows are all new would belong to nobody).
 */
#ifndef PIAL_SHEET_FORM_H
#define PIAL_SHEET_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/field.h"
#include "num/date.h"

enum pial_form_kind {
	PIAL_FORM_NONE,		/* no form: a plain table or sheet */
	PIAL_FORM_OFFERS,	/* to a producer: what it can deliver */
	PIAL_FORM_ORDERS,	/* to a kitchen: what it wants, day by day */
	PIAL_FORM_RECEIPTS,	/* to a kitchen: what it received */
	PIAL_FORM_MEALS,	/* to a kitchen: meals of a campaign (sheet/form_weigh.h) */
	PIAL_FORM_WEIGHINGS,	/* to a kitchen: what a campaign weighs */
	PIAL_FORM_ALLOCATION,	/* to who runs the table: who delivers what to whom */
};

/* What a form's mark says. */
struct pial_form_mark {
	enum pial_form_kind kind;	/* which form; NONE: no mark */
	struct pial_week week;		/* which week; none: of a campaign */
	const char *campaign;		/* id; not NUL-terminated; NULL: of a week */
	size_t campaign_len;		/* its bytes */
	const char *owner;		/* id of a producer or kitchen; not NUL-terminated */
	size_t owner_len;		/* its bytes */
};

/* A column that is only there to be read. */
struct pial_form_info {
	const char *fr, *en;	/* what heads it */
};

enum pial_form_infos {	/* index in pial_form_info */
	PIAL_FORM_PACK,		/* what a pack holds */
	PIAL_FORM_PLAN,		/* the plan's figure */
	PIAL_FORM_ALLOCATED,	/* what was to be delivered */
	PIAL_FORM_LAST,		/* the week before */
	PIAL_FORM_TOTAL,	/* of the days */
	PIAL_FORM_KG,		/* the total in kilograms */
	PIAL_FORM_NET,		/* gross less tare */
	PIAL_FORM_OFFERED,	/* what a producer has */
	PIAL_FORM_GIVEN,	/* what it gives in all */
	PIAL_FORM_INFOS		/* how many */
};

extern const struct pial_form_info pial_form_info[PIAL_FORM_INFOS];

/* Id of a row of totals, which is not read. */
#define PIAL_FORM_TOTAL_ROW "total"

/* Name of a kind of form in marks: "offers". "" for none. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL const char *pial_form_name(enum pial_form_kind kind);

/* The table that a form is a part of. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL
const struct pial_schema *pial_form_schema(enum pial_form_kind kind);

/* The column of that table that its owner fills: "producer", "kitchen"; "": none. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL const char *pial_form_owner(enum pial_form_kind kind);

/* Bit i set: field i of the table is filled in by hand in the form, and makes up its versions. */
PIAL_MUST_CHECK uint64_t pial_form_fields(enum pial_form_kind kind);

/* Adds a form's mark. */
PIAL_NONNULL_ALL
void pial_form_put_mark(struct pial_strbuf *out, enum pial_form_kind kind, struct pial_week week,
			const char *owner);

/* Adds the mark of a form of a campaign: `pial_weighings_hiver-2025/K-ecoles`. */
PIAL_NONNULL_ALL
void pial_form_put_campaign(struct pial_strbuf *out, enum pial_form_kind kind, const char *campaign,
			    const char *owner);

/* True for the forms of a campaign. */
PIAL_MUST_CHECK bool pial_form_of_campaign(enum pial_form_kind kind);

/*
 * Reads a mark. False when the text is none; mark->owner then points nowhere, else into text.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_form_read_mark(const char *text, size_t len, struct pial_form_mark *mark);

#endif
