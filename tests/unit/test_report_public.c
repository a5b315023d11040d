/*
 * A book as the world may see it: what is not on the list is not there, and all else is as it was.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "market.h"
#include "report/public.h"

/* A market and what of it may be shown. */
struct run {
	struct market m;		/* all of it */
	struct pial_public public;	/* the rest */
};

static const struct market_texts village = {
	.policy = "",
	.producers = "producer,name,kind,tier,commune,lat,lon,land_m2,joined,left\n"
		     "P-aa,Ferme du Haut (bio),grower,1,Oô,42.8,0.5,4000,,\n"
		     "P-bb,Ferme du Haut,grower,1,Luchon,42.7,0.6,5000,,\n"
		     "P-cc,Jean Valjean,breeder,1,Garin,42.6,0.4,,,2025-03-01\n"
		     "P-dd,À venir,grower,1,Garin,42.6,0.4,,2026-01-01,\n"
		     "P-ee,Œufs & Cie,partner,2,Garin,42.6,0.4,,,\n",
	.kitchens = "kitchen,name,kind,commune,lat,lon,food_budget\n"
		    "K-aa,École,school,Oô,42.794,0.508,1000\n"
		    "K-bb,EHPAD,nursing-home,Luchon,,,2000\n",
	.products = "product,name,family,unit\ncarotte,Carotte,legumes,kg\n",
	.certificates = "producer,from,until,status,certifier\n"
			"P-bb,2025-01-01,2025-12-31,organic,FR-BIO-01\n"
			"P-ee,2025-01-01,2025-12-31,organic,FR-BIO-10\n",
	.parties = "P-aa: {legal_name: Fantine EI, phone: \"+33 5 36 49 10 01\"}\n",
	.contract = "id: C-bb\nkitchen: K-bb\ntitle: Légumes\nreference: R-1\nfrom: 2025-01-01\n"
		    "until: 2025-12-31\nengagement: EJ-9\nlines:\n"
		    "  - {product: carotte, price: 1.85}\n",
};

static void begin(struct run *r, const char *policy)
{
	struct market_texts texts = village;

	texts.policy = policy;
	market_init_from(&r->m, &texts);
	pial_public_make(&r->public, &r->m.model, market_day("2025-03-17"), PIAL_FR);
}

static void end(struct run *r)
{
	pial_public_release(&r->public);
	market_release(&r->m);
}

/* The public text of a text of the book. */
static const char *seen(struct run *r, const char *text)
{
	return pial_model_text(&r->public.model, market_id(&r->m, text));
}

static const struct pial_producer *producer(struct run *r, const char *id)
{
	return pial_model_producer(&r->public.model,
				   (struct pial_producer_id){ market_id(&r->m, id) });
}

static const char *name(struct run *r, const char *id)
{
	return pial_model_text(&r->public.model, producer(r, id)->name.n);
}

static const char *page(struct run *r, const char *id)
{
	return r->public.producer.page[producer(r, id) - r->public.model.producer];
}

static void nothing_is_said(void **state)
{
	struct run r;

	(void)state;
	begin(&r, "");
	/* Of farms nothing, of kitchens their names. */
	assert_string_equal(seen(&r, "Ferme du Haut"), "");
	assert_string_equal(seen(&r, "Luchon"), "");
	assert_string_equal(seen(&r, "Fantine EI"), "");
	assert_string_equal(seen(&r, "EJ-9"), "");
	assert_string_equal(seen(&r, "École"), "École");
	assert_string_equal(seen(&r, "K-aa"), "ecole");
	assert_string_equal(seen(&r, "Carotte"), "Carotte");
	assert_string_equal(seen(&r, "Légumes"), "Légumes");
	assert_int_equal(r.public.producer.named, 0);
	assert_int_equal(r.public.kitchen.named, 2);
	assert_int_equal(strncmp(name(&r, "P-aa"), "Producteur ", 11), 0);
	assert_int_equal(strncmp(name(&r, "P-ee"), "Partenaire ", 11), 0);
	assert_true(pial_angle_is_none(producer(&r, "P-aa")->lat));
	assert_true(pial_area_is_none(producer(&r, "P-aa")->land));
	assert_int_equal(producer(&r, "P-ee")->tier, 2);
	assert_true(pial_money_is_none(r.public.model.kitchen[0].food_budget));
	/* What is read later is not on the list either. */
	assert_int_equal(market_id(&r.m, "Cosette a téléphoné") != 0, true);
	pial_public_follow(&r.public, &r.m.model);
	assert_string_equal(seen(&r, "Cosette a téléphoné"), "");
	end(&r);
}

static void names_and_pages(void **state)
{
	struct run r;

	(void)state;
	begin(&r, "publish: {producers: [name, lat, lon], kitchens: [commune]}\n");
	assert_string_equal(name(&r, "P-aa"), "Ferme du Haut (bio)");
	assert_string_equal(page(&r, "P-aa"), "ferme-du-haut");
	assert_string_equal(page(&r, "P-bb"), "ferme-du-haut-2");
	assert_string_equal(page(&r, "P-ee"), "oeufs-cie");
	assert_string_equal(seen(&r, "P-aa"), "haut");
	assert_int_equal(producer(&r, "P-aa")->lat.e6, 42800000);
	assert_int_equal(producer(&r, "P-aa")->commune.n, 0);
	/* Who has left, or is still to come, is not named. */
	assert_null(page(&r, "P-cc"));
	assert_null(page(&r, "P-dd"));
	assert_string_equal(seen(&r, "Jean Valjean"), "");
	assert_true(pial_angle_is_none(producer(&r, "P-cc")->lat));
	/* Columns of one that is not named are not shown, and a contract is its kitchen's. */
	assert_int_equal(r.public.kitchen.named, 0);
	assert_int_equal(r.public.model.kitchen[0].commune.n, 0);
	assert_string_equal(seen(&r, "C-bb"), "");
	assert_string_equal(seen(&r, "Légumes"), "");
	end(&r);
}

/* Rows come in the order of what stands for their ids, and every question has the old answer. */
static void order_and_answers(void **state)
{
	static const char *const id[] = { "P-aa", "P-bb", "P-cc", "P-dd", "P-ee" };
	const struct pial_model *model;
	struct pial_date day = market_day("2025-03-17");
	struct run r;

	(void)state;
	begin(&r, "publish: {kitchens: []}\n");
	model = &r.public.model;
	for (size_t i = 1; i < model->producers; i++)
		assert_true(strcmp(pial_model_text(model, model->producer[i - 1].id.n),
				   pial_model_text(model, model->producer[i].id.n)) < 0);
	for (size_t i = 0; i < sizeof(id) / sizeof(*id); i++) {
		struct pial_producer_id one = { market_id(&r.m, id[i]) };
		struct pial_product_id carrot = { market_id(&r.m, "carotte") };

		assert_int_equal(producer(&r, id[i])->id.n, one.n);
		assert_int_equal(pial_model_is_organic(model, one, carrot, day),
				 pial_model_is_organic(&r.m.model, one, carrot, day));
	}
	for (size_t i = 0; i < model->kitchens; i++) {
		struct pial_product_id carrot = { market_id(&r.m, "carotte") };
		struct pial_kitchen_id kitchen = model->kitchen[i].id;

		assert_int_equal(pial_model_contract_for(model, kitchen, carrot, day).n,
				 pial_model_contract_for(&r.m.model, kitchen, carrot, day).n);
		assert_false(pial_public_names(&r.public, kitchen));
	}
	end(&r);
}

static void pages_of_the_policy(void **state)
{
	struct run r;

	(void)state;
	begin(&r, "");
	for (size_t i = 0; pial_public_pages[i]; i++)
		assert_true(pial_public_has_page(&r.m.model, pial_public_pages[i]));
	end(&r);
	begin(&r, "publish: {pages: [impact]}\n");
	assert_true(pial_public_has_page(&r.m.model, "impact"));
	assert_false(pial_public_has_page(&r.m.model, "value"));
	end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_said),
		cmocka_unit_test(names_and_pages),
		cmocka_unit_test(order_and_answers),
		cmocka_unit_test(pages_of_the_policy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
