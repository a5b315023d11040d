/*
 * Invoice lines that a verb works on: given, or what the book has of a month.
 */
#ifndef PIAL_CMD_CLI_LINES_H
#define PIAL_CMD_CLI_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "book/register.h"
#include "cmd/cli.h"
#include "invoice/left.h"
#include "load/table.h"

/*
 * Drafts deliveries as invoice lines, only those of period unless it is none, and adds them to a
 * table of their schema, sorted. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_draft(struct pial_cli *cli, const struct pial_table *deliveries,
		    struct pial_month period, struct pial_table *lines);

/*
 * The same of the book's deliveries of a month; what is said of them goes to diags. The book must
 * be loaded.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_draft_month(struct pial_cli *cli, struct pial_month period, struct pial_table *lines,
			  struct pial_diags *diags);

/*
 * Adds the lines of all documents, credit notes and what the group buys too, that were issued for a
 * month or a later one: all lines of these months are among them. What it keeps for its service is
 * no sale and is left out (invoice/kept.h). They are not sorted. The book must be loaded. False
 * when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_issued(struct pial_cli *cli, struct pial_month from, struct pial_table *lines);

/*
 * Reads invoice lines: the table given, or, with a period and no operand, those of the book's
 * month: those that were issued of it, on whatever document, else a draft of its deliveries. The
 * book is loaded, unless it is already. lines must be initialised. False when refused, said
 * already; *code then is the exit code.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_lines(struct pial_cli *cli, struct pial_month period, struct pial_table *lines,
		    enum pial_exit *code);

/*
 * The same for days: the lines of a table given, or, with a first or a last day and no operand,
 * those of the book: of every document issued, and drafted for what was delivered and stands on
 * none. Kept are the lines whose goods were delivered on one of the days (a credit keeps the day of
 * what it corrects), whenever they were invoiced; a line of no day, a fee's, counts on the last
 * day of its month, or today before that. Open days begin with the book's first week; none is later
 * than today.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_lines_of(struct pial_cli *cli, const struct pial_cli_days *days,
		       struct pial_table *lines, enum pial_exit *code);

/*
 * Adds the lines of the documents of the registers that are of a month (none: the first) or later
 * to a table, and lists these documents with their lines, which lie in the table: it must not grow
 * afterwards. Nothing is invoiced before its month. *issued is owned by the caller (free), valid
 * even when one is refused; false then.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_cli_documents(struct pial_cli *cli, const struct pial_register *reg,
			struct pial_month from, struct pial_table *lines,
			struct pial_issued **issued, size_t *count);

#endif
