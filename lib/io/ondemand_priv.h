/*
 * libxml2 and libzip, loaded when the first workbook comes.
 *
 * Internal to io/. The two libraries bring ten others with them (ICU, libcrypto, the C++ runtime),
 * which the dynamic linker would load, relocate and initialise at the start of every command:
 * two milliseconds, more than most commands work, for files that most commands never see. So
 * nothing is linked against them: their functions are pointers, typed by the libraries' own
 * headers, and found by name when pial_ondemand() is first asked. A table below lists each function
 * used; one that is missing there does not link.
 *
 * Rejected: linking lazily, which defers the binding of symbols and not the loading; a shared
 * object of ours that is linked against them, which a program that is not installed would have to
 * look for.
 */
#ifndef PIAL_IO_ONDEMAND_PRIV_H
#define PIAL_IO_ONDEMAND_PRIV_H

#include <stdbool.h>

#include <libxml/parser.h>
#include <libxml/xmlwriter.h>
#include <zip.h>

#include "base/attr.h"
#include "diag/diag.h"

/* What is called of libxml2. */
#define PIAL_XML2_FUNCTIONS(X) \
	X(xmlCreatePushParserCtxt) X(xmlCtxtUseOptions) X(xmlFreeDoc) X(xmlFreeParserCtxt) \
	X(xmlFreeTextWriter) X(xmlNewTextWriter) X(xmlOutputBufferCreateIO) X(xmlParseChunk) \
	X(xmlStopParser) X(xmlTextWriterEndDocument) X(xmlTextWriterEndElement) \
	X(xmlTextWriterStartDocument) X(xmlTextWriterStartElement) \
	X(xmlTextWriterWriteAttribute) X(xmlTextWriterWriteString)

/* What is called of libzip. */
#define PIAL_ZIP_FUNCTIONS(X) \
	X(zip_close) X(zip_discard) X(zip_error_code_zip) X(zip_error_fini) X(zip_error_init) \
	X(zip_fclose) X(zip_file_add) X(zip_file_set_dostime) X(zip_fopen) X(zip_fread) \
	X(zip_get_num_entries) X(zip_name_locate) X(zip_open_from_source) \
	X(zip_set_file_compression) X(zip_source_buffer) X(zip_source_buffer_create) \
	X(zip_source_close) X(zip_source_free) X(zip_source_keep) X(zip_source_open) \
	X(zip_source_read) X(zip_source_stat) X(zip_stat)

#define PIAL_ONDEMAND_POINTER(function) __typeof__(function) *function;

/* The functions of libxml2, under their own names: NULL until pial_ondemand() said yes. */
struct pial_xml2 {
	PIAL_XML2_FUNCTIONS(PIAL_ONDEMAND_POINTER)
};

/* The functions of libzip, under their own names: NULL until pial_ondemand() said yes. */
struct pial_zip {
	PIAL_ZIP_FUNCTIONS(PIAL_ONDEMAND_POINTER)
};

/* Written once, by pial_ondemand(). */
extern struct pial_xml2 pial_xml2;
extern struct pial_zip pial_zip;

/* The libraries, in the order in which the Makefile gives them to ondemand.sh. */
enum pial_ondemand_library {
	PIAL_ONDEMAND_XML2,	/* XML: flat OpenDocument, and the parts of an archive */
	PIAL_ONDEMAND_ZIP,	/* archives: .ods, .xlsx */
	PIAL_ONDEMAND_LIBRARIES	/* how many */
};

/* What a library is called on the machine that built this. */
struct pial_ondemand_name {
	const char *soname;	/* for the dynamic linker: "libzip.so.4" */
	const char *package;	/* for the person who installs it: "libzip4" */
};

/* By library; made at build, by ondemand.sh. */
extern const struct pial_ondemand_name pial_ondemand_name[PIAL_ONDEMAND_LIBRARIES];

/*
 * Loads a library, once for the process and for good; from then on its functions may be called, by
 * any thread. False, and E-LIBRARY at pos (which may be NULL), when it is not on this machine or
 * lacks one of the functions; lack of memory goes to the handler of base/alloc.h.
 */
PIAL_MUST_CHECK PIAL_NONNULL(3)
bool pial_ondemand(enum pial_ondemand_library library, const struct pial_pos *pos,
		   struct pial_diags *diags);

#endif
