/*
 * Whole inputs, read and turned into UTF-8.
 *
 * Reading whole, instead of in blocks, keeps three promises cheaply: a command has read all its
 * input before it takes a lock, a file is refused as a whole, and a cell's text can be looked at
 * without caring where a block ended. A regular file is read into one buffer of its size, as a
 * national week of 80 MB must not be copied twice; mapping it was rejected, because a file that is
 * cut while it is mapped ends the program with SIGBUS.
 *
 * Which encoding a text has is decided by its bytes alone, never by a locale. UTF-8 is certain
 * when it is valid. Otherwise the bytes above 0x7F are sorted into those that French texts have in
 * Windows-1252 and those that they have not; in Mac Roman and CP850 the common accents fall on the
 * latter in 97 % of the accented words, so a file whose strange bytes are not outnumbered is
 * refused instead of being read with invented letters.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "io/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "io/reason.h"
#include "io/workbook_read.h"

#include "base/banned.h"

/* First room for an input of unknown size. */
#define FIRST_ROOM ((size_t)64 << 10)

void pial_source_init(struct pial_source *source)
{
	source->name = NULL;
	source->text = NULL;
	source->len = 0;
	source->exists = false;
	source->sheet = false;
	source->skipped = 0;
}

void pial_source_release(struct pial_source *source)
{
	free(source->name);
	free(source->text);
	pial_source_init(source);
}

void pial_source_forget(const struct pial_source *source, size_t bytes)
{
#ifdef MADV_DONTNEED
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t before = (page - (uintptr_t)source->text % page) % page;

	/* The first page may hold what is not the text's; the last one is not finished. */
	if (bytes >= before + page)
		(void)madvise(source->text + before, (bytes - before) / page * page,
			      MADV_DONTNEED);
#endif
}

void pial_source_drop(struct pial_source *source)
{
	free(source->text);
	source->text = pial_calloc(1, 1);
	source->len = 0;
}

/* The place of a byte, as a line: lines are counted as the CSV reader counts them. */
static struct pial_pos byte_line(const char *name, const char *text, size_t at)
{
	struct pial_pos pos = { name, 1, 0, PIAL_COLUMN_NUMBER };

	for (size_t i = 0; i < at; i++)
		pos.line += text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n');
	return pos;
}

/* Bytes that stand for something else than French letters and marks in Windows-1252. */
static bool byte_strange(unsigned char byte)
{
	/* The five undefined ones, then ‚ ƒ „ † ‡ ˆ ‰ Š ‹ Ž ˜ ™ š › ž. */
	static const char strange[] = "\x81\x8D\x8F\x90\x9D"
		"\x82\x83\x84\x86\x87\x88\x89\x8A\x8B\x8E\x98\x99\x9A\x9B\x9E";

	return memchr(strange, byte, sizeof(strange) - 1) != NULL;
}

static bool byte_undefined(unsigned char byte)
{
	return byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 || byte == 0x9D;
}

/* Bytes of the valid sequence of several bytes at text, or 0. */
static size_t sequence_len(const char *text, size_t len)
{
	for (size_t n = 2; n <= 4 && n <= len; n++)
		if (((unsigned char)text[n - 1] & 0xC0) != 0x80)
			return 0;
		else if (pial_utf8_invalid(text, n) == n)
			return n;
	return 0;
}

/* What a text that is not valid UTF-8 is: a diagnostic, N-CP1252 being the harmless one. */
static enum pial_code judge_bytes(const char *text, size_t len)
{
	size_t strange = 0, usual = 0, undefined = 0, sequences = 0;

	for (size_t at = 0; at < len; at++) {
		unsigned char byte = (unsigned char)text[at];
		size_t n;

		if (byte < 0x80)
			continue;
		n = sequence_len(text + at, len - at);
		if (n) {
			sequences++;
			at += n - 1;
			continue;
		}
		undefined += byte_undefined(byte);
		if (byte_strange(byte))
			strange++;
		else
			usual++;
	}
	if (undefined || (strange && strange >= usual))
		return PIAL_E_ENCODING_OLD;
	return sequences ? PIAL_E_ENCODING_MIXED : PIAL_N_CP1252;
}

static bool decode_cp1252(struct pial_source *source)
{
	struct pial_strbuf sb;

	/* No byte becomes more than three. */
	pial_strbuf_init(&sb, source->len * 3);
	pial_utf8_from_cp1252(&sb, source->text, source->len);
	free(source->text);
	source->len = sb.len;
	source->text = pial_strbuf_detach(&sb);
	return true;
}

/* Makes the bytes of a spreadsheet file, already in source, the text of its sheet. */
static bool unfold(struct pial_source *source, struct pial_diags *diags)
{
	const struct pial_wsheet *sheet = NULL;
	struct pial_workbook book;
	struct pial_strbuf text;

	pial_workbook_init(&book, PIAL_LANG_NONE);
	if (pial_workbook_read(&book, source->name, source->text, source->len, diags))
		sheet = pial_workbook_meant(&book, source->name, diags);
	if (sheet) {
		pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
		pial_wsheet_text_of(&text, sheet);
		free(source->text);
		source->len = text.len;
		source->text = pial_strbuf_detach(&text);
		source->sheet = true;
	}
	pial_workbook_release(&book);
	return sheet != NULL;
}

/*
 * Makes the bytes read, already in source and followed by a NUL, the text promised; any: a
 * spreadsheet file is one too.
 */
static bool decode(struct pial_source *source, bool any, struct pial_diags *diags)
{
	enum pial_office office = pial_office_kind(source->text, source->len);
	const char *text = source->text;
	bool marked = source->len >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3);
	const char *nul = memchr(text, '\0', source->len);
	enum pial_code code;
	struct pial_pos pos;
	size_t at;

	if (any && office != PIAL_OFFICE_NONE)
		return unfold(source, diags);
	if (office == PIAL_OFFICE_ZIP || office == PIAL_OFFICE_OLD) {
		pos = (struct pial_pos){ source->name, 0, 0, PIAL_COLUMN_NUMBER };
		return pial_diag_add(diags, &pos, PIAL_E_FILE_OFFICE);
	}
	if (nul || (source->len >= 2 && (!memcmp(text, "\xFF\xFE", 2) ||
					 !memcmp(text, "\xFE\xFF", 2)))) {
		pos = byte_line(source->name, text, nul ? (size_t)(nul - text) : 0);
		return pial_diag_add(diags, &pos, PIAL_E_ENCODING);
	}
	if (marked) {
		source->len -= 3;
		memmove(source->text, text + 3, source->len + 1);
	}
	at = pial_utf8_invalid(text, source->len);
	if (at == source->len)
		return true;

	code = judge_bytes(text, source->len);
	if (marked)
		code = PIAL_E_ENCODING_MIXED;
	pos = byte_line(source->name, text, at);
	pial_diag_add(diags, &pos, code);
	return code == PIAL_N_CP1252 && decode_cp1252(source);
}

/* Waits when somebody made the descriptor non-blocking; returns 0, or what read() said. */
static int read_some(int fd, char *to, size_t room, size_t *got)
{
	for (;;) {
		ssize_t n = read(fd, to, room);

		if (n >= 0) {
			*got = (size_t)n;
			return 0;
		}
		if (errno == EAGAIN) {
			struct pollfd wait = { fd, POLLIN, 0 };

			if (poll(&wait, 1, -1) < 0 && errno != EINTR)
				return errno;
		} else if (errno != EINTR) {
			return errno;
		}
	}
}

/*
 * Reads to the end, or one byte past max. room is the size of the file where it is known: one
 * more byte then sees the end without growing.
 */
static int read_all(struct pial_source *source, int fd, size_t room, size_t max)
{
	int error;

	room = room ? room + 1 : FIRST_ROOM;
	source->text = pial_malloc(room + 1);
	for (;;) {
		size_t got = 0;

		error = read_some(fd, source->text + source->len, room - source->len, &got);
		if (error || !got)
			break;
		source->len += got;
		if (source->len > max)
			break;
		if (source->len == room) {
			room = room < max / 2 ? 2 * room : max + 1;
			source->text = pial_realloc(source->text, room + 1, 1);
		}
	}
	source->text[source->len] = '\0';
	return error;
}

/* Who chose the input, hence what it may be. */
enum origin {
	FROM_BOOK,	/* a regular file */
	FROM_OPERAND,	/* that, or a fifo: `<(command)` of a shell */
	FROM_STDIN,	/* whatever the shell put there */
};

static bool kind_allowed(mode_t mode, enum origin origin)
{
	switch (origin) {
	case FROM_STDIN:
		return !S_ISDIR(mode);
	case FROM_OPERAND:
		return S_ISREG(mode) || S_ISFIFO(mode);
	case FROM_BOOK:
		break;
	}
	return S_ISREG(mode);
}

static bool read_open_file(struct pial_source *source, int fd, enum origin origin, size_t max,
			   struct pial_diags *diags)
{
	struct pial_pos pos = { source->name, 0, 0, PIAL_COLUMN_NUMBER };
	struct stat st;
	size_t size = 0;
	int error;

	if (fstat(fd, &st))
		return pial_diag_add(diags, NULL, PIAL_E_FILE_READ, source->name,
				     pial_reason(errno));
	if (!kind_allowed(st.st_mode, origin))
		return pial_diag_add(diags, &pos, PIAL_E_FILE_KIND);
	if (S_ISREG(st.st_mode) && st.st_size > 0)
		size = (uintmax_t)st.st_size > max ? max + 1 : (size_t)st.st_size;

	error = size > max ? 0 : read_all(source, fd, size, max);
	if (error)
		return pial_diag_add(diags, NULL, PIAL_E_FILE_READ, source->name,
				     pial_reason(error));
	if (size > max || source->len > max)
		return pial_diag_add(diags, &pos, PIAL_E_FILE_SIZE, (int64_t)max);
	return true;
}

/* Opens a file; -1 with errno. A fifo planted in the book must not make a command wait. */
static int open_file(int dirfd, const char *path)
{
	int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY;
	int fd;

	if (dirfd != AT_FDCWD)
		flags |= O_NOFOLLOW | O_NONBLOCK;
	do
		fd = openat(dirfd, path, flags);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static void set_name(struct pial_source *source, const char *name)
{
	source->name = pial_malloc(strlen(name) + 1);
	memcpy(source->name, name, strlen(name) + 1);
	source->exists = true;
}

/* Reads the bytes of a file, or finds that it is not there. */
static bool read_bytes(struct pial_source *source, int dirfd, const char *path, size_t max,
		       bool optional, struct pial_diags *diags)
{
	struct pial_pos pos;
	bool ok;
	int fd;

	if (dirfd == AT_FDCWD && !strcmp(path, "-"))
		return read_open_file(source, STDIN_FILENO, FROM_STDIN, max, diags);

	fd = open_file(dirfd, path);
	if (fd < 0 && optional && (errno == ENOENT || errno == ENOTDIR)) {
		source->exists = false;
		source->text = pial_calloc(1, 1);
		return true;
	}
	if (fd < 0 && errno == ELOOP && dirfd != AT_FDCWD) {
		pos = (struct pial_pos){ source->name, 0, 0, PIAL_COLUMN_NUMBER };
		return pial_diag_add(diags, &pos, PIAL_E_FILE_KIND);
	}
	if (fd < 0)
		return pial_diag_add(diags, NULL, PIAL_E_FILE_OPEN, source->name,
				     pial_reason(errno));
	ok = read_open_file(source, fd, dirfd == AT_FDCWD ? FROM_OPERAND : FROM_BOOK, max, diags);
	close(fd);
	return ok;
}

bool pial_source_read(struct pial_source *source, int dirfd, const char *path, const char *name,
		      size_t max, bool optional, struct pial_diags *diags)
{
	set_name(source, name);
	return read_bytes(source, dirfd, path, max, optional, diags) &&
	       decode(source, false, diags);
}

bool pial_source_read_bytes(struct pial_source *source, int dirfd, const char *path,
			    const char *name, size_t max, bool optional,
			    struct pial_diags *diags)
{
	set_name(source, name);
	return read_bytes(source, dirfd, path, max, optional, diags);
}

bool pial_source_read_any(struct pial_source *source, const char *path, const char *name,
			  size_t max, struct pial_diags *diags)
{
	set_name(source, name);
	return read_bytes(source, AT_FDCWD, path, max, false, diags) &&
	       decode(source, true, diags);
}

static void copy_bytes(struct pial_source *source, const char *name, const char *bytes, size_t len)
{
	set_name(source, name);
	source->text = pial_malloc(len + 1);
	memcpy(source->text, bytes, len);
	source->text[len] = '\0';
	source->len = len;
}

bool pial_source_from(struct pial_source *source, const char *name, const char *bytes, size_t len,
		      struct pial_diags *diags)
{
	copy_bytes(source, name, bytes, len);
	return decode(source, false, diags);
}

bool pial_source_from_any(struct pial_source *source, const char *name, const char *bytes,
			  size_t len, struct pial_diags *diags)
{
	copy_bytes(source, name, bytes, len);
	return decode(source, true, diags);
}
