/*
 * What the files of the explanation share: how facts are added, and how names and quantities are
 * said in its sentences.
 *
 * explain_facts.c reads facts off the packs, explain_share.c off the levels and says those; all
 * other sentences are in explain_say.c, the layouts in explain_text.c and explain_json.c.
 */
#ifndef PIAL_REPORT_EXPLAIN_PRIV_H
#define PIAL_REPORT_EXPLAIN_PRIV_H

#include <stdint.h>

#include "base/attr.h"
#include "base/strbuf.h"
#include "report/explain.h"

/*
 * Adds an empty fact; the pointer lives until the next one is added.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
struct pial_fact *pial_explain_add(struct pial_explanation *e, enum pial_fact_kind kind);

/* Adds the facts of a row that its share in its component shows. */
PIAL_NONNULL_ALL void pial_explain_share_of_row(struct pial_explanation *e, uint32_t demand);

/*
 * Adds the facts of all producers' shares, in the order of their first offer.
 */
PIAL_NONNULL_ALL void pial_explain_share_of_producers(struct pial_explanation *e);

/* The sentences of explain_share.c's kinds. */
PIAL_NONNULL_ALL
void pial_explain_say_share(struct pial_strbuf *out, const struct pial_explanation *e,
			    const struct pial_fact *fact, enum pial_lang lang);

/* The row of a link. */
static inline uint32_t pial_explain_demand(const struct pial_explanation *e, uint32_t link)
{
	return e->instance->link[link].demand;
}

/* Where the links of a row's producer and product end, from one of them on; end is the row's. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
uint32_t pial_explain_run(const struct pial_explanation *e, uint32_t link, uint32_t end);

/*
 * Adds packs of a product as a quantity with its unit: 3 packs of 5 kg are `15 kg`.
 */
PIAL_NONNULL_ALL
void pial_explain_packs(struct pial_strbuf *out, const struct pial_product *product, int64_t packs,
			enum pial_lang lang);

/* A list of names being made, each said once. */
struct pial_explain_names {
	const char **name;	/* owned */
	size_t count;		/* how many */
	size_t cap;		/* room */
};

/* Adds a name that is not there yet. */
PIAL_NONNULL_ALL void pial_explain_name(struct pial_explain_names *names, const char *name);

/* Adds the names as a list in words, and gives the list back. */
PIAL_NONNULL_ALL
void pial_explain_list(struct pial_strbuf *out, struct pial_explain_names *names,
		       enum pial_lang lang);

/* The name of a row's kitchen, without its parentheses where no other is named alike. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_explain_kitchen(const struct pial_explanation *e, uint32_t demand);

/* The name of an offer's producer, shortened in the same way. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL PIAL_RETURNS_NONNULL
const char *pial_explain_producer(const struct pial_explanation *e, uint32_t supply);

#endif
