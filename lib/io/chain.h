/*
 * Chained rows: each row of a ledger of money holds the hash of the one before.
 *
 * The last two cells of a row are `previous`, the hash of the row above (empty for the first), and
 * `hash`, the SHA-256 of the bytes of the row before that cell and its comma. So no row can be
 * changed, moved, put in or taken out without the next one saying so; that nothing was cut off at
 * the end is for whoever remembers the last hash.
 */
#ifndef PIAL_IO_CHAIN_H
#define PIAL_IO_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "io/digest.h"

enum pial_chain_fault {
	PIAL_CHAIN_OK,
	PIAL_CHAIN_HASH,	/* the row is not what was written */
	PIAL_CHAIN_PREVIOUS,	/* the row above is not the one that was there */
};

/*
 * Checks a row, its line feed left out, against the hash of the row above; last then becomes its
 * own. On a fault last stays as it is.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_chain_fault pial_chain_check(const char *row, const char *end,
				       char last[PIAL_DIGEST_TEXT]);

/*
 * Closes a row that was written with its last two cells empty, from offset from to the end of out:
 * fills them in. last, the hash of the row above or "", becomes the row's own.
 */
PIAL_NONNULL_ALL
void pial_chain_close(struct pial_strbuf *out, size_t from, char last[PIAL_DIGEST_TEXT]);

#endif
