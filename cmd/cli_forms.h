/*
 * Files of forms: what `pial-plan forms` and `pial-weigh form` have in common.
 */
#ifndef PIAL_CMD_CLI_FORMS_H
#define PIAL_CMD_CLI_FORMS_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "cmd/cli.h"
#include "io/workbook.h"

/* What a form's file is. */
enum pial_forms_file {
	PIAL_FORMS_ODS,		/* when nothing is asked */
	PIAL_FORMS_FODS,
	PIAL_FORMS_CSV,		/* --format=sheet */
};

/* The files that a run writes. */
struct pial_forms {
	struct pial_cli *cli;		/* the run */
	enum pial_forms_file file;	/* --format */
	struct pial_strbuf list;	/* what was written, as a table */
};

/*
 * Begins: reads --format, which then is no longer that of the output. False, said already, when no
 * form is of that format.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_forms_begin(struct pial_forms *forms, struct pial_cli *cli);

/* Makes the folder of -o when its own folder is there. False, said already, when it cannot. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_forms_folder(const struct pial_forms *forms);

/*
 * Writes a form into the folder of -o, this one when not said, and lists it: name without ending,
 * for whom it is, and what kind. A file that is there and says something else was perhaps filled
 * in, and is kept unless --force (E-FORMS-THERE). With --dry-run it is listed only. False when
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_forms_write(struct pial_forms *forms, const struct pial_workbook *book, const char *name,
		      const char *owner, const char *kind);

/* Ends: the list of files is the output, when ok. Gives the exit code. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_exit pial_forms_end(struct pial_forms *forms, bool ok);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_forms_release(struct pial_forms *forms);

#endif
