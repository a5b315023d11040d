/*
 * Days of delivery are sorted, so that each counts once.
 */
#include "report/meals.h"

#include <stdlib.h>

#include "base/alloc.h"

#include "base/banned.h"

void pial_meals_init(struct pial_meals *meals, const struct pial_model *model)
{
	*meals = (struct pial_meals){ .model = model };
}

void pial_meals_release(struct pial_meals *meals)
{
	free(meals->visit);
	pial_meals_init(meals, meals->model);
}

void pial_meals_add(struct pial_meals *meals, const struct pial_invoice_line *line)
{
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(meals->model, (struct pial_kitchen_id){ line->buyer.n });

	if (!kitchen || line->kind != PIAL_LINE_GOODS || !line->day.n)
		return;
	meals->visit = pial_grow(meals->visit, meals->visits, &meals->cap, sizeof(*meals->visit));
	meals->visit[meals->visits++] =
		(uint64_t)(kitchen - meals->model->kitchen) << 16 | line->day.n;
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

int64_t pial_meals_count(struct pial_meals *meals)
{
	int64_t count = 0;

	if (meals->visits)
		qsort(meals->visit, meals->visits, sizeof(*meals->visit), by_number);
	for (size_t i = 0; i < meals->visits; i++) {
		const struct pial_kitchen *kitchen =
			&meals->model->kitchen[meals->visit[i] >> 16];

		if ((!i || meals->visit[i] != meals->visit[i - 1]) && kitchen->meals_per_day > 0)
			count += kitchen->meals_per_day;
	}
	return count;
}
