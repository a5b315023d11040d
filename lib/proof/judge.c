/*
 * The answer is proved before this begins, so that each level is a comparison of two numbers. A
 * level at which the allocation does better than the answer cannot be: it would be said.
 *
 * Departures are named one a component: below the first, everything differs for that reason.
 */
#include "proof/judge.h"

#include "base/banned.h"
#include "proof/barrier.h"
#include "proof/claims.h"
#include "proof/costs.h"

static const char *const better =
	PIAL_N_("the allocation does better than what is proved best: a fault of this program");

/* What is being compared. */
struct judge {
	struct pial_check_week *week;	/* the week */
	size_t found;			/* alerts added */
};

static const char *text(const struct judge *judge, uint32_t number)
{
	return pial_model_text(judge->week->input->model, number);
}

static struct pial_pos pos_of(const struct judge *judge, uint32_t line)
{
	return (struct pial_pos){ judge->week->input->row_file, line, 0, PIAL_COLUMN_LETTER };
}

/* ---- Reading the allocation ---- */

/* The order row that a line of the allocation speaks of. */
static uint32_t row_of(const struct judge *judge, const struct pial_allocation *line)
{
	return pial_check_find_row(judge->week, line->day, line->kitchen, line->ordered,
				   line->contract);
}

static void spoil(struct judge *judge, uint32_t row, uint32_t offer)
{
	struct pial_check_week *week = judge->week;
	uint32_t part = row == PIAL_NOWHERE ? PIAL_NOWHERE : week->row[row].part;

	judge->found++;
	if (part != PIAL_NOWHERE)
		week->part[part].spoiled = true;
	for (int late = 0; offer != PIAL_NOWHERE && late < 2; late++)
		if (week->offer[offer].part[late] != PIAL_NOWHERE)
			week->part[week->offer[offer].part[late]].spoiled = true;
}

/* Takes a line that says what is missing, or who gives what; says what is wrong with it alone. */
static void take_line(struct judge *judge, const struct pial_allocation *line)
{
	struct pial_check_week *week = judge->week;
	struct pial_diags *diags = week->diags;
	struct pial_pos pos = pos_of(judge, line->line);
	uint32_t r = row_of(judge, line), o = PIAL_NOWHERE, p;
	int64_t pack, packs;
	const char *barrier;
	int32_t metres;

	if (line->producer.n)
		o = pial_check_find_offer(week, line->producer, line->product, line->batch);
	if (r == PIAL_NOWHERE || (line->producer.n && o == PIAL_NOWHERE)) {
		if (!line->quantity.milli)
			return;
		if (r == PIAL_NOWHERE)
			(void)pial_diag_add(diags, &pos, PIAL_A_CHECK_ORDER,
					    text(judge, line->kitchen.n),
					    text(judge, line->ordered.n), (int64_t)line->day.n);
		else
			(void)pial_diag_add(diags, &pos, PIAL_A_CHECK_OFFER,
					    text(judge, line->producer.n),
					    text(judge, line->product.n));
		spoil(judge, r, o);
		return;
	}
	if (!week->row[r].line)
		week->row[r].line = line->line;
	pack = o == PIAL_NOWHERE ? week->row[r].product->pack.milli
				 : week->offer[o].product->pack.milli;
	packs = line->quantity.milli / pack;
	if (line->quantity.milli < 0 || line->quantity.milli % pack) {
		(void)pial_diag_add(diags, &pos, PIAL_A_CHECK_PACK, line->quantity.milli, pack);
		spoil(judge, r, o);
		return;
	}
	if (o == PIAL_NOWHERE) {
		week->row[r].missing += packs;
		return;
	}
	barrier = pial_check_barrier(week->input->model, week->offer[o].offer,
				     week->row[r].order, &metres);
	if (barrier && packs) {
		(void)pial_diag_add(diags, &pos, PIAL_A_CHECK_BARRIER,
				    text(judge, line->producer.n), text(judge, line->kitchen.n),
				    barrier);
		spoil(judge, r, o);
		return;
	}
	p = pial_check_find_pair(week, r, o);
	week->row[r].given += packs;
	week->offer[o].given += packs;
	if (p != PIAL_NOWHERE)
		week->pair[p].given += packs;
}

/* Who gives more than was offered, who gets more than was ordered. */
static void check_limits(struct judge *judge)
{
	struct pial_check_week *week = judge->week;

	for (uint32_t o = 0; o < week->offers; o++) {
		const struct pial_check_offer *offer = &week->offer[o];
		struct pial_pos pos = pos_of(judge, 0);
		int64_t pack = offer->product->pack.milli;

		if (offer->given <= offer->packs)
			continue;
		(void)pial_diag_add(week->diags, &pos, PIAL_A_CHECK_SUPPLY,
				    text(judge, offer->producer->id.n),
				    text(judge, offer->product->id.n), offer->given * pack,
				    offer->packs * pack);
		spoil(judge, PIAL_NOWHERE, o);
	}
	for (uint32_t r = 0; r < week->rows; r++) {
		const struct pial_check_row *row = &week->row[r];
		struct pial_pos pos = pos_of(judge, row->line);
		int64_t pack = row->product->pack.milli;

		if (row->given <= row->packs)
			continue;
		(void)pial_diag_add(week->diags, &pos, PIAL_A_CHECK_DEMAND,
				    text(judge, row->kitchen->id.n),
				    text(judge, row->product->id.n), (int64_t)row->order->day.n,
				    row->given * pack, row->packs * pack);
		spoil(judge, r, PIAL_NOWHERE);
	}
}

/* ---- Levels 1 to 4, and 6 of the kitchens ---- */

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static bool fault(const struct judge *judge)
{
	return pial_check_refuse(judge->week, 0, better);
}

/* Level 1; true when all pins of a component are kept. */
static bool keeps_pins(struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;
	size_t before = judge->found;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];

		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			const struct pial_check_pair *pair = &week->pair[p];
			struct pial_pos pos = pos_of(judge, row->line);
			int64_t pack = row->product->pack.milli;

			if (!pair->pinned || pair->given == pair->right)
				continue;
			judge->found++;
			(void)pial_diag_add(week->diags, &pos, PIAL_A_CHECK_PIN,
					    text(judge, week->offer[pair->offer].producer->id.n),
					    text(judge, row->kitchen->id.n), pair->given * pack,
					    pair->right * pack);
		}
	}
	return judge->found == before;
}

/* Packs of a row that count: of what is owed, or all. */
static int64_t counted(const struct pial_check_row *row, bool minima, bool right)
{
	int64_t packs = right ? row->right : row->given;

	return minima ? least(packs, row->owed) : packs;
}

/* By how much a class falls short of what is proved; class below 0: all. */
static int64_t loss_of(const struct judge *judge, const struct pial_check_part *part, bool minima,
		       int class)
{
	int64_t loss = 0;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &judge->week->row[part->row[i]];

		if (class < 0 || row->kitchen->priority == class)
			loss += counted(row, minima, true) - counted(row, minima, false);
	}
	return loss;
}

/* Names the first row of a class that gets less of what counts. */
static void say_loss(struct judge *judge, const struct pial_check_part *part, bool minima,
		     int class, int64_t loss)
{
	struct pial_check_week *week = judge->week;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];
		int64_t right = counted(row, minima, true), pack = row->product->pack.milli;
		int64_t given = counted(row, minima, false);
		struct pial_pos pos = pos_of(judge, row->line);

		if ((class >= 0 && row->kitchen->priority != class) || given >= right)
			continue;
		judge->found++;
		(void)pial_diag_add(week->diags, &pos,
				    minima ? PIAL_A_CHECK_MINIMUM : PIAL_A_CHECK_CLASS,
				    text(judge, row->kitchen->id.n),
				    text(judge, row->product->id.n), (int64_t)row->order->day.n,
				    given * pack, right * pack, loss * pack);
		return;
	}
}

/* Levels 2 and 3; true when nothing is lost. */
static bool keeps_totals(struct judge *judge, const struct pial_check_part *part)
{
	for (int minima = 1; minima >= 0; minima--)
		for (int class = minima ? -1 : 0; class <= UINT8_MAX; class++) {
			int64_t loss = loss_of(judge, part, minima, class);

			if (loss < 0)
				return fault(judge);
			if (!loss)
				continue;
			say_loss(judge, part, minima, class, loss);
			return false;
		}
	return true;
}

/* True when a number of packs is the exact share, rounded down or up. */
static bool rounds(struct pial_exact exact, int64_t packs)
{
	pial_i128 floor = pial_exact_floor(exact);

	return packs == floor || (exact.d != 1 && packs == floor + 1);
}

/* Levels 4 and 6; true when each row gets its packs. */
static bool keeps_rows(struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;
	const struct pial_check_row *less = NULL, *more = NULL;
	const char *level = PIAL_N_("level 6, whole packs between kitchens");
	struct pial_pos pos;
	int64_t pack;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];

		if (!rounds(row->claim.exact, row->given))
			level = PIAL_N_("level 4, fair between kitchens");
		if (row->given < row->right &&
		    (!less || pial_rung_compare(&row->claim.share, &less->claim.share) < 0))
			less = row;
		if (row->given > row->right && !more)
			more = row;
	}
	if (!less)
		return true;
	if (!more)
		return fault(judge);
	pos = pos_of(judge, less->line);
	pack = less->product->pack.milli;
	judge->found++;
	return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_SHARE, level,
			     text(judge, less->kitchen->id.n), text(judge, less->product->id.n),
			     less->given * pack, less->right * pack,
			     text(judge, more->kitchen->id.n));
}

/* ---- Level 5, and 6 of the producers ---- */

/* Packs of each seller in the allocation; the total of tier 1, less what is proved. */
static int64_t add_sellers(const struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;
	int64_t more = 0;

	for (uint32_t s = 0; s < part->sellers; s++) {
		struct pial_check_seller *seller = &part->seller[s];

		seller->given = seller->base;
		for (uint32_t i = seller->first; i < seller->first + seller->count; i++)
			for (uint32_t at = part->first[i]; at < part->first[i + 1]; at++)
				if (!week->pair[part->pair[at]].pinned)
					seller->given += week->pair[part->pair[at]].given;
		if (seller->producer->tier == 1)
			more += seller->given - seller->right;
	}
	return more;
}

static bool keeps_sellers(struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;
	const struct pial_check_seller *less = NULL, *more = NULL;
	const char *level = PIAL_N_("level 6, whole packs between producers");
	struct pial_pos pos = pos_of(judge, 0);
	int64_t gain = add_sellers(judge, part), pack;
	const struct pial_product *product;

	if (gain > 0)
		return fault(judge);
	pack = week->row[part->row[0]].product->pack.milli;
	if (gain < 0) {
		judge->found++;
		return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_TIER,
				     text(judge, week->row[part->row[0]].product->id.n),
				     -gain * pack);
	}
	for (uint32_t s = 0; s < part->sellers; s++) {
		const struct pial_check_seller *seller = &part->seller[s];

		if (seller->producer->tier != 1)
			continue;
		if (!rounds(seller->claim.exact, seller->given))
			level = PIAL_N_("level 5, fair between producers");
		if (seller->given < seller->right && !less)
			less = seller;
		if (seller->given > seller->right && !more)
			more = seller;
	}
	if (!less || !more)
		return true;
	product = week->offer[part->offer[less->first]].product;
	judge->found++;
	return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_SALE, level,
			     text(judge, less->producer->id.n), text(judge, product->id.n),
			     less->given * pack, less->right * pack,
			     text(judge, more->producer->id.n));
}

/* ---- Levels 7 and 8 ---- */

/* What a level's figure is called, and how many of its units make a thousandth shown. */
static const struct {
	const char *name;	/* level and figure */
	int64_t by, over;	/* shown = sum * by / over, thousandths, rounded up */
	bool pack;		/* packs are shown as quantities */
} figure[PIAL_COSTS] = {
	{ PIAL_N_("level 7, substitutes"), 1, 1, true },
	{ PIAL_N_("level 7, near rather than far (kilogram-kilometres)"), 1, 1000, false },
	{ PIAL_N_("level 7, cheaper partners (euros)"), 1, 10000, true },
	{ PIAL_N_("level 8, not with those met last week"), -1, 1, true },
	{ PIAL_N_("level 8, weeks since the pairs last met, times packs"), -1000, 1, false },
};

/* A sum as it is shown: thousandths, rounded up. */
static int64_t shown(pial_i128 sum, enum pial_proof_cost cost, int64_t pack)
{
	pial_i128 value = sum * figure[cost].by * (figure[cost].pack ? pack : 1);
	pial_i128 whole = value / figure[cost].over;

	whole += value % figure[cost].over > 0;
	return whole > INT64_MAX ? INT64_MAX : (int64_t)whole;
}

/* Compares one cost; true when the allocation costs no more. */
static bool keeps_cost(struct judge *judge, const struct pial_check_part *part,
		       enum pial_proof_cost cost)
{
	struct pial_check_week *week = judge->week;
	int64_t pack = week->row[part->row[0]].product->pack.milli;
	struct pial_pos pos = pos_of(judge, 0);
	pial_i128 right = 0, given = 0;

	if (cost == PIAL_COST_PRICE && !pial_check_priced(week, part))
		return true;
	for (uint32_t at = 0; at < part->first[part->offers]; at++) {
		const struct pial_check_pair *pair = &week->pair[part->pair[at]];
		int64_t value;

		if (pair->pinned || (!pair->right && !pair->given) ||
		    !pial_check_cost(week, pair, cost, &value))
			continue;
		right += (pial_i128)value * pair->right;
		given += (pial_i128)value * pair->given;
		if (pair->given > pair->right && !pos.line)
			pos.line = week->row[pair->row].line;
	}
	if (given < right)
		return fault(judge);
	if (given == right)
		return true;
	judge->found++;
	return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_COST, figure[cost].name,
			     shown(given, cost, pack), shown(right, cost, pack));
}

/* Partners in the order of ids. */
static bool keeps_partners(struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;
	int64_t pack = week->row[part->row[0]].product->pack.milli;
	struct pial_pos pos = pos_of(judge, 0);

	for (uint32_t s = 0; s < part->sellers; s++) {
		const struct pial_check_seller *seller = &part->seller[s];

		if (seller->producer->tier == 1 || seller->given == seller->right)
			continue;
		if (seller->given > seller->right)
			return fault(judge);
		judge->found++;
		return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_PARTNER,
				     text(judge, seller->producer->id.n), seller->given * pack,
				     seller->right * pack);
	}
	return true;
}

/* The last rule: in key order the first pair that differs has less. */
static bool keeps_order(struct judge *judge, const struct pial_check_part *part)
{
	struct pial_check_week *week = judge->week;

	for (uint32_t i = 0; i < part->rows; i++) {
		const struct pial_check_row *row = &week->row[part->row[i]];

		for (uint32_t p = row->first; p < row->first + row->count; p++) {
			const struct pial_check_pair *pair = &week->pair[p];
			struct pial_pos pos = pos_of(judge, row->line);
			int64_t pack = row->product->pack.milli;

			if (pair->given == pair->right)
				continue;
			if (pair->given > pair->right)
				return fault(judge);
			judge->found++;
			return pial_diag_add(week->diags, &pos, PIAL_A_CHECK_TIE,
					     text(judge, week->offer[pair->offer].producer->id.n),
					     text(judge, row->kitchen->id.n), pair->given * pack,
					     pair->right * pack);
		}
	}
	return true;
}

static bool keeps_costs(struct judge *judge, const struct pial_check_part *part)
{
	for (int cost = 0; cost < PIAL_COSTS; cost++)
		if (!keeps_cost(judge, part, (enum pial_proof_cost)cost) ||
		    (cost == PIAL_COST_PRICE && !keeps_partners(judge, part)))
			return false;
	return keeps_order(judge, part);
}

/* ---- All of it ---- */

/* What the table says is missing must be what is. */
static void check_missing(struct judge *judge)
{
	struct pial_check_week *week = judge->week;

	for (uint32_t r = 0; r < week->rows; r++) {
		const struct pial_check_row *row = &week->row[r];
		struct pial_pos pos = pos_of(judge, row->line);
		int64_t pack = row->product->pack.milli, missing = row->packs - row->given;

		if (row->missing == missing)
			continue;
		judge->found++;
		(void)pial_diag_add(week->diags, &pos, PIAL_A_CHECK_MISSING,
				    text(judge, row->kitchen->id.n),
				    text(judge, row->product->id.n), (int64_t)row->order->day.n,
				    row->missing * pack, missing * pack);
	}
}

size_t pial_check_judge(struct pial_check_week *week)
{
	struct judge judge = { .week = week };
	size_t early;

	for (size_t i = 0; i < week->input->rows; i++)
		take_line(&judge, &week->input->row[i]);
	check_limits(&judge);
	early = judge.found;
	for (uint32_t p = 0; p < week->parts; p++) {
		const struct pial_check_part *part = &week->part[p];

		/* late rows get what is left: nothing is to be said while the rest departs */
		if (part->late && judge.found)
			break;
		if (!part->spoiled && keeps_pins(&judge, part) && keeps_totals(&judge, part) &&
		    keeps_rows(&judge, part) && keeps_sellers(&judge, part))
			(void)keeps_costs(&judge, part);
	}
	if (judge.found == early && !early)
		check_missing(&judge);
	return judge.found;
}
