/*
 * A growing array of entries, and a short list of the files they speak of.
 *
 * The list counts errors for the limit of a file and holds one copy of each name. It is
 * searched from the file of the last entry on, since readers report one file at a time; a map was
 * rejected for the few dozen files of a book. Texts are copied into the arena because a reader's
 * buffer is gone when the command finally prints.
 */
#include "diag/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/banned.h"

static const struct pial_code_info infos[] = {
#define PIAL_DIAG(name, code, severity, args, text) { code, severity, args, text },
#include "diag/codes.def"
#undef PIAL_DIAG
};

/* The notices of one code in a file. */
struct tally {
	enum pial_code code;	/* which */
	size_t count;		/* added, dropped ones included */
	size_t more;		/* index of the entry that counts those dropped */
};

struct pial_diag_file {
	const char *name;	/* the collector's copy */
	size_t errors;		/* added to this file, dropped ones included */
	struct tally *tally;	/* one a code of its notices; owned */
	size_t tallies;		/* how many */
	size_t tally_cap;	/* room */
};

void pial_diags_init(struct pial_diags *diags)
{
	memset(diags, 0, sizeof(*diags));
	pial_arena_init(&diags->arena);
}

static void release_tallies(struct pial_diags *diags)
{
	for (size_t i = 0; i < diags->file_count; i++)
		free(diags->file[i].tally);
}

void pial_diags_release(struct pial_diags *diags)
{
	release_tallies(diags);
	free(diags->entry);
	free(diags->file);
	pial_arena_release(&diags->arena);
	pial_diags_init(diags);
}

void pial_diags_clear(struct pial_diags *diags)
{
	release_tallies(diags);
	pial_arena_clear(&diags->arena);
	diags->count = 0;
	diags->errors = 0;
	diags->alerts = 0;
	diags->file_count = 0;
	diags->recent = 0;
}

static struct pial_diag_file *find_file(struct pial_diags *diags, const char *name)
{
	struct pial_diag_file *file;

	for (size_t k = 0; k < diags->file_count; k++) {
		size_t i = (diags->recent + k) % diags->file_count;

		if (!strcmp(diags->file[i].name, name)) {
			diags->recent = i;
			return &diags->file[i];
		}
	}
	diags->file = pial_grow(diags->file, diags->file_count, &diags->file_cap,
				sizeof(*diags->file));
	diags->recent = diags->file_count++;
	file = &diags->file[diags->recent];
	file->name = pial_arena_strdup(&diags->arena, name);
	file->errors = 0;
	file->tally = NULL;
	file->tallies = file->tally_cap = 0;
	return file;
}

static struct pial_pos copy_pos(struct pial_diags *diags, const struct pial_pos *pos)
{
	struct pial_pos copy = pos ? *pos : PIAL_POS_NONE;

	if (copy.file)
		copy.file = find_file(diags, copy.file)->name;
	return copy;
}

static const char *copy_text(struct pial_diags *diags, const char *text)
{
	return pial_arena_strdup(&diags->arena, text ? text : "");
}

static void read_args(struct pial_diags *diags, struct pial_diag *entry, va_list ap)
{
	const char *letter = infos[entry->code].args;

	for (size_t i = 0; i < PIAL_DIAG_ARGS && letter[i]; i++) {
		switch (letter[i]) {
		case 's':
		case 'c':
		case 'n':
			entry->arg[i].text = copy_text(diags, va_arg(ap, const char *));
			break;
		case 'l':
			entry->arg[i].words.fr = copy_text(diags, va_arg(ap, const char *));
			entry->arg[i].words.en = copy_text(diags, va_arg(ap, const char *));
			break;
		case 'p':
			entry->arg[i].pos = copy_pos(diags, va_arg(ap, const struct pial_pos *));
			break;
		default:
			entry->arg[i].number = va_arg(ap, int64_t);
			break;
		}
	}
}

static struct pial_diag *new_entry(struct pial_diags *diags, struct pial_pos pos,
				   enum pial_code code)
{
	struct pial_diag *entry;

	diags->entry = pial_grow(diags->entry, diags->count, &diags->cap, sizeof(*diags->entry));
	entry = &diags->entry[diags->count];
	memset(entry, 0, sizeof(*entry));
	entry->code = code;
	entry->pos = pos;
	entry->order = diags->count++;
	return entry;
}

/* Counts one more error of a file, and says how many it has now; 0 when not in a file. */
static size_t count_error(struct pial_diags *diags, struct pial_pos pos)
{
	diags->errors++;
	return pos.file ? ++find_file(diags, pos.file)->errors : 0;
}

static struct tally *tally_of(struct pial_diag_file *file, enum pial_code code)
{
	for (size_t i = 0; i < file->tallies; i++)
		if (file->tally[i].code == code)
			return &file->tally[i];
	file->tally = pial_grow(file->tally, file->tallies, &file->tally_cap,
				sizeof(*file->tally));
	file->tally[file->tallies] = (struct tally){ code, 0, 0 };
	return &file->tally[file->tallies++];
}

/* Counts one more notice of a file. False when it is only counted: the entry for those says so. */
static bool count_notice(struct pial_diags *diags, struct pial_pos pos, enum pial_code code)
{
	struct pial_pos whole = { pos.file, 0, 0, pos.kind };
	struct tally *tally;
	struct pial_diag *more;

	if (!pos.file)
		return true;
	tally = tally_of(find_file(diags, pos.file), code);
	if (++tally->count <= PIAL_DIAG_NOTICES)
		return true;
	if (tally->count == PIAL_DIAG_NOTICES + 1) {
		tally->more = diags->count;
		more = new_entry(diags, whole, PIAL_N_MORE);
		more->arg[1].text = infos[code].name;
		/* Not shown: whose count it is. */
		more->arg[2].number = code;
	}
	diags->entry[tally->more].arg[0].number++;
	return false;
}

bool pial_diag_add(struct pial_diags *diags, const struct pial_pos *pos, enum pial_code code, ...)
{
	struct pial_pos where = copy_pos(diags, pos);
	enum pial_severity severity = infos[code].severity;
	size_t in_file = severity == PIAL_ERROR ? count_error(diags, where) : 0;
	struct pial_diag *entry;
	va_list ap;

	if (in_file > PIAL_DIAG_PER_FILE) {
		if (in_file == PIAL_DIAG_PER_FILE + 1) {
			entry = new_entry(diags, where, PIAL_E_TOO_MANY);
			entry->arg[0].number = PIAL_DIAG_PER_FILE;
		}
		return false;
	}
	if (severity == PIAL_NOTICE && !count_notice(diags, where, code))
		return false;
	if (severity == PIAL_ALERT)
		diags->alerts++;
	entry = new_entry(diags, where, code);
	va_start(ap, code);
	read_args(diags, entry, ap);
	va_end(ap);
	return false;
}

const struct pial_code_info *pial_code_info(enum pial_code code)
{
	return &infos[code];
}

static int compare_files(const char *a, const char *b)
{
	if (a == b)
		return 0;
	if (!a || !b)
		return a ? 1 : -1;
	return strcmp(a, b);
}

static int compare_entries(const void *left, const void *right)
{
	const struct pial_diag *a = left, *b = right;
	int order = compare_files(a->pos.file, b->pos.file);

	if (order)
		return order;
	if (a->pos.line != b->pos.line)
		return a->pos.line < b->pos.line ? -1 : 1;
	if (a->pos.column != b->pos.column)
		return a->pos.column < b->pos.column ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

void pial_diags_sort(struct pial_diags *diags)
{
	if (diags->count)
		qsort(diags->entry, diags->count, sizeof(*diags->entry), compare_entries);
	/* Counting goes on in the entries where they are now. */
	for (size_t i = 0; i < diags->count; i++) {
		const struct pial_diag *entry = &diags->entry[i];

		if (entry->code == PIAL_N_MORE)
			tally_of(find_file(diags, entry->pos.file),
				 (enum pial_code)entry->arg[2].number)->more = i;
	}
}
