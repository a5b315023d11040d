/*
 * The registers of issued documents: one series a seller, no number lost, none used twice.
 *
 * ledger/register-<seller>-<year>.csv has a row for each document, and invoices/<seller>/ its
 * files: NUMBER.csv, the lines, which later runs read to know what was invoiced, and NUMBER.xml,
 * .html and .pdf. A register is only ever added to and chained: each row holds the hash of the
 * one before, and its own (schema_register.c).
 *
 * How several documents of several sellers are issued at once, or not at all (the law wants "un
 * numéro unique basé sur une séquence chronologique et continue", CGI, annex II, 242 nonies A, I
 * 7°):
 *
 * 1. the exclusive lock of the book is taken before anything is read, so that two runs wait for
 *    each other and the second sees what the first did;
 * 2. .pial/registers says "begun" of each register: documents without a row may be left from here
 *    on;
 * 3. the documents are written under temporary names, synced, named, and their folders synced;
 * 4. each register with its new rows is written beside the old one, as its successor;
 * 5. one rename of .pial/registers says "next" of each: from here on the documents are issued;
 * 6. each successor is renamed over its register, and .pial/registers says "at".
 *
 * A run killed before 5 has issued nothing: the next one removes the documents without a row,
 * which no person was told of. A run killed after 5 has issued everything: readers read the
 * successor, and the next run does 6. One rename for all sellers, because a fee's invoice rests
 * on the goods that others sell: half of a month could not be repaired. Numbers are in no file
 * but the registers, which hold them and the document's digest in one row.
 *
 * .pial/registers also remembers the last hash of each register, on this machine: a register that
 * no longer holds it has lost rows, by a backup that was put back, say, and nothing is issued
 * until somebody has looked. Documents that no register names are refused for the same reason,
 * unless a run said "begun": their number would be given a second time.
 */
#ifndef PIAL_BOOK_REGISTER_H
#define PIAL_BOOK_REGISTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"
#include "book/book.h"
#include "diag/diag.h"
#include "io/source.h"
#include "load/table.h"
#include "model/invoice.h"

/* The files of a document, by what they are. */
enum pial_document {
	PIAL_DOCUMENT_LINES,	/* NUMBER.csv, the invoice lines; always made */
	PIAL_DOCUMENT_XML,	/* NUMBER.xml, CII */
	PIAL_DOCUMENT_HTML,	/* NUMBER.html */
	PIAL_DOCUMENT_PDF,	/* NUMBER.pdf */
	PIAL_DOCUMENTS
};

/* One register: a seller's documents of one year. */
struct pial_register_file {
	const char *path;		/* "ledger/register-P-ravin-2025.csv" */
	const char *shown;		/* as people are shown it */
	const char *seller;		/* id of a producer, or "self" */
	int year;			/* of the dates */
	struct pial_register_entry *row;	/* in the order of issue */
	size_t rows;			/* how many */
	bool next;			/* read from its successor, which is not renamed yet */
};

struct pial_register_known;

struct pial_register {
	struct pial_register_file *file;	/* by seller, then year; owned */
	size_t files;				/* how many */
	size_t file_cap;			/* room */
	struct pial_register_known *known;	/* what .pial/registers says; owned */
	size_t knowns, known_cap;		/* how many lines, and room */
	struct pial_arena arena;		/* holds rows and texts */
};

/* Makes an empty set of registers. */
PIAL_NONNULL_ALL void pial_register_init(struct pial_register *reg);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_register_release(struct pial_register *reg);

/*
 * Cuts the name of a register, "register-P-ravin-2025.csv": *len receives the bytes of the seller,
 * which begins after the first hyphen, *year the year. False for any other name.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_named(const char *name, size_t *len, int *year);

/*
 * Reads every register of the book, whose lock must be held, and checks that each is what was
 * written: header, hashes, chain across years (E-REGISTER-HEADER, -HASH, -CHAIN), numbers that
 * follow each other and dates that do not go backwards (-NUMBER, -DATE), sums (-TOTAL), one key
 * once (-KEY), the seller and year of the file's name (-NAME), and that nothing is missing since
 * this machine last wrote (-LOST). Each fault is said; the first one of a file stops that file.
 *
 * Under the exclusive lock, and when nothing is wrong, it also finishes or takes back what a
 * killed run left. False when anything is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_load(struct pial_register *reg, struct pial_book *book,
			struct pial_diags *diags);

/*
 * The entry of a number; of any seller when seller is NULL, and then *several (not NULL) says that
 * more than one has it. NULL when there is none.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 3)
const struct pial_register_entry *pial_register_find(const struct pial_register *reg,
						     const struct pial_model *model,
						     const char *number, const char *seller,
						     bool *several);

/*
 * The number of a document that is nearest to one that no register has, near enough to be a slip
 * (base/utf8.h); of one seller, or of all when seller is NULL. In the model's pool; NULL: none is.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2, 3)
const char *pial_register_near(const struct pial_register *reg, const struct pial_model *model,
			       const char *number, const char *seller);

/* Path of a document below the book, "invoices/P-ravin/LU-2025-0001.csv"; in the model's arena. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_register_path(struct pial_book *book, const struct pial_register_entry *entry,
			       enum pial_document document);

/* The digest of one of its documents, in the pool; 0: it was not made. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_text pial_register_digest(const struct pial_register_entry *entry,
				      enum pial_document document);

/*
 * Reads the bytes of an issued document into a fresh source. E-REGISTER-MISSING when the file is
 * gone, E-REGISTER-ALTERED when they are not those that were issued: what this gives is what was
 * archived, or nothing. The document must have been made. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_bytes(struct pial_book *book, const struct pial_register_entry *entry,
			 enum pial_document document, struct pial_source *bytes,
			 struct pial_diags *diags);

/*
 * Reads the lines of an issued document, NUMBER.csv, and adds them to a table of
 * pial_schema_lines. E-REGISTER-MISSING when the file is gone, E-REGISTER-ALTERED when its bytes
 * are not those that were issued. False when refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_lines(struct pial_book *book, const struct pial_register_entry *entry,
			 struct pial_table *lines, struct pial_diags *diags);

/*
 * Looks at every file of invoices/: that each document of the registers is there with the bytes
 * that were issued (E-REGISTER-MISSING, E-REGISTER-ALTERED), and that no other one is
 * (E-REGISTER-EXTRA). False when an error was added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_documents(const struct pial_register *reg, struct pial_book *book,
			     struct pial_diags *diags);

/* A document to be issued. */
struct pial_register_item {
	/*
	 * Given: seller, date, due, kind, buyer, period, amounts, credits, key. Filled in: number,
	 * digests, previous, hash.
	 */
	struct pial_register_entry entry;
	const char *prefix;	/* of the seller's numbers, "LU-" */
};

/* Makes the files of documents. */
struct pial_register_render {
	/*
	 * Fills the bytes of each file of item number index, whose entry has its number; empty:
	 * not made. The buffers come empty. False, said, when that cannot be.
	 */
	bool (*make)(void *data, size_t index, const struct pial_register_entry *entry,
		     struct pial_strbuf file[PIAL_DOCUMENTS], struct pial_diags *diags);
	void *data;	/* handed to it */
};

/*
 * Issues documents, all or none: items in the order of sellers, those of one seller in the order
 * in which they shall be numbered, all of one year. The number is prefix, year of the date,
 * hyphen, rank in the year, at least four digits. Refused: a number that is no invoice number
 * (E-REGISTER-PREFIX), a date before that of the seller's last document (E-ISSUE-DATE), a key
 * that a register has already (E-REGISTER-KEY). The registers must have been loaded under the
 * exclusive lock, which is held since; with dry_run any lock will do, entries get numbers only
 * and nothing is written.
 *
 * False when refused or failed: nothing is issued then, except when the disk failed after step 5,
 * where E-BOOK-WRITE is said of documents that are issued; running again finds them.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_register_issue(struct pial_register *reg, struct pial_book *book,
			 struct pial_register_item *item, size_t items,
			 const struct pial_register_render *render, bool dry_run,
			 struct pial_diags *diags);

#endif
