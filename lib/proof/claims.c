/*
 * Lines carry keys; a line that finds nothing, or something that is taken already, is refused:
 * a certificate of other orders or offers proves nothing of these.
 */
#include "proof/claims.h"

#include "base/banned.h"

bool pial_check_refuse(const struct pial_check_week *week, uint32_t line, const char *why)
{
	struct pial_pos pos = { week->input->proof_file, line, 0, PIAL_COLUMN_LETTER };

	return pial_diag_add(week->diags, &pos, PIAL_E_PROOF_CLAIM, why);
}

static struct pial_pos pos_of(const struct pial_check_week *week,
			      const struct pial_proof_line *line)
{
	return (struct pial_pos){ week->input->proof_file, line->line, 0, PIAL_COLUMN_LETTER };
}

static bool refuse_number(const struct pial_check_week *week, const struct pial_proof_line *line,
			  struct pial_text text)
{
	struct pial_pos pos = pos_of(week, line);

	return pial_diag_add(week->diags, &pos, PIAL_E_PROOF_NUMBER,
			     pial_model_text(week->input->model, text.n));
}

static bool refuse_line(const struct pial_check_week *week, const struct pial_proof_line *line)
{
	struct pial_pos pos = pos_of(week, line);

	return pial_diag_add(week->diags, &pos, PIAL_E_PROOF_PLACE);
}

static bool read_exact(const struct pial_check_week *week, const struct pial_proof_line *line,
		       struct pial_text text, struct pial_exact *out)
{
	return pial_exact_read(pial_model_text(week->input->model, text.n), out) ||
	       refuse_number(week, line, text);
}

/* A whole number of 64 bits. */
static bool read_whole(const struct pial_check_week *week, const struct pial_proof_line *line,
		       struct pial_text text, int64_t *out)
{
	struct pial_exact number;

	if (!read_exact(week, line, text, &number))
		return false;
	*out = (int64_t)number.n;
	return (number.d == 1 && number.n == *out) ||
	       refuse_number(week, line, text);
}

static bool read_place(const struct pial_check_week *week, const struct pial_proof_line *line,
		       uint8_t turn, struct pial_text level, struct pial_rung *out)
{
	out->turn = turn;
	out->class = turn && turn <= PIAL_TURN_DEMAND_ORDER ? line->class : 0;
	return read_exact(week, line, level, &out->level);
}

/* Reads what a line claims of a row, an offer or a producer. */
static bool read_claim(const struct pial_check_week *week, const struct pial_proof_line *line,
		       struct pial_claimed *claim)
{
	bool good = true;

	if (claim->line)
		return refuse_line(week, line);
	claim->line = line->line ? line->line : 1;
	for (int cost = 0; good && cost < PIAL_COSTS; cost++)
		good = read_whole(week, line, line->potential[cost], &claim->potential[cost]);
	return good && read_place(week, line, line->turn, line->level, &claim->share) &&
	       read_place(week, line, line->sale_turn, line->sale_level, &claim->sale) &&
	       read_exact(week, line,
			  line->kind == PIAL_PROOF_PRODUCER ? line->sale_exact : line->exact,
			  &claim->exact) &&
	       read_whole(week, line, line->packs, &claim->packs);
}

static bool read_pair(struct pial_check_week *week, const struct pial_proof_line *line,
		      uint32_t row, uint32_t offer)
{
	uint32_t p = row == PIAL_NOWHERE || offer == PIAL_NOWHERE
			     ? PIAL_NOWHERE : pial_check_find_pair(week, row, offer);
	struct pial_check_pair *pair = &week->pair[p == PIAL_NOWHERE ? 0 : p];

	if (p == PIAL_NOWHERE || pair->line || pair->pinned)
		return refuse_line(week, line);
	pair->line = line->line ? line->line : 1;
	return read_exact(week, line, line->exact, &pair->share) &&
	       read_exact(week, line, line->sale_exact, &pair->sale) &&
	       read_whole(week, line, line->packs, &pair->right);
}

static bool read_line(struct pial_check_week *week, const struct pial_proof_line *line)
{
	bool late = line->late == PIAL_YES;
	uint32_t row = pial_check_find_row(week, line->day, line->kitchen, line->ordered,
					   line->contract);
	uint32_t offer = pial_check_find_offer(week, line->producer, line->product, line->batch);
	struct pial_claimed *claim = NULL;

	if (line->week.n != week->input->week.n)
		return refuse_line(week, line);
	if (line->kind == PIAL_PROOF_PAIR)
		return read_pair(week, line, row, offer);
	if (line->kind == PIAL_PROOF_ORDER && row != PIAL_NOWHERE &&
	    week->row[row].part != PIAL_NOWHERE && week->row[row].late == late)
		claim = &week->row[row].claim;
	if (line->kind == PIAL_PROOF_OFFER && offer != PIAL_NOWHERE &&
	    week->offer[offer].part[late] != PIAL_NOWHERE)
		claim = &week->offer[offer].claim[late];
	if (line->kind == PIAL_PROOF_PRODUCER && offer != PIAL_NOWHERE &&
	    week->offer[offer].part[late] != PIAL_NOWHERE) {
		struct pial_check_part *part = &week->part[week->offer[offer].part[late]];
		uint32_t local = week->offer[offer].local[late];

		if (part->seller[part->seller_of[local]].first == local)
			claim = &part->seller[part->seller_of[local]].claim;
	}
	if (!claim)
		return refuse_line(week, line);
	return read_claim(week, line, claim);
}

/* Says what the certificate does not speak of. */
static bool check_complete(const struct pial_check_week *week)
{
	const char *silent =
		PIAL_N_("it says nothing of an order, an offer or a producer of the week");
	bool whole = true;

	for (uint32_t p = 0; whole && p < week->parts; p++) {
		const struct pial_check_part *part = &week->part[p];

		for (uint32_t i = 0; i < part->rows; i++)
			whole &= week->row[part->row[i]].claim.line > 0;
		for (uint32_t i = 0; i < part->offers; i++)
			whole &= week->offer[part->offer[i]].claim[part->late].line > 0;
		for (uint32_t s = 0; s < part->sellers; s++)
			whole &= part->seller[s].claim.line > 0;
	}
	return whole || pial_check_refuse(week, 0, silent);
}

bool pial_check_claims(struct pial_check_week *week)
{
	bool good = true;

	for (size_t i = 0; i < week->input->proofs; i++)
		good &= read_line(week, &week->input->proof[i]);
	return good && check_complete(week);
}
