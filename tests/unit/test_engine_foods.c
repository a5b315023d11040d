/*
 * What dishes are made of: words, longest names, shares, what is not known; portions by nearness.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/foods.h"

struct fixture {
	struct pial_model model;
	struct pial_foods foods;
	struct pial_food_part part[PIAL_FOOD_PARTS];
};

static uint32_t text(struct pial_model *model, const char *words)
{
	return pial_intern_add(&model->pool, words, strlen(words));
}

static struct pial_product product(struct pial_model *model, const char *id, const char *name,
				   const char *family)
{
	return (struct pial_product){
		.id = { text(model, id) }, .name = { text(model, name) },
		.family = { text(model, family) }, .unit = PIAL_UNIT_KG,
		.unit_mass = { 1000 }, .trim_loss = PIAL_RATE_NONE,
	};
}

static struct pial_dish_words words(struct pial_model *model, const char *dish, const char *food,
				    int32_t percent)
{
	return (struct pial_dish_words){
		.words = { text(model, dish) }, .food = { text(model, food) },
		.share = { percent ? percent * 10000 : INT32_MIN },
	};
}

/* Products by id: ail, boeuf, carotte, petit-pois, pomme, pomme-de-terre. */
static void start(struct fixture *f)
{
	static struct pial_product row[6];
	struct pial_dish_words known[6];

	pial_model_init(&f->model);
	row[0] = product(&f->model, "ail", "Ail sec", "legumes");
	row[1] = product(&f->model, "boeuf", "Rôti de bœuf (pièce)", "viandes");
	row[2] = product(&f->model, "carotte", "Carotte", "legumes");
	row[3] = product(&f->model, "petit-pois", "Petit pois en cosse", "legumes");
	row[4] = product(&f->model, "pomme", "Pomme", "fruits");
	row[5] = product(&f->model, "pomme-de-terre", "Pomme de terre", "legumes");
	f->model.product = row;
	f->model.products = 6;
	pial_model_index(&f->model);
	known[0] = words(&f->model, "ail", "ail", 2);
	known[1] = words(&f->model, "jus de carotte", "", 0);
	known[2] = words(&f->model, "parmentier", "boeuf", 0);
	known[3] = words(&f->model, "parmentier", "pomme de terre", 0);
	known[4] = words(&f->model, "pommes vapeur", "pomme-de-terre", 0);
	known[5] = words(&f->model, "ratatouille", "courgette", 30);
	pial_foods_init(&f->foods, &f->model, known, 6);
}

static void stop(struct fixture *f)
{
	pial_foods_release(&f->foods);
	f->model.product = NULL;
	f->model.products = 0;
	pial_model_release(&f->model);
}

/* What a dish is read as: "carotte 1000000/2000000 …", "-" for unknown. */
static const char *read(struct fixture *f, const char *dish)
{
	static char out[256];
	struct pial_strbuf sb;
	int parts = pial_foods_read(&f->foods, dish, f->part);

	if (parts < 0)
		return "-";
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	for (int i = 0; i < parts; i++) {
		const struct pial_product *row = &f->model.product[f->part[i].product];

		pial_strbuf_addf(&sb, "%s%s %d/%d", i ? " " : "",
				 pial_model_text(&f->model, row->id.n),
				 (int)(f->part[i].share / 10000), (int)(f->part[i].whole / 10000));
	}
	assert_true(sb.len < sizeof(out));
	memcpy(out, sb.text, sb.len + 1);
	pial_strbuf_release(&sb);
	return out;
}

static void test_words(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	assert_string_equal(read(&f, "Carottes râpées"), "carotte 100/100");
	assert_string_equal(read(&f, "CAROTTE, vinaigrette"), "carotte 100/100");
	assert_string_equal(read(&f, "Rotis de boeufs"), "boeuf 100/100");
	assert_string_equal(read(&f, "Pommes de terre au four"), "pomme-de-terre 100/100");
	assert_string_equal(read(&f, "Pommes vapeur"), "pomme-de-terre 100/100");
	assert_string_equal(read(&f, "Tarte aux pommes"), "pomme 100/100");
	assert_string_equal(read(&f, "Petits-pois"), "petit-pois 100/100");
	/* A word inside another is not that word. */
	assert_string_equal(read(&f, "Volailles rôties"), "-");
	assert_string_equal(read(&f, "Riz pilaf"), "-");
	assert_string_equal(read(&f, ""), "-");
	assert_string_equal(read(&f, "?!"), "-");
	stop(&f);
}

static void test_shares(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	/* Of one family, more than a whole portion: reduced in proportion. */
	assert_string_equal(read(&f, "Petits pois et carottes"),
			    "carotte 100/200 petit-pois 100/200");
	assert_string_equal(read(&f, "Carottes à l'ail"), "ail 2/102 carotte 100/102");
	/* Less than one stays less: chicken is nothing that we sell. */
	assert_string_equal(read(&f, "Poulet à l’ail"), "ail 2/100");
	/* Meat and vegetables have a portion each. */
	assert_string_equal(read(&f, "Hachis parmentier"), "boeuf 100/100 pomme-de-terre 100/100");
	assert_string_equal(read(&f, "Rôti de bœuf, carottes et pommes de terre"),
			    "boeuf 100/100 carotte 100/200 pomme-de-terre 100/200");
	/* Known, and nothing of it is ours; a product that the book does not have. */
	assert_string_equal(read(&f, "Jus de carotte"), "");
	assert_string_equal(read(&f, "Ratatouille"), "");
	stop(&f);
}

/* Two products of one name: neither is chosen. */
static void test_doubt(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	f.model.product[0] = product(&f.model, "carotte-fane", "Carotte (botte)", "legumes");
	pial_foods_release(&f.foods);
	pial_foods_init(&f.foods, &f.model, NULL, 0);
	assert_string_equal(read(&f, "Carottes râpées"), "-");
	assert_string_equal(read(&f, "Carotte fane"), "carotte-fane 100/100");
	stop(&f);
}

static void test_portions(void **state)
{
	struct pial_portion row[4];
	struct pial_date day, later;
	struct fixture f;

	(void)state;
	start(&f);
	assert_true(pial_date_make(2025, 3, 17, &day));
	assert_true(pial_date_make(2026, 3, 17, &later));
	for (size_t i = 0; i < 4; i++)
		row[i] = (struct pial_portion){ .age_class = { text(&f.model, "primary") },
						.dish = PIAL_DISH_SIDE, .grams = 10 + (int)i };
	row[1].food.n = text(&f.model, "Légumes");
	row[2].food.n = text(&f.model, "Pommes de terre");
	row[3].food.n = row[2].food.n;
	row[3].from = later;
#define PORTION(age, kind, which, on) \
	pial_portion_on(&f.foods, row, 4, age, kind, which, on)
	assert_int_equal(PORTION("primary", PIAL_DISH_SIDE, 4, day), 10);
	assert_int_equal(PORTION("primary", PIAL_DISH_SIDE, 2, day), 11);
	assert_int_equal(PORTION("primary", PIAL_DISH_SIDE, 5, day), 12);
	assert_int_equal(PORTION("primary", PIAL_DISH_SIDE, 5, later), 13);
	assert_int_equal(PORTION("senior", PIAL_DISH_SIDE, 5, day), -1);
	assert_int_equal(PORTION("primary", PIAL_DISH_MAIN, 5, day), -1);
#undef PORTION
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_portions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
