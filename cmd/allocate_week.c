/*
 * pial-allocate: who delivers what to whom in a week.
 *
 * A published week is computed like another, for comparison, and never saved over: --save then says
 * that it is published when the answer is the one in the book (cron may run twice), and refuses
 * when it is not.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cmd/allocate.h"
#include "cmd/allocate_certificate.h"
#include "cmd/allocate_drops.h"
#include "cmd/allocate_explain.h"
#include "cmd/allocate_input.h"
#include "load/table_writer.h"

#include "base/banned.h"

struct own {
	bool explain;		/* --explain */
	const char *only;	/* --for: an id */
	bool ideal;		/* --ideal: the practical plan is told, not given */
	const char *certificate;	/* --certificate: where it goes */
	const char *jobs;	/* --jobs: a number, as typed */
};

static const struct pial_option week_options[] = {
	{ 'e', "explain", PIAL_OPTION_FLAG, offsetof(struct own, explain), NULL,
	  PIAL_N_("say why, in words (or --format json), instead of the table") },
	{ 'f', "for", PIAL_OPTION_TEXT, offsetof(struct own, only), PIAL_N_("ID"),
	  PIAL_N_("with --explain: only what concerns this producer or kitchen") },
	{ 0, "ideal", PIAL_OPTION_FLAG, offsetof(struct own, ideal), NULL,
	  PIAL_N_("give the ideal plan, even where the policy asks for few drops") },
	{ 0, "certificate", PIAL_OPTION_OUTPUT, offsetof(struct own, certificate), PIAL_N_("FILE"),
	  PIAL_N_("also write what it takes to verify the allocation to FILE") },
	{ 'j', "jobs", PIAL_OPTION_TEXT, offsetof(struct own, jobs), PIAL_N_("N"),
	  PIAL_N_("compute on N processors, else on all there are; the answer is the same") },
	{ 0, NULL, PIAL_OPTION_FLAG, 0, NULL, NULL },
};

/* More than any machine has. */
#define JOBS_MAX 256

/* Threads to work with: as asked, else one a processor. False when it is no number from 1 on. */
static bool count_jobs(const char *text, unsigned *jobs)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);

	*jobs = online < 1 ? 1 : online > JOBS_MAX ? JOBS_MAX : (unsigned)online;
	if (!text)
		return true;
	*jobs = 0;
	for (; *text >= '0' && *text <= '9' && *jobs <= JOBS_MAX; text++)
		*jobs = 10 * *jobs + (unsigned)(*text - '0');
	return !*text && *jobs >= 1 && *jobs <= JOBS_MAX;
}

/*
 * True when the rows go out as they are made: nothing looks at them, sorts them or adds columns of
 * the file that the book has.
 */
static bool goes_out(const struct pial_allocate_week *week)
{
	const struct pial_cli *cli = week->cli;
	const struct own *own = cli->own;

	return !cli->save && !own->explain && !own->certificate && !week->pins.extras &&
	       (cli->format == PIAL_FORMAT_DEFAULT || cli->format == PIAL_FORMAT_CSV);
}

static bool allocate(struct pial_allocate_week *week)
{
	struct pial_allocate_input input = pial_allocate_week_input(week);
	const struct own *own = week->cli->own;
	struct pial_allocate_drops drops;

	(void)!count_jobs(own->jobs, &input.jobs);
	input.drops = pial_allocate_drops_start(&drops, week->cli, own->ideal);
	input.later = goes_out(week);
	return pial_allocate(&input, &week->result, &week->cli->diags);
}

/* Served, short, drops and kilogram-kilometres, as a notice. */
static void say_summary(const struct pial_allocate_week *week)
{
	const struct pial_allocate_summary *s = &week->result.summary;
	/* Metres x grams are millionths of km x kg; nearest, half up. */
	int64_t kg_km = (int64_t)((s->metre_grams + 500000) / 1000000);

	pial_diag_add(&week->cli->diags, NULL, PIAL_N_ALLOCATE_SUMMARY, (int64_t)week->week.n,
		      s->served_packs, s->ordered_packs, (int64_t)s->short_rows, (int64_t)s->drops,
		      kg_km);
}

/* True when two tables are written alike; piece by piece, since a national one fills the memory. */
static bool same_bytes(struct pial_cli *cli, const struct pial_table *a, const struct pial_table *b)
{
	struct pial_table_writer left, right;
	struct pial_strbuf x, y;
	bool more = true, same = true;

	pial_strbuf_init(&x, PIAL_STRBUF_OUTPUT);
	pial_strbuf_init(&y, PIAL_STRBUF_OUTPUT);
	pial_table_writer_init(&left, a, &cli->book.model);
	pial_table_writer_init(&right, b, &cli->book.model);
	while (more && same) {
		pial_strbuf_clear(&x);
		pial_strbuf_clear(&y);
		more = pial_table_writer_next(&left, &x);
		same = pial_table_writer_next(&right, &y) == more && x.len == y.len &&
		       !memcmp(x.text, y.text, x.len);
	}
	pial_table_writer_release(&left);
	pial_table_writer_release(&right);
	pial_strbuf_release(&x);
	pial_strbuf_release(&y);
	return same;
}

static enum pial_exit save(struct pial_allocate_week *week, const struct pial_table *table)
{
	struct pial_cli *cli = week->cli;
	struct pial_week_status status;

	if (week->status.state < PIAL_WEEK_PUBLISHED)
		return pial_cli_save(cli, week->week, table,
				     pial_allocate_week_keeps(week, &week->pins, table));
	if (same_bytes(cli, table, &week->pins)) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_PUBLISHED, (int64_t)week->week.n,
			      (int64_t)week->status.version);
		return PIAL_EXIT_DONE;
	}
	(void)!pial_cli_week_before(cli, week->week, PIAL_WEEK_PUBLISHED, &status);
	return pial_cli_result(cli, false);
}

/* The table, or the reasons. A week without orders has none. */
static enum pial_exit show(struct pial_allocate_week *week, struct pial_table *table)
{
	struct pial_cli *cli = week->cli;
	const struct own *own = cli->own;
	uint32_t only;

	if (own->certificate && !pial_allocate_certificate_write(week, own->certificate))
		return pial_cli_result(cli, false);
	if (!own->explain) {
		pial_cli_table_last(cli, table, &week->result.arena);
		return PIAL_EXIT_DONE;
	}
	if (!pial_cli_party(cli, own->only, &only))
		return PIAL_EXIT_USAGE;
	if (week->orders.count && !pial_allocate_explain(week, only)) {
		pial_diag_add(&cli->diags, NULL, PIAL_E_ALLOCATE_RANGE);
		return PIAL_EXIT_DATA;
	}
	return PIAL_EXIT_DONE;
}

static enum pial_exit put(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	enum pial_exit code = PIAL_EXIT_DONE;
	struct pial_table table;

	pial_table_init(&table, &pial_schema_allocation);
	pial_cli_like(&table, &week->pins);
	pial_table_borrow(&table, week->result.row, week->result.rows);
	pial_table_sort(&table, &cli->book.model);
	if (!pial_cli_extras_by_key(&table, &week->pins, &cli->book.model))
		pial_cli_cells_dropped(cli, &week->pins);
	if (cli->save)
		code = save(week, &table);
	if (code == PIAL_EXIT_DONE)
		code = show(week, &table);
	pial_table_release(&table);
	return code == PIAL_EXIT_DONE ? pial_cli_result(cli, false) : code;
}

static size_t make_piece(const void *context, size_t piece, struct pial_arena *arena,
			 void **rows)
{
	const struct pial_allocate_week *week = context;
	struct pial_allocation *row;
	size_t count = pial_allocate_piece(&week->result, piece, arena, &row);

	*rows = row;
	return count;
}

static void free_week(void *context)
{
	struct pial_allocate_week *week = context;

	pial_allocate_week_release(week);
	free(week);
}

/* Puts out a week whose rows are not made yet: the output takes it over. */
static enum pial_exit put_out(struct pial_allocate_week *week)
{
	struct pial_cli *cli = week->cli;
	struct pial_cli_source source = {
		.schema = &pial_schema_allocation, .context = week,
		.pieces = pial_allocate_pieces(&week->result), .make = make_piece,
		.free = free_week,
	};

	(void)!count_jobs(((const struct own *)cli->own)->jobs, &source.jobs);
	pial_cli_source_last(cli, &source);
	return pial_cli_result(cli, false);
}

/* No order, no allocation; without a week it has no place in the book. */
static enum pial_exit put_nothing(struct pial_allocate_week *week)
{
	if (!week->cli->save)
		return put(week);
	pial_diag_add(&week->cli->diags, NULL, PIAL_E_WEEK_UNSAID);
	return pial_cli_result(week->cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct pial_allocate_week *week;
	enum pial_exit code;
	unsigned jobs;
	bool exists;

	if (!count_jobs(own->jobs, &jobs))
		return pial_cli_usage(cli, PIAL_N_("--jobs takes a number from 1 to 256, not “%s”"),
				      own->jobs);
	if (!own->explain && cli->format == PIAL_FORMAT_JSON)
		return pial_cli_usage(cli, PIAL_N_("--format json goes with --explain"));
	if (!own->explain && own->only)
		return pial_cli_usage(cli, PIAL_N_("--for goes with --explain"));
	week = pial_calloc(1, sizeof(*week));
	pial_allocate_week_init(week, cli);
	week->orders.workers = week->offers.workers = week->pins.workers = jobs;
	if (!pial_cli_moving(cli, &week->orders, &week->week, &exists, &code))
		goto done;
	pial_cli_dropped(cli, &week->orders);
	if (!exists)
		pial_cli_no_table(cli, &pial_schema_orders, week->week);
	if (exists && pial_week_is_none(week->week)) {
		code = put_nothing(week);
	} else if (exists && pial_allocate_week_read(week) && allocate(week)) {
		say_summary(week);
		pial_allocate_drops_say(cli, &week->result.summary, own->ideal);
		if (week->result.solved)
			return put_out(week);
		code = put(week);
	} else {
		code = pial_cli_result(cli, false);
	}
done:
	free_week(week);
	return code;
}

const struct pial_verb pial_verb_allocate_week = {
	.name = "",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("compute the week's allocation from its orders"),
	.option = week_options,
	.own_size = sizeof(struct own),
	.saves = true,
	.json = true,
	.run = run,
};
