/*
 * libzip under a few functions, with its limits.
 *
 * The sizes that an archive states for its entries are not believed: what is read is counted, and
 * the check sum, which libzip looks at on the last byte, decides whether it is what was packed.
 */
#include "io/unpack_priv.h"

#include <string.h>

#include "base/alloc.h"
#include "io/ondemand_priv.h"

#include "base/banned.h"

static bool fail(struct pial_unpack *unpack, enum pial_unpack_fault fault)
{
	if (unpack->fault == PIAL_UNPACK_OK)
		unpack->fault = fault;
	return false;
}

bool pial_unpack_open(struct pial_unpack *unpack, const void *bytes, size_t len)
{
	zip_error_t error;
	zip_source_t *source;

	memset(unpack, 0, sizeof(*unpack));
	pial_zip.zip_error_init(&error);
	source = pial_zip.zip_source_buffer_create(bytes, len, 0, &error);
	if (!source)
		pial_oom(len);
	unpack->archive = pial_zip.zip_open_from_source(source, ZIP_RDONLY, &error);
	if (!unpack->archive) {
		pial_zip.zip_source_free(source);
		if (pial_zip.zip_error_code_zip(&error) == ZIP_ER_MEMORY)
			pial_oom(len);
	}
	pial_zip.zip_error_fini(&error);
	if (!unpack->archive)
		return fail(unpack, PIAL_UNPACK_DAMAGED);
	if (pial_zip.zip_get_num_entries(unpack->archive, 0) > PIAL_UNPACK_ENTRIES)
		return fail(unpack, PIAL_UNPACK_SIZE);
	return true;
}

void pial_unpack_close(struct pial_unpack *unpack)
{
	pial_unpack_end(unpack);
	if (unpack->archive)
		pial_zip.zip_discard(unpack->archive);
	unpack->archive = NULL;
}

bool pial_unpack_holds(const struct pial_unpack *unpack, const char *name)
{
	return pial_zip.zip_name_locate(unpack->archive, name, ZIP_FL_ENC_GUESS) >= 0;
}

bool pial_unpack_begin(struct pial_unpack *unpack, const char *name)
{
	zip_stat_t stat;

	if (pial_zip.zip_stat(unpack->archive, name, 0, &stat) ||
	    !(stat.valid & ZIP_STAT_COMP_SIZE))
		return fail(unpack, PIAL_UNPACK_DAMAGED);
	if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
		return fail(unpack, PIAL_UNPACK_PASSWORD);
	unpack->entry = pial_zip.zip_fopen(unpack->archive, name, 0);
	if (!unpack->entry)
		return fail(unpack, PIAL_UNPACK_DAMAGED);
	unpack->packed = stat.comp_size;
	unpack->unpacked = 0;
	return true;
}

bool pial_unpack_next(void *data, const char **bytes, size_t *len)
{
	struct pial_unpack *unpack = data;
	zip_int64_t got = pial_zip.zip_fread(unpack->entry, unpack->piece, sizeof(unpack->piece));

	if (got < 0)
		return fail(unpack, PIAL_UNPACK_DAMAGED);
	unpack->unpacked += (uint64_t)got;
	unpack->total += (uint64_t)got;
	if (unpack->total > PIAL_UNPACK_MAX ||
	    (unpack->unpacked > PIAL_UNPACK_SURE &&
	     unpack->unpacked / PIAL_UNPACK_RATIO > unpack->packed))
		return fail(unpack, PIAL_UNPACK_SIZE);
	*bytes = unpack->piece;
	*len = (size_t)got;
	return true;
}

void pial_unpack_end(struct pial_unpack *unpack)
{
	if (unpack->entry)
		pial_zip.zip_fclose(unpack->entry);
	unpack->entry = NULL;
}
