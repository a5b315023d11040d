/*
 * What is put in comes out: logs drawn with known failures, variation and shared weather, and
 * what is learned from them.
 *
 * 400 logs of each kind. Held: the mean of the estimates is the truth within four standard errors
 * of that mean and a fiftieth of the truth (c is a root, rho a quotient: both lean a little); the
 * standard errors told are as large as the estimates really scatter, within a quarter; nine
 * intervals in ten at least hold the truth (95 in 100 are promised, which the jackknife reaches
 * with many weeks only); and what is to be used lies between what was seen and what was believed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/learn.h"
#include "roll.h"

#define LOGS 400
#define MOST 4000

struct kind {
	int growers, kinds, weeks;	/* producers, products, weeks */
	int run;			/* a plot that fails does so for so many weeks */
	double f, c, rho;		/* the truth */
};

static double uniform(struct dice *d)
{
	return (dice_roll(d, 1 << 30) + 0.5) / (1 << 30);
}

static double gauss(struct dice *d)
{
	return sqrt(-2 * log(uniform(d))) * cos(2 * acos(-1) * uniform(d));
}

/* A promise of 100 units, of which some come. */
static size_t roll_log(const struct kind *kind, uint64_t number, const uint32_t *id,
		       struct pial_learn_promise *row)
{
	struct dice d = dice_of(number);
	double square = log1p(kind->c * kind->c), shared = log1p(kind->rho * kind->c * kind->c);
	bool failed[64] = { false };
	size_t n = 0;

	for (int w = 0; w < kind->weeks; w++)
		for (int p = 0; p < kind->kinds; p++) {
			double weather = gauss(&d);

			for (int g = 0; g < kind->growers; g++) {
				int plot = p * kind->growers + g;
				double z = sqrt(shared) * weather +
					   sqrt(square - shared) * gauss(&d);

				if (w % kind->run == 0)
					failed[plot] = uniform(&d) < kind->f;
				row[n++] = (struct pial_learn_promise){ { id[g] }, { id[32 + p] },
					{ (uint16_t)(2600 + w) }, { 100000 },
					{ failed[plot] ? dice_roll(&d, 9000) :
							 (int64_t)(1e5 * exp(z - square / 2)) } };
			}
		}
	return n;
}

/* What 400 logs say of one figure. */
struct tally {
	double truth, before, most;
	double n, sum, squares, errors, held;
};

static void take(struct tally *t, const struct pial_learned_figure *figure)
{
	double seen = figure->seen.e6 / 1e6, use = figure->use.e6 / 1e6;

	assert_false(pial_rate_is_none(figure->error));
	t->n++;
	t->sum += seen;
	t->squares += seen * seen;
	t->errors += figure->error.e6 / 1e6;
	t->held += figure->low.e6 / 1e6 <= t->truth && t->truth <= figure->high.e6 / 1e6;
	assert_true((use >= seen - 1e-6 && use <= t->before + 1e-6) ||
		    (use <= seen + 1e-6 && use >= t->before - 1e-6));
}

static void judge(const struct tally *t, const char *what)
{
	double mean = t->sum / t->n, scatter = sqrt(t->squares / t->n - mean * mean);
	double error = t->errors / t->n;

	print_message("# %s %.3f: learned %.4f, scatter %.4f, told %.4f, held %.1f %%\n", what,
		      t->truth, mean, scatter, error, 100 * t->held / t->n);
	assert_true(fabs(mean - t->truth) < 4 * scatter / sqrt(t->n) + t->truth / 50);
	assert_true(error > 0.75 * scatter && error < 1.25 * scatter);
	assert_true(t->held / t->n >= 0.9);
}

static void hold_kind(const struct kind *kind)
{
	static struct pial_learn_promise row[MOST];
	struct pial_model model;
	uint32_t id[64];
	struct tally f = { .truth = kind->f, .before = 0.05, .most = 1 };
	struct tally c = { .truth = kind->c, .before = 0.3, .most = 10 };
	struct tally rho = { .truth = kind->rho, .before = 0.2, .most = 1 };

	pial_model_init(&model);
	for (int i = 0; i < 64; i++) {
		char name[16];

		snprintf(name, sizeof(name), "x%d", i);
		id[i] = pial_intern_add(&model.pool, name, strlen(name));
	}
	for (uint64_t i = 1; i <= LOGS; i++) {
		struct pial_arena arena = PIAL_ARENA_INIT;
		struct pial_learned *learned;
		size_t many, n = roll_log(kind, i << 32, id, row);

		assert_true(n <= MOST);
		pial_learn(&model, row, n, &arena, &learned, &many);
		assert_int_equal(many, 1 + kind->kinds + kind->kinds * kind->growers);
		take(&f, &learned[0].failure);
		take(&c, &learned[0].yield_cv);
		take(&rho, &learned[0].shared_weather);
		pial_arena_release(&arena);
	}
	judge(&f, "f");
	judge(&c, "c");
	judge(&rho, "rho");
	pial_model_release(&model);
}

static void test_two_seasons(void **state)
{
	(void)state;
	hold_kind(&(struct kind){ 6, 3, 60, 1, 0.08, 0.35, 0.25 });
}

static void test_no_shared_weather(void **state)
{
	(void)state;
	hold_kind(&(struct kind){ 8, 2, 80, 1, 0.05, 0.2, 0.05 });
}

static void test_much_shared_weather(void **state)
{
	(void)state;
	hold_kind(&(struct kind){ 5, 4, 120, 1, 0.15, 0.25, 0.6 });
}

/* A plot that fails does so for four weeks: the error told knows it. */
static void test_runs(void **state)
{
	(void)state;
	hold_kind(&(struct kind){ 8, 4, 60, 4, 0.1, 0.3, 0.2 });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_seasons),
		cmocka_unit_test(test_no_shared_weather),
		cmocka_unit_test(test_much_shared_weather),
		cmocka_unit_test(test_runs),
	};

	return cmocka_run_group_tests_name("learn", tests, NULL, NULL);
}
