/*
 * The view `certificates`: who is certified until when, and what runs out.
 *
 * A delivery one day after a certificate is not organic: the price, the label on the note and the
 * kitchen's share of the law hang on a date that nobody looks at. So each certificate says how it
 * stands on a day, and those that end without another one following are what to look at.
 */
#ifndef PIAL_REPORT_CERTIFICATES_VIEW_H
#define PIAL_REPORT_CERTIFICATES_VIEW_H

#include <stdint.h>

#include "base/attr.h"
#include "load/table.h"
#include "markup/paper.h"
#include "model/model.h"

/* A certificate that ends in so many days, and is not followed, is said to be ending. */
#define PIAL_CERTIFICATE_SOON 60

enum pial_certificate_state {
	PIAL_CERTIFICATE_NONE_STATE,
	PIAL_CERTIFICATE_VALID,		/* in force */
	PIAL_CERTIFICATE_ENDING,	/* in force, ends soon, and no other follows */
	PIAL_CERTIFICATE_ENDED,		/* over, none followed the day after, none is in force */
	PIAL_CERTIFICATE_REPLACED,	/* over, another followed, or is in force */
	PIAL_CERTIFICATE_COMING,	/* begins later */
	PIAL_CERTIFICATE_MISSING,	/* no certificate at all */
};

/* A certificate, or a producer without any. */
struct pial_certificate_row {
	uint32_t line;			/* unused */
	struct pial_producer_id producer;	/* whose */
	struct pial_text certifier;	/* control body */
	struct pial_id_list products;	/* covered; none: all */
	struct pial_date from, until;	/* first and last day; until none: no end said */
	int32_t days;			/* left, the last one included; INT32_MIN: not in force */
	uint8_t status;			/* enum pial_certificate_status */
	uint8_t state;			/* enum pial_certificate_state */
};

/* Columns: producer from until status certifier products state days. */
extern const struct pial_schema pial_schema_view_certificates;

/*
 * Fills a table of pial_schema_view_certificates, sorted, as things stand on a day: every
 * certificate, and a row for each producer in the group that has none. Another follows when it is
 * of the same producer and status, covers as much, begins the day after at the latest and ends
 * later. only keeps one producer; none: all.
 */
PIAL_NONNULL_ALL
void pial_certificates_view_make(struct pial_table *out, const struct pial_model *model,
				 struct pial_date day, struct pial_producer_id only);

/* What the paper of the view says. */
struct pial_certificates_paper {
	const struct pial_model *model;	/* names */
	const struct pial_table *table;	/* of pial_schema_view_certificates */
	struct pial_date day;		/* as of which things stand */
};

/* Writes the view as a paper (report/view.h). */
PIAL_NONNULL_ALL void pial_certificates_view_write(struct pial_paper *paper, const void *data);

#endif
