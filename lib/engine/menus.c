/*
 * Lines are sorted by kitchen, day, meal, place and public, kind of dish; how many share what is
 * then the number of neighbours that differ in one step.
 */
#include "engine/menus.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#include "base/banned.h"

/* A line of a menu on its way. */
struct serving {
	size_t kitchen;			/* index in the model */
	const struct pial_menu *menu;	/* the line */
	/* names of place and diners, for an order that no pool decides */
	const char *place, *diners;
	/* main meals of the day, places and publics of the meal, dishes of the kind */
	int64_t meals, publics, dishes;
};

struct work {
	const struct pial_menus_input *input;	/* what is counted */
	const struct pial_model *model;		/* its products and kitchens */
	struct pial_menus_result *result;	/* what comes out */
	struct serving *serving;		/* owned */
	size_t servings;			/* how many */
	size_t wanted_cap;			/* room in the list below */
	struct pial_wanted *wanted;		/* owned until the end */
	struct pial_text *unknown;		/* dish of each unknown line; owned */
	size_t unknown_cap;			/* room */
};

static int compare(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int by_day(const struct serving *a, const struct serving *b)
{
	int order = compare(a->kitchen, b->kitchen);

	return order ? order : compare(a->menu->day.n, b->menu->day.n);
}

static int by_public(const struct serving *a, const struct serving *b)
{
	int order = by_day(a, b);

	if (!order)
		order = compare(a->menu->meal, b->menu->meal);
	if (!order)
		order = strcmp(a->place, b->place);
	return order ? order : strcmp(a->diners, b->diners);
}

static int by_kind(const void *left, const void *right)
{
	const struct serving *a = left, *b = right;
	int order = by_public(a, b);

	return order ? order : compare(a->menu->type, b->menu->type);
}

/* An order of its own for each line: what is said first must not depend on chance. */
static int by_line(const void *left, const void *right)
{
	const struct serving *a = left, *b = right;
	int order = by_kind(a, b);

	if (!order)
		order = compare(a->menu->file, b->menu->file);
	return order ? order : compare(a->menu->line, b->menu->line);
}

static bool is_main(enum pial_menu_meal meal)
{
	return meal != PIAL_MENU_BREAKFAST && meal != PIAL_MENU_TEA && meal != PIAL_MENU_SNACK;
}

/* Writes into the lines of one day how many share what. */
static void share_day(struct serving *day, size_t count)
{
	int64_t meals = 0;

	for (size_t i = 0, end; i < count; i = end) {
		int64_t publics = 1;
		size_t kind = i;

		for (end = i + 1; end < count && day[end].menu->meal == day[i].menu->meal; end++)
			publics += by_public(&day[end - 1], &day[end]) != 0;
		meals += is_main(day[i].menu->meal);
		for (size_t k = i; k < end; k++) {
			day[k].publics = publics;
			if (k + 1 < end && !by_kind(&day[k], &day[k + 1]))
				continue;
			for (size_t n = kind; n <= k; n++)
				day[n].dishes = (int64_t)(k + 1 - kind);
			kind = k + 1;
		}
	}
	for (size_t i = 0; i < count; i++)
		day[i].meals = meals ? meals : 1;
}

static void share_meals(struct work *work)
{
	struct serving *serving = work->serving;

	if (work->servings)
		qsort(serving, work->servings, sizeof(*serving), by_line);
	for (size_t i = 0, end; i < work->servings; i = end) {
		for (end = i + 1; end < work->servings && !by_day(&serving[i], &serving[end]);)
			end++;
		share_day(serving + i, end - i);
	}
}

/* Half up, of two numbers above or at 0; the caller keeps them within 128 bits. */
static int64_t divide(pial_i128 n, pial_i128 d)
{
	pial_i128 whole = d > 0 ? (2 * n + d) / (2 * d) : 0;

	return whole > PIAL_QTY_MAX ? PIAL_QTY_MAX : (int64_t)whole;
}

static void want(struct work *work, const struct serving *serving, size_t product, int64_t milli)
{
	work->wanted = pial_grow(work->wanted, work->result->count, &work->wanted_cap,
				 sizeof(*work->wanted));
	work->wanted[work->result->count++] = (struct pial_wanted){
		serving->kitchen, product, pial_week_of(serving->menu->day), { milli } };
}

/* Counts one product of one dish. */
static void count_part(struct work *work, const struct serving *serving,
		       const struct pial_food_part *part, int32_t grams)
{
	const struct pial_product *product = &work->model->product[part->product];
	const struct pial_kitchen *kitchen = &work->model->kitchen[serving->kitchen];
	int64_t kept = 1000000 - (pial_rate_is_none(product->trim_loss) ? 0
									: product->trim_loss.e6);
	bool assumed, said = serving->menu->meals != INT32_MIN;
	int64_t meals = said ? serving->menu->meals : kitchen->meals_per_day;
	pial_i128 n = (pial_i128)meals * grams * part->share, d = part->whole;

	if (!said)
		d *= serving->meals * serving->publics * serving->dishes;
	/* Grams to thousandths of the unit, and the part that peeling leaves. */
	n *= 1000;
	n *= 1000000;
	d *= pial_product_unit_mass(product, &assumed).g;
	d *= kept;
	if (kept > 0)
		want(work, serving, part->product, divide(n, d));
}

static void note_unknown(struct work *work, const struct pial_menu *menu)
{
	work->unknown = pial_grow(work->unknown, work->result->unknown_lines, &work->unknown_cap,
				  sizeof(*work->unknown));
	work->unknown[work->result->unknown_lines++] = menu->dish;
}

static void count_dish(struct work *work, const struct serving *serving)
{
	const struct pial_menus_input *input = work->input;
	struct pial_menus_result *result = work->result;
	const struct pial_menu *menu = serving->menu;
	const struct pial_kitchen *kitchen = &work->model->kitchen[serving->kitchen];
	const char *age = pial_menu_age(work->model, menu, kitchen);
	struct pial_food_part part[PIAL_FOOD_PARTS];
	int parts = pial_foods_read(input->foods, pial_model_text(work->model, menu->dish.n),
				    part);

	if (parts < 0)
		note_unknown(work, menu);
	if (parts > 0 && menu->meals == INT32_MIN && kitchen->meals_per_day == INT32_MIN) {
		if (!result->mealless++)
			result->first_mealless = menu;
		return;
	}
	for (int i = 0; i < parts; i++) {
		int32_t grams = age ? pial_portion_on(input->foods, input->portion,
						      input->portions, age,
						      (enum pial_dish)menu->type, part[i].product,
						      menu->day)
				    : -1;

		if (grams >= 0) {
			count_part(work, serving, &part[i], grams);
			continue;
		}
		if (!result->portionless++)
			result->first_portionless = menu;
		return;
	}
}

static int by_text(const void *left, const void *right)
{
	const struct pial_menu_name *a = left, *b = right;

	return (a->name.n > b->name.n) - (a->name.n < b->name.n);
}

/* Counts equal names. */
static void fold_unknown(struct work *work)
{
	struct pial_menus_result *result = work->result;
	size_t count = result->unknown_lines;
	struct pial_menu_name *name = pial_arena_zalloc(&result->arena, count + 1, sizeof(*name));

	for (size_t i = 0; i < count; i++)
		name[i] = (struct pial_menu_name){ work->unknown[i], 1 };
	if (count)
		qsort(name, count, sizeof(*name), by_text);
	for (size_t i = 0; i < count; i++) {
		if (result->unknowns && name[result->unknowns - 1].name.n == name[i].name.n)
			name[result->unknowns - 1].lines++;
		else
			name[result->unknowns++] = name[i];
	}
	result->unknown = name;
}

/* Most lines first, then by name: an insertion sort, as qsort takes no model. */
static void order_unknown(struct work *work)
{
	struct pial_menu_name *name = work->result->unknown;

	for (size_t i = 1; i < work->result->unknowns; i++) {
		struct pial_menu_name one = name[i];
		size_t at = i;

		while (at && (name[at - 1].lines < one.lines ||
			      (name[at - 1].lines == one.lines &&
			       strcmp(pial_model_text(work->model, name[at - 1].name.n),
				      pial_model_text(work->model, one.name.n)) > 0))) {
			name[at] = name[at - 1];
			at--;
		}
		name[at] = one;
	}
}

/* Lists the lines that count. */
static void list(struct work *work)
{
	const struct pial_menus_input *input = work->input;

	work->serving = pial_calloc(input->menus + 1, sizeof(*work->serving));
	for (size_t i = 0; i < input->menus; i++) {
		const struct pial_menu *menu = &input->menu[i];
		struct pial_week week = pial_week_of(menu->day);
		enum pial_menu_fit fit;
		const struct pial_kitchen *kitchen = pial_menu_kitchen(work->model, menu, &fit);

		if (!kitchen)
			continue;
		if (week.n < input->first.n || week.n > input->last.n) {
			work->result->outside++;
			continue;
		}
		work->result->dishes++;
		if (pial_model_closed(work->model, kitchen, menu->day) ||
		    !pial_day_within(menu->day, kitchen->joined, kitchen->left)) {
			work->result->closed++;
			continue;
		}
		work->serving[work->servings++] = (struct serving){
			.kitchen = (size_t)(kitchen - work->model->kitchen), .menu = menu,
			.place = pial_model_text(work->model, menu->place.n),
			.diners = pial_model_text(work->model, menu->diners.n),
		};
	}
}

void pial_menus_count(const struct pial_menus_input *input, struct pial_menus_result *result)
{
	struct work work = { .input = input, .model = input->foods->model, .result = result };

	*result = (struct pial_menus_result){ .count = 0 };
	pial_arena_init(&result->arena);
	list(&work);
	share_meals(&work);
	for (size_t i = 0; i < work.servings; i++)
		count_dish(&work, &work.serving[i]);
	fold_unknown(&work);
	order_unknown(&work);
	result->wanted = pial_arena_zalloc(&result->arena, result->count + 1,
					   sizeof(*result->wanted));
	if (result->count)
		memcpy(result->wanted, work.wanted, result->count * sizeof(*result->wanted));
	free(work.wanted);
	free(work.unknown);
	free(work.serving);
}

void pial_menus_result_release(struct pial_menus_result *result)
{
	pial_arena_release(&result->arena);
	*result = (struct pial_menus_result){ .count = 0 };
	pial_arena_init(&result->arena);
}
