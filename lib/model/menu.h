/*
 * Menus of kitchens, in the public schema menus-collectifs 1.2.3 (OpenDataFrance): one row a dish.
 *
 * Only what tells how much of what will be cooked is kept: who, when, which dish, for how many. The
 * column `menuEffectif` is ours; the schema has none for the number of meals.
 */
#ifndef PIAL_MODEL_MENU_H
#define PIAL_MODEL_MENU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attr.h"
#include "model/ids.h"
#include "model/model.h"
#include "num/date.h"

enum pial_menu_id_type {	/* menuRestaurantIdType */
	PIAL_MENU_ID_NONE,
	PIAL_MENU_ID_SIRET,
	PIAL_MENU_ID_EN,	/* the ministry of education's number of a school */
	PIAL_MENU_ID_OTHER,
	PIAL_MENU_ID_WITHOUT,
};

enum pial_menu_place {		/* menuRestaurantType */
	PIAL_MENU_PLACE_NONE,
	PIAL_MENU_NURSERY,	/* crèche */
	PIAL_MENU_PRESCHOOL,	/* maternelle */
	PIAL_MENU_PRIMARY,	/* élémentaire */
	PIAL_MENU_COLLEGE,	/* collège */
	PIAL_MENU_LYCEE,	/* lycée */
	PIAL_MENU_UNIVERSITY,	/* université */
	PIAL_MENU_TRAINING,	/* centre de formation */
	PIAL_MENU_OFFICE,	/* administration */
	PIAL_MENU_RESIDENCE,	/* résidence sénior */
	PIAL_MENU_NURSING_HOME,	/* EHPAD */
	PIAL_MENU_HOME,		/* repas à domicile */
	PIAL_MENU_LEISURE,	/* centre de loisirs */
	PIAL_MENU_COMPANY,	/* restaurant d'entreprise */
	PIAL_MENU_PLACE_OTHER,
};

enum pial_menu_meal {		/* menuRepasType */
	PIAL_MENU_MEAL_NONE,
	PIAL_MENU_BREAKFAST,
	PIAL_MENU_LUNCH,
	PIAL_MENU_TEA,		/* goûter */
	PIAL_MENU_DINNER,
	PIAL_MENU_SNACK,	/* collation */
	PIAL_MENU_PICNIC,
	PIAL_MENU_MEAL_OTHER,
};

/*
 * A dish of a menu; key place, its id, diners, day, meal, kind, name, code, diet, texture: a line
 * that comes twice would be eaten twice.
 */
struct pial_menu {
	uint32_t line;			/* line in the file, from 1 */
	uint32_t file;			/* which of several files, from 0; not in the file */
	struct pial_text body;		/* SIRET of the authority (menuCollSiret) */
	struct pial_text maker;		/* SIRET of who cooks; 0: not said */
	struct pial_text body_name, maker_name;	/* their names */
	struct pial_text place;		/* name of the place (menuRestaurantNom) */
	struct pial_text place_id;	/* its number, of the type below; 0: none */
	struct pial_text diners;	/* who eats there (menuRestaurantConvive) */
	struct pial_text dish;		/* its name (menuPlatNom) */
	struct pial_text code;		/* of the dish; 0: none */
	struct pial_text diet, texture;	/* variants; 0: none */
	struct pial_text published;	/* day, or day and time */
	int32_t meals;			/* served of it; INT32_MIN: not said */
	struct pial_date day;		/* served on */
	uint8_t id_type;		/* enum pial_menu_id_type */
	uint8_t kind;			/* enum pial_menu_place */
	uint8_t meal;			/* enum pial_menu_meal */
	uint8_t type;			/* enum pial_dish */
};

/* Why a menu is no kitchen's. */
enum pial_menu_fit {
	PIAL_MENU_FITS,		/* it is one's */
	PIAL_MENU_UNKNOWN,	/* no kitchen has one of its SIRET numbers */
	PIAL_MENU_SEVERAL,	/* several have, and none or several have the place's name */
};

/*
 * The kitchen that a menu is for. The number of the place, when it is a SIRET, then the SIRET of
 * the authority, then that of who cooks: the first that parties.yaml gives to kitchens decides. Of
 * several kitchens with one SIRET, the one whose name or id is that of the place, case and accents
 * aside. NULL when there is none; *fit says why.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_kitchen *pial_menu_kitchen(const struct pial_model *model,
					     const struct pial_menu *menu,
					     enum pial_menu_fit *fit);

/*
 * The age class of a menu's diners, a key of the portions: by the kind of place; of a place of
 * another kind that of its kitchen, said or by the kitchen's kind. NULL when nothing says it.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const char *pial_menu_age(const struct pial_model *model, const struct pial_menu *menu,
			  const struct pial_kitchen *kitchen);

#endif
