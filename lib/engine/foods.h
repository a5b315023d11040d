/*
 * What dishes are made of, as far as their names say it.
 *
 * A dish is a text that a cook wrote. Its words (case, accents, punctuation and a final s or x of
 * words of four letters or more aside) are read from the left: where the words of a known name
 * begin, the longest such name is taken and its words are used up. Known are the ids of products,
 * their names without what stands between brackets, and the words of data/dishes.csv, which come
 * before both. Nothing else is tried: “pommes” is an apple, “pommes vapeur” are potatoes because a
 * line of that table says so, and a name in which nothing is known is said, never guessed.
 */
#ifndef PIAL_ENGINE_FOODS_H
#define PIAL_ENGINE_FOODS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/strbuf.h"
#include "model/data.h"
#include "model/model.h"

/* Most products that one dish is made of; beyond, it counts as unknown. */
#define PIAL_FOOD_PARTS 24

/* A product in a dish. */
struct pial_food_part {
	size_t product;		/* index in the model */
	int64_t share;		/* of the portion, in millionths */
	/* millionths that all products of its family have in the dish, at least one whole */
	int64_t whole;
};

struct pial_food_name;

struct pial_foods {
	const struct pial_model *model;	/* whose products */
	struct pial_arena arena;	/* holds what follows */
	struct pial_food_name *name;	/* known names, sorted by key */
	size_t names;			/* how many */
	size_t longest;			/* most words in a name */
	const char **id_key, **name_key, **family_key;	/* of each product */
};

/* Adds the key of a text: its words, as they are compared, with a space between. */
PIAL_NONNULL_ALL void pial_food_key(struct pial_strbuf *key, const char *text, size_t len);

/*
 * Learns the products of an indexed model and the words of data/dishes.csv; words may be NULL when
 * there is none.
 */
PIAL_NONNULL(1, 2)
void pial_foods_init(struct pial_foods *foods, const struct pial_model *model,
		     const struct pial_dish_words *words, size_t count);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_foods_release(struct pial_foods *foods);

/*
 * Reads the name of a dish into part, at most PIAL_FOOD_PARTS products, each once, by index.
 * Returns how many; -1 when no name in it is known, or one that two products have. 0: it is known,
 * and nothing of it is a product of the book.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
int pial_foods_read(const struct pial_foods *foods, const char *dish,
		    struct pial_food_part part[PIAL_FOOD_PARTS]);

/*
 * The grams of a product for one person of an age class in a kind of dish on a day: of the lines
 * that say it, one that names the product before one that names its family, that before one that
 * names nothing; of these the one that begins last. -1 when no line does.
 */
PIAL_MUST_CHECK PIAL_NONNULL(1, 4)
int32_t pial_portion_on(const struct pial_foods *foods, const struct pial_portion *portion,
			size_t portions, const char *age_class, enum pial_dish dish,
			size_t product, struct pial_date day);

#endif
