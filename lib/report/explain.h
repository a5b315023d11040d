/*
 * Why everyone gets what he gets: the facts behind an allocation, and the sentences that say them.
 *
 * A fact belongs to an order row or to a producer and carries the proof object that it was read
 * from: a cut, a share, an exchange. The same facts make the text that a grower reads aloud at the
 * table and the JSON that a program checks (spec of allocation, "Proof and explanation"). What goes
 * without saying is not said: a row served in full by who is nearest has no fact.
 *
 * The proof is the ideal plan's. Where few drops were asked for, the packs that are told are the
 * practical plan's; it serves every row as the ideal does, so that shortages and shares between
 * kitchens hold for both, and what differs is a fact of its own.
 */
#ifndef PIAL_REPORT_EXPLAIN_H
#define PIAL_REPORT_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "engine/prove.h"
#include "engine/why.h"

enum pial_fact_kind {
	/* of an order row */
	PIAL_FACT_PIN,		/* a line fixed by hand, and what would be there without it */
	PIAL_FACT_LATE,		/* came after the cutoff: served from what was left */
	PIAL_FACT_SHORT,	/* cannot be full: the cut */
	PIAL_FACT_NOBODY,	/* nobody offers it */
	PIAL_FACT_BARRED,	/* an offer that may not come here */
	PIAL_FACT_CLASS,	/* others come before */
	PIAL_FACT_OWED,		/* owed by contract, and served before any order */
	PIAL_FACT_SHARE,	/* its exact share, and with whom it shares */
	PIAL_FACT_HELD,		/* no more than what it had before its turn, and who comes first */
	PIAL_FACT_ODD,		/* the pack that was begun: got, or not, and who decided */
	PIAL_FACT_ACCOUNT,	/* what earlier weeks owe it */
	PIAL_FACT_SUBSTITUTE,	/* something else than was ordered */
	PIAL_FACT_PARTNER,	/* a partner completes */
	PIAL_FACT_FAR,		/* somebody nearer does not deliver, and what it would take */
	PIAL_FACT_MOVED,	/* the practical plan has others bring it, to spare drops */
	/* of a producer */
	PIAL_FACT_SALES,	/* sells the same part of its share as others */
	PIAL_FACT_BAND,		/* the practical plan has him sell more or less in all */
	PIAL_FACT_UNUSED,	/* an offer that is left, and why */
	PIAL_FACT_UNWANTED,	/* an offer that no order may take */
	PIAL_FACT_DROP,		/* a stop: where, when, with what */
};

/* One thing to say. Members that do not matter to its kind are 0. */
struct pial_fact {
	enum pial_fact_kind kind;
	uint32_t demand;		/* row it belongs to; of a producer's fact: unused */
	uint32_t supply;		/* offer it speaks of */
	bool producer;			/* of a producer; else of a row */
	uint32_t entry;			/* its place in the proof: row, producer, or pin */
	int64_t packs;			/* how many; BAND: grams of the practical plan */
	int64_t ideal;			/* BAND: grams of the ideal plan */
	struct pial_why_cut cut;	/* SHORT, UNUSED: orders and offers concerned */
	struct pial_why_swap swap;	/* FAR */
	enum pial_barrier barrier;	/* BARRED */
	const uint32_t *list;		/* others: rows or producers' offers, as the kind says */
	size_t listed;			/* how many */
};

/* What is to be said of a solved week. */
struct pial_explanation {
	const struct pial_instance *instance;	/* solved */
	const struct pial_proof *proof;		/* its levels */
	int64_t *packs;				/* told, of each link of the instance */
	struct pial_why why;			/* for cuts and exchanges */
	struct pial_arena arena;		/* holds the facts */
	struct pial_fact *fact;			/* of rows in key order, then producers; owned */
	size_t facts, cap;			/* how many; room */
	size_t row_facts;			/* those of rows, which come first */
};

/*
 * Finds the facts of a solved week: its ideal plan's proof, and the rows of the plan that is told,
 * ideal or practical. Release the explanation in any case.
 */
PIAL_NONNULL_ALL
void pial_explain_init(struct pial_explanation *explanation, const struct pial_proof *proof,
		       const struct pial_allocation *row, size_t rows);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_explain_release(struct pial_explanation *explanation);

/* Adds the sentence of a fact, without a line feed at its end. */
PIAL_NONNULL_ALL
void pial_explain_say(struct pial_strbuf *out, const struct pial_explanation *explanation,
		      const struct pial_fact *fact, enum pial_lang lang);

/*
 * Lays the explanation out in width columns: product by product, order by order, then producer by
 * producer. only, when not 0, keeps that kitchen or producer.
 */
PIAL_NONNULL_ALL
void pial_explain_text(struct pial_strbuf *out, const struct pial_explanation *explanation,
		       uint32_t only, enum pial_lang lang, size_t width);

/* The same facts as JSON, each with its kind, its proof object and its sentence. */
PIAL_NONNULL_ALL
void pial_explain_json(struct pial_strbuf *out, const struct pial_explanation *explanation,
		       uint32_t only, enum pial_lang lang);

#endif
