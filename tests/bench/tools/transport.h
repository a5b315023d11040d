/*
 * A balanced transportation problem, as our engine and the yardstick both get it.
 */
#ifndef PIAL_BENCH_TRANSPORT_H
#define PIAL_BENCH_TRANSPORT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Givers and takers whose packs add up to the same, and what a pack costs between them. */
struct bench_transport {
	int32_t givers, takers;		/* how many */
	int32_t arcs;			/* how many */
	int32_t *give, *take;		/* packs of each */
	int32_t *from, *to;		/* ends of an arc: a giver, a taker */
	int32_t *metres;		/* of an arc */
};

/* What it took LEMON's NetworkSimplex, in CPU seconds of this thread. */
struct bench_lemon {
	double build;		/* the graph */
	double solve;		/* constructor, bounds, costs, supplies, run */
	int64_t optimum;	/* sum of packs x metres */
};

/*
 * Solves a problem with LEMON: StaticDigraph and NetworkSimplex<int, int>, its most compact graph
 * and its fastest number type, default pivot rule. 0 when it found an optimum.
 */
int bench_lemon_solve(const struct bench_transport *problem, struct bench_lemon *result);

/* CPU seconds of this thread. */
double bench_cpu(void);

#ifdef __cplusplus
}
#endif

#endif
