/*
 * The service's own tables in the book: activities, hours, trips, budgets (model/service.h).
 *
 * They stand apart from what pial_book_load reads: no allocation and no invoice needs them.
 */
#ifndef PIAL_BOOK_SERVICE_H
#define PIAL_BOOK_SERVICE_H

#include <stdbool.h>

#include "base/attr.h"
#include "book/book.h"
#include "diag/diag.h"
#include "load/table.h"

struct pial_service {
	struct pial_table activities, hours, trips;	/* in key order; absent files are empty */
};

/* Makes an empty one. */
PIAL_NONNULL_ALL void pial_service_init(struct pial_service *service);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_service_release(struct pial_service *service);

/*
 * Reads activities.csv, hours.csv and trips.csv of a loaded book. Every fault goes to the
 * collector; false when a file is refused, the others are read all the same.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_book_service(struct pial_book *book, struct pial_service *service,
		       struct pial_diags *diags);

#endif
