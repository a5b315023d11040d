/*
 * A CII file as a tree, to be looked at from several sides.
 *
 * Whatever its prefixes, an element is known by the names of the schema: "ram:ID". What a checker
 * asks an attribute for is always the same thing, of which scheme, unit, currency or format a text
 * is, so an element keeps one of those.
 */
#ifndef PIAL_INVOICE_CII_TREE_H
#define PIAL_INVOICE_CII_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"

struct pial_cii {
	const char *name;	/* "ram:ID"; "?:ID" of an unknown namespace, "ID" of none */
	const char *text;	/* what is written in it, without blanks around; "" for none */
	const char *scheme;	/* schemeID, unitCode, currencyID or format; "" for none */
	struct pial_cii *child;	/* first one inside; NULL: none */
	struct pial_cii *next;	/* next one beside */
	uint32_t line;		/* of the file, from 1 */
};

/*
 * Reads a file from memory; file is its name for people. Everything lives in the arena. NULL, said,
 * when it is no XML, has a document type, is nested too deep (E-CII-XML), or is no Cross Industry
 * Invoice (E-CII-ROOT), or when libxml2 is not there (E-LIBRARY).
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_cii *pial_cii_read(const char *file, const char *bytes, size_t len,
			       struct pial_arena *arena, struct pial_diags *diags);

/*
 * The first element at a path below another: "ram:SellerTradeParty/ram:Name". NULL when there is
 * none, or at is NULL.
 */
PIAL_MUST_CHECK PIAL_NONNULL(2)
const struct pial_cii *pial_cii_at(const struct pial_cii *at, const char *path);

/* The next element of the same name beside one; NULL when there is none. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_cii *pial_cii_again(const struct pial_cii *node);

/* The text at a path, "" when there is none. */
PIAL_MUST_CHECK PIAL_NONNULL(2) PIAL_RETURNS_NONNULL
const char *pial_cii_text(const struct pial_cii *at, const char *path);

#endif
