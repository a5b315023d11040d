/*
 * What a line is worth: the policies of reception, case by case.
 *
 * Too little is measured against what was sent, because a grower who sends less than was allocated
 * and a kitchen that receives just that have nothing to settle. Too much is measured against what
 * was allocated, because the kitchen ordered no more than that, whoever put the extra crate on the
 * van. The tolerance is compared in whole numbers: difference x 1000000 <= tolerance x expected.
 *
 * What waits has 0 in invoiced, so that a sum of that column is what may be invoiced today.
 */
#include <string.h>

#include "deliver/line_priv.h"
#include "num/round.h"

#include "base/banned.h"

enum outcome {
	AS_SENT,	/* nothing to say */
	LESS,		/* less accepted than sent */
	MORE,		/* more accepted than allocated or sent */
	NOTHING,	/* nothing accepted */
	UNORDERED,	/* received, never allocated */
	OUTCOMES
};

struct case_info {
	const char *reason;		/* written when the receipt gives none */
	enum pial_code said;		/* settled all the same */
	enum pial_code waits;		/* a person must fill `agreed` */
	bool expected;			/* the message names what was expected */
	bool taken;			/* the message names what was taken */
};

static const struct case_info cases[OUTCOMES] = {
	[LESS] = { "too-little", PIAL_N_RECEIVED_LESS, PIAL_A_RECEIVED_LESS, true, true },
	[MORE] = { "too-much", PIAL_N_RECEIVED_MORE, PIAL_A_RECEIVED_MORE, true, true },
	[NOTHING] = { "none", PIAL_N_RECEIVED_NONE, PIAL_A_RECEIVED_NONE, true, false },
	[UNORDERED] = { "unordered", PIAL_N_RECEIVED_UNORDERED, PIAL_A_RECEIVED_UNORDERED,
			false, true },
};

/* A line with its quantities, while it is settled. */
struct settling {
	const struct pial_deliver_input *input;	/* model and policies */
	const struct pial_matched *line;	/* which line */
	struct pial_delivery *delivery;		/* being filled */
	struct pial_pos pos;			/* of the receipt */
	int64_t accepted;			/* received - refused, thousandths */
	int64_t expected;			/* what it is compared with, thousandths */
};

static const char *note_of(const struct settling *s)
{
	return pial_model_text(s->input->model, s->delivery->note.n);
}

static const char *product_of(const struct settling *s)
{
	return pial_model_text(s->input->model, s->delivery->product.n);
}

static bool within(int64_t difference, int64_t expected, struct pial_rate tolerance)
{
	if (difference < 0)
		difference = -difference;
	if (pial_rate_is_none(tolerance))
		return difference == 0;
	return (pial_i128)difference * 1000000 <= (pial_i128)expected * tolerance.e6;
}

static enum outcome judge(struct settling *s)
{
	int64_t allocated = s->line->row ? s->line->row->quantity.milli : 0;
	int64_t sent = pial_qty_is_none(s->line->sent) ? allocated : s->line->sent.milli;

	s->expected = sent;
	if (!s->line->row)
		return UNORDERED;
	if (s->accepted == 0)
		return NOTHING;
	if (s->accepted > allocated) {
		s->expected = allocated;
		return MORE;
	}
	if (s->accepted == sent)
		return AS_SENT;
	return s->accepted < sent ? LESS : MORE;
}

static bool must_wait(const struct settling *s, enum outcome outcome)
{
	const struct pial_policy *policy = &s->input->model->policy;

	if (outcome == AS_SENT)
		return false;
	if (outcome == UNORDERED || (outcome == MORE && policy->too_much == PIAL_TOO_MUCH_ASK))
		return true;
	return !within(s->accepted - s->expected, s->expected, policy->receipt_tolerance);
}

/* Says a case; the message's quantities depend on it. */
static void say(const struct settling *s, enum outcome outcome, bool waits,
		struct pial_diags *diags)
{
	const struct case_info *info = &cases[outcome];
	enum pial_code code = waits ? info->waits : info->said;
	const char *note = note_of(s), *what = product_of(s);

	if (info->expected && info->taken)
		pial_diag_add(diags, &s->pos, code, note, what, s->accepted, s->expected);
	else
		pial_diag_add(diags, &s->pos, code, note, what,
			      info->taken ? s->accepted : s->expected);
}

static void set_reason(const struct settling *s, const char *word)
{
	if (!s->delivery->reason.n)
		s->delivery->reason.n =
			pial_intern_add(&s->input->model->pool, word, strlen(word));
}

static void hold(const struct settling *s, enum pial_delivery_status status)
{
	s->delivery->status = (uint8_t)status;
	s->delivery->invoiced.milli = 0;
}

/*
 * Puts quantity into the unit of the price. By the piece and paid by weight: the weight of what is
 * kept, in proportion to what was weighed.
 */
static void price_quantity(const struct settling *s, int64_t quantity, struct pial_diags *diags)
{
	const struct pial_matched *line = s->line;
	struct pial_delivery *delivery = s->delivery;
	int64_t grams = 0;

	delivery->invoiced.milli = quantity;
	if (delivery->priced_unit == delivery->unit)
		return;
	if (quantity && (pial_mass_is_none(line->weight) || line->received.milli <= 0)) {
		set_reason(s, "no-weight");
		pial_diag_add(diags, &s->pos, PIAL_A_RECEIVED_WEIGHT, note_of(s),
			      product_of(s));
		hold(s, PIAL_DELIVERY_WAITING);
		return;
	}
	if (quantity && !pial_muldiv(line->weight.g, quantity, line->received.milli,
				     PIAL_ROUND_HALF_AWAY, &grams))
		pial_diag_add(diags, &s->pos, PIAL_E_AMOUNT);
	delivery->invoiced.milli = grams;
}

static void settle_receipt(struct settling *s, struct pial_diags *diags)
{
	const struct pial_matched *line = s->line;
	bool agreed = !pial_qty_is_none(line->agreed);
	enum outcome outcome;

	s->accepted = line->received.milli -
		      (pial_qty_is_none(line->refused) ? 0 : line->refused.milli);
	outcome = judge(s);
	if (!agreed && line->receipt->status == PIAL_RECEIPT_DISPUTED) {
		set_reason(s, "disputed");
		pial_diag_add(diags, &s->pos, PIAL_A_RECEIVED_DISPUTED, note_of(s),
			      product_of(s));
		hold(s, PIAL_DELIVERY_DISPUTED);
		return;
	}
	if (outcome != AS_SENT) {
		bool waits = !agreed && must_wait(s, outcome);

		set_reason(s, cases[outcome].reason);
		say(s, outcome, waits, diags);
		if (waits) {
			hold(s, PIAL_DELIVERY_WAITING);
			return;
		}
	}
	s->delivery->status = PIAL_DELIVERY_AGREED;
	price_quantity(s, agreed ? line->agreed.milli : s->accepted, diags);
}

/* No receipt: sent as allocated, and received so once the delay has passed whole. */
static bool settle_silence(struct settling *s, struct pial_diags *diags)
{
	const struct pial_policy *policy = &s->input->model->policy;
	struct pial_date day = s->line->row->day;

	if (!s->input->today.n || !day.n ||
	    pial_date_diff(day, s->input->today) <= policy->receipt_delay_days) {
		set_reason(s, "no-receipt");
		hold(s, PIAL_DELIVERY_WAITING);
		return true;
	}
	s->delivery->received = s->delivery->sent;
	s->delivery->status = PIAL_DELIVERY_AGREED;
	price_quantity(s, s->delivery->sent.milli, diags);
	return false;
}

/* Goods counted in kg are their own weight: a second one that differs is a slip. */
static bool weight_agrees(const struct settling *s, struct pial_diags *diags)
{
	const struct pial_matched *line = s->line;

	if (s->delivery->unit != PIAL_UNIT_KG || pial_mass_is_none(line->weight) ||
	    line->weight.g == line->received.milli)
		return true;
	return pial_diag_add(diags, &s->pos, PIAL_E_RECEIPT_WEIGHT,
			     product_of(s), line->weight.g, line->received.milli);
}

bool pial_note_line_settle(const struct pial_deliver_input *input,
			   const struct pial_matched *line, struct pial_delivery *delivery,
			   struct pial_diags *diags)
{
	struct settling s = { .input = input, .line = line, .delivery = delivery };

	s.pos = (struct pial_pos){ input->allocation_file, line->row ? line->row->line : 0, 0,
				   PIAL_COLUMN_LETTER };
	delivery->allocated = line->row ? line->row->quantity : PIAL_QTY_NONE;
	delivery->sent = pial_qty_is_none(line->sent) ? delivery->allocated : line->sent;
	delivery->received = line->received;
	delivery->refused = line->refused;
	delivery->weight = line->weight;
	if (!line->receipt)
		return settle_silence(&s, diags);
	s.pos.file = input->receipt_file;
	s.pos.line = line->receipt->line;
	delivery->reason = line->receipt->reason;
	if (weight_agrees(&s, diags))
		settle_receipt(&s, diags);
	return false;
}
