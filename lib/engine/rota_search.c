/*
 * The search for the best rota: weeks one after the other, people in order of rotation, so that of
 * two answers as even as each other the one met first is the one asked for.
 *
 * First with the bound of the whole season as the goal: no answer is more even, and a partial one
 * whose levels, greatest first, pass those of the goal anywhere cannot reach it, because loads only
 * grow. Most seasons end here. Else, or where steps run out, an answer is made by rotation alone
 * and evened out by changing and exchanging turns while that helps; it limits the second search,
 * which looks for anything better, each partial answer bounded by dealing out what is left.
 *
 * A state (week, whose turn was last, running weeks, everybody's load) that was met before is left
 * alone: what can come of it came of it then, and earlier in the order. States are remembered in a
 * table of fixed size in which a newer one takes the place of an older one; forgetting costs time
 * only.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "engine/rota_priv.h"

#include "base/banned.h"

/* Turns tried by each search, when the caller does not say. */
#define STEPS 400000
/* States remembered. */
#define MEMORY 32768

struct search {
	struct pial_rota *rota;			/* what is searched */
	const struct pial_rota_level *goal;	/* nothing worse is looked at; NULL: no goal */
	bool exact;				/* goal is the bound of the whole season */
	bool better;				/* goal must be passed, reaching it is not enough */
	bool first;				/* whatever fits will do: stop at the first */
	bool stopped;				/* found what it wants */
	uint64_t steps;				/* left */
	int32_t *turn;				/* weeks: of the partial answer */
	int64_t *load;				/* people: fixed turns to come included */
	int64_t *carried;			/* people: load of the turns so far */
	/* people: 1 + week of the last turn; before the season below 1 */
	int32_t *met;
	int32_t running;			/* so far */
	struct pial_rota_level *level;		/* people: room to work in */
	int64_t *memory;			/* MEMORY states of people + 3 numbers */
	size_t *order;				/* weeks x people: candidates of each week */
};

static size_t state_size(const struct search *search)
{
	return search->rota->input->people + 3;
}

/* True when this state was met before; else remembers it. */
static bool met_before(struct search *search, size_t week, int32_t last)
{
	size_t people = search->rota->input->people, size = state_size(search);
	uint64_t hash = (week + 1) * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)(last + 2);
	int64_t *place;

	for (size_t p = 0; p < people; p++) {
		hash ^= (uint64_t)search->load[p] + p;
		hash *= UINT64_C(0xff51afd7ed558ccd);
		hash ^= hash >> 33;
	}
	place = search->memory + (size_t)(hash % MEMORY) * size;
	if (place[0] == (int64_t)week + 1 && place[1] == last && place[2] == search->running &&
	    !memcmp(place + 3, search->load, people * sizeof(*place)))
		return true;
	place[0] = (int64_t)week + 1;
	place[1] = last;
	place[2] = search->running;
	memcpy(place + 3, search->load, people * sizeof(*place));
	return false;
}

/* True when nothing that is wanted can come of the partial answer before week. */
static bool is_hopeless(struct search *search, size_t week)
{
	const struct pial_rota *rota = search->rota;
	int order;

	if (!search->goal)
		return false;
	if (search->exact) {
		pial_rota_levels(rota, search->load, search->level);
		for (size_t i = 0; i < rota->input->people; i++)
			if (pial_rota_compare(search->level[i], search->goal[i]) > 0)
				return true;
		return false;
	}
	pial_rota_bound(rota, week, search->load, search->level);
	order = pial_rota_compare_all(rota, search->level, search->goal);
	return order > 0 || (!order && search->better);
}

/* A whole answer that is not hopeless. */
static void take(struct search *search)
{
	struct pial_rota *rota = search->rota;

	memcpy(rota->turn, search->turn, rota->input->weeks * sizeof(*rota->turn));
	pial_rota_levels(rota, search->load, rota->level);
	rota->found = true;
	search->goal = rota->level;
	search->better = true;
	search->stopped = search->exact || search->first;
}

/* True when a person comes before another: less carried so far, then the longest without a turn. */
static bool comes_before(const struct search *search, size_t a, size_t b)
{
	const int64_t *due = search->rota->input->due;
	int order = pial_rota_compare((struct pial_rota_level){ search->carried[a], due[a] },
				      (struct pial_rota_level){ search->carried[b], due[b] });

	return order ? order < 0 : search->met[a] < search->met[b];
}

/* The people who can take a week, in order of rotation; returns how many. */
static size_t candidates(const struct search *search, size_t week, size_t *order)
{
	const struct pial_rota_input *input = search->rota->input;
	size_t count = 0;

	for (size_t p = 0; p < input->people; p++) {
		size_t at = count;

		if (!input->can[week * input->people + p])
			continue;
		for (; at && comes_before(search, p, order[at - 1]); at--)
			order[at] = order[at - 1];
		order[at] = p;
		count++;
	}
	return count;
}

static void descend(struct search *search, size_t week, int32_t last);

/* Gives a week to somebody, or to nobody, and goes on. */
static void give(struct search *search, size_t week, int32_t last, int32_t turn)
{
	const struct pial_rota_input *input = search->rota->input;
	bool counts = turn >= 0 && input->fixed[week] == PIAL_ROTA_OPEN;
	int32_t runs = turn >= 0 && turn == last, met = 0;

	if (search->running + runs + pial_rota_least(search->rota, week + 1, turn) >
	    pial_rota_least(search->rota, 0, input->before))
		return;
	search->turn[week] = turn;
	search->running += runs;
	if (turn >= 0) {
		met = search->met[turn];
		search->met[turn] = (int32_t)week + 1;
		search->carried[turn] += input->load[week];
	}
	if (counts)
		search->load[turn] += input->load[week];
	descend(search, week + 1, turn);
	if (counts)
		search->load[turn] -= input->load[week];
	if (turn >= 0) {
		search->met[turn] = met;
		search->carried[turn] -= input->load[week];
	}
	search->running -= runs;
}

static void descend(struct search *search, size_t week, int32_t last)
{
	const struct pial_rota_input *input = search->rota->input;
	size_t *order = search->order + week * input->people, count;

	if (!search->steps)
		return;
	search->steps--;
	if (is_hopeless(search, week))
		return;
	if (week == input->weeks) {
		take(search);
		return;
	}
	if (met_before(search, week, last))
		return;
	if (input->fixed[week] != PIAL_ROTA_OPEN) {
		give(search, week, last, input->fixed[week]);
		return;
	}
	count = candidates(search, week, order);
	if (!count)
		give(search, week, last, PIAL_ROTA_NOBODY);
	for (size_t i = 0; i < count && !search->stopped; i++)
		give(search, week, last, (int32_t)order[i]);
}

/* Runs a search from the first week; true when it came to its end. */
static bool run(struct search *search)
{
	const struct pial_rota_input *input = search->rota->input;

	memcpy(search->load, search->rota->load, input->people * sizeof(*search->load));
	memset(search->carried, 0, input->people * sizeof(*search->carried));
	for (size_t p = 0; p < input->people; p++)
		search->met[p] = input->since[p] == INT32_MAX ? INT32_MIN : 1 - input->since[p];
	memset(search->memory, 0, MEMORY * state_size(search) * sizeof(*search->memory));
	search->running = 0;
	search->stopped = false;
	/* The first answer that fits is found without turning back. */
	search->steps = search->first ? UINT64_MAX : input->steps ? input->steps : STEPS;
	descend(search, 0, input->before);
	return search->stopped || search->steps;
}

/* ---- Evening out an answer ---- */

/* Levels and running weeks of an answer; false when it has too many of the latter. */
static bool weigh(struct search *search, const int32_t *turn, struct pial_rota_level *level)
{
	const struct pial_rota_input *input = search->rota->input;
	int32_t last = input->before, running = 0;

	memset(search->load, 0, input->people * sizeof(*search->load));
	for (size_t w = 0; w < input->weeks; w++) {
		running += turn[w] >= 0 && turn[w] == last;
		if (turn[w] >= 0)
			search->load[turn[w]] += input->load[w];
		last = turn[w];
	}
	pial_rota_levels(search->rota, search->load, level);
	return running <= pial_rota_least(search->rota, 0, input->before);
}

/* Keeps a changed answer when it is more even. */
static bool keep(struct search *search, const int32_t *turn)
{
	struct pial_rota *rota = search->rota;

	if (!weigh(search, turn, search->level) ||
	    pial_rota_compare_all(rota, search->level, rota->level) >= 0)
		return false;
	memcpy(rota->turn, turn, rota->input->weeks * sizeof(*turn));
	memcpy(rota->level, search->level, rota->input->people * sizeof(*rota->level));
	return true;
}

static bool may_have(const struct search *search, size_t week, int32_t person)
{
	const struct pial_rota_input *input = search->rota->input;

	return person >= 0 && input->fixed[week] == PIAL_ROTA_OPEN &&
	       input->can[week * input->people + (size_t)person];
}

/* Another person for one week, or the persons of two weeks exchanged. */
static bool change_once(struct search *search, size_t week)
{
	const struct pial_rota_input *input = search->rota->input;
	int32_t *turn = search->turn, own;

	memcpy(turn, search->rota->turn, input->weeks * sizeof(*turn));
	own = turn[week];
	for (int32_t p = 0; (size_t)p < input->people; p++) {
		turn[week] = p;
		if (p != own && may_have(search, week, p) && may_have(search, week, own) &&
		    keep(search, turn))
			return true;
	}
	turn[week] = own;
	for (size_t w = week + 1; w < input->weeks; w++) {
		int32_t other = turn[w];

		if (own == other || !may_have(search, week, other) || !may_have(search, w, own))
			continue;
		turn[week] = other;
		turn[w] = own;
		if (keep(search, turn))
			return true;
		turn[week] = own;
		turn[w] = other;
	}
	return false;
}

static void even_out(struct search *search)
{
	size_t weeks = search->rota->input->weeks;

	for (size_t quiet = 0, w = 0; weeks && quiet < weeks; w = (w + 1) % weeks)
		quiet = change_once(search, w) ? 0 : quiet + 1;
}

/* ---- The two searches ---- */

static bool look(struct search *search, const struct pial_rota_level *ideal)
{
	struct pial_rota *rota = search->rota;

	search->goal = ideal;
	search->exact = true;
	if (run(search) && rota->found)
		return true;
	search->exact = false;
	search->goal = NULL;
	search->first = true;
	search->better = false;
	(void)run(search);
	search->first = false;
	even_out(search);
	/* As even as can be; only who comes first among equals is not known. */
	if (!pial_rota_compare_all(rota, rota->level, ideal))
		return true;
	/* What is no worse comes first; from then on only what is better. */
	search->goal = rota->level;
	search->better = false;
	return run(search);
}

bool pial_rota_search(struct pial_rota *rota)
{
	const struct pial_rota_input *input = rota->input;
	size_t weeks = input->weeks, people = input->people;
	struct search search = { .rota = rota };
	struct pial_rota_level *ideal = pial_calloc(people + 1, sizeof(*ideal));
	bool proved;

	search.turn = pial_calloc(weeks + 1, sizeof(*search.turn));
	search.load = pial_calloc(people + 1, sizeof(*search.load));
	search.carried = pial_calloc(people + 1, sizeof(*search.carried));
	search.met = pial_calloc(people + 1, sizeof(*search.met));
	search.level = pial_calloc(people + 1, sizeof(*search.level));
	search.memory = pial_calloc(MEMORY * state_size(&search), sizeof(*search.memory));
	search.order = pial_calloc((weeks + 1) * (people + 1), sizeof(*search.order));
	pial_rota_bound(rota, 0, rota->load, ideal);
	proved = look(&search, ideal);
	free(search.turn);
	free(search.load);
	free(search.carried);
	free(search.met);
	free(search.level);
	free(search.memory);
	free(search.order);
	free(ideal);
	return proved;
}
