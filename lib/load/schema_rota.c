/*
 * Who runs the table, and who is away.
 *
 * One line a week. A swap changes two lines and says so in both, so that the table alone tells what
 * was agreed; who stood there before is in `instead_of`.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/season.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_turn

static const struct pial_choice turn_status[] = {
	{ PIAL_TURN_PROPOSED, "proposed", "proposé", "proposed" },
	{ PIAL_TURN_PUBLISHED, "published", "publié", "published" },
	{ PIAL_TURN_SWAPPED, "swapped", "échangé", "swapped" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field turn_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("producer", "Permanence", "On duty", ID, 0, producer), .ref = PIAL_REF_PRODUCER,
	  HELP("Qui tient le tableau cette semaine ; vide : personne n'est disponible.",
	       "Who runs the table this week; empty: nobody is available.") },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = turn_status,
	  .absent = "proposed",
	  HELP("Une permanence proposée peut changer quand le tour est refait ; publiée ou "
	       "échangée, elle reste.",
	       "A proposed turn may change when the rota is made again; a published or swapped "
	       "one stays.") },
	{ FIELD("instead_of", "À la place de", "Instead of", ID, 0, instead_of),
	  .ref = PIAL_REF_PRODUCER,
	  HELP("Qui l'a échangée.", "Who swapped it.") },
	{ FIELD("with_week", "Contre la semaine", "For week", WEEK, 0, with_week),
	  HELP("La semaine donnée en échange ; vide : aucune.",
	       "The week given in exchange; empty: none.") },
	{ FIELD("swapped_on", "Échangé le", "Swapped on", DATE, 0, swapped_on) },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_rota = {
	"rota", "season/Y/rota.csv", "pial-plan rota",
	"Qui tient la permanence, semaine par semaine.",
	"Who runs the table, week by week.", FIELDS(turn_field, struct pial_turn), NULL,
};

#undef ROW
#define ROW struct pial_absence

static const struct pial_field absence_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY, from_week),
	  HELP("Première semaine ; vide : dès le début de la saison.",
	       "First week; empty: from the beginning of the season.") },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, KEY, until_week),
	  HELP("Dernière semaine ; vide : jusqu'à la fin de la saison.",
	       "Last week; empty: until the end of the season.") },
	{ FIELD("reason", "Motif", "Reason", TEXT, 0, reason) },
};

static void check_absence(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_absence *row = data;

	pial_row_dates(table, row, "until_week", pial_week_monday(row->from_week),
		       pial_week_monday(row->until_week), diags);
}

const struct pial_schema pial_schema_absences = {
	"absences", "season/Y/absences.csv", NULL,
	"Qui ne peut pas tenir la permanence, et quand.", "Who cannot run the table, and when.",
	FIELDS(absence_field, struct pial_absence), check_absence,
};
