/*
 * The corpus of invoices, tests/data/invoices: each case billed and numbered, for whoever renders
 * it.
 */
#ifndef TESTS_BILL_CORPUS_H
#define TESTS_BILL_CORPUS_H

#include "bill_case.h"

#define BILL_CORPUS "tests/data/invoices/"
/* Invoices referred to, at most. */
#define BILL_CORPUS_REFS 4

/* A line of the file of cases. */
struct bill_asked {
	char name[80], mode[20], kind[20], date[20], number[40], refs[200];	/* words */
	struct pial_invoice_ref ref[BILL_CORPUS_REFS];	/* the last word, read */
	size_t count;					/* how many */
};

/* A whole file; the caller frees it. NULL when there is none. */
char *bill_corpus_slurp(const char *path);

/* Bills a case anew: c then holds its one invoice, numbered, until bill_case_release. */
void bill_corpus_make(struct bill_asked *asked, struct bill_case *c);

/* Calls a function with every case; fails when there are fewer than 40. */
void bill_corpus_each(void (*one)(struct bill_asked *asked));

#endif
