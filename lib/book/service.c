/*
 * Three standing files, read alike; the budget of a year is read as any table of a season.
 */
#include "book/service.h"


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
	bool exists;

	return pial_book_file(book, table->schema->path, table, &exists, diags);
}

bool pial_book_service(struct pial_book *book, struct pial_service *service,
		       struct pial_diags *diags)
{
	bool ok = read(book, &service->activities, diags);

	ok &= read(book, &service->hours, diags);
	ok &= read(book, &service->trips, diags);
	return ok;
}
