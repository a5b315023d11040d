/*
 * The ledger of accounts, column by column.
 *
 * It is only added to, so its lines stand in the order in which weeks were closed; `entry`, which
 * counts the closings and reversals of a week, makes each line's key its own. The bound of the day
 * is written beside the account: kitchens' weights change with the years, and a line must go on
 * adding up.
 */
#include <stddef.h>

#include "load/field.h"
#include "load/row.h"
#include "load/table.h"
#include "model/ledger.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define ROW struct pial_balance

static const struct pial_choice balance_side[] = {
	{ PIAL_SIDE_PRODUCER, "producer", "producteur", "producer" },
	{ PIAL_SIDE_KITCHEN, "kitchen", "cuisine", "kitchen" },
	{ 0, NULL, NULL, NULL },
};

static const struct pial_field balance_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("side", "Côté", "Side", ENUM, KEY | REQ, side), .choice = balance_side,
	  HELP("Producteur (ce qu'il livre) ou cuisine (ce qu'elle reçoit).",
	       "Producer (what it delivers) or kitchen (what it receives).") },
	{ FIELD("id", "Qui", "Who", ID, KEY | REQ, id),
	  HELP("Le producteur ou la cuisine.", "The producer or the kitchen.") },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT,
	  HELP("Pour une cuisine, ce qu'elle avait commandé.",
	       "For a kitchen, what it had ordered.") },
	{ FIELD("entry", "Écriture", "Entry", INT, KEY | REQ, entry), .min = 1, .max = 1000000,
	  HELP("1 : la semaine est close ; 2 : rouverte, la ligne 1 est reprise ; 3 : close de "
	       "nouveau…",
	       "1: the week is closed; 2: reopened, line 1 is taken back; 3: closed again…") },
	{ FIELD("entitled", "Part exacte", "Entitled", QTY, REQ | PIAL_F_SIGNED, entitled),
	  HELP("La part exacte de la semaine, sans mémoire ni colis entiers, crédit d'aléa "
	       "compris.",
	       "The week's exact share, without memory or whole packs, credit for hazards "
	       "included.") },
	{ FIELD("given", "Livré", "Given", QTY, REQ | PIAL_F_SIGNED, given),
	  HELP("Ce qui a été gardé à la réception, sinon ce qui était réparti.",
	       "What was kept on receipt, else what was allocated.") },
	{ FIELD("account", "Compte", "Account", QTY, REQ | PIAL_F_SIGNED, account),
	  HELP("Ce qui lui est dû ensuite ; négatif : il est en avance.",
	       "What it is owed afterwards; negative: it is ahead.") },
	{ FIELD("cap", "Borne", "Bound", QTY, REQ, cap),
	  HELP("Le compte tient entre moins et plus cette borne, account_cap_weeks fois le poids ; "
	       "le reste est perdu.",
	       "The account stays between minus and plus this, account_cap_weeks times the weight; "
	       "the rest lapses.") },
	{ FIELD("last_met", "Dernière livraison", "Last delivery", DATE, 0, last_met),
	  HELP("Dernier jour où il en a livré ou reçu ; vide : jamais encore.",
	       "Last day on which it delivered or received any; empty: never yet.") },
};

static void check_balance(const struct pial_table *table, const void *data,
			  struct pial_diags *diags)
{
	const struct pial_balance *row = data;
	struct pial_pos pos;

	/* A line that takes another back restores an account of another week's bound. */
	if (row->entry % 2 == 0 || (row->account.milli <= row->cap.milli &&
				    row->account.milli >= -row->cap.milli))
		return;
	pos = pial_table_pos(table, row, "account");
	pial_diag_add(diags, &pos, PIAL_E_BALANCE_CAP, row->account.milli, row->cap.milli);
}

const struct pial_schema pial_schema_balances = {
	"balances", "ledger/balances.csv", "pial-allocate close",
	"Comptes d'équité : ce qui est dû à chacun de chaque produit, semaine après semaine.",
	"Accounts: what each is owed of each product, week after week.",
	FIELDS(balance_field, struct pial_balance), check_balance,
};
