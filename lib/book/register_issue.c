/*
 * Issuing: numbers, documents, successors of registers, one rename. The steps are those of the
 * header.
 *
 * Documents are rendered one after the other and forgotten once written: a run holds the new
 * rows, never the new documents. Everything that data can be refused for is looked at before
 * anything is written, so that what can fail afterwards is rendering and the disk; then what was
 * written is taken back at once, and if that fails too, by the next run.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strmap.h"
#include "book/path.h"
#include "book/register_priv.h"
#include "io/atomic.h"
#include "io/chain.h"
#include "io/pile.h"
#include "io/reason.h"
#include "io/source.h"
#include "load/table_writer.h"

#include "base/banned.h"

/* One seller's part of a run. */
struct series {
	const char *seller;		/* whose */
	size_t from, end;		/* items */
	int year;			/* of the new documents */
	const char *path;		/* of the register that grows */
	size_t rank;			/* of its last document */
	struct pial_date date;		/* of the seller's last document; none: no document yet */
	uint32_t number;		/* of that document */
	char hash[PIAL_DIGEST_TEXT];	/* of the seller's last row, of an earlier year too; "" */
};

struct issuing {
	struct pial_register *reg;	/* the registers */
	struct pial_book *book;		/* where */
	struct pial_register_item *item;	/* what */
	size_t items;			/* how many */
	const struct pial_register_render *render;	/* makes the documents */
	struct pial_diags *diags;	/* what is said */
	struct series *series;		/* by seller; owned */
	size_t count, cap;		/* how many, and room */
};

static const char *text_of(const struct issuing *g, uint32_t n)
{
	return pial_model_text(&g->book->model, n);
}

static struct pial_text intern(struct issuing *g, const char *text)
{
	return (struct pial_text){ pial_intern_add(&g->book->model.pool, text, strlen(text)) };
}

/* The seller's last row, and how many of this year there are. */
static void find_end(struct issuing *g, struct series *s)
{
	for (size_t i = 0; i < g->reg->files; i++) {
		const struct pial_register_file *file = &g->reg->file[i];
		const struct pial_register_entry *last;

		if (strcmp(file->seller, s->seller) != 0 || !file->rows)
			continue;
		last = &file->row[file->rows - 1];
		s->date = last->date;
		s->number = last->number.n;
		memcpy(s->hash, text_of(g, last->hash.n), sizeof(s->hash));
		if (file->year == s->year)
			s->rank = file->rows;
	}
}

static bool check_series(struct issuing *g, const struct series *s)
{
	struct pial_date date = s->date;
	uint32_t number = s->number;

	for (size_t i = s->from; i < s->end; i++) {
		const struct pial_register_entry *entry = &g->item[i].entry;

		if (entry->date.n < date.n)
			return pial_diag_add(g->diags, NULL, PIAL_E_ISSUE_DATE, s->seller,
					     text_of(g, number), (int64_t)date.n,
					     (int64_t)entry->date.n);
		date = entry->date;
	}
	return true;
}

/* Gives a document its number. */
static bool give_number(struct issuing *g, struct pial_register_item *item, int year, size_t rank)
{
	const char *number = pial_arena_printf(&g->reg->arena, "%s%04d-%04zu", item->prefix, year,
					       rank);

	if (!pial_invoice_number_ok(number))
		return pial_diag_add(g->diags, NULL, PIAL_E_REGISTER_PREFIX, item->prefix,
				     text_of(g, item->entry.seller.n), number);
	item->entry.number = intern(g, number);
	return true;
}

/* Cuts the items into series, and numbers them. */
static bool plan(struct issuing *g)
{
	bool ok = true;

	for (size_t i = 0, end; i < g->items; i = end) {
		const char *seller = text_of(g, g->item[i].entry.seller.n);
		struct series s = { .seller = seller, .from = i };
		int month, day;

		pial_date_parts(g->item[i].entry.date, &s.year, &month, &day);
		for (end = i + 1; end < g->items; end++)
			if (g->item[end].entry.seller.n != g->item[i].entry.seller.n)
				break;
		s.end = end;
		s.path = pial_register_file_path(&g->reg->arena, seller, s.year);
		find_end(g, &s);
		ok = check_series(g, &s) && ok;
		for (size_t k = s.from; k < s.end && ok; k++)
			ok = give_number(g, &g->item[k], s.year, s.rank + 1 + (k - s.from));
		g->series = pial_grow(g->series, g->count, &g->cap, sizeof(s));
		g->series[g->count++] = s;
	}
	return ok;
}

/*
 * No document where none should be. Looked at before anything is "begun": from then on such a
 * document is taken for what a run left, and removed.
 */
static bool check_folders(struct issuing *g)
{
	bool ok = true;

	for (size_t i = 0; i < g->count; i++)
		ok = pial_register_no_strays(g->reg, g->book, g->series[i].seller, g->diags) && ok;
	return ok;
}

/* Each key once: the last fence against a delivery that would be invoiced twice. */
static bool check_new_keys(struct issuing *g)
{
	struct pial_strmap keys = PIAL_STRMAP_INIT;
	bool ok = true;

	for (size_t i = 0; i < g->reg->files; i++)
		for (size_t k = 0; k < g->reg->file[i].rows; k++) {
			const struct pial_register_entry *row = &g->reg->file[i].row[k];
			const char *key = text_of(g, row->key.n);

			pial_strmap_put(&keys, key, strlen(key), row->number.n);
		}
	for (size_t i = 0; i < g->items; i++) {
		const char *key = text_of(g, g->item[i].entry.key.n);
		uint32_t number;

		if (pial_strmap_put(&keys, key, strlen(key), g->item[i].entry.number.n) ||
		    !pial_strmap_get(&keys, key, strlen(key), &number))
			continue;
		ok = pial_diag_add(g->diags, NULL, PIAL_E_REGISTER_KEY, text_of(g, number));
	}
	pial_strmap_release(&keys);
	return ok;
}

/* Writes the files of one document, and notes their digests. */
static bool write_document(struct issuing *g, size_t index, struct pial_pile *pile,
			   struct pial_strbuf file[PIAL_DOCUMENTS])
{
	struct pial_register_entry *entry = &g->item[index].entry;
	struct pial_text *digest[PIAL_DOCUMENTS] = { &entry->lines, &entry->xml, &entry->html,
						     &entry->pdf };
	bool ok;

	for (int d = 0; d < PIAL_DOCUMENTS; d++)
		pial_strbuf_clear(&file[d]);
	ok = g->render->make(g->render->data, index, entry, file, g->diags);
	for (int d = 0; d < PIAL_DOCUMENTS && ok; d++) {
		char text[PIAL_DIGEST_TEXT];

		*digest[d] = (struct pial_text){ 0 };
		if (!file[d].len)
			continue;
		pial_digest(file[d].text, file[d].len, text);
		*digest[d] = intern(g, text);
		ok = pial_pile_add(pile, pial_register_document(&g->reg->arena,
								text_of(g, entry->number.n),
								(enum pial_document)d),
				   file[d].text, file[d].len, g->diags);
	}
	return ok;
}

/*
 * Adds a row to the text of a register. The writer makes it without its last two cells: it knows
 * only the texts that were there when it began, and a hash comes after the row.
 */
static bool add_row(struct issuing *g, struct pial_table_writer *writer, struct series *s,
		    struct pial_register_entry *entry, struct pial_strbuf *out)
{
	size_t from = out->len;

	entry->previous = entry->hash = (struct pial_text){ 0 };
	if (!pial_table_writer_rows(writer, entry, 1, out))
		return false;
	entry->previous = intern(g, s->hash);
	pial_chain_close(out, from, s->hash);
	entry->hash = intern(g, s->hash);
	return !out->overflow;
}

/* The register as it stands, or its header. */
static bool old_bytes(struct issuing *g, const struct series *s, struct pial_table_writer *writer,
		      struct pial_strbuf *out)
{
	struct pial_source source;
	bool ok;

	if (!s->rank)
		return pial_table_writer_header(writer, out);
	pial_source_init(&source);
	ok = pial_source_read_bytes(&source, g->book->dir, s->path,
				    pial_book_shown(g->book, s->path), PIAL_SOURCE_TABLE, false,
				    g->diags);
	if (ok)
		pial_strbuf_add(out, source.text, source.len);
	pial_source_release(&source);
	return ok;
}

/* Step 3 for one seller. */
static bool write_documents(struct issuing *g, const struct series *s)
{
	struct pial_strbuf file[PIAL_DOCUMENTS];
	struct pial_pile pile;
	bool ok;

	for (int d = 0; d < PIAL_DOCUMENTS; d++)
		pial_strbuf_init(&file[d], PIAL_STRBUF_OUTPUT);
	ok = pial_pile_begin(&pile, g->book->dir, pial_register_folder(&g->reg->arena, s->seller),
			     g->diags);
	for (size_t i = s->from; i < s->end && ok; i++)
		ok = write_document(g, i, &pile, file);
	ok = ok && pial_pile_finish(&pile, g->diags);
	pial_pile_release(&pile);
	for (int d = 0; d < PIAL_DOCUMENTS; d++)
		pial_strbuf_release(&file[d]);
	return ok;
}

/* Step 4 for one seller. */
static bool write_next(struct issuing *g, struct series *s)
{
	const char *path = pial_register_next(&g->reg->arena, s->path);
	struct pial_table_writer writer;
	struct pial_strbuf text;
	struct pial_table none;
	bool ok;

	pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
	pial_table_init(&none, &pial_schema_register);
	pial_table_writer_init(&writer, &none, &g->book->model);
	ok = old_bytes(g, s, &writer, &text);
	for (size_t i = s->from; i < s->end && ok; i++)
		ok = add_row(g, &writer, s, &g->item[i].entry, &text) ||
		     pial_diag_add(g->diags, NULL, PIAL_E_BOOK_WRITE, s->path, pial_reason(EFBIG));
	ok = ok && pial_atomic_write(g->book->dir, path, text.text, text.len, false, g->diags);
	pial_table_writer_release(&writer);
	pial_table_release(&none);
	pial_strbuf_release(&text);
	return ok;
}

/*
 * Step 2, and step 5 with the hashes that the series have by then. A register that is not there
 * yet is begun with none, whatever the year before ended with.
 */
static bool know(struct issuing *g, enum pial_register_state state)
{
	for (size_t i = 0; i < g->count; i++) {
		const struct series *s = &g->series[i];
		bool none = state == PIAL_REGISTER_BEGUN && !s->rank;

		pial_register_know(g->reg, s->path, state, none ? "-" : s->hash);
	}
	return pial_register_journal_write(g->reg, g->book, g->diags);
}

static bool write_all(struct issuing *g)
{
	bool ok = know(g, PIAL_REGISTER_BEGUN);

	for (size_t i = 0; i < g->count && ok; i++)
		ok = write_documents(g, &g->series[i]) && write_next(g, &g->series[i]);
	return ok && know(g, PIAL_REGISTER_NEXT) &&
	       pial_register_settle(g->reg, g->book, g->diags);
}

/* After a failure: what the disk says counts, as it would for the next run. */
static void recover(struct issuing *g)
{
	struct pial_register again;
	struct pial_diags quiet;

	pial_diags_init(&quiet);
	pial_register_init(&again);
	(void)!pial_register_load(&again, g->book, &quiet);
	pial_register_release(&again);
	pial_diags_release(&quiet);
}

bool pial_register_issue(struct pial_register *reg, struct pial_book *book,
			 struct pial_register_item *item, size_t items,
			 const struct pial_register_render *render, bool dry_run,
			 struct pial_diags *diags)
{
	struct issuing g = { .reg = reg, .book = book, .item = item, .items = items,
			     .render = render, .diags = diags };
	bool ok = pial_book_unchanged(book, diags) && plan(&g) && check_new_keys(&g) &&
		  check_folders(&g);

	if (ok && items && !dry_run) {
		ok = write_all(&g);
		if (!ok)
			recover(&g);
	}
	free(g.series);
	return ok;
}
