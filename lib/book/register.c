/*
 * Reading the registers, and believing them.
 *
 * A register is looked at twice: as bytes, for header, hashes and chain, which must hold for the
 * very text that stands there, and as a table, whose rows are then put back into the order of the
 * file. Nothing is repaired: a register that was touched needs a person, and a backup.
 */
#include "book/register.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strmap.h"
#include "base/utf8.h"
#include "book/path.h"
#include "book/register_priv.h"
#include "io/atomic.h"
#include "io/chain.h"
#include "io/source.h"
#include "num/round.h"

#include "base/banned.h"

/* What is read of one file. */
struct reading {
	struct pial_register *reg;	/* where it goes */
	struct pial_book *book;		/* where from */
	struct pial_diags *diags;	/* what is said */
	struct pial_register_file *file;	/* which one */
	char last[PIAL_DIGEST_TEXT];	/* hash of the row before, of an earlier year too */
	struct pial_date date;		/* of the row before */
	const char *number;		/* of the row before; "" */
};

void pial_register_init(struct pial_register *reg)
{
	memset(reg, 0, sizeof(*reg));
	pial_arena_init(&reg->arena);
}

void pial_register_release(struct pial_register *reg)
{
	free(reg->file);
	free(reg->known);
	pial_arena_release(&reg->arena);
	memset(reg, 0, sizeof(*reg));
}

bool pial_register_named(const char *name, size_t *len, int *year)
{
	const size_t head = strlen("register-"), tail = strlen("-2025.csv");
	size_t all = strlen(name);
	char digits[5];

	if (all <= head + tail || strncmp(name, "register-", head) != 0 ||
	    name[all - tail] != '-' || strcmp(name + all - 4, ".csv") != 0)
		return false;
	memcpy(digits, name + all - tail + 1, 4);
	digits[4] = '\0';
	*year = pial_book_year(digits);
	*len = all - head - tail;
	return *year != 0;
}

const char *pial_register_folder(struct pial_arena *arena, const char *seller)
{
	return pial_arena_printf(arena, "invoices/%s", seller);
}

const char *pial_register_document(struct pial_arena *arena, const char *number,
				   enum pial_document document)
{
	static const char *const suffix[] = { "csv", "xml", "html", "pdf" };
	char *name = pial_arena_printf(arena, "%s.%s", number, suffix[document]);

	for (char *at = name; (at = strchr(at, '/')); )
		*at = '_';
	return name;
}

const char *pial_register_file_path(struct pial_arena *arena, const char *seller, int year)
{
	return pial_arena_printf(arena, "ledger/register-%s-%04d.csv", seller, year);
}

static const char *text_of(const struct reading *r, uint32_t n)
{
	return pial_model_text(&r->book->model, n);
}

static struct pial_pos at_line(const struct reading *r, size_t line)
{
	return (struct pial_pos){ r->file->shown, (uint32_t)line, 0, PIAL_COLUMN_LETTER };
}

/* The header must be the one that is written, byte for byte: hashes cover rows only. */
static bool check_header(struct reading *r, const char *text, size_t len)
{
	struct pial_pos pos = at_line(r, 1);
	struct pial_table empty;
	struct pial_strbuf header;
	bool ok;

	pial_table_init(&empty, &pial_schema_register);
	pial_strbuf_init(&header, PIAL_STRBUF_TEXT);
	pial_table_write(&header, &empty, &r->book->model);
	ok = len >= header.len && memcmp(text, header.text, header.len) == 0;
	pial_strbuf_release(&header);
	pial_table_release(&empty);
	return ok || pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_HEADER);
}

/* One row as bytes: its own hash, and that of the row before. */
static bool check_row(struct reading *r, const char *row, const char *end, size_t line)
{
	struct pial_pos pos = at_line(r, line);

	switch (pial_chain_check(row, end, r->last)) {
	case PIAL_CHAIN_HASH:
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_HASH);
	case PIAL_CHAIN_PREVIOUS:
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_CHAIN);
	case PIAL_CHAIN_OK:
		break;
	}
	return true;
}

static bool check_bytes(struct reading *r, const char *text, size_t len)
{
	const char *end = text + len, *at = memchr(text, '\n', len);
	size_t line = 2;

	if (!check_header(r, text, len))
		return false;
	for (at++; at < end; line++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (!check_row(r, at, stop ? stop : end, line))
			return false;
		at = stop ? stop + 1 : end;
	}
	return true;
}

/* The number of a row: any prefix, then the year and the rank. */
static bool is_rank(const char *number, int year, size_t rank)
{
	struct pial_arena arena = PIAL_ARENA_INIT;
	const char *tail = pial_arena_printf(&arena, "%04d-%04zu", year, rank);
	size_t len = strlen(number), end = strlen(tail);
	bool ok = len >= end && strcmp(number + len - end, tail) == 0;

	pial_arena_release(&arena);
	return ok;
}

static bool check_entry(struct reading *r, const struct pial_register_entry *entry, size_t rank)
{
	const char *number = text_of(r, entry->number.n);
	struct pial_pos pos = at_line(r, entry->line);
	int year, month, day;
	int64_t total;

	if (strcmp(text_of(r, entry->seller.n), r->file->seller) != 0)
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_NAME);
	pial_date_parts(entry->date, &year, &month, &day);
	if (year != r->file->year)
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_NAME);
	if (!is_rank(number, year, rank) || !pial_invoice_number_ok(number))
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_NUMBER, number, r->number,
				     (int64_t)rank);
	if (entry->date.n < r->date.n)
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_DATE, number,
				     (int64_t)entry->date.n, (int64_t)r->date.n);
	if (!pial_add(entry->net.cents, entry->vat.cents, &total) || total != entry->total.cents)
		return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_TOTAL, number,
				     entry->net.cents, entry->vat.cents, entry->total.cents);
	r->number = number;
	r->date = entry->date;
	return true;
}

/* The rows as a table, back in the order of the file. */
static bool take_rows(struct reading *r, struct pial_table *table)
{
	struct pial_register_file *file = r->file;
	size_t count = table->count;

	file->row = pial_arena_zalloc(&r->reg->arena, count + 1, sizeof(*file->row));
	for (size_t i = 0; i < count; i++) {
		const struct pial_register_entry *row = pial_table_row(table, i);

		/* Rows stand on lines 2 to count + 1: no cell of ours holds a line feed. */
		if (row->line < 2 || row->line > count + 1) {
			struct pial_pos pos = at_line(r, row->line);

			return pial_diag_add(r->diags, &pos, PIAL_E_REGISTER_HASH);
		}
		file->row[row->line - 2] = *row;
	}
	file->rows = count;
	for (size_t i = 0; i < count; i++)
		if (!check_entry(r, &file->row[i], i + 1))
			return false;
	return true;
}

static bool read_file(struct reading *r)
{
	struct pial_register_file *file = r->file;
	const char *path = file->next ? pial_register_next(&r->reg->arena, file->path)
				      : file->path;
	struct pial_source source;
	struct pial_table table;
	bool ok;

	pial_source_init(&source);
	pial_table_init(&table, &pial_schema_register);
	/* A successor is shown as the register that it is. */
	ok = pial_source_read(&source, r->book->dir, path, file->shown, PIAL_SOURCE_TABLE, false,
			      r->diags) &&
	     check_bytes(r, source.text, source.len) &&
	     pial_table_read(&table, &r->book->model, &source, r->diags) && take_rows(r, &table);
	pial_table_release(&table);
	pial_source_release(&source);
	return ok;
}

static int by_seller(const void *left, const void *right)
{
	const struct pial_register_file *a = left, *b = right;
	int order = strcmp(a->seller, b->seller);

	return order ? order : (a->year > b->year) - (a->year < b->year);
}

static bool is_there(const struct pial_book *book, const char *path)
{
	return faccessat(book->dir, path, F_OK, 0) == 0;
}

/* Adds a register by its path, once. */
static void add_file(struct pial_register *reg, struct pial_book *book, const char *path)
{
	const struct pial_register_known *known = pial_register_known_of(reg, path);
	const char *name = strrchr(path, '/') + 1;
	struct pial_register_file file = { .path = pial_arena_strdup(&reg->arena, path) };
	size_t len;

	if (!pial_register_named(name, &len, &file.year))
		return;
	for (size_t i = 0; i < reg->files; i++)
		if (strcmp(reg->file[i].path, path) == 0)
			return;
	file.shown = pial_arena_strdup(&reg->arena, pial_book_shown(book, path));
	file.seller = pial_arena_strndup(&reg->arena, name + strlen("register-"), len);
	file.next = known && known->state == PIAL_REGISTER_NEXT &&
		    is_there(book, pial_register_next(&reg->arena, path));
	reg->file = pial_grow(reg->file, reg->files, &reg->file_cap, sizeof(file));
	reg->file[reg->files++] = file;
}

static void list_files(struct pial_register *reg, struct pial_book *book)
{
	size_t count;
	const char **name = pial_book_list(book, "ledger", ".csv", &count);

	for (size_t i = 0; i < count; i++)
		add_file(reg, book, pial_arena_printf(&reg->arena, "ledger/%s", name[i]));
	/* A seller's first register may be there as a successor only. */
	for (size_t i = 0; i < reg->knowns; i++)
		if (reg->known[i].state == PIAL_REGISTER_NEXT)
			add_file(reg, book, reg->known[i].path);
	if (reg->files)
		qsort(reg->file, reg->files, sizeof(*reg->file), by_seller);
}

/* True when a file has a row of this hash, or it is known to have none. */
static bool has_hash(const struct pial_register *reg, const struct pial_model *model,
		     const struct pial_register_known *known)
{
	if (strcmp(known->hash, "-") == 0)
		return true;
	for (size_t i = 0; i < reg->files; i++) {
		const struct pial_register_file *file = &reg->file[i];

		if (strcmp(file->path, known->path) != 0)
			continue;
		/* The hash known is nearly always the last one. */
		for (size_t k = file->rows; k-- > 0; )
			if (strcmp(pial_model_text(model, file->row[k].hash.n), known->hash) == 0)
				return true;
	}
	return false;
}

static bool check_known(const struct pial_register *reg, struct pial_book *book,
			struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; i < reg->knowns; i++) {
		const struct pial_register_known *known = &reg->known[i];
		struct pial_pos pos = { pial_book_shown(book, known->path), 0, 0,
					PIAL_COLUMN_LETTER };

		if (!has_hash(reg, &book->model, known))
			ok = pial_diag_add(diags, &pos, PIAL_E_REGISTER_LOST);
	}
	return ok;
}

static bool check_keys(const struct pial_register *reg, const struct pial_model *model,
		       struct pial_diags *diags)
{
	struct pial_strmap keys = PIAL_STRMAP_INIT;
	bool ok = true;

	for (size_t i = 0; i < reg->files; i++)
		for (size_t k = 0; k < reg->file[i].rows; k++) {
			const struct pial_register_entry *row = &reg->file[i].row[k];
			const char *key = pial_model_text(model, row->key.n);
			struct pial_pos pos = { reg->file[i].shown, row->line, 0,
						PIAL_COLUMN_LETTER };

			if (!pial_strmap_put(&keys, key, strlen(key), row->number.n))
				ok = pial_diag_add(diags, &pos, PIAL_E_REGISTER_KEY,
						   pial_model_text(model, row->number.n));
		}
	pial_strmap_release(&keys);
	return ok;
}

static bool read_files(struct pial_register *reg, struct pial_book *book,
		       struct pial_diags *diags)
{
	struct reading r = { .reg = reg, .book = book, .diags = diags, .number = "" };
	bool ok = true;

	for (size_t i = 0; i < reg->files; i++) {
		struct pial_register_file *file = &reg->file[i];

		if (!i || strcmp(file->seller, file[-1].seller) != 0) {
			r.last[0] = '\0';
			r.date.n = 0;
		}
		r.number = "";
		r.file = file;
		ok = read_file(&r) && ok;
	}
	return ok;
}

bool pial_register_load(struct pial_register *reg, struct pial_book *book,
			struct pial_diags *diags)
{
	if (!pial_register_journal_read(reg, book, diags))
		return false;
	if (book->exclusive) {
		pial_atomic_sweep(book->dir, "ledger");
		pial_atomic_sweep(book->dir, ".pial");
		if (!pial_register_settle(reg, book, diags))
			return false;
	}
	list_files(reg, book);
	return read_files(reg, book, diags) && check_known(reg, book, diags) &&
	       check_keys(reg, &book->model, diags) &&
	       (!book->exclusive || pial_register_take_back(reg, book, diags));
}

const struct pial_register_entry *pial_register_find(const struct pial_register *reg,
						     const struct pial_model *model,
						     const char *number, const char *seller,
						     bool *several)
{
	uint32_t n = pial_intern_find(&model->pool, number, strlen(number));
	const struct pial_register_entry *found = NULL;

	if (several)
		*several = false;
	for (size_t i = 0; n && i < reg->files; i++) {
		if (seller && strcmp(reg->file[i].seller, seller) != 0)
			continue;
		for (size_t k = 0; k < reg->file[i].rows; k++) {
			if (reg->file[i].row[k].number.n != n)
				continue;
			if (found && several)
				*several = true;
			found = &reg->file[i].row[k];
		}
	}
	return found;
}

const char *pial_register_near(const struct pial_register *reg, const struct pial_model *model,
			       const char *number, const char *seller)
{
	const char **name;
	size_t rows = 0, count = 0;
	ptrdiff_t near;

	for (size_t i = 0; i < reg->files; i++)
		rows += reg->file[i].rows;
	name = pial_calloc(rows + 1, sizeof(*name));
	for (size_t i = 0; i < reg->files; i++)
		for (size_t k = 0; k < reg->file[i].rows; k++)
			if (!seller || strcmp(reg->file[i].seller, seller) == 0)
				name[count++] = pial_model_text(model,
								reg->file[i].row[k].number.n);
	near = pial_utf8_nearest(number, name, count);
	number = near < 0 ? NULL : name[near];
	free(name);
	return number;
}
