/*
 * One way to show what differs, so that `diff`, `pin` and `replace` speak alike.
 */
#include "cmd/allocate_changes.h"

#include "report/changes_view.h"

#include "base/banned.h"

bool pial_allocate_changes(struct pial_cli *cli, const struct pial_table *before,
			   const struct pial_table *after)
{
	struct pial_table changes;
	bool differ;

	pial_table_init(&changes, &pial_schema_view_changes);
	pial_changes_view_make(&changes, &cli->book.model, before, after);
	differ = changes.count > 0;
	if (cli->format == PIAL_FORMAT_TEXT)
		pial_changes_view_text(&cli->out, &changes, &cli->book.model, before, after,
				       pial_cli_document_lang(cli), pial_cli_width(cli));
	else
		pial_cli_table(cli, &changes);
	pial_table_release(&changes);
	return differ;
}
