/*
 * Whose menu, for which age.
 *
 * Names of places are written in as many ways as there are writers, so a SIRET comes first and a
 * name only chooses between kitchens that share one.
 */
#include "model/menu.h"

#include <string.h>

#include "base/utf8.h"

#include "base/banned.h"

/* True when two names are the same, case, accents and hyphens aside. */
static bool same_name(const char *a, const char *b)
{
	return pial_utf8_distance(a, b, 0) == 0;
}

/* The kitchen with a SIRET; *count says how many have it. */
static const struct pial_kitchen *by_siret(const struct pial_model *model, struct pial_text siret,
					   const char *place, size_t *count)
{
	const struct pial_kitchen *one = NULL, *named = NULL;
	size_t names = 0;

	*count = 0;
	for (size_t i = 0; siret.n && i < model->parties; i++) {
		struct pial_kitchen_id id = { model->party[i].id.n };
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, id);

		if (!kitchen || model->party[i].siret.n != siret.n)
			continue;
		one = kitchen;
		++*count;
		if (same_name(pial_model_text(model, kitchen->name.n), place) ||
		    same_name(pial_model_text(model, id.n), place)) {
			named = kitchen;
			names++;
		}
	}
	if (*count == 1)
		return one;
	return names == 1 ? named : NULL;
}

const struct pial_kitchen *pial_menu_kitchen(const struct pial_model *model,
					     const struct pial_menu *menu, enum pial_menu_fit *fit)
{
	const char *place = pial_model_text(model, menu->place.n);
	struct pial_text siret[3] = { { 0 }, menu->body, menu->maker };

	if (menu->id_type == PIAL_MENU_ID_SIRET)
		siret[0] = menu->place_id;
	for (size_t i = 0; i < PIAL_COUNT(siret); i++) {
		size_t count;
		const struct pial_kitchen *found = by_siret(model, siret[i], place, &count);

		if (!count)
			continue;
		*fit = found ? PIAL_MENU_FITS : PIAL_MENU_SEVERAL;
		return found;
	}
	*fit = PIAL_MENU_UNKNOWN;
	return NULL;
}

const char *pial_menu_age(const struct pial_model *model, const struct pial_menu *menu,
			  const struct pial_kitchen *kitchen)
{
	switch (menu->kind) {
	case PIAL_MENU_NURSERY:
		return "nursery";
	case PIAL_MENU_PRESCHOOL:
		return "preschool";
	case PIAL_MENU_PRIMARY:
	case PIAL_MENU_LEISURE:
		return "primary";
	case PIAL_MENU_COLLEGE:
	case PIAL_MENU_LYCEE:
		return "secondary";
	case PIAL_MENU_UNIVERSITY:
	case PIAL_MENU_TRAINING:
	case PIAL_MENU_OFFICE:
	case PIAL_MENU_HOME:
	case PIAL_MENU_COMPANY:
		return "adult";
	case PIAL_MENU_RESIDENCE:
	case PIAL_MENU_NURSING_HOME:
		return "senior";
	default:
		break;
	}
	if (kitchen->age_class.n)
		return pial_model_text(model, kitchen->age_class.n);
	switch (kitchen->kind) {
	case PIAL_KITCHEN_NURSERY:
		return "nursery";
	case PIAL_KITCHEN_NURSING_HOME:
		return "senior";
	case PIAL_KITCHEN_RESTAURANT:
		return "adult";
	default:
		return NULL;
	}
}
