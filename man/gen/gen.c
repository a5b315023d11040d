/*
 * Prints the parts of the manual that come from tables: the columns of every file, and every
 * diagnostic.
 *
 *	gen fields fr|en		the file reference, from pial_schemas[]
 *	gen diagnostics fr|en		the codes, from diag/codes.def and diagnostics.def
 *	gen check			one line a code without explanation or explanation without code
 *
 * The same tables drive readers, writers, sheets and messages, so that the pages cannot say anything
 * else. It runs at build time, is linked with the library and is not installed. Output is mdoc, a
 * fragment opened by the line of its marker (see page.awk). A code without explanation is left out
 * of the page, which tests/lint/codes.sh then refuses: a build that fails for a missing sentence
 * would stop people who are busy elsewhere.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/attr.h"
#include "base/lang.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "load/field.h"
#include "load/value.h"
#include "model/model.h"
#include "po/po.h"

#include "base/banned.h"

/* What to do about a code. */
struct explanation {
	const char *code;	/* "E-QTY-SIGN" */
	const char *fr, *en;	/* sentences */
};

static const struct explanation explanations[] = {
#define PIAL_HELP(code, fr, en) { code, fr, en },
#include "man/gen/diagnostics.def"
#undef PIAL_HELP
};

static enum pial_lang lang;
static struct pial_model model;	/* holds the default policies, which no field table knows */

static const char *pick(const char *fr, const char *en)
{
	return lang == PIAL_FR ? fr : en;
}

/* One character of a text, safe for mdoc; a hyphen of a name stays a hyphen. */
static void put_char(char c, bool name)
{
	if (c == '\\')
		fputs("\\e", stdout);
	else if (c == '-' && name)
		fputs("\\-", stdout);
	else
		putchar(c);
}

/* Prose; a new sentence begins a new line, as mdoc wants it. */
static void put_text(const char *text)
{
	for (; *text; text++)
		if (*text == ' ' && text[-1] == '.')
			putchar('\n');
		else
			put_char(*text, false);
}

/* A name of the API: printed as typed. */
static void put_name(const char *name)
{
	for (; *name; name++)
		put_char(*name, true);
}

/* A text between the quotation marks of the language. */
static void put_quoted(const char *text)
{
	fputs(pick("« ", "“"), stdout);
	put_text(text);
	fputs(pick(" »", "”"), stdout);
}

/* The kinds of values, in words. */
static const struct {
	enum pial_type type;	/* of the field */
	const char *fr, *en;	/* what may be written */
} kinds[] = {
	{ PIAL_T_ID, "identifiant", "id" },
	{ PIAL_T_TEXT, "texte", "text" },
	{ PIAL_T_IDS, "identifiants séparés par une espace", "ids separated by spaces" },
	{ PIAL_T_QTY, "nombre, 3 décimales au plus",
	  "number, 3 decimals at most" },
	{ PIAL_T_MASS_KG, "kilogrammes, 3 décimales au plus", "kilograms, 3 decimals at most" },
	{ PIAL_T_MONEY, "euros, 2 décimales au plus", "euros, 2 decimals at most" },
	{ PIAL_T_PRICE, "euros, 4 décimales au plus", "euros, 4 decimals at most" },
	{ PIAL_T_RATE, "pour cent, 4 décimales au plus", "percent, 4 decimals at most" },
	{ PIAL_T_RATIO, "nombre de 0 à 1", "number from 0 to 1" },
	{ PIAL_T_KM, "kilomètres, 3 décimales au plus", "kilometres, 3 decimals at most" },
	{ PIAL_T_ANGLE, "degrés, 6 décimales au plus", "degrees, 6 decimals at most" },
	{ PIAL_T_AREA, "mètres carrés", "square metres" },
	{ PIAL_T_INT, "nombre entier", "whole number" },
	{ PIAL_T_SMALL, "nombre entier", "whole number" },
	{ PIAL_T_DATE, "date, 2025\\-03\\-17", "date, 2025\\-03\\-17" },
	{ PIAL_T_WEEK, "semaine, 2025\\-W12", "week, 2025\\-W12" },
	{ PIAL_T_MONTH, "mois, 2025\\-03", "month, 2025\\-03" },
	{ PIAL_T_SEASON_WEEK, "numéro de semaine, W14", "number of a week, W14" },
	{ PIAL_T_ENUM, "une valeur de", "one of" },
	{ PIAL_T_YESNO, "yes ou no (oui ou non)", "yes or no" },
	{ PIAL_T_WEEKDAYS, "jours de mon (lun) à sun (dim), séparés par une espace",
	  "days from mon to sun, separated by spaces" },
	{ PIAL_T_CHOICES, "des valeurs, séparées par une espace, de",
	  "some, separated by spaces, of" },
	{ PIAL_T_MONTHS, "mois de 1 à 12, séparés par une espace",
	  "months from 1 to 12, separated by spaces" },
	{ PIAL_T_TIERS, "rangs (1, 2), séparés par une espace", "tiers (1, 2), separated by spaces" },
	{ PIAL_T_SIRET, "SIRET, 14 chiffres, clé vérifiée", "SIRET, 14 digits, key checked" },
	{ PIAL_T_IBAN, "IBAN, clé vérifiée", "IBAN, key checked" },
	{ PIAL_T_VAT, "numéro de TVA, clé vérifiée", "VAT number, key checked" },
	{ PIAL_T_BLOCK, "bloc", "block" },
	{ PIAL_T_LIST, "liste", "list" },
};

/* What an id must name, in words; indexed by enum pial_ref. */
static const struct { const char *fr, *en; } targets[] = {
	[PIAL_REF_NONE] = { NULL, NULL },
	[PIAL_REF_PRODUCER] = { "de producers.csv", "of producers.csv" },
	[PIAL_REF_KITCHEN] = { "de kitchens.csv", "of kitchens.csv" },
	[PIAL_REF_PRODUCT] = { "de products.csv", "of products.csv" },
	[PIAL_REF_CONTRACT] = { "d'un contrat", "of a contract" },
	[PIAL_REF_CLOSURE] = { "de calendar.yaml", "of calendar.yaml" },
	[PIAL_REF_PLACE] = { "d'un producteur, d'une cuisine, ou hub",
			     "of a producer or kitchen, or hub" },
	[PIAL_REF_PARTY] = { "d'un producteur, d'une cuisine, ou self",
			     "of a producer or kitchen, or self" },
};

static void put_choices(const struct pial_choice *choice)
{
	const char *between = " ";

	for (; choice->name; choice++) {
		const char *label = pial_choice_label(choice, lang);

		fputs(between, stdout);
		put_name(choice->name);
		if (strcmp(label, choice->name)) {
			fputs(" (", stdout);
			put_text(label);
			putchar(')');
		}
		between = ", ";
	}
}

static void put_kind(const struct pial_field *field, bool yaml)
{
	bool words = field->flags & PIAL_F_WORDS || field->type == PIAL_T_IDS;

	if (yaml && words)
		fputs(pick("liste de mots", "list of words"), stdout);
	for (size_t i = 0; i < PIAL_COUNT(kinds) && !(yaml && words); i++)
		if (kinds[i].type == field->type)
			fputs(pick(kinds[i].fr, kinds[i].en), stdout);
	if (field->ref < PIAL_COUNT(targets) && targets[field->ref].fr)
		printf(" %s", pick(targets[field->ref].fr, targets[field->ref].en));
	if ((field->type == PIAL_T_ENUM || field->type == PIAL_T_CHOICES) && field->choice)
		put_choices(field->choice);
	if (field->type == PIAL_T_INT || field->type == PIAL_T_SMALL) {
		if (field->min > 0 || field->max < INT32_MAX)
			printf(pick(" de %d", " from %d"), (int)field->min);
		if (field->max < INT32_MAX)
			printf(pick(" à %d", " to %d"), (int)field->max);
	}
}

/* The value that row holds for a field, when it holds one. */
static void put_default(const struct pial_field *field, const void *row)
{
	struct pial_strbuf text;

	if (!row || !pial_value_size(field->type))
		return;
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	if (field->type == PIAL_T_ENUM) {
		uint8_t value = ((const uint8_t *)row)[field->offset];
		const struct pial_choice *choice = pial_choice_of(field->choice, value);

		/* In a policy 0 may be a choice, where a cell's 0 is an empty one. */
		pial_strbuf_addstr(&text, choice ? choice->name : "");
	} else if (!pial_value_is_none(field, row)) {
		pial_value_write(&text, &model, field, row, &pial_value_yaml);
	}
	if (text.len) {
		fputs(pick(" ; sinon ", "; default "), stdout);
		put_name(text.text);
	}
	pial_strbuf_release(&text);
}

/*
 * One line: label, key or required, kind of value, default. A label is between quotes where it may
 * stand for the name, in the header of a table; keys of YAML have one name only.
 */
static void put_facts(const struct pial_field *field, bool yaml, const void *row)
{
	const char *and = pick(" ; ", "; "), *label = pial_field_label(field, lang);

	if (yaml)
		put_text(label);
	else
		put_quoted(label);
	fputs(and, stdout);
	if (field->flags & PIAL_F_KEY)
		printf("%s%s", pick("clé", "key"), and);
	if (field->flags & PIAL_F_REQUIRED)
		printf("%s%s", pick("obligatoire", "required"), and);
	else if (field->flags & PIAL_F_COLUMN)
		printf("%s%s", pick("colonne obligatoire", "required column"), and);
	put_kind(field, yaml);
	if (field->flags & PIAL_F_POSITIVE)
		printf("%s%s", and, pick("plus grand que 0", "above 0"));
	if (field->flags & PIAL_F_SIGNED)
		printf("%s%s", and, pick("peut être négatif", "may be negative"));
	if (field->absent) {
		printf("%s%s", and, pick("sinon ", "default "));
		put_name(field->absent);
	} else {
		put_default(field, row);
	}
	puts(".");
}

/* yaml: the mapping is a file for a text editor; row: where defaults stand, or NULL. */
static void put_fields(const struct pial_schema *schema, bool yaml, const void *row)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < schema->fields; i++) {
		const struct pial_field *field = &schema->field[i];
		const char *help = pick(field->help_fr, field->help_en);

		if (field->type == PIAL_T_LINE)
			continue;
		fputs(".It Cm ", stdout);
		put_name(field->name);
		putchar('\n');
		put_facts(field, yaml, row);
		if (!help && field->nested)
			help = pick(field->nested->fr, field->nested->en);
		if (help) {
			put_text(help);
			putchar('\n');
		}
		if (field->nested && field->nested->fields)
			put_fields(field->nested, yaml, field->type == PIAL_T_BLOCK ? row : NULL);
	}
	puts(".El");
}

static void put_schema(const struct pial_schema *schema)
{
	fputs(".Ss ", stdout);
	put_name(schema->path ? schema->path : schema->name);
	putchar('\n');
	put_text(pick(schema->fr, schema->en));
	putchar('\n');
	if (schema->writer) {
		fputs(pick("Table écrite par ", "Written by "), stdout);
		put_name(schema->writer);
		puts(".");
	}
	put_fields(schema, schema->path && strstr(schema->path, ".yaml"),
		   schema == &pial_schema_book ? &model.policy : NULL);
}

static const struct explanation *explanation_of(const char *code)
{
	for (size_t i = 0; i < PIAL_COUNT(explanations); i++)
		if (!strcmp(explanations[i].code, code))
			return &explanations[i];
	return NULL;
}

/* The text of a code, arguments shown as an ellipsis. */
static void put_message(const char *text)
{
	for (; *text; text++) {
		if (*text == '%' && text[1] >= '1' && text[1] <= '6') {
			fputs("…", stdout);
			text++;
		} else {
			put_char(*text, false);
		}
	}
}

/* As it stands before a message, with its colon. */
static const char *severity_name(enum pial_severity severity)
{
	switch (severity) {
	case PIAL_NOTICE:
		return pial_tr(lang, "notice:");
	case PIAL_ALERT:
		return pial_tr(lang, "alert:");
	default:
		return pial_tr(lang, "error:");
	}
}

static void put_diagnostics(enum pial_severity severity)
{
	puts(".Bl -tag -width Ds");
	for (int code = 0; code < PIAL_CODE_COUNT; code++) {
		const struct pial_code_info *info = pial_code_info((enum pial_code)code);
		const struct explanation *explanation = explanation_of(info->name);

		if (info->severity != severity || !explanation)
			continue;
		fputs(".It ", stdout);
		put_name(info->name);
		printf("\n%s ", severity_name(severity));
		put_message(pial_tr(lang, info->text));
		puts("\n.br");
		put_text(pick(explanation->fr, explanation->en));
		putchar('\n');
	}
	puts(".El");
}

/* Says which codes and explanations do not match; true when all do. */
static bool check(void)
{
	bool good = true;

	for (int code = 0; code < PIAL_CODE_COUNT; code++) {
		const char *name = pial_code_info((enum pial_code)code)->name;

		if (!explanation_of(name)) {
			printf("man/gen/diagnostics.def: no explanation of %s\n", name);
			good = false;
		}
	}
	for (size_t i = 0; i < PIAL_COUNT(explanations); i++) {
		int code = 0;

		while (code < PIAL_CODE_COUNT &&
		       strcmp(pial_code_info((enum pial_code)code)->name, explanations[i].code))
			code++;
		if (code == PIAL_CODE_COUNT || explanation_of(explanations[i].code) != &explanations[i]) {
			printf("man/gen/diagnostics.def: %s is no code, or comes twice\n",
			       explanations[i].code);
			good = false;
		}
	}
	return good;
}

int main(int argc, char **argv)
{
	lang = argc == 3 && !strcmp(argv[2], "fr") ? PIAL_FR : PIAL_EN;
	if (argc == 2 && !strcmp(argv[1], "check"))
		return !check();
	if (argc == 3 && !strcmp(argv[1], "fields")) {
		puts("@FIELDS@");
		pial_model_init(&model);
		for (size_t i = 0; pial_schemas[i]; i++)
			put_schema(pial_schemas[i]);
		pial_model_release(&model);
	} else if (argc == 3 && !strcmp(argv[1], "diagnostics")) {
		puts("@ERRORS@");
		put_diagnostics(PIAL_ERROR);
		puts("@ALERTS@");
		put_diagnostics(PIAL_ALERT);
		puts("@NOTICES@");
		put_diagnostics(PIAL_NOTICE);
	} else {
		fputs("usage: gen fields|diagnostics fr|en, or gen check\n", stderr);
		return 3;
	}
	return ferror(stdout) || fclose(stdout) ? 4 : 0;
}
