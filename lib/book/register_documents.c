/*
 * The files of documents: where they are, whether they are what was issued, which belong to
 * nobody.
 */
#include <stdlib.h>
#include <string.h>

#include "base/strmap.h"
#include "book/path.h"
#include "book/register_priv.h"
#include "io/source.h"

#include "base/banned.h"

const char *pial_register_path(struct pial_book *book, const struct pial_register_entry *entry,
			       enum pial_document document)
{
	struct pial_arena *arena = &book->model.arena;
	const char *seller = pial_model_text(&book->model, entry->seller.n);
	const char *number = pial_model_text(&book->model, entry->number.n);

	return pial_arena_printf(arena, "%s/%s", pial_register_folder(arena, seller),
				 pial_register_document(arena, number, document));
}

struct pial_text pial_register_digest(const struct pial_register_entry *entry,
				      enum pial_document document)
{
	const struct pial_text digest[PIAL_DOCUMENTS] = {
		[PIAL_DOCUMENT_LINES] = entry->lines, [PIAL_DOCUMENT_XML] = entry->xml,
		[PIAL_DOCUMENT_HTML] = entry->html, [PIAL_DOCUMENT_PDF] = entry->pdf,
	};

	return digest[document];
}

bool pial_register_bytes(struct pial_book *book, const struct pial_register_entry *entry,
			 enum pial_document document, struct pial_source *bytes,
			 struct pial_diags *diags)
{
	const char *path = pial_register_path(book, entry, document);
	const char *number = pial_model_text(&book->model, entry->number.n);
	struct pial_pos pos = { pial_book_shown(book, path), 0, 0, PIAL_COLUMN_NUMBER };
	char digest[PIAL_DIGEST_TEXT];

	if (!pial_source_read_bytes(bytes, book->dir, path, pos.file, PIAL_SOURCE_TABLE, true,
				    diags))
		return false;
	if (!bytes->exists)
		return pial_diag_add(diags, &pos, PIAL_E_REGISTER_MISSING, number);
	pial_digest(bytes->text, bytes->len, digest);
	if (strcmp(digest, pial_model_text(&book->model,
					   pial_register_digest(entry, document).n)) != 0)
		return pial_diag_add(diags, &pos, PIAL_E_REGISTER_ALTERED, number);
	return true;
}

bool pial_register_lines(struct pial_book *book, const struct pial_register_entry *entry,
			 struct pial_table *lines, struct pial_diags *diags)
{
	const char *path = pial_register_path(book, entry, PIAL_DOCUMENT_LINES);
	struct pial_source bytes, source;
	struct pial_table table;
	bool ok;

	pial_source_init(&bytes);
	pial_source_init(&source);
	pial_table_init(&table, &pial_schema_lines);
	ok = pial_register_bytes(book, entry, PIAL_DOCUMENT_LINES, &bytes, diags) &&
	     pial_source_from(&source, pial_book_shown(book, path), bytes.text, bytes.len,
			      diags) &&
	     pial_table_read(&table, &book->model, &source, diags);
	for (size_t i = 0; ok && i < table.count; i++)
		pial_table_add(lines, pial_table_row(&table, i));
	pial_table_release(&table);
	pial_source_release(&source);
	pial_source_release(&bytes);
	return ok;
}

/* Puts the names of the documents of a seller into a map. */
static void name_documents(const struct pial_register *reg, struct pial_book *book,
			   const char *seller, struct pial_strmap *names)
{
	for (size_t i = 0; i < reg->files; i++) {
		if (strcmp(reg->file[i].seller, seller) != 0)
			continue;
		for (size_t k = 0; k < reg->file[i].rows; k++) {
			const struct pial_register_entry *row = &reg->file[i].row[k];
			const char *number = pial_model_text(&book->model, row->number.n);

			for (int d = 0; d < PIAL_DOCUMENTS; d++) {
				enum pial_document document = (enum pial_document)d;
				const char *name;

				if (!pial_register_digest(row, document).n)
					continue;
				name = pial_register_document(&book->model.arena, number,
							      document);
				pial_strmap_put(names, name, strlen(name), 1);
			}
		}
	}
}

/* True for the suffixes that documents have: notes of people are nobody's business. */
static bool is_document(const char *name)
{
	const char *dot = strrchr(name, '.');

	return dot && (!strcmp(dot, ".csv") || !strcmp(dot, ".xml") || !strcmp(dot, ".html") ||
		       !strcmp(dot, ".pdf"));
}

const char **pial_register_strays(const struct pial_register *reg, struct pial_book *book,
				  const char *seller, size_t *count)
{
	struct pial_arena *arena = &book->model.arena;
	struct pial_strmap names = PIAL_STRMAP_INIT;
	size_t all, kept = 0;
	const char **name = pial_book_list(book, pial_register_folder(arena, seller), "", &all);
	uint32_t known;

	name_documents(reg, book, seller, &names);
	for (size_t i = 0; i < all; i++)
		if (is_document(name[i]) &&
		    !pial_strmap_get(&names, name[i], strlen(name[i]), &known))
			name[kept++] = name[i];
	pial_strmap_release(&names);
	*count = kept;
	return name;
}

/* True when a run was stopped before it issued what it had written for a seller. */
static bool is_begun(const struct pial_register *reg, const char *seller)
{
	for (size_t i = 0; i < reg->knowns; i++) {
		const char *name = strrchr(reg->known[i].path, '/') + 1;
		size_t len;
		int year;

		if (reg->known[i].state == PIAL_REGISTER_BEGUN &&
		    pial_register_named(name, &len, &year) && strlen(seller) == len &&
		    strncmp(name + strlen("register-"), seller, len) == 0)
			return true;
	}
	return false;
}

bool pial_register_no_strays(const struct pial_register *reg, struct pial_book *book,
			     const char *seller, struct pial_diags *diags)
{
	const char *folder = pial_register_folder(&book->model.arena, seller);
	size_t count;
	const char **stray = pial_register_strays(reg, book, seller, &count);

	if (is_begun(reg, seller))
		return true;
	for (size_t i = 0; i < count; i++) {
		const char *path = pial_arena_printf(&book->model.arena, "%s/%s", folder,
						     stray[i]);
		struct pial_pos pos = { pial_book_shown(book, path), 0, 0, PIAL_COLUMN_NUMBER };

		pial_diag_add(diags, &pos, PIAL_E_REGISTER_EXTRA);
	}
	return !count;
}

static bool check_strays(const struct pial_register *reg, struct pial_book *book,
			 struct pial_diags *diags)
{
	size_t sellers;
	const char **seller = pial_book_list(book, "invoices", "", &sellers);
	bool ok = true;

	for (size_t i = 0; i < sellers; i++)
		ok = pial_register_no_strays(reg, book, seller[i], diags) && ok;
	return ok;
}

bool pial_register_documents(const struct pial_register *reg, struct pial_book *book,
			     struct pial_diags *diags)
{
	bool ok = true;

	for (size_t i = 0; i < reg->files; i++)
		for (size_t k = 0; k < reg->file[i].rows; k++)
			for (int d = 0; d < PIAL_DOCUMENTS; d++) {
				const struct pial_register_entry *row = &reg->file[i].row[k];
				enum pial_document document = (enum pial_document)d;
				struct pial_source bytes;

				if (!pial_register_digest(row, document).n)
					continue;
				pial_source_init(&bytes);
				ok = pial_register_bytes(book, row, document, &bytes, diags) && ok;
				pial_source_release(&bytes);
			}
	return check_strays(reg, book, diags) && ok;
}
