/*
 * Matching deliveries with invoiced lines, note by note and product by product.
 *
 * Both sides are sorted by note and product (by their numbers in the pool, which is enough to find
 * groups; what is said and returned goes in the order of the deliveries). Groups have a handful of
 * lines, so that each pass compares all pairs.
 */
#include "invoice/select.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/decimal.h"

#include "base/banned.h"

/* One side of the comparison, to be sorted. */
struct side {
	uint32_t note, product;	/* what is grouped by */
	uint32_t batch;		/* what tells lines of a group apart */
	int32_t line;		/* on the note */
	size_t index;		/* in the input */
	size_t mate;		/* index of the other side's; NONE: none */
};

#define NONE SIZE_MAX

struct selecting {
	const struct pial_select_input *input;	/* what is asked */
	struct pial_diags *diags;		/* what is said */
	uint32_t self;				/* number of "self" in the pool */
	struct side *issued;	/* live lines sold to kitchens, by note and product; owned */
	size_t issueds;		/* how many */
	struct side *dead;	/* the same, credited in full; owned */
	size_t deads;		/* how many */
	struct side *month;	/* those of the month, by seller and buyer instead; owned */
	size_t months;		/* how many */
	struct side *given;	/* deliveries, by note and product; owned */
	size_t *carrier;	/* one a delivery: the line that carries it, or NONE; owned */
};

void pial_select_result_init(struct pial_select_result *result)
{
	memset(result, 0, sizeof(*result));
	pial_arena_init(&result->arena);
}

void pial_select_result_release(struct pial_select_result *result)
{
	pial_arena_release(&result->arena);
	pial_select_result_init(result);
}

static const char *text_of(const struct selecting *s, uint32_t n)
{
	return pial_model_text(s->input->model, n);
}

static int by_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int by_group(const struct side *a, const struct side *b)
{
	int order = by_number(a->note, b->note);

	return order ? order : by_number(a->product, b->product);
}

static int compare_sides(const void *left, const void *right)
{
	const struct side *a = left, *b = right;
	int order = by_group(a, b);

	if (!order)
		order = (a->line > b->line) - (a->line < b->line);
	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static void sort_sides(struct side *side, size_t count)
{
	if (count)
		qsort(side, count, sizeof(*side), compare_sides);
}

static void gather(struct selecting *s)
{
	const struct pial_select_input *input = s->input;

	s->issued = pial_calloc(input->lefts + 1, sizeof(*s->issued));
	s->dead = pial_calloc(input->lefts + 1, sizeof(*s->dead));
	s->month = pial_calloc(input->lefts + 1, sizeof(*s->month));
	s->given = pial_calloc(input->deliveries + 1, sizeof(*s->given));
	s->carrier = pial_calloc(input->deliveries + 1, sizeof(*s->carrier));
	for (size_t i = 0; i < input->lefts; i++) {
		const struct pial_invoice_line *line = input->left[i].line;
		struct side side = { line->note.n, line->product.n, line->batch.n,
				     line->note_line, i, NONE };

		if (!line->note.n || input->left[i].entry->buyer.n == s->self)
			continue;
		if (!pial_left_lives(&input->left[i])) {
			s->dead[s->deads++] = side;
			continue;
		}
		s->issued[s->issueds++] = side;
		side.note = input->left[i].entry->seller.n;
		side.product = input->left[i].entry->buyer.n;
		if (input->left[i].entry->period.n == input->period.n)
			s->month[s->months++] = side;
	}
	for (size_t i = 0; i < input->deliveries; i++) {
		const struct pial_delivery *row = &input->delivery[i];

		s->given[i] = (struct side){ row->note.n, row->product.n, row->batch.n,
					     row->number, i, NONE };
	}
	sort_sides(s->issued, s->issueds);
	sort_sides(s->dead, s->deads);
	sort_sides(s->month, s->months);
	sort_sides(s->given, input->deliveries);
}

/* How alike two lines of a group must be, pass by pass. */
enum likeness { SAME_BOTH, SAME_BATCH, SAME_LINE, ANY, LIKENESSES };

static bool alike(const struct side *a, const struct side *b, enum likeness how)
{
	return (how == ANY || how == SAME_LINE || a->batch == b->batch) &&
	       (how == ANY || how == SAME_BATCH || a->line == b->line);
}

/* Pairs the lines of one group. */
static void pair(struct side *a, size_t as, struct side *b, size_t bs)
{
	for (int how = 0; how < LIKENESSES; how++)
		for (size_t i = 0; i < as; i++)
			for (size_t k = 0; k < bs && a[i].mate == NONE; k++) {
				if (b[k].mate != NONE ||
				    !alike(&a[i], &b[k], (enum likeness)how))
					continue;
				a[i].mate = b[k].index;
				b[k].mate = a[i].index;
			}
}

static size_t group_end(const struct side *side, size_t count, size_t from)
{
	size_t end = from + 1;

	while (end < count && by_group(&side[end], &side[from]) == 0)
		end++;
	return end;
}

static void match(struct selecting *s)
{
	size_t i = 0, k = 0, count = s->input->deliveries;

	while (i < s->issueds && k < count) {
		int order = by_group(&s->issued[i], &s->given[k]);
		size_t i_end = group_end(s->issued, s->issueds, i);
		size_t k_end = group_end(s->given, count, k);

		if (!order)
			pair(s->issued + i, i_end - i, s->given + k, k_end - k);
		i = order <= 0 ? i_end : i;
		k = order >= 0 ? k_end : k;
	}
	for (k = 0; k < count; k++)
		s->carrier[s->given[k].index] = s->given[k].mate;
}

static uint32_t seller_of(const struct selecting *s, const struct pial_delivery *row)
{
	return s->input->model->policy.billing == PIAL_BILLING_RESALE ? s->self : row->producer.n;
}

/* The first of a group; with product 0 the first of a note. */
static size_t find(const struct side *side, size_t count, uint32_t note, uint32_t product)
{
	const struct side key = { .note = note, .product = product };
	size_t from = 0, end = count;

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (by_group(&side[middle], &key) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

/* A live invoice of the month, or of the note, that a delivery came too late for; NULL: none. */
static const struct pial_left *invoice_of(const struct selecting *s,
					  const struct pial_delivery *row)
{
	uint32_t seller = seller_of(s, row);
	size_t i;

	if (s->input->model->policy.billing_per == PIAL_BILLING_DELIVERY) {
		i = find(s->issued, s->issueds, row->note.n, 0);
		if (i < s->issueds && s->issued[i].note == row->note.n)
			return &s->input->left[s->issued[i].index];
		return NULL;
	}
	i = find(s->month, s->months, seller, row->kitchen.n);
	if (i < s->months && s->month[i].note == seller && s->month[i].product == row->kitchen.n)
		return &s->input->left[s->month[i].index];
	return NULL;
}

/* The line of an invoice credited in full that this delivery was on; NULL: none. */
static const struct pial_left *was_on(const struct selecting *s, const struct pial_delivery *row)
{
	size_t i = find(s->dead, s->deads, row->note.n, row->product.n);

	for (; i < s->deads && s->dead[i].note == row->note.n &&
	       s->dead[i].product == row->product.n; i++)
		if (s->dead[i].batch == row->batch.n && s->dead[i].line == row->number)
			return &s->input->left[s->dead[i].index];
	return NULL;
}

/* Lines of earlier months, counted. */
struct late {
	int64_t count;		/* how many */
	struct pial_date oldest;	/* the first day; none: no line */
};

/* Lines counted by a document: the invoice they came too late for, or the one that was credited. */
struct tally {
	const struct pial_left *left;	/* a line of that document */
	int64_t count;			/* how many */
};

struct tallies {
	struct tally *tally;	/* in the order of the deliveries; owned */
	size_t count, cap;	/* how many, and room */
};

static void count_line(struct tallies *tallies, const struct pial_left *left)
{
	for (size_t i = 0; i < tallies->count; i++) {
		const struct pial_left *at = tallies->tally[i].left;

		if (at->entry == left->entry && at->credit.n == left->credit.n) {
			tallies->tally[i].count++;
			return;
		}
	}
	tallies->tally = pial_grow(tallies->tally, tallies->count, &tallies->cap,
				   sizeof(*tallies->tally));
	tallies->tally[tallies->count++] = (struct tally){ left, 1 };
}

/* What is said once everything was looked at. */
struct findings {
	struct tallies held;	/* too late for an invoice */
	struct tallies again;	/* back after a credit note */
	struct late late;	/* of earlier months */
};

static void say_findings(const struct selecting *s, const struct findings *found)
{
	for (size_t i = 0; i < found->held.count; i++) {
		const struct pial_register_entry *entry = found->held.tally[i].left->entry;

		pial_diag_add(s->diags, NULL, PIAL_N_ISSUE_HELD, found->held.tally[i].count,
			      text_of(s, entry->seller.n), text_of(s, entry->buyer.n),
			      text_of(s, entry->number.n));
	}
	for (size_t i = 0; i < found->again.count; i++) {
		const struct pial_left *left = found->again.tally[i].left;

		pial_diag_add(s->diags, NULL, PIAL_N_ISSUE_AGAIN, found->again.tally[i].count,
			      text_of(s, left->entry->seller.n), text_of(s, left->credit.n));
	}
	if (found->late.count)
		pial_diag_add(s->diags, NULL, PIAL_N_ISSUE_LATE, found->late.count,
			      (int64_t)found->late.oldest.n);
}

/* Counts what is out of the ordinary of a line that goes on an invoice. */
static void count_new(const struct selecting *s, const struct pial_delivery *row,
		      struct findings *found)
{
	const struct pial_left *dead = was_on(s, row);

	if (dead) {
		count_line(&found->again, dead);
	} else if (pial_month_of(row->day).n < s->input->period.n) {
		found->late.count++;
		if (!found->late.oldest.n || row->day.n < found->late.oldest.n)
			found->late.oldest = row->day;
	}
}

/* What becomes of a delivery that no live line carries. */
static void take_new(struct selecting *s, const struct pial_delivery *row,
		     struct findings *found, struct pial_select_result *result)
{
	bool agreed = row->status == PIAL_DELIVERY_AGREED;
	const struct pial_left *left;

	if (row->day.n > s->input->date.n || (agreed && row->invoiced.milli == 0))
		return;
	left = agreed && !s->input->supplement ? invoice_of(s, row) : NULL;
	if (left) {
		count_line(&found->held, left);
		return;
	}
	if (agreed)
		count_new(s, row, found);
	result->row[result->rows++] = *row;
}

/* Invoiced, as agreed or as silence, and since then contested or corrected. */
static void say_reopened(const struct selecting *s, const struct pial_delivery *row,
			 const struct pial_left *left)
{
	pial_diag_add(s->diags, NULL, PIAL_A_LINE_REOPENED, text_of(s, row->note.n),
		      text_of(s, row->product.n), text_of(s, left->entry->number.n),
		      row->status == PIAL_DELIVERY_DISPUTED ? PIAL_N_("disputed") :
							      PIAL_N_("waiting"));
}

static void take(struct selecting *s, struct pial_select_result *result)
{
	const struct pial_select_input *input = s->input;
	struct findings found;

	memset(&found, 0, sizeof(found));
	result->row = pial_arena_zalloc(&result->arena, input->deliveries + 1,
					sizeof(*result->row));
	result->known = pial_arena_zalloc(&result->arena, input->deliveries + 1,
					  sizeof(*result->known));
	result->carrier = pial_arena_zalloc(&result->arena, input->deliveries + 1,
					    sizeof(const struct pial_left *));
	for (size_t i = 0; i < input->deliveries; i++) {
		const struct pial_delivery *row = &input->delivery[i];

		if (input->seller.n && seller_of(s, row) != input->seller.n)
			continue;
		if (s->carrier[i] == NONE) {
			take_new(s, row, &found, result);
		} else if (row->status == PIAL_DELIVERY_AGREED) {
			result->carrier[result->knowns] = &input->left[s->carrier[i]];
			result->known[result->knowns++] = *row;
		} else {
			say_reopened(s, row, &input->left[s->carrier[i]]);
		}
	}
	say_findings(s, &found);
	free(found.held.tally);
	free(found.again.tally);
}

static void begin(struct selecting *s, const struct pial_select_input *input,
		  struct pial_diags *diags)
{
	memset(s, 0, sizeof(*s));
	s->input = input;
	s->diags = diags;
	s->self = pial_intern_find(&input->model->pool, "self", strlen("self"));
	gather(s);
	match(s);
}

static void end(struct selecting *s)
{
	free(s->issued);
	free(s->dead);
	free(s->month);
	free(s->given);
	free(s->carrier);
}

void pial_select(const struct pial_select_input *input, struct pial_select_result *result,
		 struct pial_diags *diags)
{
	struct selecting s;

	begin(&s, input, diags);
	take(&s, result);
	end(&s);
}

/* Drafted lines by note and line. */
static struct side *sort_lines(const struct pial_invoice_line *line, size_t lines)
{
	struct side *side = pial_calloc(lines + 1, sizeof(*side));

	for (size_t i = 0; i < lines; i++)
		side[i] = (struct side){ line[i].note.n, (uint32_t)line[i].note_line, 0, 0, i,
					 NONE };
	sort_sides(side, lines);
	return side;
}

static void compare_one(const struct selecting *s, struct pial_arena *arena,
			const struct pial_delivery *row, const struct pial_left *left,
			const struct pial_invoice_line *line)
{
	int64_t now = line ? line->quantity.milli : 0, was = left->quantity.milli;
	const char *note = text_of(s, row->note.n), *product = text_of(s, row->product.n);

	if (!line && row->invoiced.milli)
		return;
	/* What was credited in part on purpose is delivered as it was. */
	if (now != was && now != left->line->quantity.milli)
		pial_diag_add(s->diags, NULL, PIAL_A_LINE_CHANGED, note, product, was, now,
			      pial_left_command(s->input->model, arena, left,
						now && now < was ? was - now : 0));
	else if (line && line->price.e4 != left->line->price.e4)
		pial_diag_add(s->diags, NULL, PIAL_A_LINE_PRICE, note, product,
			      (int64_t)left->line->price.e4, (int64_t)line->price.e4,
			      pial_left_command(s->input->model, arena, left, 0));
}

/* Invoiced lines that no delivery stands for, on days that have deliveries. */
static void say_gone(const struct selecting *s, struct pial_arena *arena)
{
	const struct pial_select_input *input = s->input;
	bool *day = pial_calloc((size_t)UINT16_MAX + 1, sizeof(*day));

	for (size_t i = 0; i < input->deliveries; i++)
		day[input->delivery[i].day.n] = true;
	for (size_t i = 0; i < s->issueds; i++) {
		const struct pial_left *left = &input->left[s->issued[i].index];

		if (s->issued[i].mate == NONE && day[left->line->day.n] &&
		    (!input->seller.n || left->entry->seller.n == input->seller.n))
			pial_diag_add(s->diags, NULL, PIAL_A_LINE_GONE,
				      text_of(s, left->line->note.n),
				      text_of(s, left->line->product.n),
				      pial_left_command(s->input->model, arena, left, 0));
	}
	free(day);
}

void pial_select_compare(const struct pial_select_input *input,
			 const struct pial_select_result *result,
			 const struct pial_invoice_line *line, size_t lines,
			 struct pial_diags *diags)
{
	struct side *drafted = sort_lines(line, lines);
	struct pial_arena arena = PIAL_ARENA_INIT;
	struct selecting s;

	begin(&s, input, diags);
	for (size_t i = 0; i < result->knowns; i++) {
		const struct pial_delivery *row = &result->known[i];
		size_t at = find(drafted, lines, row->note.n, (uint32_t)row->number);
		bool there = at < lines && drafted[at].note == row->note.n &&
			     drafted[at].product == (uint32_t)row->number;

		compare_one(&s, &arena, row, result->carrier[i],
			    there ? &line[drafted[at].index] : NULL);
	}
	say_gone(&s, &arena);
	end(&s);
	free(drafted);
	pial_arena_release(&arena);
}
