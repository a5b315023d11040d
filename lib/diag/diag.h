/*
 * Diagnostics: what is wrong or worth knowing, where, as a code and typed arguments.
 *
 * The library never prints. It adds entries to a collector; the command turns each into a line in
 * the reader's language, `file:line:column: error: text [CODE]`, and decides the exit code. A
 * value carries its origin (struct pial_pos) so that cross-checks made much later still point at
 * the cell.
 *
 * Codes, severities, argument types and English texts are listed once, in
 * diag/codes.def; translations are in the catalogues; the manual lists every code.
 */
#ifndef PIAL_DIAG_DIAG_H
#define PIAL_DIAG_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"

enum pial_severity {
	PIAL_NOTICE,	/* said, never changes the exit code */
	PIAL_ALERT,	/* needs a person: exit 1 from check verbs and with --exit-code */
	PIAL_ERROR,	/* the data are refused: exit 2 */
};

enum pial_code {
#define PIAL_DIAG(name, code, severity, args, text) PIAL_##name,
#include "diag/codes.def"
#undef PIAL_DIAG
	PIAL_CODE_COUNT
};

/* How a column is shown: editors want a number, people with a spreadsheet a letter. */
enum pial_column_kind {
	PIAL_COLUMN_NUMBER,	/* characters from 1: YAML */
	PIAL_COLUMN_LETTER,	/* A, B, … Z, AA: CSV and sheets */
};

/* A place in an input. */
struct pial_pos {
	const char *file;		/* as the user knows it; NULL: nowhere in a file */
	uint32_t line;			/* from 1; 0: the file as a whole */
	uint32_t column;		/* from 1; 0: the line as a whole */
	enum pial_column_kind kind;	/* how to show the column */
};

#define PIAL_POS_NONE ((struct pial_pos){ NULL, 0, 0, PIAL_COLUMN_NUMBER })

/* One typed argument, as the code's signature says (see codes.def). */
union pial_arg {
	/* s: shown as written, controls escaped; c: never translated; n: in the catalogue */
	const char *text;
	/* d, q (thousandths), m (cents), e (1/10000 euro), D (date's n), W (week's n) */
	int64_t number;
	/* l: in the words of each language; nothing left to translate */
	struct {
		const char *fr, *en;	/* French, English */
	} words;
	/* p: another place in an input */
	struct pial_pos pos;
};

#define PIAL_DIAG_ARGS 6

struct pial_diag {
	enum pial_code code;			/* what */
	struct pial_pos pos;			/* where */
	union pial_arg arg[PIAL_DIAG_ARGS];	/* details, typed by the signature */
	size_t order;				/* rank of arrival, keeps sorting stable */
};

/* What codes.def says of one code. */
struct pial_code_info {
	const char *name;		/* "E-QTY-SIGN" */
	enum pial_severity severity;	/* notice, alert or error */
	const char *args;		/* one letter an argument: see codes.def */
	const char *text;		/* English, the catalogue's msgid; %1 to %6: arguments */
};

/* Errors kept for one file; one more and the file is given up (E-TOO-MANY). */
#define PIAL_DIAG_PER_FILE 100
/* Notices of one code kept for one file; those beyond are only counted (N-MORE). */
#define PIAL_DIAG_NOTICES 1000

struct pial_diag_file;

struct pial_diags {
	struct pial_arena arena;	/* holds copies of texts */
	struct pial_diag *entry;	/* in order of arrival */
	size_t count;			/* entries kept */
	size_t cap;			/* room in entry */
	size_t errors;			/* errors added, those dropped included */
	size_t alerts;			/* entries of severity alert */
	struct pial_diag_file *file;	/* files named so far, with what was counted */
	size_t file_count;		/* how many */
	size_t file_cap;		/* room in file */
	size_t recent;			/* the one named last */
};

/* Makes an empty collector. */
PIAL_NONNULL_ALL void pial_diags_init(struct pial_diags *diags);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_diags_release(struct pial_diags *diags);

/* Forgets all entries, keeps memory for the next. */
PIAL_NONNULL_ALL void pial_diags_clear(struct pial_diags *diags);

/*
 * Adds an entry. The values after code follow its signature in codes.def: s, c and n take
 * const char * (NULL: the empty text), l takes two of them, French and English, p takes const
 * struct pial_pos *, all others int64_t (cast them!). Texts and file names are copied. pos may be
 * NULL: nowhere.
 *
 * Beyond PIAL_DIAG_PER_FILE errors in one file, the entry is replaced once by E-TOO-MANY and then
 * dropped (still counted in errors). Beyond PIAL_DIAG_NOTICES notices of one code in one file, the
 * next ones are dropped and an entry N-MORE of the file, without a line, says how many: nobody
 * reads the 400,000 shortages of a country, and the table has them. Alerts, and notices and errors
 * outside any file, have no limit.
 * Always returns false, so that a caller may write `return pial_diag_add(...)`.
 */
PIAL_NONNULL(1)
bool pial_diag_add(struct pial_diags *diags, const struct pial_pos *pos, enum pial_code code, ...);

/* What codes.def says of a code. */
PIAL_MUST_CHECK PIAL_RETURNS_NONNULL
const struct pial_code_info *pial_code_info(enum pial_code code);

/* Sorts entries by file (byte order, nowhere first), line, column, then order of arrival. */
PIAL_NONNULL_ALL void pial_diags_sort(struct pial_diags *diags);

/* True when an error was added since mark, a former value of diags->errors. */
static inline bool pial_diags_since(const struct pial_diags *diags, size_t mark)
{
	return diags->errors > mark;
}

#endif
