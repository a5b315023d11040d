/*
 * Two texts from the same entries.
 *
 * Neither format adds anything up. What a person typed may hold a character that means something
 * in a format (a tab, a semicolon, two blanks); such ones become a blank, and several become one.
 */
#include "report/accounting.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "num/decimal.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

static const char *const kind_words[PIAL_ENTRY_KINDS] = {
	[PIAL_ENTRY_INVOICE] = PIAL_N_("Invoice %1"),
	[PIAL_ENTRY_CREDIT] = PIAL_N_("Credit note %1"),
	[PIAL_ENTRY_BOUGHT] = PIAL_N_("Self-billed invoice %1"),
	[PIAL_ENTRY_BOUGHT_CREDIT] = PIAL_N_("Self-billed credit note %1"),
	[PIAL_ENTRY_STATEMENT] = PIAL_N_("Statement %1"),
	[PIAL_ENTRY_PARTNERS] = PIAL_N_("Partners and shared fund %1"),
	[PIAL_ENTRY_RECEIVED] = PIAL_N_("Payment received %1"),
	[PIAL_ENTRY_REFUND] = PIAL_N_("Refund %1"),
	[PIAL_ENTRY_PAID] = PIAL_N_("Payment of statement %1"),
	[PIAL_ENTRY_ADVANCE] = PIAL_N_("Advance %1"),
	[PIAL_ENTRY_REPAID] = PIAL_N_("Advance paid back %1"),
	[PIAL_ENTRY_WAIVED] = PIAL_N_("Advance given up %1"),
	[PIAL_ENTRY_GRANT] = PIAL_N_("Grant to the fund %1"),
	[PIAL_ENTRY_EXPENSE] = PIAL_N_("Expense of the fund %1"),
	[PIAL_ENTRY_LEVY] = PIAL_N_("Levy to the fund %1"),
};

static const struct {
	const char *code, *name;
} journals[PIAL_JOURNALS] = {
	[PIAL_JOURNAL_PURCHASES] = { "AC", "Achats" },
	[PIAL_JOURNAL_BANK] = { "BQ", "Banque" },
	[PIAL_JOURNAL_OTHER] = { "OD", "Opérations diverses" },
	[PIAL_JOURNAL_SALES] = { "VE", "Ventes" },
};

/* Adds a text in which no character means anything to a format. */
static void add_plain(struct pial_strbuf *out, const char *text)
{
	bool blank = false;

	for (const char *c = text; *c; c++) {
		bool is_blank = strchr(" \t\r\n;|\"", *c) != NULL;

		if (!is_blank || !blank)
			pial_strbuf_addch(out, is_blank ? ' ' : *c);
		blank = is_blank;
	}
}

/* Adds what an entry is, in words: kind and piece, whom it is about, what a person wrote. */
static void add_words(struct pial_strbuf *out, const struct pial_model *model,
		      const struct pial_booked *entry, enum pial_lang lang)
{
	struct pial_strbuf words;

	pial_strbuf_init(&words, PIAL_STRBUF_TEXT);
	pial_say_phrase(&words, lang, kind_words[entry->kind], &entry->piece, 1);
	if (entry->party.n) {
		pial_strbuf_addch(&words, ' ');
		pial_strbuf_addstr(&words, pial_model_text(model, entry->party.n));
	}
	if (*entry->label) {
		pial_strbuf_addch(&words, ' ');
		pial_strbuf_addstr(&words, entry->label);
	}
	add_plain(out, words.text);
	pial_strbuf_release(&words);
}

/* Adds who a party is in law, else its name. */
static void add_party(struct pial_strbuf *out, const struct pial_model *model,
		      struct pial_text party)
{
	const struct pial_party *in_law = pial_model_party(model, party.n);
	struct pial_kitchen_id kitchen = { party.n };
	struct pial_strbuf name;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	if (in_law && in_law->legal_name.n)
		pial_strbuf_addstr(&name, pial_model_text(model, in_law->legal_name.n));
	else if (pial_model_kitchen(model, kitchen))
		pial_say_kitchen(&name, model, kitchen);
	else
		pial_say_producer(&name, model, (struct pial_producer_id){ party.n });
	add_plain(out, name.text);
	pial_strbuf_release(&name);
}

static void add_day(struct pial_strbuf *out, struct pial_date date)
{
	int year, month, day;

	pial_date_parts(date, &year, &month, &day);
	pial_strbuf_addf(out, "%04d%02d%02d", year, month, day);
}

/* A row of the FEC. */
static void add_fec_row(struct pial_strbuf *out, const struct pial_model *model,
			const struct pial_booked *entry, const struct pial_posting *posting)
{
	const struct pial_account_info *account = &pial_account_list[posting->account];
	int64_t cents = posting->amount.cents;

	pial_strbuf_addf(out, "%s\t%s\t%u\t", journals[entry->journal].code,
			 journals[entry->journal].name, entry->number);
	add_day(out, entry->date);
	pial_strbuf_addf(out, "\t%s\t%s\t", account->number, account->fr);
	if (posting->party.n)
		add_plain(out, pial_model_text(model, posting->party.n));
	pial_strbuf_addch(out, '\t');
	if (posting->party.n)
		add_party(out, model, posting->party);
	pial_strbuf_addch(out, '\t');
	add_plain(out, entry->piece);
	pial_strbuf_addch(out, '\t');
	add_day(out, entry->date);
	pial_strbuf_addch(out, '\t');
	add_words(out, model, entry, PIAL_FR);
	pial_strbuf_addch(out, '\t');
	pial_decimal_format(out, cents > 0 ? cents : 0, 2, 2, ',');
	pial_strbuf_addch(out, '\t');
	pial_decimal_format(out, cents < 0 ? -cents : 0, 2, 2, ',');
	/*
	 * No lettering, which the law leaves free (LPF, A47 A-1): pieces say it. What a register
	 * holds is final the day it is written; all is in euros.
	 */
	pial_strbuf_addstr(out, "\t\t\t");
	add_day(out, entry->date);
	pial_strbuf_addstr(out, "\t\t\n");
}

void pial_accounting_fec(struct pial_strbuf *out, const struct pial_model *model,
			 const struct pial_booked *entry, size_t entries)
{
	pial_strbuf_addstr(out, "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\t"
				"CompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\t"
				"EcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\t"
				"Montantdevise\tIdevise\n");
	for (size_t i = 0; i < entries; i++)
		for (size_t k = 0; k < entry[i].postings; k++)
			add_fec_row(out, model, &entry[i], &entry[i].posting[k]);
}

void pial_accounting_fec_name(struct pial_strbuf *out, const char *siren, struct pial_date last)
{
	pial_strbuf_addf(out, "%sFEC", siren);
	add_day(out, last);
	pial_strbuf_addstr(out, ".txt");
}

/* Adds "411000 Clients:K-ecoles". */
static void add_account(struct pial_strbuf *out, const struct pial_model *model, uint8_t account,
			struct pial_text party, enum pial_lang lang)
{
	const struct pial_account_info *info = &pial_account_list[account];

	pial_strbuf_addf(out, "%s %s", info->number, lang == PIAL_FR ? info->fr : info->en);
	if (party.n) {
		pial_strbuf_addch(out, ':');
		add_plain(out, pial_model_text(model, party.n));
	}
}

/* An account that some posting is on. */
struct used {
	const struct pial_model *model;		/* for the names of parties */
	const struct pial_posting *posting;	/* a posting on it */
};

static int compare_used(const void *left, const void *right)
{
	const struct used *x = left, *y = right;
	const struct pial_posting *a = x->posting, *b = y->posting;

	if (a->account != b->account)
		return a->account < b->account ? -1 : 1;
	return pial_intern_compare(&x->model->pool, a->party.n, b->party.n);
}

/* Adds a directive for each account used, in order. */
static void add_accounts(struct pial_strbuf *out, const struct pial_model *model,
			 const struct pial_booked *entry, size_t entries, enum pial_lang lang)
{
	size_t count = 0, at = 0;
	struct used *used;

	for (size_t i = 0; i < entries; i++)
		count += entry[i].postings;
	used = pial_calloc(count + 1, sizeof(*used));
	for (size_t i = 0; i < entries; i++)
		for (size_t k = 0; k < entry[i].postings; k++)
			used[at++] = (struct used){ model, &entry[i].posting[k] };
	if (count)
		qsort(used, count, sizeof(*used), compare_used);
	for (size_t i = 0; i < count; i++) {
		if (i && !compare_used(&used[i - 1], &used[i]))
			continue;
		pial_strbuf_addstr(out, "account ");
		add_account(out, model, used[i].posting->account, used[i].posting->party, lang);
		pial_strbuf_addf(out, "  ; type:%c\n",
				 pial_account_list[used[i].posting->account].type);
	}
	free(used);
}

void pial_accounting_hledger(struct pial_strbuf *out, const struct pial_model *model,
			     const struct pial_booked *entry, size_t entries, enum pial_lang lang)
{
	pial_strbuf_addstr(out, "decimal-mark .\ncommodity 1000.00 EUR\n\n");
	add_accounts(out, model, entry, entries, lang);
	for (size_t i = 0; i < entries; i++) {
		pial_strbuf_addch(out, '\n');
		pial_date_format(out, entry[i].date);
		pial_strbuf_addf(out, " * (%s-%u) ", journals[entry[i].journal].code,
				 entry[i].number);
		add_words(out, model, &entry[i], lang);
		for (size_t k = 0; k < entry[i].postings; k++) {
			const struct pial_posting *posting = &entry[i].posting[k];

			pial_strbuf_addstr(out, "\n    ");
			add_account(out, model, posting->account, posting->party, lang);
			pial_strbuf_addstr(out, "  ");
			pial_decimal_format(out, posting->amount.cents, 2, 2, '.');
			pial_strbuf_addstr(out, " EUR");
		}
		pial_strbuf_addch(out, '\n');
	}
}
