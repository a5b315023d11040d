/*
 * XML at all: whether this machine can read and write it.
 */
#ifndef PIAL_IO_XML_H
#define PIAL_IO_XML_H

#include <stdbool.h>

#include "base/attr.h"
#include "diag/diag.h"

/*
 * Loads libxml2, once for the process, when a document is first wanted: io/xml_read.h and
 * io/xml_write.h may be used once this said yes. False, and E-LIBRARY at pos (which may be NULL),
 * when it is not on this machine.
 */
PIAL_MUST_CHECK PIAL_NONNULL(2)
bool pial_xml_ready(const struct pial_pos *pos, struct pial_diags *diags);

#endif
