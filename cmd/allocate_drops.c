/*
 * The library never reads a clock: it asks here, often, whether to stop. The clock is looked at
 * once in so many times, for most searches end before any second has passed.
 */
#include "cmd/allocate_drops.h"

#include "base/banned.h"

/* The clock is looked at once in so many askings. */
#define ASKINGS 64

static bool is_over(void *context)
{
	struct pial_allocate_drops *drops = context;

	if (!drops->late && drops->asked++ % ASKINGS == 0) {
		int64_t now = pial_progress_clock();

		drops->late = now >= drops->until;
		pial_progress_at(drops->cli, (size_t)(now - drops->from) / 1000);
	}
	return drops->late;
}

const struct pial_drops_control *pial_allocate_drops_start(struct pial_allocate_drops *drops,
							   struct pial_cli *cli, bool ideal)
{
	const struct pial_policy *policy = &cli->book.model.policy;
	int64_t now = pial_progress_clock();

	pial_progress_of(cli, PIAL_N_("seconds of search, at most"),
			 (size_t)policy->drops.seconds);
	*drops = (struct pial_allocate_drops){
		.control = { .stop = is_over, .context = drops, .figures_only = ideal },
		.cli = cli, .from = now,
		.until = now + (int64_t)policy->drops.seconds * 1000,
	};
	return policy->drops.on ? &drops->control : NULL;
}

/* Metres x grams are millionths of km x kg; nearest, half up. */
static int64_t kg_km(pial_i128 metre_grams)
{
	return (int64_t)((metre_grams + 500000) / 1000000);
}

/* Percent in thousandths, to the nearest tenth. */
static int64_t percent(int64_t millionths)
{
	return (millionths + 500) / 1000 * 100;
}

/*
 * How far the drops may be from the fewest, in percent of these: thousandths, to a tenth, upwards.
 */
static int64_t gap(const struct pial_drops_figures *figures)
{
	int64_t least = figures->least > 0 ? figures->least : 1;

	return ((figures->drops - figures->least) * 1000 + least - 1) / least * 100;
}

static void say_drops(struct pial_cli *cli, const struct pial_drops_figures *f)
{
	if (f->same && f->proved)
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_SAME, f->drops);
	else if (f->same)
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_SAME_GAP, f->drops, f->least, gap(f));
	else if (f->proved)
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_PROVED, f->drops, f->ideal_drops);
	else
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_GAP, f->drops, f->ideal_drops,
			      f->least, gap(f));
}

/* An id, or a dash when nobody loses (or gains). */
static const char *name(const struct pial_cli *cli, struct pial_producer_id producer)
{
	return producer.n ? pial_model_text(&cli->book.model, producer.n) : "–";
}

void pial_allocate_drops_say(struct pial_cli *cli, const struct pial_allocate_summary *summary,
			     bool ideal)
{
	const struct pial_drops_figures *f = &summary->practical;

	if (!f->asked)
		return;
	say_drops(cli, f);
	if (!f->same) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_WAY, kg_km(f->way),
			      kg_km(f->ideal_way), (int64_t)(f->way_most / 1000000),
			      summary->served_packs);
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_SHARES, percent(f->lowest),
			      name(cli, f->loses), percent(f->highest), name(cli, f->gains));
		if (ideal)
			pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_IDEAL);
	}
	if (f->cut)
		pial_diag_add(&cli->diags, NULL, PIAL_N_DROPS_CUT,
			      (int64_t)cli->book.model.policy.drops.seconds);
}
