/*
 * dlopen(), and the addresses of all functions at once.
 *
 * All or nothing: a library that lacks one function is not used at all, since it would fail in the
 * middle of a file. It is never closed: libxml2 keeps state that only the end of the process frees.
 * What went wrong is kept and said anew for each file; the loading itself is tried once, and its
 * once-routine calls no handler, which might leave by a longjmp.
 */
#include "io/ondemand_priv.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

struct pial_xml2 pial_xml2;
struct pial_zip pial_zip;

/* How loading a library went. */
enum outcome { MISSING, MEMORY, LOADED };

static enum outcome outcome[PIAL_ONDEMAND_LIBRARIES];

/* A function to find, and the offset of the pointer to it in its struct. */
struct wanted {
	const char *name;	/* its symbol */
	size_t at;		/* bytes from the start of the struct */
};

#define XML2_WANTED(function) { #function, offsetof(struct pial_xml2, function) },
static const struct wanted xml2_wanted[] = { PIAL_XML2_FUNCTIONS(XML2_WANTED) };
#define ZIP_WANTED(function) { #function, offsetof(struct pial_zip, function) },
static const struct wanted zip_wanted[] = { PIAL_ZIP_FUNCTIONS(ZIP_WANTED) };

static enum outcome load(enum pial_ondemand_library library, const struct wanted *wanted,
			 size_t count, void *functions)
{
	void *object, *address;

	errno = 0;
	object = dlopen(pial_ondemand_name[library].soname, RTLD_LAZY | RTLD_LOCAL);
	if (!object)
		return errno == ENOMEM ? MEMORY : MISSING;
	for (size_t i = 0; i < count; i++) {
		address = dlsym(object, wanted[i].name);
		if (!address)
			return MISSING;
		/* As POSIX says it: the bytes are those of a pointer to the function. */
		memcpy((char *)functions + wanted[i].at, &address, sizeof(address));
	}
	return LOADED;
}

static void load_xml2(void)
{
	outcome[PIAL_ONDEMAND_XML2] = load(PIAL_ONDEMAND_XML2, xml2_wanted,
					   PIAL_COUNT(xml2_wanted), &pial_xml2);
}

static void load_zip(void)
{
	outcome[PIAL_ONDEMAND_ZIP] = load(PIAL_ONDEMAND_ZIP, zip_wanted, PIAL_COUNT(zip_wanted),
					  &pial_zip);
}

bool pial_ondemand(enum pial_ondemand_library library, const struct pial_pos *pos,
		   struct pial_diags *diags)
{
	static pthread_once_t xml2 = PTHREAD_ONCE_INIT, zip = PTHREAD_ONCE_INIT;
	const struct pial_ondemand_name *name = &pial_ondemand_name[library];

	if (library == PIAL_ONDEMAND_XML2)
		pthread_once(&xml2, load_xml2);
	else
		pthread_once(&zip, load_zip);
	if (outcome[library] == MEMORY)
		pial_oom(0);
	return outcome[library] == LOADED ||
	       pial_diag_add(diags, pos, PIAL_E_LIBRARY, name->soname, name->package);
}
