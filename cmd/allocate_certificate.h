/*
 * Certificates of an allocation: made, written, read.
 */
#ifndef PIAL_CMD_ALLOCATE_CERTIFICATE_H
#define PIAL_CMD_ALLOCATE_CERTIFICATE_H

#include <stdbool.h>

#include "base/attr.h"
#include "cmd/allocate_input.h"

/* Fills an empty table with the certificate of a solved week, sorted. */
PIAL_NONNULL_ALL
void pial_allocate_certify(struct pial_cli *cli, const struct pial_proof *proof,
			   struct pial_table *table);

/*
 * Writes the certificate of a week that can be solved to a file, whole or not at all, as -o does.
 * False, said already, when the file cannot be written.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_certificate_write(struct pial_allocate_week *week, const char *path);

/* Reads a certificate of a week into an empty table. False when it is refused. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_allocate_certificate_read(struct pial_cli *cli, struct pial_week week, const char *path,
				    struct pial_table *table);

#endif
