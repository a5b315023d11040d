/*
 * A workbook being filled from a file: cells at their places, and limits.
 *
 * Internal to io/. Files name cells by row and column, leave out empty ones, and repeat what is
 * equal, up to the last row that a program knows. The grid turns that into rows and cells of
 * io/workbook.h: what is blank at the end of a row or of a sheet costs nothing, what is blank
 * before a filled cell is made when that cell comes.
 */
#ifndef PIAL_IO_GRID_PRIV_H
#define PIAL_IO_GRID_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "io/unpack_priv.h"
#include "io/workbook.h"
#include "io/xml_read.h"

/* Most cells of a workbook, blank ones before filled ones included: 256 MiB. */
#define PIAL_WGRID_CELLS ((size_t)1 << 23)

/* Why a file was given up. */
enum pial_wgrid_fault {
	PIAL_WGRID_OK,		/* it was not */
	PIAL_WGRID_SIZE,		/* more than PIAL_WGRID_CELLS, or see io/unpack_priv.h */
	PIAL_WGRID_WIDTH,	/* a filled cell behind the last column, PIAL_WORKBOOK_COLUMNS */
	PIAL_WGRID_FIELD,	/* a text longer than a field may be (io/csv.h) */
	PIAL_WGRID_DAMAGED,	/* cells out of order, parts missing, a damaged archive */
	PIAL_WGRID_XML,		/* not well-formed, at line `row` */
	PIAL_WGRID_TYPE,		/* a document type is declared */
	PIAL_WGRID_KIND,		/* no spreadsheet */
	PIAL_WGRID_PASSWORD,	/* encrypted */
};

struct pial_wgrid {
	struct pial_workbook *book;	/* being filled */
	struct pial_wsheet *sheet;	/* the sheet in hand; NULL: none */
	size_t cells;			/* cells made, in all sheets */
	enum pial_wgrid_fault fault;	/* the first one */
	const char *part;		/* file of the archive where it is; "": there is none */
	uint32_t row, column;		/* its place from 1; 0: none */
};

/* Notes a fault, if it is the first, and returns false. */
PIAL_NONNULL_ALL
bool pial_wgrid_fail(struct pial_wgrid *grid, enum pial_wgrid_fault fault, uint32_t row,
		    uint32_t column);

/* Notes how reading a part of XML ended; false when it was a fault. */
PIAL_NONNULL_ALL
bool pial_wgrid_ended(struct pial_wgrid *grid, enum pial_xml_end end, uint32_t line);

/*
 * Reads a part of an archive through the functions of ops. False, and noted, when it cannot be read
 * to its end.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_wgrid_part(struct pial_wgrid *grid, struct pial_unpack *unpack, const char *part,
		    const struct pial_xml_space *space, const struct pial_xml_ops *ops,
		    void *data);

/*
 * Puts a cell (copied; its text lives as long as the workbook) at a place of the sheet in hand,
 * rows and columns counted from 0. Places come in order. False, and noted, beyond a limit.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_wgrid_put(struct pial_wgrid *grid, uint32_t row, uint32_t column,
		   const struct pial_wcell *cell);

/*
 * Adds the number that a file holds ("12.3", "1.2300000000000002E1") as plain decimal text, its
 * mark moved shift places to the right. Programs keep binary numbers and write up to 17 digits of
 * them, of which 15 are what was typed and the rest is dust: it is rounded to 15 significant digits
 * and 10 decimals, as text. A number of more than 15 whole digits, the last of which are lost,
 * comes out as `1.23E+17`, which every reader refuses by name. False, with nothing added, when it
 * is no number.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_wgrid_number(struct pial_strbuf *out, const char *text, size_t len, int shift);

/* Fills a cell with a text, kept in the workbook's arena. */
PIAL_NONNULL_ALL
void pial_wgrid_cell(struct pial_wgrid *grid, struct pial_wcell *cell, enum pial_wkind kind,
		    const char *text, size_t len);

/* Reads the content of an OpenDocument spreadsheet that next gives, flat or of an archive. */
PIAL_MUST_CHECK PIAL_NONNULL(1, 2)
bool pial_ods_read(struct pial_wgrid *grid, pial_xml_next next, void *source);

/* Reads an OpenDocument archive: encrypted ones are refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_ods_read_archive(struct pial_wgrid *grid, struct pial_unpack *unpack);

/* Reads an Office Open XML archive. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_xlsx_read(struct pial_wgrid *grid, struct pial_unpack *unpack);

#endif
