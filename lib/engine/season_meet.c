/*
 * Doors of kitchens are made once a crop, day by day; each grower then asks at all of them.
 *
 * Distances are looked up in the model, where a road of distances.csv wins; they do not change
 * from week to week, so each pair is asked for once and kept.
 */
#include "engine/season_meet.h"

#include <stdlib.h>

#include "engine/allowed.h"
#include "engine/ratio.h"

#include "base/banned.h"

#define DAYS 7

/* Not asked yet; excluded or beyond the radius; distance unknown and no radius. */
enum { ROAD_UNASKED = -1, ROAD_CLOSED = -2, ROAD_UNKNOWN = -3 };

/* A kitchen of a crop on the days on which it receives. */
struct doors {
	struct pial_door day[DAYS];	/* open ones */
	unsigned days;			/* how many */
};

/* How near a grower is to the kitchens it may serve. */
struct nearness {
	pial_i128 way, need;	/* sum of need x metres, and of need; need 0: unknown */
	uint32_t place;		/* in the crop */
};

/* The work of a season. */
struct meeting {
	struct pial_season_case *c;	/* whose */
	int32_t *road;			/* metres by kitchen and producer, or ROAD_ */
	struct doors *door;		/* of the crop's kitchens */
	struct nearness *near;		/* of the crop's harvests */
};

static void make_doors(const struct pial_season_case *c, const struct pial_crop *crop,
		       struct doors *doors)
{
	for (uint32_t k = 0; k < crop->wishes; k++) {
		const struct pial_kitchen *kitchen =
			&c->model->kitchen[c->wish[crop->wish + k].kitchen];

		doors[k].days = 0;
		for (int d = PIAL_MONDAY; d <= PIAL_SUNDAY; d++) {
			struct pial_date day = pial_week_day(crop->week, (enum pial_weekday)d);
			struct pial_door door = pial_door_make(
				c->model, kitchen,
				pial_model_contract(c->model,
						    pial_model_contract_for(c->model, kitchen->id,
									    crop->product->id,
									    day)),
				day);

			door.rounds = false;
			if (door.open)
				doors[k].day[doors[k].days++] = door;
		}
	}
}

static bool excluded(const struct pial_model *model, const struct pial_producer *producer,
		     const struct pial_kitchen *kitchen)
{
	for (uint32_t i = 0; i < model->policy.exclude_count; i++)
		if (model->policy.exclude[i].producer.n == producer->id.n &&
		    model->policy.exclude[i].kitchen.n == kitchen->id.n)
			return true;
	return false;
}

/* Metres of a pair, or why there are none. */
static int32_t find_road(const struct pial_model *model, const struct pial_producer *producer,
			 const struct pial_kitchen *kitchen)
{
	int32_t metres;
	bool unknown;

	if (excluded(model, producer, kitchen) ||
	    pial_barrier_distance(model, producer, kitchen, &metres, &unknown) !=
		    PIAL_BARRIER_NONE)
		return ROAD_CLOSED;
	return unknown ? ROAD_UNKNOWN : metres;
}

static bool opens(const struct doors *doors, const struct pial_producer *producer,
		  const struct pial_product *product)
{
	const struct pial_offer offer = { .producer = producer->id, .product = product->id };

	for (unsigned d = 0; d < doors->days; d++)
		if (pial_door_barrier(&doors->day[d], &offer, producer) == PIAL_BARRIER_NONE)
			return true;
	return false;
}

static void add_way(struct nearness *near, int32_t metres, int64_t need)
{
	if (metres < 0)
		return;
	near->way += (pial_i128)metres * need;
	near->need += need;
}

/* Nearest first, unknown last, then in the order of harvests. */
static int by_nearness(const void *left, const void *right)
{
	const struct nearness *a = left, *b = right;
	int order = (a->need == 0) - (b->need == 0);

	if (!order && a->need)
		order = pial_ratio_compare((struct pial_ratio){ a->way, a->need },
					   (struct pial_ratio){ b->way, b->need });
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int32_t road_of(struct meeting *meeting, const struct pial_producer *producer,
		       uint32_t kitchen)
{
	const struct pial_model *model = meeting->c->model;
	int32_t *road = &meeting->road[(size_t)kitchen * model->producers +
				       (size_t)(producer - model->producer)];

	if (*road == ROAD_UNASKED)
		*road = find_road(model, producer, &model->kitchen[kitchen]);
	return *road;
}

static void meet_crop(struct meeting *meeting, struct pial_crop *crop)
{
	struct pial_season_case *c = meeting->c;
	size_t bits = (size_t)crop->harvests * crop->wishes;

	crop->allowed = pial_arena_zalloc(c->arena, bits / 8 + 1, 1);
	make_doors(c, crop, meeting->door);
	for (uint32_t h = 0; h < crop->harvests; h++) {
		struct nearness *near = &meeting->near[h];
		const struct pial_producer *producer =
			c->bidder[c->harvest[crop->harvest + h].bidder].producer;

		*near = (struct nearness){ 0, 0, h };
		for (uint32_t k = 0; k < crop->wishes; k++) {
			const struct pial_season_wish *wish = &c->wish[crop->wish + k];
			int32_t road = road_of(meeting, producer, wish->kitchen);
			size_t bit = (size_t)h * crop->wishes + k;

			if (road == ROAD_CLOSED ||
			    !opens(&meeting->door[k], producer, crop->product))
				continue;
			crop->allowed[bit / 8] |= (uint8_t)(1u << (bit % 8));
			add_way(near, road, wish->milli);
		}
	}
	if (crop->harvests)
		qsort(meeting->near, crop->harvests, sizeof(*meeting->near), by_nearness);
	for (uint32_t i = 0; i < crop->harvests; i++)
		c->harvest[crop->harvest + meeting->near[i].place].rank = i;
}

void pial_season_meet(struct pial_season_case *c)
{
	struct pial_arena scratch;
	struct meeting meeting = { .c = c };
	size_t pairs = c->model->kitchens * c->model->producers, wishes = 0, harvests = 0;

	for (size_t i = 0; i < c->crops; i++) {
		wishes = c->crop[i].wishes > wishes ? c->crop[i].wishes : wishes;
		harvests = c->crop[i].harvests > harvests ? c->crop[i].harvests : harvests;
	}
	pial_arena_init(&scratch);
	meeting.road = pial_arena_alloc(&scratch, (pairs + 1) * sizeof(*meeting.road));
	for (size_t i = 0; i < pairs; i++)
		meeting.road[i] = ROAD_UNASKED;
	meeting.door = pial_arena_zalloc(&scratch, wishes + 1, sizeof(*meeting.door));
	meeting.near = pial_arena_zalloc(&scratch, harvests + 1, sizeof(*meeting.near));
	for (size_t i = 0; i < c->crops; i++)
		meet_crop(&meeting, &c->crop[i]);
	pial_arena_release(&scratch);
}

bool pial_season_meets(const struct pial_season_case *c, const struct pial_crop *crop,
		       const struct pial_producer *producer, int64_t *distance)
{
	struct pial_arena scratch;
	struct nearness near = { 0, 0, 0 };
	struct doors *door;
	bool any = false;

	pial_arena_init(&scratch);
	door = pial_arena_zalloc(&scratch, crop->wishes + 1, sizeof(*door));
	make_doors(c, crop, door);
	for (uint32_t k = 0; k < crop->wishes; k++) {
		const struct pial_season_wish *wish = &c->wish[crop->wish + k];
		int32_t road = find_road(c->model, producer, &c->model->kitchen[wish->kitchen]);

		if (road == ROAD_CLOSED || !opens(&door[k], producer, crop->product))
			continue;
		any = true;
		add_way(&near, road, wish->milli);
	}
	pial_arena_release(&scratch);
	*distance = near.need ? (int64_t)(near.way / near.need) : INT64_MAX;
	return any;
}
