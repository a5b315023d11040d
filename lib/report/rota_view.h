/*
 * The rota for people: a page to hang up, and a calendar for their telephones.
 */
#ifndef PIAL_REPORT_ROTA_VIEW_H
#define PIAL_REPORT_ROTA_VIEW_H

#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "load/table.h"
#include "model/model.h"

/* What somebody carries of a season. */
struct pial_rota_burden {
	struct pial_producer_id producer;	/* who */
	uint32_t turns;				/* weeks on duty */
	int64_t load;				/* of these, in quarters of an average week */
};

/*
 * Lays turns (pial_schema_rota) out in width columns: week by week who is on duty, what was
 * swapped, what may still move; then, unless there is none, what each carries. year is the season.
 */
PIAL_NONNULL(1, 2, 3)
void pial_rota_text(struct pial_strbuf *out, const struct pial_table *turns,
		    const struct pial_model *model, int year,
		    const struct pial_rota_burden *burden, size_t burdens, enum pial_lang lang,
		    size_t width);

/*
 * Writes turns as an iCalendar, one event a week, from Monday to Sunday; weeks of nobody are left
 * out. The UID of a week is always the same in one book, so that a calendar program that reads the
 * file again moves what has moved. stamp is the day of writing.
 */
PIAL_NONNULL_ALL
void pial_rota_calendar(struct pial_strbuf *out, const struct pial_table *turns,
			const struct pial_model *model, struct pial_date stamp,
			enum pial_lang lang);

#endif
