/*
 * How much slower the CSV reader is than libcsv alone.
 *
 * The yardstick reads the same file in blocks of 64 KiB through libcsv (strict) with callbacks
 * that only count; ours reads it whole, judges its encoding, splits it into lines, checks its
 * characters, gathers each row and counts its cells. Each is run three times in turn and the
 * best time taken; the figure is the ratio, as times depend on the machine. Miller, where it is
 * installed, counts the rows of the same file once.
 *
 * bench_csv [MEGABYTES]: 200 unless told. The file is made in TMPDIR and removed.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <csv.h>

#include "io/csv.h"
#include "io/source.h"

extern char **environ;

struct counts {
	size_t rows;	/* rows seen, header included */
	size_t cells;	/* cells seen */
	size_t bytes;	/* bytes of the cells */
};

static uint32_t state = 20250317;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

/* Weekly orders: ids, dates, decimals; now and then a quoted note, an accent, a line feed. */
static size_t make_row(char *row, size_t room)
{
	static const char *const product[] = { "carotte", "poireau", "pomme-de-terre", "navet" };
	static const char *const note[] = {
		"", "", "", "", "", "livré porte 2", "\"dit \"\"merci\"\"\"", "\"a,b;c\"",
		"\"deux\nlignes\"", "sans sable",
	};
	int len = snprintf(row, room,
			   "2025-W%02u,2025-03-%02u,K-%04u,%s,LOT-%u,%u.%u,kg,,%u.%02u,sheet,%s\n",
			   1 + draw(52), 1 + draw(28), draw(5000), product[draw(4)], draw(100),
			   draw(300), draw(10), draw(5), draw(100), note[draw(10)]);

	return (size_t)len;
}

static int make_file(char *path, size_t bytes)
{
	static const char header[] =
		"week,day,kitchen,product,contract,quantity,unit,minimum,price,source,note\n";
	int fd = mkstemp(path);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	char row[256];

	if (!file || fputs(header, file) < 0)
		return -1;
	for (size_t done = 0; done < bytes;) {
		size_t len = make_row(row, sizeof(row));

		if (fwrite(row, 1, len, file) != len)
			return -1;
		done += len;
	}
	return fclose(file);
}

static void count_field(void *bytes, size_t len, void *data)
{
	struct counts *counts = data;

	(void)bytes;
	counts->cells++;
	counts->bytes += len;
}

static void count_row(int last, void *data)
{
	struct counts *counts = data;

	(void)last;
	counts->rows++;
}

static int run_libcsv(const char *path, struct counts *counts)
{
	static char block[64 << 10];
	struct csv_parser parser;
	int fd = open(path, O_RDONLY);
	ssize_t n;

	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	while ((n = read(fd, block, sizeof(block))) > 0)
		if (csv_parse(&parser, block, (size_t)n, count_field, count_row, counts) !=
		    (size_t)n)
			return -1;
	csv_fini(&parser, count_field, count_row, counts);
	csv_free(&parser);
	close(fd);
	return (int)n;
}

static size_t known(void *data, const struct pial_cell *cell, size_t count)
{
	(void)data;
	(void)cell;
	return count;
}

static bool row(void *data, const struct pial_cell *cell, size_t count,
		const struct pial_pos *pos)
{
	struct counts *counts = data;

	(void)pos;
	counts->rows++;
	counts->cells += count;
	for (size_t i = 0; i < count; i++)
		counts->bytes += cell[i].len;
	return true;
}

static bool header(void *data, const struct pial_cell *cell, size_t count, char separator,
		   const struct pial_pos *pos)
{
	(void)separator;
	return row(data, cell, count, pos);
}

static int run_ours(const char *path, struct counts *counts)
{
	static const struct pial_csv_ops ops = { known, header, row };
	struct pial_source source;
	struct pial_diags diags;
	bool ok;

	pial_diags_init(&diags);
	pial_source_init(&source);
	ok = pial_source_read(&source, AT_FDCWD, path, path, PIAL_SOURCE_TABLE, false, &diags) &&
	     pial_csv_read(&source, &ops, counts, &diags);
	pial_source_release(&source);
	pial_diags_release(&diags);
	return ok ? 0 : -1;
}

static double timed(int (*run)(const char *, struct counts *), const char *path,
		    struct counts *counts)
{
	struct timespec from, until;

	memset(counts, 0, sizeof(*counts));
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	if (run(path, counts))
		return -1;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &until);
	return (double)(until.tv_sec - from.tv_sec) +
	       (double)(until.tv_nsec - from.tv_nsec) / 1e9;
}

/* CPU seconds that Miller takes to count the rows of the file; -1 where it is not installed. */
static double miller(const char *path)
{
	char *argv[] = { (char[]){ "mlr" }, (char[]){ "--icsv" }, (char[]){ "--ojson" },
			 (char[]){ "count" }, (char *)path, NULL };
	posix_spawn_file_actions_t actions;
	struct rusage before, after;
	int status = -1;
	pid_t child;

	getrusage(RUSAGE_CHILDREN, &before);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&child, "mlr", &actions, NULL, argv, environ) == 0)
		waitpid(child, &status, 0);
	posix_spawn_file_actions_destroy(&actions);
	getrusage(RUSAGE_CHILDREN, &after);
	if (status)
		return -1;
	return (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
	       (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e6 +
	       (double)(after.ru_stime.tv_sec - before.ru_stime.tv_sec) +
	       (double)(after.ru_stime.tv_usec - before.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv)
{
	const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
	double megabytes = argc > 1 ? (double)strtoul(argv[1], NULL, 10) : 200;
	double theirs = 1e9, ours = 1e9, others;
	struct counts a, b;
	char path[4096];
	int result = 0;

	snprintf(path, sizeof(path), "%s/bench_csv.XXXXXX", folder);
	if (make_file(path, (size_t)(megabytes * 1e6))) {
		perror(path);
		return 1;
	}
	for (int i = 0; i < 3; i++) {
		double t = timed(run_libcsv, path, &a), o = timed(run_ours, path, &b);

		if (t < 0 || o < 0 || a.rows != b.rows || a.cells != b.cells ||
		    a.bytes != b.bytes)
			result = 1;
		theirs = t < theirs ? t : theirs;
		ours = o < ours ? o : ours;
	}
	others = miller(path);
	unlink(path);
	if (result)
		fprintf(stderr, "bench_csv: the two readers differ\n");
	printf("csv read: %.2f times libcsv (%.0f MB/s against %.0f MB/s, %zu rows)\n",
	       ours / theirs, megabytes / ours, megabytes / theirs, b.rows);
	if (others > 0)
		printf("Miller's count: %.1f times our time (%.0f MB/s)\n", others / ours,
		       megabytes / others);
	return result;
}
