/*
 * The yardstick of the proximity level: LEMON's network simplex, found fastest on problems of this kind.
 *
 * Metres are hundreds of metres here, which int holds; the cost of a whole problem is summed in 64 bits.
 */
#include <time.h>

#include <utility>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include "transport.h"

using lemon::StaticDigraph;

extern "C" double bench_cpu(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/* Arcs in the order of their givers, as the graph wants them; at[i] is the problem's number of arc i. */
static void sort_arcs(const struct bench_transport *problem, std::vector<std::pair<int, int>> &arc,
		      std::vector<int> &at)
{
	std::vector<int> first(static_cast<size_t>(problem->givers) + 1, 0);

	for (int32_t i = 0; i < problem->arcs; i++)
		first[static_cast<size_t>(problem->from[i]) + 1]++;
	for (size_t g = 0; g < static_cast<size_t>(problem->givers); g++)
		first[g + 1] += first[g];
	for (int32_t i = 0; i < problem->arcs; i++) {
		size_t place = static_cast<size_t>(first[static_cast<size_t>(problem->from[i])]++);

		arc[place] = std::make_pair(problem->from[i], problem->givers + problem->to[i]);
		at[place] = i;
	}
}

extern "C" int bench_lemon_solve(const struct bench_transport *problem, struct bench_lemon *result)
{
	double started = bench_cpu();
	std::vector<std::pair<int, int>> arc(static_cast<size_t>(problem->arcs));
	std::vector<int> at(static_cast<size_t>(problem->arcs));
	StaticDigraph graph;

	sort_arcs(problem, arc, at);
	graph.build(problem->givers + problem->takers, arc.begin(), arc.end());

	StaticDigraph::ArcMap<int> cost(graph);
	StaticDigraph::NodeMap<int> supply(graph, 0);

	for (int i = 0; i < problem->arcs; i++)
		cost[graph.arc(i)] = problem->metres[at[static_cast<size_t>(i)]] / 100;
	for (int g = 0; g < problem->givers; g++)
		supply[graph.node(g)] = problem->give[g];
	for (int t = 0; t < problem->takers; t++)
		supply[graph.node(problem->givers + t)] = -problem->take[t];
	result->build = bench_cpu() - started;

	started = bench_cpu();
	typedef lemon::NetworkSimplex<StaticDigraph, int, int> Simplex;
	Simplex simplex(graph);

	if (simplex.costMap(cost).supplyMap(supply).run() != Simplex::OPTIMAL)
		return -1;
	result->solve = bench_cpu() - started;
	result->optimum = simplex.totalCost<long long>() * 100;
	return 0;
}
