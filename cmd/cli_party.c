/*
 * Whom an option --for names, and what --product does: a row of the book.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "cmd/cli.h"

#include "base/banned.h"

/* Says that --for is nobody, with the nearest id when one is near enough to be a slip. */
static void say_nobody(struct pial_cli *cli, const char *only)
{
	const struct pial_model *model = &cli->book.model;
	const char **name =
		pial_calloc(model->producers + model->kitchens + 1, sizeof(*name));
	size_t count = 0;
	ptrdiff_t near;

	for (size_t i = 0; i < model->producers; i++)
		name[count++] = pial_model_text(model, model->producer[i].id.n);
	for (size_t i = 0; i < model->kitchens; i++)
		name[count++] = pial_model_text(model, model->kitchen[i].id.n);
	near = pial_utf8_nearest(only, name, count);
	if (near < 0)
		pial_cli_usage(cli, PIAL_N_("“%s” is neither a producer nor a kitchen of the book"),
			       only);
	else
		pial_cli_usage(cli, PIAL_N_("“%s” is neither a producer nor a kitchen of the book; "
					    "did you mean “%s”?"), only, name[near]);
	free(name);
}

bool pial_cli_party(struct pial_cli *cli, const char *text, uint32_t *party)
{
	const struct pial_model *model = &cli->book.model;

	*party = 0;
	if (!text)
		return true;
	*party = pial_intern_find(&model->pool, text, strlen(text));
	if (*party && (pial_model_kitchen(model, (struct pial_kitchen_id){ *party }) ||
		       pial_model_producer(model, (struct pial_producer_id){ *party })))
		return true;
	say_nobody(cli, text);
	return false;
}

static void say_no_product(struct pial_cli *cli, const char *text)
{
	const struct pial_model *model = &cli->book.model;
	const char **name = pial_calloc(model->products + 1, sizeof(*name));
	ptrdiff_t near;

	for (size_t i = 0; i < model->products; i++)
		name[i] = pial_model_text(model, model->product[i].id.n);
	near = pial_utf8_nearest(text, name, model->products);
	if (near < 0)
		pial_cli_usage(cli, PIAL_N_("“%s” is no product of the book"), text);
	else
		pial_cli_usage(cli, PIAL_N_("“%s” is no product of the book; did you mean “%s”?"),
			       text, name[near]);
	free(name);
}

bool pial_cli_product(struct pial_cli *cli, const char *text, struct pial_product_id *product)
{
	const struct pial_model *model = &cli->book.model;

	product->n = 0;
	if (!text)
		return true;
	product->n = pial_intern_find(&model->pool, text, strlen(text));
	if (product->n && pial_model_product(model, *product))
		return true;
	say_no_product(cli, text);
	return false;
}
