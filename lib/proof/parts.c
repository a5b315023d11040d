/*
 * Connected sets by flooding: from each row not yet in a component, over its pairs and back.
 */
#include "proof/parts.h"

#include <stdlib.h>

#include "base/banned.h"

/* Pairs of each offer. */
struct back {
	uint32_t *first;	/* offer to its first place in pair; one more at the end */
	uint32_t *pair;		/* pairs, by offer, then row */
};

static struct back list_back(const struct pial_check_week *week)
{
	struct back back;
	uint32_t *at;

	back.first = pial_arena_zalloc(week->arena, (size_t)week->offers + 2, sizeof(*at));
	back.pair = pial_arena_zalloc(week->arena, (size_t)week->pairs + 1, sizeof(*at));
	at = pial_arena_zalloc(week->arena, (size_t)week->offers + 1, sizeof(*at));
	for (uint32_t p = 0; p < week->pairs; p++)
		back.first[week->pair[p].offer + 1]++;
	for (uint32_t o = 0; o < week->offers; o++) {
		back.first[o + 1] += back.first[o];
		at[o] = back.first[o];
	}
	for (uint32_t p = 0; p < week->pairs; p++)
		back.pair[at[week->pair[p].offer]++] = p;
	return back;
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Lists the offers of a component by producer. */
static void list_sellers(struct pial_check_week *week, struct pial_check_part *part)
{
	part->seller = pial_arena_zalloc(week->arena, (size_t)part->offers + 1,
					 sizeof(*part->seller));
	part->seller_of = pial_arena_zalloc(week->arena, (size_t)part->offers + 1,
					    sizeof(*part->seller_of));
	for (uint32_t i = 0; i < part->offers; i++) {
		const struct pial_producer *producer = week->offer[part->offer[i]].producer;

		if (!part->sellers || part->seller[part->sellers - 1].producer != producer)
			part->seller[part->sellers++] =
				(struct pial_check_seller){ .producer = producer, .first = i };
		part->seller[part->sellers - 1].count++;
		part->seller_of[i] = part->sellers - 1;
	}
}

/* Lists the pairs of a component by offer. */
static void list_pairs(struct pial_check_week *week, struct pial_check_part *part,
		       const struct back *back)
{
	size_t pairs = 0;

	for (uint32_t i = 0; i < part->rows; i++)
		pairs += week->row[part->row[i]].count;
	part->first = pial_arena_zalloc(week->arena, (size_t)part->offers + 2,
					sizeof(*part->first));
	part->pair = pial_arena_zalloc(week->arena, pairs + 1, sizeof(*part->pair));
	pairs = 0;
	for (uint32_t i = 0; i < part->offers; i++) {
		uint32_t o = part->offer[i];

		part->first[i] = (uint32_t)pairs;
		for (uint32_t p = back->first[o]; p < back->first[o + 1]; p++)
			if (week->row[week->pair[back->pair[p]].row].late == part->late)
				part->pair[pairs++] = back->pair[p];
	}
	part->first[part->offers] = (uint32_t)pairs;
}

/* Floods from a row; rows and offers go to the lists given, sorted afterwards. */
static void flood(struct pial_check_week *week, const struct back *back, uint32_t from,
		  uint32_t number, uint32_t *row, uint32_t *offer)
{
	struct pial_check_part *part = &week->part[number];
	bool late = part->late;
	uint32_t head = 0, reached = 0;

	part->row = row;
	part->offer = offer;
	week->row[from].part = number;
	row[part->rows++] = from;
	while (head < part->rows || reached < part->offers) {
		if (head < part->rows) {
			const struct pial_check_row *r = &week->row[row[head++]];

			for (uint32_t p = r->first; p < r->first + r->count; p++) {
				struct pial_check_offer *o = &week->offer[week->pair[p].offer];

				if (o->part[late] != PIAL_NOWHERE)
					continue;
				o->part[late] = number;
				offer[part->offers++] = week->pair[p].offer;
			}
			continue;
		}
		for (uint32_t o = offer[reached], p = back->first[o]; p < back->first[o + 1];
		     p++) {
			uint32_t r = week->pair[back->pair[p]].row;

			if (week->row[r].late != late || week->row[r].part != PIAL_NOWHERE)
				continue;
			week->row[r].part = number;
			row[part->rows++] = r;
		}
		reached++;
	}
	qsort(row, part->rows, sizeof(*row), by_number);
	qsort(offer, part->offers, sizeof(*offer), by_number);
	for (uint32_t i = 0; i < part->rows; i++)
		week->row[row[i]].local = i;
	for (uint32_t i = 0; i < part->offers; i++)
		week->offer[offer[i]].local[late] = i;
}

void pial_check_parts(struct pial_check_week *week)
{
	struct back back = list_back(week);
	uint32_t *row = pial_arena_zalloc(week->arena, (size_t)week->rows + 1, sizeof(*row));
	uint32_t *offer = pial_arena_zalloc(week->arena, 2 * (size_t)week->offers + 1,
					    sizeof(*offer));

	week->part = pial_arena_zalloc(week->arena, (size_t)week->rows + 1, sizeof(*week->part));
	for (int late = 0; late < 2; late++)
		for (uint32_t r = 0; r < week->rows; r++) {
			struct pial_check_part *part = &week->part[week->parts];

			if (week->row[r].late != (bool)late || !week->row[r].count ||
			    week->row[r].part != PIAL_NOWHERE)
				continue;
			part->late = late;
			flood(week, &back, r, week->parts++, row, offer);
			row += part->rows;
			offer += part->offers;
			list_sellers(week, part);
			list_pairs(week, part, &back);
		}
}

int64_t pial_check_left(const struct pial_check_week *week, const struct pial_check_part *part,
			uint32_t offer)
{
	const struct pial_check_offer *o = &week->offer[offer];

	return o->packs - o->pinned - (part->late ? o->right[0] : 0);
}

bool pial_check_open(const struct pial_check_week *week, const struct pial_check_part *part,
		     uint32_t pair)
{
	const struct pial_check_pair *p = &week->pair[pair];
	const struct pial_check_row *row = &week->row[p->row];

	return !p->pinned && row->pinned < row->packs && pial_check_left(week, part, p->offer) > 0;
}

void pial_check_sellers(struct pial_check_week *week, struct pial_check_part *part)
{
	for (uint32_t i = 0; i < part->offers; i++) {
		const struct pial_check_offer *offer = &week->offer[part->offer[i]];
		struct pial_check_seller *seller = &part->seller[part->seller_of[i]];

		seller->base += offer->packs - pial_check_left(week, part, part->offer[i]);
		seller->most += offer->packs;
	}
}
