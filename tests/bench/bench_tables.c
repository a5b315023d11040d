/*
 * What reading and writing the tables of a country costs, beside what must be done in any case.
 *
 * An invented week: 1.6 million order rows of 80,000 kitchens in key order, and the same in
 * disorder. Yardsticks in the same run: reading the same bytes into memory, and counting their
 * cells with libcsv alone; for writing, fwrite of the same bytes. Ours is the whole way from the
 * file to typed rows in key order, repeated keys looked for, and back to bytes. Each is run three
 * times in turn, each time in a process of its own, whose CPU time and peak memory the system
 * tells; the best time is taken and figures are ratios, as times depend on the machine.
 *
 * bench_tables [ROWS]: 1600000 unless told. Files are made in TMPDIR and removed.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csv.h>

#include "io/source.h"
#include "load/table.h"
#include "load/table_writer.h"
#include "model/model.h"

#define TURNS 3
#define KITCHENS 80000
#define PRODUCTS 60
#define DAYS 4

/* ---- The files ---- */

static uint32_t state = 20250317;

static uint32_t draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % below;
}

static const char header[] =
	"week,day,kitchen,product,contract,quantity,unit,minimum,price,source,received_on,note\n";

/* The rows' places in the key order, of so many in all: each is drawn or not. */
static uint32_t *draw_places(size_t rows)
{
	const uint32_t all = DAYS * KITCHENS * PRODUCTS;
	uint32_t *place = calloc(rows, sizeof(*place));
	size_t found = 0;

	for (uint32_t i = 0; place && i < all && found < rows; i++)
		if (draw(all - i) < rows - found)
			place[found++] = i;
	return place;
}

static int put_row(FILE *file, uint32_t place)
{
	static const char *const unit[] = { "kg", "piece", "bunch" };
	uint32_t product = place % PRODUCTS, kitchen = place / PRODUCTS % KITCHENS;

	return fprintf(file, "2025-W12,2025-03-%02u,K-%05u,produit-%02u,,%u,%s,,,order,,\n",
		       17 + place / PRODUCTS / KITCHENS, kitchen, product, 5 * (1 + draw(20)),
		       unit[product % 3]);
}

static int make_file(char *path, const uint32_t *place, size_t rows)
{
	int fd = mkstemp(path);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (!file || fputs(header, file) < 0)
		return -1;
	for (size_t i = 0; i < rows; i++)
		if (put_row(file, place[i]) < 0)
			return -1;
	return fclose(file);
}

static void shuffle(uint32_t *place, size_t rows)
{
	for (size_t i = rows; i-- > 1;) {
		size_t j = draw((uint32_t)i + 1);
		uint32_t swap = place[i];

		place[i] = place[j];
		place[j] = swap;
	}
}

/* ---- What is measured; each returns 0 when it went well ---- */

static const char *path[2];	/* in key order, in disorder */
static char *out_path;		/* written to */

static int read_plain(int which)
{
	struct stat st;
	int fd = open(path[which], O_RDONLY);
	char *text;
	ssize_t n;
	size_t len = 0;

	if (fd < 0 || fstat(fd, &st))
		return -1;
	text = malloc((size_t)st.st_size + 1);
	while (text && (n = read(fd, text + len, (size_t)st.st_size - len)) > 0)
		len += (size_t)n;
	return len == (size_t)st.st_size ? 0 : -1;
}

static void count_field(void *bytes, size_t len, void *data)
{
	(void)bytes;
	*(size_t *)data += len;
}

static void count_row(int last, void *data)
{
	(void)last;
	++*(size_t *)data;
}

static int read_libcsv(int which)
{
	static char block[64 << 10];
	struct csv_parser parser;
	int fd = open(path[which], O_RDONLY);
	size_t seen = 0;
	ssize_t n;

	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	while ((n = read(fd, block, sizeof(block))) > 0)
		if (csv_parse(&parser, block, (size_t)n, count_field, count_row, &seen) !=
		    (size_t)n)
			return -1;
	csv_fini(&parser, count_field, count_row, &seen);
	csv_free(&parser);
	return seen && !n ? 0 : -1;
}

static int read_table(int which, struct pial_model *model, struct pial_table *table)
{
	struct pial_source source;
	struct pial_diags diags;
	bool ok;

	pial_diags_init(&diags);
	pial_model_init(model);
	pial_table_init(table, &pial_schema_orders);
	pial_source_init(&source);
	ok = pial_source_read(&source, AT_FDCWD, path[which], "orders.csv", PIAL_SOURCE_TABLE,
			      false, &diags) &&
	     pial_table_read(table, model, &source, &diags);
	pial_source_release(&source);
	return ok ? 0 : -1;
}

static int read_ours(int which)
{
	struct pial_model model;
	struct pial_table table;

	return read_table(which, &model, &table);
}

/* Reads, and writes nothing: what write_ours does besides. */
static int write_nothing(int which)
{
	return read_ours(which);
}

static int write_ours(int which)
{
	struct pial_table_writer writer;
	struct pial_strbuf piece;
	struct pial_model model;
	struct pial_table table;
	int fd = open(out_path, O_WRONLY | O_TRUNC), failed = read_table(which, &model, &table);

	pial_strbuf_init(&piece, PIAL_STRBUF_OUTPUT);
	pial_table_writer_init(&writer, &table, &model);
	while (!failed && pial_table_writer_next(&writer, &piece)) {
		failed = write(fd, piece.text, piece.len) != (ssize_t)piece.len;
		pial_strbuf_clear(&piece);
	}
	return failed || close(fd);
}

/* The same bytes by fwrite, read before. */
static int write_plain(int which)
{
	FILE *in = fopen(path[which], "r"), *out = fopen(out_path, "w");
	static char block[64 << 10];
	size_t n;

	while (in && out && (n = fread(block, 1, sizeof(block), in)) > 0)
		if (fwrite(block, 1, n, out) != n)
			return -1;
	return !in || !out || fclose(out);
}

/* ---- Measuring ---- */

struct figure {
	double seconds;	/* CPU, the least of the turns */
	double memory;	/* peak, in MB */
};

/* Runs once in a process of its own; false when it failed. */
static bool measure(int (*run)(int which), int which, struct figure *figure)
{
	struct rusage usage;
	double seconds;
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (!child)
		_exit(run(which) ? 1 : 0);
	if (child < 0 || wait4(child, &status, 0, &usage) != child || status)
		return false;
	seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
		  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	if (!figure->seconds || seconds < figure->seconds)
		figure->seconds = seconds;
	figure->memory = (double)usage.ru_maxrss / 1024;
	return true;
}

enum { PLAIN, LIBCSV, SORTED, DISORDER, WROTE, NOTHING, FWRITE, RUNS };

static bool measure_all(struct figure figure[RUNS])
{
	static const struct {
		int (*run)(int which);
		int which;
	} run[RUNS] = {
		[PLAIN] = { read_plain, 0 }, [LIBCSV] = { read_libcsv, 0 },
		[SORTED] = { read_ours, 0 }, [DISORDER] = { read_ours, 1 },
		[WROTE] = { write_ours, 0 }, [NOTHING] = { write_nothing, 0 },
		[FWRITE] = { write_plain, 0 },
	};

	for (int turn = 0; turn < TURNS; turn++)
		for (int i = 0; i < RUNS; i++)
			if (!measure(run[i].run, run[i].which, &figure[i]))
				return false;
	return true;
}

static void report(const struct figure *figure, size_t rows, double megabytes)
{
	double wrote = figure[WROTE].seconds - figure[NOTHING].seconds;

	printf("table read, typed, sorted: %.2f times libcsv counting cells, %.1f times reading "
	       "the bytes (%.2f s for %zu rows, %.0f MB)\n",
	       figure[SORTED].seconds / figure[LIBCSV].seconds,
	       figure[SORTED].seconds / figure[PLAIN].seconds, figure[SORTED].seconds, rows,
	       megabytes);
	printf("the same rows in disorder: %.2f times libcsv (%.2f s)\n",
	       figure[DISORDER].seconds / figure[LIBCSV].seconds, figure[DISORDER].seconds);
	printf("table written: %.2f times fread and fwrite of the bytes (%.2f s)\n",
	       wrote / figure[FWRITE].seconds, wrote);
	printf("peak memory: %.0f MB reading in order, %.0f MB in disorder, %.0f MB reading and "
	       "writing; the bytes are %.0f MB, the rows %.0f MB\n",
	       figure[SORTED].memory, figure[DISORDER].memory, figure[WROTE].memory, megabytes,
	       (double)(rows * sizeof(struct pial_order)) / 1e6);
}

int main(int argc, char **argv)
{
	const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
	size_t rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 1600000;
	uint32_t *place = draw_places(rows);
	struct figure figure[RUNS] = { { 0, 0 } };
	char file[3][4096];
	struct stat st;
	int failed;

	for (int i = 0; i < 3; i++)
		snprintf(file[i], sizeof(file[i]), "%s/bench_tables.XXXXXX", folder);
	path[0] = file[0];
	path[1] = file[1];
	out_path = file[2];
	failed = !place || make_file(file[0], place, rows);
	shuffle(place, rows);
	failed = failed || make_file(file[1], place, rows) || make_file(file[2], place, 0);
	free(place);
	if (failed || stat(file[0], &st))
		perror("bench_tables");
	else if (!measure_all(figure))
		failed = fprintf(stderr, "bench_tables: a run failed\n");
	else
		report(figure, rows, (double)st.st_size / 1e6);
	for (int i = 0; i < 3; i++)
		unlink(file[i]);
	return failed ? 1 : 0;
}
