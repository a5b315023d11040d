/*
 * An archive being read, by libzip, as a source of XML.
 *
 * Internal to io/. The archive comes by mail: entries are read in a stream and counted. One that
 * unpacks to more than PIAL_UNPACK_MAX bytes, or that is past PIAL_UNPACK_SURE bytes and more than
 * PIAL_UNPACK_RATIO times its packed size, is refused while it is read, whatever it says of itself.
 */
#ifndef PIAL_IO_UNPACK_PRIV_H
#define PIAL_IO_UNPACK_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"

/* Most bytes that the entries of one archive may unpack to, all together. */
#define PIAL_UNPACK_MAX ((uint64_t)1 << 30)
/* Bytes to which any entry may unpack, however well it is packed. */
#define PIAL_UNPACK_SURE ((uint64_t)16 << 20)
/* How much larger than packed an entry may become beyond that; real sheets stay under 100. */
#define PIAL_UNPACK_RATIO 300
/* Most entries. */
#define PIAL_UNPACK_ENTRIES 4096

/* How reading an entry went. */
enum pial_unpack_fault {
	PIAL_UNPACK_OK,		/* well so far */
	PIAL_UNPACK_DAMAGED,	/* cut short, wrong check sum, unknown packing */
	PIAL_UNPACK_SIZE,	/* too large: see the limits above */
	PIAL_UNPACK_PASSWORD,	/* encrypted, as zip does it */
};

struct pial_unpack {
	struct zip *archive;		/* libzip's */
	struct zip_file *entry;		/* the one being read; NULL: none */
	uint64_t packed;		/* its size in the archive */
	uint64_t unpacked;		/* bytes of it read */
	uint64_t total;			/* bytes of all entries read */
	enum pial_unpack_fault fault;	/* what went wrong first */
	char piece[32768];		/* the last bytes read */
};

/* Opens an archive that lies in memory, which must live as long. False: see fault. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_unpack_open(struct pial_unpack *unpack, const void *bytes, size_t len);

/* Closes it. */
PIAL_NONNULL_ALL void pial_unpack_close(struct pial_unpack *unpack);

/* True when there is an entry of this name. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_unpack_holds(const struct pial_unpack *unpack, const char *name);

/* Begins to read an entry; false, and fault, when there is none or it cannot be read. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_unpack_begin(struct pial_unpack *unpack, const char *name);

/* The next bytes of the entry: a pial_xml_next (io/xml_read.h). False: see fault. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_unpack_next(void *unpack, const char **bytes, size_t *len);

/* Ends reading the entry. */
PIAL_NONNULL_ALL void pial_unpack_end(struct pial_unpack *unpack);

#endif
