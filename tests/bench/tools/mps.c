/*
 * Rows go to the file at once, columns and right-hand sides to temporary files that follow.
 */
#include "mps.h"

#include <inttypes.h>

int bench_mps_start(struct bench_mps *mps, const char *path)
{
	*mps = (struct bench_mps){ .file = NULL };
	if (!path)
		return 0;
	mps->file = fopen(path, "w");
	mps->columns = tmpfile();
	mps->sides = tmpfile();
	if (!mps->file || !mps->columns || !mps->sides)
		return -1;
	fputs("NAME week FREE\nROWS\n N cost\n", mps->file);
	return 0;
}

void bench_mps_add(struct bench_mps *mps, const struct bench_transport *problem, int32_t number)
{
	if (!mps->file)
		return;
	for (int32_t g = 0; g < problem->givers; g++) {
		fprintf(mps->file, " E g%" PRId32 "_%" PRId32 "\n", number, g);
		fprintf(mps->sides, " rhs g%" PRId32 "_%" PRId32 " %" PRId32 "\n", number, g,
			problem->give[g]);
	}
	for (int32_t t = 0; t < problem->takers; t++) {
		fprintf(mps->file, " E t%" PRId32 "_%" PRId32 "\n", number, t);
		fprintf(mps->sides, " rhs t%" PRId32 "_%" PRId32 " %" PRId32 "\n", number, t,
			problem->take[t]);
	}
	for (int32_t a = 0; a < problem->arcs; a++)
		fprintf(mps->columns,
			" x%" PRId32 "_%" PRId32 " cost %" PRId32 " g%" PRId32 "_%" PRId32
			" 1\n x%" PRId32 "_%" PRId32 " t%" PRId32 "_%" PRId32 " 1\n",
			number, a, problem->metres[a], number, problem->from[a], number, a, number,
			problem->to[a]);
}

/* Appends a temporary file. */
static void append(FILE *to, FILE *from)
{
	char block[1 << 16];
	size_t len;

	rewind(from);
	while ((len = fread(block, 1, sizeof(block), from)) > 0)
		(void)!fwrite(block, 1, len, to);
}

int bench_mps_finish(struct bench_mps *mps)
{
	int bad;

	if (!mps->file)
		return 0;
	fputs("COLUMNS\n", mps->file);
	append(mps->file, mps->columns);
	fputs("RHS\n", mps->file);
	append(mps->file, mps->sides);
	fputs("ENDATA\n", mps->file);
	bad = ferror(mps->file) || ferror(mps->columns) || ferror(mps->sides);
	fclose(mps->columns);
	fclose(mps->sides);
	return fclose(mps->file) || bad ? -1 : 0;
}
