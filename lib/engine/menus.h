/*
 * From menus to quantities of products: dishes x portions x meals, with what is lost at peeling.
 */
#ifndef PIAL_ENGINE_MENUS_H
#define PIAL_ENGINE_MENUS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "engine/foods.h"
#include "model/menu.h"

/* What somebody will want of a product in a week, as one source says it. */
struct pial_wanted {
	size_t kitchen, product;	/* indexes in the model */
	struct pial_week week;		/* which */
	struct pial_qty quantity;	/* in the product's unit */
};

/* A name of dishes of which something could not be said. */
struct pial_menu_name {
	struct pial_text name;	/* of the dish, or of the age class and kind of dish */
	size_t lines;		/* of the menus */
};

struct pial_menus_input {
	const struct pial_foods *foods;		/* what dishes are made of */
	const struct pial_menu *menu;		/* any order; each is a kitchen's */
	size_t menus;				/* how many */
	const struct pial_portion *portion;	/* grams */
	size_t portions;			/* how many */
	struct pial_week first, last;		/* weeks that count */
};

struct pial_menus_result {
	struct pial_arena arena;	/* holds what follows */
	struct pial_wanted *wanted;	/* one a dish and product; several of a week */
	size_t count;			/* how many */
	size_t dishes;			/* lines of menus within the weeks */
	size_t outside;			/* lines of other weeks */
	/* lines on days when their kitchen is closed or no member */
	size_t closed;
	struct pial_menu_name *unknown;	/* dishes of which no product is known; most lines first */
	size_t unknowns, unknown_lines;	/* names, lines */
	/* lines without a portion for age and kind of dish, and the first of them */
	size_t portionless;
	const struct pial_menu *first_portionless;	/* NULL: none */
	/* lines whose kitchen says no number of meals, and the first of them */
	size_t mealless;
	const struct pial_menu *first_mealless;		/* NULL: none */
};

/*
 * Counts what menus need. Of each dish, a product's share of the portion of the diners' age class
 * is cooked for each who eats it; the trim loss of the product comes on top:
 *
 *	meals x grams x share / whole / (1 - trim loss), in the product's unit by its unit mass,
 *
 * rounded once, to thousandths, half up. Who eats it: as many as the menu says; else the meals
 * that the kitchen serves in a day, shared equally between the main meals (lunch, dinner, picnic,
 * other) of its menus of that day, then between the places and publics of a meal, then between the
 * dishes of one kind in it (a choice of two starters is half of each). A breakfast or a snack goes
 * to as many as one main meal does.
 *
 * Days on which the kitchen is closed (calendar.yaml) or is no member give nothing, and are
 * counted. The result must be fresh. Same menus, same result, in any order of lines.
 */
PIAL_NONNULL_ALL
void pial_menus_count(const struct pial_menus_input *input, struct pial_menus_result *result);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_menus_result_release(struct pial_menus_result *result);

#endif
