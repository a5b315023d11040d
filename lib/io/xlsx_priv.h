/*
 * What the two files of the Office Open XML reader share.
 *
 * Internal to io/. A workbook there is an archive of parts that name each other: the workbook its
 * sheets, cells their texts (by number, in a part of their own) and their formats (by number too).
 */
#ifndef PIAL_IO_XLSX_PRIV_H
#define PIAL_IO_XLSX_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "io/grid_priv.h"

/* What a number is shown as, and hence what it is. */
enum pial_xlsx_format {
	PIAL_XLSX_NUMBER,	/* a number */
	PIAL_XLSX_DATE,		/* days since 1900 or 1904 */
	PIAL_XLSX_TIME,		/* a part of a day */
	PIAL_XLSX_PERCENT,	/* a share shown as a percentage */
};

/* A text of the shared table. */
struct pial_xlsx_text {
	const char *text;	/* in the workbook's arena */
	uint32_t len;		/* bytes */
};

/* A sheet that the workbook names. */
struct pial_xlsx_sheet {
	const char *name;	/* on its tab */
	const char *relation;	/* id under which its part is found */
	const char *part;	/* its part; NULL: it is none with cells */
	bool hidden;		/* not shown */
};

/* A workbook being read. */
struct pial_xlsx {
	struct pial_wgrid *grid;		/* where cells go */
	struct pial_unpack *unpack;	/* the archive */
	struct pial_strbuf text;	/* of the element in hand */
	struct pial_strbuf scratch;	/* a name or a number */
	bool dates_1904;		/* days count from 1904-01-01 */
	struct pial_xlsx_sheet *sheet;	/* in the workbook's order; owned */
	size_t sheets, sheet_cap;	/* how many, and room */
	struct pial_xlsx_text *shared;	/* texts that cells name; owned */
	size_t shareds, shared_cap;	/* how many, and room */
	uint8_t *format;		/* enum pial_xlsx_format of each style; owned */
	size_t formats, format_cap;	/* how many, and room */
	uint16_t *special;		/* numbers of formats of the file's own; owned */
	uint8_t *special_as;		/* what they are; owned */
	size_t specials, special_cap, special_as_cap;	/* how many, and room */
	/* texts */
	unsigned depth, item, plain;	/* open elements; depth of si or is, and of t; 0: none */
	unsigned phonetic;		/* depth of a reading aid, which is no text; 0: none */
	/* styles */
	bool in_styles;			/* within cellXfs */
	/* cells */
	uint32_t row, column;		/* the next place, from 0 */
	bool row_hidden, row_counted;	/* of the row in hand */
	bool in_value;			/* within v */
	char type;			/* t of the cell: n s i (inline) t (str) b e d */
	uint32_t style;			/* s of the cell */
};

/* Namespaces, of both editions of the standard, for pial_wgrid_part: main is x, relations r, p. */
extern const struct pial_xml_space pial_xlsx_spaces[];

/* Reads the cells of a sheet into the grid's sheet in hand. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_xlsx_cells(struct pial_xlsx *xlsx, const char *part);

/* What a format code (`dd/mm/yyyy`) shows. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_xlsx_format pial_xlsx_code(const char *code, size_t len);

/*
 * Adds text of an element t, in which `_x000D_` is a character (ECMA-376 part 1, 22.9.2.19).
 */
PIAL_NONNULL_ALL
void pial_xlsx_add_text(struct pial_strbuf *out, const char *text, size_t len);

#endif
