/*
 * Documents in the format that was asked for.
 */
#ifndef PIAL_CMD_CLI_PAPER_H
#define PIAL_CMD_CLI_PAPER_H

#include "cmd/cli.h"
#include "markup/paper.h"
#include "markup/pdf.h"

/* True when the verb is to write a document, not a table: --format text, html, md, pdf or none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_cli_is_paper(const struct pial_cli *cli);

/*
 * Puts a document of a day out in the format asked for; as text within width columns. The day is
 * the document's own, for metadata, so that it is the same when it is made again. Says so when it
 * cannot be made (PDF on a machine without what that takes): pial_cli_result then refuses.
 */
PIAL_NONNULL_ALL
void pial_cli_paper(struct pial_cli *cli, const struct pial_paper *paper, struct pial_date date,
		    size_t width);

/*
 * Loads what makes PDF, from ../lib/pial/ beside the running program: where it is once installed,
 * and where a build puts it. False, said already, when that cannot be.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_pdf(struct pial_cli *cli, struct pial_pdf *pdf);

#endif
