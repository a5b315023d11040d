/*
 * pial-plan collect in its pieces: files, tables being merged, one file taken in.
 */
#ifndef PIAL_CMD_PLAN_COLLECT_H
#define PIAL_CMD_PLAN_COLLECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "book/weighings.h"
#include "cmd/allocate_pin.h"
#include "cmd/cli.h"
#include "io/source.h"
#include "sheet/merge.h"
#include "sheet/names.h"
#include "sheet/returned.h"

/* Values of the options of pial-plan collect. */
struct pial_collect_own {
	struct pial_week week;	/* --week: the one that is collected; none: any */
	const char *rejects;	/* --rejects, else rejects.csv */
	bool partial;		/* take the good rows */
};

/* A file that came back. */
struct pial_collect_file {
	char *name;			/* as people see it, and as it is opened; owned */
	struct pial_source source;	/* its text */
	bool read;			/* it could be read */
};

/* One table of one week. */
struct pial_collect_table {
	const struct pial_schema *schema;	/* which */
	struct pial_week week;			/* of which week; none: of a campaign */
	uint32_t campaign;			/* of which campaign; 0: of a week */
	struct pial_table book, proposal;	/* as it stands, and what forms were filled with */
	struct pial_merge merge;		/* what sheets make of it */
	struct pial_merge before;		/* before the sheet being taken in */
	struct pial_table result;		/* what the book becomes, once all agree */
	bool differs;				/* result is not what the book has */
	bool ok;				/* it could be read, and may be changed */
};

/* The allocation of one week, which comes back as pins. */
struct pial_collect_pins {
	struct pial_pinning pinning;	/* the week */
	struct pial_table table;	/* computed again */
	struct pial_pin_count count;	/* rows that sheets change */
	bool same;			/* nothing is changed */
	bool ok;			/* it could be read */
};

struct pial_collect {
	struct pial_cli *cli;			/* the run */
	struct pial_names names;		/* of products and producers */
	struct pial_collect_file *file;		/* in the order of their names; owned */
	size_t files, file_cap;			/* how many, and room */
	struct pial_collect_table **table;	/* in the order of their first sheet; owned */
	size_t tables, table_cap;		/* how many, and room */
	struct pial_campaigns campaigns;	/* of the book, once asked for */
	bool campaigns_read, campaigns_ok;	/* they were read; they are right */
	struct pial_sheet **allocation;		/* edited allocations, to be taken last; owned */
	size_t allocations, allocation_cap;	/* how many, and room */
	struct pial_collect_pins **pins;	/* weeks of edited allocations; owned */
	size_t pinned, pin_cap;			/* how many, and room */
	struct pial_strbuf rejects;		/* rows refused, as a table; empty: none */
};

/*
 * Lists the operands' files: a folder's sheets (by their names, hidden ones and copies left out) in
 * byte order, each once. False when one cannot be had, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_collect_list(struct pial_collect *collect);

/* Reads the files of a run. What cannot be read is said. */
PIAL_NONNULL_ALL void pial_collect_read(struct pial_collect *collect);

/*
 * Takes one file in, or refuses it, said already; with --partial its good rows, the others going
 * to collect->rejects. Returns false when nothing may be written.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_collect_file(struct pial_collect *collect, struct pial_collect_file *file);

/*
 * The table of a schema and a week, or, without week, of a campaign, read from the book the first
 * time. NULL when it may not be changed or cannot be read, said in diags.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_collect_table *pial_collect_table(struct pial_collect *collect,
					      const struct pial_schema *schema,
					      struct pial_week week, uint32_t campaign,
					      struct pial_diags *diags);

/*
 * Takes in a table of a campaign, as pial_collect_file does others: rows are checked against what
 * is declared (pial_check_weighed). *into receives the table that it was merged into. False when
 * refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_collect_weighed(struct pial_collect *collect, struct pial_sheet *sheet,
			  struct pial_collect_table **into, struct pial_diags *diags);

/*
 * Looks for waste where no meal was served in what both tables of each campaign will be
 * (E-WEIGH-MEALS), once all tables have their results. False when there is some, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_collect_served(struct pial_collect *collect);

/* What campaigns the book declares, read the first time. NULL when refused, said already. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_campaigns *pial_collect_campaigns(struct pial_collect *collect);

/*
 * Looks whether a sheet of a week may be taken in: E-SHEET-WEEK when another was asked for,
 * E-SHEET-OVER when the week is over. Rows get the week. *week receives it. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_collect_week(const struct pial_collect *collect, struct pial_sheet *sheet,
		       struct pial_week *week, struct pial_diags *diags);

/*
 * Takes in the edited allocations, once all other tables have their results: each week is computed
 * again around what was changed, with the orders and offers as they will be. False when one is
 * refused, said already.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_collect_pins(struct pial_collect *collect);

/*
 * Adds what the edited allocations write to the changes of a commit, which has room for two a week;
 * says what changes. Returns how many there are then; their bytes are the caller's (free).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
size_t pial_collect_pins_put(struct pial_collect *collect, struct pial_book_change *change,
			     size_t changes);

/* Gives the edited allocations back. */
PIAL_NONNULL_ALL void pial_collect_pins_release(struct pial_collect *collect);

#endif
