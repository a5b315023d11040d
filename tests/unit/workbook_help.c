/*
 * Archives are made by libzip, in memory; what is read is shown as one text, so that a test is a
 * pair of texts.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "io/ods.h"
#include "io/source.h"
#include "tests/unit/workbook_help.h"

void write_office(struct pial_strbuf *out, const struct pial_workbook *book, bool flat)
{
	struct pial_diags diags;

	pial_diags_init(&diags);
	assert_true(flat ? pial_ods_write_flat(out, book, &diags)
			 : pial_ods_write(out, book, &diags));
	assert_int_equal(diags.count, 0);
	pial_diags_release(&diags);
}

void read_office(struct pial_strbuf *out, const void *bytes, size_t len)
{
	struct pial_source source;
	struct pial_diags diags;

	pial_strbuf_clear(out);
	pial_diags_init(&diags);
	pial_source_init(&source);
	if (pial_source_from_any(&source, "x", bytes, len, &diags)) {
		assert_true(source.sheet);
		pial_strbuf_add(out, source.text, source.len);
	}
	for (size_t i = 0; i < diags.count; i++) {
		const struct pial_diag *diag = &diags.entry[i];

		pial_strbuf_addf(out, "[%s", pial_code_info(diag->code)->name);
		if (diag->pos.line)
			pial_strbuf_addf(out, " %u:%u", (unsigned)diag->pos.line,
					 (unsigned)diag->pos.column);
		pial_strbuf_addch(out, ']');
	}
	pial_source_release(&source);
	pial_diags_release(&diags);
}

void pack_parts(struct pial_strbuf *out, const struct part *part, const char *password)
{
	zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = zip_open_from_source(memory, ZIP_CREATE, NULL);
	zip_stat_t stat;
	char *to;

	assert_non_null(archive);
	zip_source_keep(memory);
	for (; part->name; part++) {
		size_t len = strlen(part->text);
		char *bytes = malloc(len + part->blanks);
		zip_int64_t index;

		memcpy(bytes, part->text, len);
		memset(bytes + len, ' ', part->blanks);
		index = zip_file_add(archive, part->name,
				     zip_source_buffer(archive, bytes, len + part->blanks, 1), 0);
		assert_true(index >= 0);
		if (password)
			assert_int_equal(zip_file_set_encryption(archive, (zip_uint64_t)index,
								 ZIP_EM_AES_256, password), 0);
	}
	assert_int_equal(zip_close(archive), 0);
	pial_strbuf_clear(out);
	assert_int_equal(zip_source_open(memory), 0);
	assert_int_equal(zip_source_stat(memory, &stat), 0);
	to = pial_strbuf_room(out, (size_t)stat.size);
	assert_non_null(to);
	assert_int_equal(zip_source_read(memory, to, stat.size), (zip_int64_t)stat.size);
	pial_strbuf_setlen(out, (size_t)stat.size);
	zip_source_close(memory);
	zip_source_free(memory);
}

void assert_archive(const struct part *part, const char *password, const char *expected)
{
	struct pial_strbuf bytes, out;

	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pack_parts(&bytes, part, password);
	read_office(&out, bytes.text, bytes.len);
	assert_string_equal(out.text, expected);
	pial_strbuf_release(&bytes);
	pial_strbuf_release(&out);
}
