/*
 * The languages people are spoken to in.
 */
#ifndef PIAL_BASE_LANG_H
#define PIAL_BASE_LANG_H

enum pial_lang {
	PIAL_LANG_NONE,	/* not said */
	PIAL_FR,	/* French, the first */
	PIAL_EN,	/* English, the language of the source */
};

#endif
