/*
 * An input read whole: a file of the book, an operand, or standard input.
 *
 * Inputs are small (limits below), so they are read whole before anything is looked at; no lock
 * is held and nothing is written meanwhile. Text becomes UTF-8: byte-order mark, else valid
 * UTF-8, else Windows-1252 with a notice (of 142,742 accented French words in an old encoding,
 * not one is valid UTF-8). Never guessed, always refused: UTF-16 and NUL bytes (E-ENCODING), what
 * looks like Mac Roman or CP850 (E-ENCODING-OLD), and UTF-8 with bytes of another encoding in it,
 * as two files pasted together have (E-ENCODING-MIXED).
 */
#ifndef PIAL_IO_SOURCE_H
#define PIAL_IO_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "diag/diag.h"

/* Largest YAML file, in bytes. */
#define PIAL_SOURCE_YAML ((size_t)16 << 20)
/* Largest table, in bytes: a national week is about 80 MB. */
#define PIAL_SOURCE_TABLE ((size_t)2 << 30)

struct pial_source {
	char *name;	/* as shown to people; owned */
	char *text;	/* UTF-8, NUL-terminated, byte-order mark taken off; owned */
	size_t len;	/* bytes of text */
	bool exists;	/* false: the optional file was not there (text is then empty) */
	/* the text was made of a spreadsheet file's sheet: `;` separates, a record is one line */
	bool sheet;
	uint32_t skipped;	/* lines of the file before text, as of a form's instructions */
};

/* Makes an empty source; name and text are NULL until something was read. */
PIAL_NONNULL_ALL void pial_source_init(struct pial_source *source);

/* Gives everything back; the source is as after init. */
PIAL_NONNULL_ALL void pial_source_release(struct pial_source *source);

/*
 * Gives the system back the memory of the text's first bytes, in whole pages, where it can take
 * it: they have no meaning any more. For a reader that goes through a large text once.
 */
PIAL_NONNULL_ALL void pial_source_forget(const struct pial_source *source, size_t bytes);

/* Gives back the whole text, which is empty then; the name stays. */
PIAL_NONNULL_ALL void pial_source_drop(struct pial_source *source);

/*
 * Reads a file below the directory dirfd, or an operand when dirfd is AT_FDCWD (standard input
 * when path is then "-"), into a source just made; name is what people are shown. max is in bytes
 * (E-FILE-SIZE). A path inside the book never follows a symbolic link in its last part, nor waits
 * for a fifo: anything but a regular file is E-FILE-KIND there. An operand may be a link or a
 * fifo. Missing: E-FILE-OPEN, unless optional, then exists is false. Returns false when a
 * diagnostic of severity error was added; the source must be released all the same.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_source_read(struct pial_source *source, int dirfd, const char *path, const char *name,
		      size_t max, bool optional, struct pial_diags *diags);

/*
 * The same without looking at the bytes: text is then what the file holds, text or not. For who
 * only wants to know whether a file is still the one it was.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_source_read_bytes(struct pial_source *source, int dirfd, const char *path,
			    const char *name, size_t max, bool optional,
			    struct pial_diags *diags);

/*
 * Takes len bytes already in memory (copied) through the same decoding and checks, into a source
 * just made. Returns as pial_source_read.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_source_from(struct pial_source *source, const char *name, const char *bytes, size_t len,
		      struct pial_diags *diags);

/*
 * Reads an operand, or standard input when path is "-", as pial_source_read does, but takes a
 * spreadsheet file (.ods, .fods, .xlsx, known by its first bytes) as well as a text: the sheet
 * that is meant then becomes the text (io/workbook_read.h, which says what is refused), and sheet
 * is set. The others refuse archives and old Excel files with E-FILE-OFFICE: a book holds text.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_source_read_any(struct pial_source *source, const char *path, const char *name,
			  size_t max, struct pial_diags *diags);

/* Takes len bytes already in memory, as pial_source_read_any does. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_source_from_any(struct pial_source *source, const char *name, const char *bytes,
			  size_t len, struct pial_diags *diags);

#endif
