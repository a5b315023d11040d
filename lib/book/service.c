/*
 * Three standing files, read alike; the budget of a year is read as any table of a season.
 */
#include "book/service.h"

#include "book/path.h"
#include "load/load.h"

#include "base/banned.h"

void pial_service_init(struct pial_service *service)
{
	pial_table_init(&service->activities, &pial_schema_activities);
	pial_table_init(&service->hours, &pial_schema_hours);
	pial_table_init(&service->trips, &pial_schema_trips);
}

void pial_service_release(struct pial_service *service)
{
	pial_table_release(&service->activities);
	pial_table_release(&service->hours);
	pial_table_release(&service->trips);
}

static bool read(struct pial_book *book, struct pial_table *table, struct pial_diags *diags)
{
	struct pial_source source;
	bool ok;

	pial_source_init(&source);
	ok = pial_book_read(book, table->schema->path, PIAL_SOURCE_TABLE, true, &source, diags);
	if (ok && source.exists)
		ok = pial_table_read(table, &book->model, &source, diags) &&
		     pial_check_references(table, &book->model, diags);
	pial_source_release(&source);
	return ok;
}

bool pial_book_service(struct pial_book *book, struct pial_service *service,
		       struct pial_diags *diags)
{
	bool ok = read(book, &service->activities, diags);

	ok &= read(book, &service->hours, diags);
	ok &= read(book, &service->trips, diags);
	return ok;
}
