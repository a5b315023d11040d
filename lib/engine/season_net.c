/*
 * Kitchens are put together by pial_alike_find, which wants pairs sorted by kitchen, then harvest.
 */
#include "engine/season_net.h"

#include "engine/alike.h"
#include "engine/sides.h"

#include "base/banned.h"

/* Pairs of a crop that may meet, in the order that alike.h wants. */
static struct pial_open *list_pairs(const struct pial_crop *crop, size_t *count,
				    struct pial_arena *arena)
{
	size_t room = (size_t)crop->harvests * crop->wishes + 1;
	struct pial_open *pair = pial_arena_alloc(arena, room * sizeof(*pair));

	*count = 0;
	for (uint32_t k = 0; k < crop->wishes; k++)
		for (uint32_t h = 0; h < crop->harvests; h++)
			if (pial_crop_allows(crop, h, k))
				pair[(*count)++] = (struct pial_open){ .row = k, .offer = h };
	return pair;
}

struct pial_net *pial_season_net(const struct pial_season_case *c, const struct pial_crop *crop,
				 bool reserve, struct pial_arena *keep,
				 struct pial_arena *scratch)
{
	struct pial_net *net = pial_arena_zalloc(keep, 1, sizeof(*net));
	struct pial_alike alike;
	size_t pairs;
	struct pial_open *pair = list_pairs(crop, &pairs, scratch);

	pial_alike_find(&alike, pair, pairs, crop->wishes, false, scratch);
	pial_net_init(net, crop->harvests + alike.sets, (uint32_t)alike.pairs, keep);
	for (uint32_t s = 0; s < alike.sets; s++)
		for (uint32_t i = alike.first[s]; i < alike.end[s]; i++)
			pial_net_arc(net, pair[i].offer, crop->harvests + s, PIAL_ARC_FREE);
	pial_net_ready(net);
	for (uint32_t k = 0; k < crop->wishes; k++) {
		const struct pial_season_wish *wish = &c->wish[crop->wish + k];

		net->out[crop->harvests + alike.of[k]] += reserve ? wish->reserve : wish->packs;
	}
	return net;
}

/* What a harvest sends out, all its arcs together. */
static int64_t sent(const struct pial_net *net, uint32_t harvest)
{
	pial_i128 sum = 0;

	for (uint32_t place = net->first[harvest]; place < net->first[harvest + 1]; place++)
		sum += pial_net_carried(net, place);
	return (int64_t)sum;
}

struct pial_net *pial_season_flow(const struct pial_season_case *c, const struct pial_crop *crop,
				  bool reserve, struct pial_arena *keep,
				  struct pial_arena *scratch)
{
	struct pial_net *net = pial_season_net(c, crop, reserve, keep, scratch);
	const struct pial_harvest *harvest = &c->harvest[crop->harvest];

	/* What stands comes first and may be too much; how much of it flows is what it leaves. */
	for (uint32_t h = 0; h < crop->harvests; h++)
		net->src[h] = reserve && harvest[h].fixed ? harvest[h].margin : 0;
	(void)!pial_net_suffices(net);
	for (uint32_t h = 0; h < crop->harvests; h++)
		net->src[h] = reserve && harvest[h].fixed ? sent(net, h)
			      : reserve			  ? harvest[h].margin
							  : harvest[h].need;
	return pial_net_suffices(net) ? net : NULL;
}
