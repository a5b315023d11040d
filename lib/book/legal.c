/*
 * Three tables read as any reference data, put where invoices look for them.
 */
#include "book/legal.h"

#include "base/banned.h"

void pial_book_legal_init(struct pial_book_legal *legal)
{
	pial_table_init(&legal->mentions, &pial_schema_mentions);
	pial_table_init(&legal->rates, &pial_schema_rates);
	pial_table_init(&legal->terms, &pial_schema_terms);
	legal->law = (struct pial_legal){ 0 };
}

void pial_book_legal_release(struct pial_book_legal *legal)
{
	pial_table_release(&legal->mentions);
	pial_table_release(&legal->rates);
	pial_table_release(&legal->terms);
	pial_book_legal_init(legal);
}

bool pial_book_legal(struct pial_book *book, struct pial_book_legal *legal,
		     struct pial_diags *diags)
{
	bool ok = pial_book_data(book, &legal->mentions, diags);

	ok = pial_book_data(book, &legal->rates, diags) && ok;
	ok = pial_book_data(book, &legal->terms, diags) && ok;
	legal->law = (struct pial_legal){
		(const void *)legal->mentions.row, legal->mentions.count,
		(const void *)legal->rates.row, legal->rates.count,
		(const void *)legal->terms.row, legal->terms.count,
	};
	return ok;
}
