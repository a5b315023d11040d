/*
 * The service's own tables: activities, hours, trips, and the budget of a year (model/service.h).
 *
 * Hours and trips carry their rate in each line: it changes with the person and the year, and a
 * line without one is a gift, which is counted in hours and kilometres and costs nothing. A table
 * of rates by person was rejected: it would be one more file, for two or three values.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/service.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_activity

const struct pial_choice pial_choice_activity[] = {
	{ PIAL_ACTIVITY_VISIT, "visit", "visite", "visit" },
	{ PIAL_ACTIVITY_WORKSHOP, "workshop", "atelier", "workshop" },
	{ PIAL_ACTIVITY_TRAINING, "training", "formation", "training" },
	{ PIAL_ACTIVITY_MEETING, "meeting", "réunion", "meeting" },
	{ PIAL_ACTIVITY_OTHER, "other", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_task[] = {
	{ PIAL_TASK_DUTY, "duty", "permanence", "duty" },
	{ PIAL_TASK_COORDINATION, "coordination", "coordination", "coordination" },
	{ PIAL_TASK_DELIVERY, "delivery", "livraison", "delivery" },
	{ PIAL_TASK_ACCOUNTS, "accounts", "comptabilité", "accounts" },
	{ PIAL_TASK_ACTIVITY, "activity", "animation", "activity" },
	{ PIAL_TASK_WEIGHING, "weighing", "pesées", "weigh-ins" },
	{ PIAL_TASK_OTHER, "other", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_trip[] = {
	{ PIAL_TRIP_ROUND, "round", "tournée", "round" },
	{ PIAL_TRIP_COLLECTION, "collection", "ramassage", "collection" },
	{ PIAL_TRIP_ACTIVITY, "activity", "animation", "activity" },
	{ PIAL_TRIP_OTHER, "other", "autre", "other" },
	{ 0, NULL, NULL, NULL },
};

const struct pial_choice pial_choice_budget[] = {
	{ PIAL_BUDGET_COST, "cost", "dépense", "cost" },
	{ PIAL_BUDGET_GRANT, "grant", "subvention", "grant" },
	{ PIAL_BUDGET_INCOME, "income", "recette", "income" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field activity_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date) },
	{ FIELD("kind", "Genre", "Kind", ENUM, KEY | REQ, kind), .choice = pial_choice_activity },
	{ FIELD("title", "Intitulé", "Title", TEXT, KEY | REQ | PIAL_F_PLAIN, title),
	  HELP("Ce que c'était, en quelques mots ; paraît dans les vues.",
	       "What it was, in a few words; it is shown in views.") },
	{ FIELD("producer", "Producteur·rice", "Producer", ID, 0, producer),
	  .ref = PIAL_REF_PRODUCER, HELP("Chez qui, ou avec qui.", "Where, or with whom.") },
	{ FIELD("kitchen", "Cuisine", "Kitchen", ID, 0, kitchen), .ref = PIAL_REF_KITCHEN,
	  HELP("Pour les convives ou l'équipe de quelle cuisine.",
	       "For the eaters or the staff of which kitchen.") },
	{ FIELD("people", "Personnes", "People", INT, 0, people), .min = 0, .max = 1000000,
	  HELP("Combien sont venus ; vide : pas compté. Aucun nom.",
	       "How many came; empty: not counted. No names.") },
	{ FIELD("cost", "Coût", "Cost", MONEY, 0, cost),
	  HELP("Dépensé en plus des heures et des trajets.",
	       "Spent beside hours and trips.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_activities = {
	"activities", "activities.csv", NULL,
	"Visites de fermes, ateliers, formations, réunions.",
	"Farm visits, workshops, training, meetings.",
	FIELDS(activity_field, struct pial_activity), NULL,
};

#undef ROW
#define ROW struct pial_hours

static const struct pial_field hours_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date),
	  HELP("Le jour ; pour plusieurs jours comptés ensemble, le dernier.",
	       "The day; for several days counted together, the last one.") },
	{ FIELD("who", "Qui", "Who", ID, KEY | REQ, who),
	  HELP("Un producteur, ou un nom court à vous (coordination) ; évitez les noms de "
	       "personnes.",
	       "A producer, or a short name of yours (coordination); avoid people's names.") },
	{ FIELD("task", "Tâche", "Task", ENUM, KEY, task), .choice = pial_choice_task,
	  .absent = "coordination" },
	{ FIELD("hours", "Heures", "Hours", QTY, REQ | PIAL_F_POSITIVE, hours) },
	{ FIELD("rate", "Coût de l'heure", "Cost of an hour", PRICE, 0, rate),
	  HELP("Vide : du temps donné, qui se compte et ne coûte rien.",
	       "Empty: time given, which is counted and costs nothing.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_hours = {
	"hours", "hours.csv", NULL,
	"Les heures de permanence et de coordination.", "Hours of duty and of coordination.",
	FIELDS(hours_field, struct pial_hours), NULL,
};

#undef ROW
#define ROW struct pial_trip

static const struct pial_field trip_field[] = {
	{ FIELD("date", "Date", "Date", DATE, KEY | REQ, date) },
	{ FIELD("who", "Qui", "Who", ID, KEY | REQ, who),
	  HELP("Qui a conduit : un producteur, ou un nom court à vous.",
	       "Who drove: a producer, or a short name of yours.") },
	{ FIELD("purpose", "Pour", "For", ENUM, KEY, purpose), .choice = pial_choice_trip,
	  .absent = "round" },
	{ FIELD("km", "Kilomètres", "Kilometres", KM, REQ | PIAL_F_POSITIVE, distance),
	  HELP("Aller et retour.", "There and back.") },
	{ FIELD("rate", "Coût du kilomètre", "Cost of a kilometre", PRICE, 0, rate),
	  HELP("Vide : rien n'est remboursé.", "Empty: nothing is paid back.") },
	{ FIELD("vehicle", "Véhicule", "Vehicle", TEXT, 0, vehicle) },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_trips = {
	"trips", "trips.csv", NULL,
	"Les kilomètres parcourus : tournées, ramassages, déplacements.",
	"Kilometres driven: rounds, collections, other trips.",
	FIELDS(trip_field, struct pial_trip), NULL,
};

#undef ROW
#define ROW struct pial_budget

static const struct pial_field budget_field[] = {
	{ FIELD("line", "Ligne", "Line", ID, KEY | REQ, name),
	  HELP("Un nom court, unique dans l'année.", "A short name, unique in the year.") },
	{ FIELD("kind", "Genre", "Kind", ENUM, REQ, kind), .choice = pial_choice_budget },
	{ FIELD("label", "Intitulé", "Label", TEXT, 0, label) },
	{ FIELD("amount", "Prévu", "Foreseen", MONEY, REQ, amount),
	  HELP("Pour l'année civile.", "For the civil year.") },
	{ FIELD("actual", "Réalisé", "Actual", MONEY, 0, actual),
	  HELP("Dépensé ou reçu à ce jour ; vide : pas encore connu.",
	       "Spent or received to date; empty: not known yet.") },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_budget = {
	"budget", "season/Y/budget.csv", NULL,
	"Le budget du service pour une année : dépenses, subventions, autres recettes.",
	"The service's budget of a year: costs, grants, other income.",
	FIELDS(budget_field, struct pial_budget), NULL,
};
