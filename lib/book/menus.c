/*
 * One table a file keeps its positions; copies of the rows, which remember their file, are sorted
 * together to find what two files say.
 */
#include "book/menus.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "book/path.h"
#include "load/load.h"

#include "base/banned.h"

void pial_menus_init(struct pial_menus *menus)
{
	*menus = (struct pial_menus){ .files = 0 };
	pial_table_init(&menus->all, &pial_schema_menus);
}

void pial_menus_release(struct pial_menus *menus)
{
	for (size_t i = 0; i < menus->files; i++)
		pial_table_release(&menus->file[i]);
	free(menus->file);
	pial_table_release(&menus->all);
	pial_menus_init(menus);
}

bool pial_menus_add(struct pial_menus *menus, struct pial_model *model,
		    struct pial_source *source, struct pial_diags *diags)
{
	struct pial_table *table;

	menus->file = pial_grow(menus->file, menus->files, &menus->cap, sizeof(*menus->file));
	table = &menus->file[menus->files++];
	pial_table_init(table, &pial_schema_menus);
	if (menus->before)
		menus->before(menus->context, source);
	return pial_table_read(table, model, source, diags) &&
	       pial_check_menus(table, model, false, diags);
}

bool pial_book_menus(struct pial_book *book, int year, struct pial_menus *menus,
		     struct pial_diags *diags)
{
	struct pial_arena *arena = &book->model.arena;
	const char *folder = pial_arena_printf(arena, "season/%d/menus", year);
	size_t count;
	const char **name = pial_book_list(book, folder, ".csv", &count);
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(arena, "%s/%s", folder, name[i]);
		struct pial_source source;

		pial_source_init(&source);
		ok &= pial_book_read(book, path, PIAL_SOURCE_TABLE, false, &source, diags) &&
		      pial_menus_add(menus, &book->model, &source, diags);
		pial_source_release(&source);
	}
	return ok;
}

bool pial_menus_join(struct pial_menus *menus, const struct pial_model *model,
		     struct pial_diags *diags)
{
	struct pial_table *all = &menus->all;
	bool ok = true;
	size_t i;

	for (size_t f = 0; f < menus->files; f++)
		for (i = 0; i < menus->file[f].count; i++) {
			struct pial_menu *row = pial_table_row(&menus->file[f], i);

			row->file = (uint32_t)f;
			pial_table_add(all, row);
		}
	for (i = pial_table_sort(all, model); i && i < all->count; i++) {
		const struct pial_menu *row = pial_table_row(all, i);
		const struct pial_menu *first = pial_table_row(all, i - 1);
		struct pial_pos pos, other;

		if (pial_table_compare(all, model, first, row))
			continue;
		pos = pial_menus_pos(menus, row, "menuPlatNom");
		other = pial_menus_pos(menus, first, "menuPlatNom");
		ok = pial_diag_add(diags, &pos, PIAL_E_KEY_TWICE,
				   pial_model_text(model, row->dish.n), &other);
	}
	return ok;
}

struct pial_pos pial_menus_pos(const struct pial_menus *menus, const struct pial_menu *row,
			       const char *column)
{
	return pial_table_pos(&menus->file[row->file], row, column);
}
