/*
 * pial-plan forms: sheets for growers and kitchens to fill in, one file each.
 *
 * A file is named so that a folder sorts by week, then by kind, then by name, and in ASCII, which
 * every mail program keeps: 2025-W12_offres_P-ravin.ods. How files are written, and listed, is in
 * cmd/cli_forms.c.
 */
#include <string.h>

#include "cmd/cli_deliveries.h"
#include "cmd/cli_forms.h"
#include "cmd/plan.h"
#include "cmd/plan_week.h"
#include "report/say.h"
#include "sheet/form_across.h"
#include "sheet/form_page.h"

#include "base/banned.h"

/* Values of the options. */
struct own {
	const char *party;	/* --for */
	const char *kind;	/* --kind */
	struct pial_date until;	/* --until */
};

static const struct pial_option forms_options[] = {
	{ 0, "for", PIAL_OPTION_TEXT, offsetof(struct own, party), PIAL_N_("ID"),
	  PIAL_N_("only the forms of this producer or kitchen") },
	{ 0, "kind", PIAL_OPTION_TEXT, offsetof(struct own, kind), PIAL_N_("KIND"),
	  PIAL_N_("only offers or orders; or the allocation; or receipts, after delivery") },
	{ 0, "until", PIAL_OPTION_DATE, offsetof(struct own, until), PIAL_N_("DATE"),
	  PIAL_N_("when they must be back; the day before the week when not said") },
	{ 0 }
};

/* The tables that forms of one kind are made of. */
struct made_of {
	struct pial_table book, proposal, last, allocation;	/* see sheet/form_page.h */
	struct pial_table orders, offers;			/* see sheet/form_across.h */
};

struct forms {
	struct pial_cli *cli;		/* the run */
	struct pial_week week;		/* of which week */
	struct pial_date until;		/* when they must be back */
	struct pial_forms files;	/* what is written */
	uint32_t party;			/* --for; 0: all */
	struct pial_names names;	/* of products and producers */
	struct made_of made_of;		/* of the kind being made */
};

/* ---- Words ---- */

static const char *tr(const struct forms *forms, const char *text)
{
	return pial_tr(pial_cli_document_lang(forms->cli), text);
}

/* The sentence that begins with where to send it back, and until when. */
static void say_back(struct forms *forms, struct pial_strbuf *out, enum pial_form_kind kind)
{
	enum pial_lang lang = pial_cli_document_lang(forms->cli);
	const struct pial_model *model = &forms->cli->book.model;
	const struct pial_party *self = pial_model_party(
		model, pial_intern_find(&model->pool, "self", 4));
	const char *to = self && self->email.n ? pial_model_text(model, self->email.n)
					       : pial_model_text(model, model->policy.name.n);
	struct pial_strbuf day;

	pial_strbuf_init(&day, PIAL_STRBUF_TEXT);
	pial_say_day(&day, forms->until, false, lang);
	if (kind == PIAL_FORM_RECEIPTS || kind == PIAL_FORM_ALLOCATION)
		pial_strbuf_addf(out, tr(forms, PIAL_N_("Send this file back to %s.")), to);
	else
		pial_strbuf_addf(out, tr(forms, PIAL_N_("Send this file back to %s by %s, even "
							"when nothing changes.")),
				 to, day.text);
	pial_strbuf_addch(out, ' ');
	if (kind == PIAL_FORM_OFFERS &&
	    model->policy.silent_producer == PIAL_SILENT_PLAN)
		pial_strbuf_addstr(out, tr(forms, PIAL_N_("Without an answer, what is planned "
							  "counts, as not confirmed.")));
	else if (kind == PIAL_FORM_ORDERS && model->policy.silent_kitchen == PIAL_SILENT_FIRM)
		pial_strbuf_addstr(out, tr(forms, PIAL_N_("Without an answer, the firm "
							  "quantities of your contract count.")));
	pial_strbuf_release(&day);
}

static const char *first_note(enum pial_form_kind kind)
{
	if (kind == PIAL_FORM_OFFERS)
		return PIAL_N_("Correct the column Quantity: what you can deliver over the week. "
			       "What is planned stands there already.");
	if (kind == PIAL_FORM_ALLOCATION)
		return PIAL_N_("Correct who gives what: a cell that you change is fixed by hand, "
			       "and the others are computed again around it.");
	if (kind == PIAL_FORM_ORDERS)
		return PIAL_N_("Write what you want under each day. What stands there already "
			       "comes from you or from your contract.");
	return PIAL_N_("Write what you received: weighed, or counted. Refused: the part of it that "
		       "you send back.");
}

static const char *second_note(enum pial_form_kind kind)
{
	if (kind == PIAL_FORM_ALLOCATION)
		return PIAL_N_("Empty: nothing changes. 0: none. In bold: fixed by hand already. "
			       "White cells: nothing was ordered.");
	if (kind == PIAL_FORM_RECEIPTS)
		return PIAL_N_("Empty: not weighed yet. 0: nothing received.");
	return PIAL_N_("Empty: nothing changes. 0: none. Another product: choose it in a free row "
		       "at the end.");
}

static const char *title_of(enum pial_form_kind kind)
{
	if (kind == PIAL_FORM_OFFERS)
		return PIAL_N_("What you can deliver: %s");
	if (kind == PIAL_FORM_ALLOCATION)
		return PIAL_N_("Who delivers what: %s");
	return kind == PIAL_FORM_ORDERS ? PIAL_N_("Your orders: %s")
					: PIAL_N_("What you received: %s");
}

static const char *file_word(enum pial_form_kind kind, enum pial_lang lang)
{
	static const char *const fr[] = {
		[PIAL_FORM_OFFERS] = "offres", [PIAL_FORM_ORDERS] = "commandes",
		[PIAL_FORM_RECEIPTS] = "receptions", [PIAL_FORM_ALLOCATION] = "repartition",
	};

	return lang == PIAL_EN ? pial_form_name(kind) : fr[kind];
}

/* ---- One form ---- */

/* Days and kitchens across; false, said already, when there are too many. */
static bool lay_across(struct forms *forms, const struct pial_form_page *page,
		       struct pial_workbook *book)
{
	struct pial_form_across across = {
		.week = page->week, .owner = page->owner, .model = page->model,
		.names = page->names, .allocation = &forms->made_of.book,
		.orders = &forms->made_of.orders, .offers = &forms->made_of.offers,
		.title = page->title, .subtitle = page->subtitle, .lang = page->lang,
		.computed = page->computed,
	};

	memcpy(across.note, page->note, sizeof(across.note));
	return pial_form_lay_across(book, &across) ||
	       pial_diag_add(&forms->cli->diags, NULL, PIAL_E_FORM_WIDE,
			     (int64_t)forms->week.n);
}

static bool lay(struct forms *forms, enum pial_form_kind kind, uint32_t owner, const char *name,
		struct pial_workbook *book)
{
	const struct made_of *from = &forms->made_of;
	enum pial_lang lang = pial_cli_document_lang(forms->cli);
	struct pial_form_page page = {
		.kind = kind, .week = forms->week, .owner = owner,
		.model = &forms->cli->book.model, .names = &forms->names, .book = &from->book,
		.proposal = &from->proposal, .last = &from->last, .allocation = &from->allocation,
		.subtitle = name, .lang = lang, .computed = forms->files.file != PIAL_FORMS_CSV,
	};
	struct pial_strbuf week, title, back;
	bool ok = true;
	size_t n = 0;

	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&back, PIAL_STRBUF_TEXT);
	pial_say_week(&week, forms->week, lang);
	pial_strbuf_addf(&title, tr(forms, title_of(kind)), week.text);
	say_back(forms, &back, kind);
	page.title = title.text;
	page.note[n++] = tr(forms, first_note(kind));
	page.note[n++] = tr(forms, second_note(kind));
	page.note[n++] = back.text;
	if (kind == PIAL_FORM_ALLOCATION)
		ok = lay_across(forms, &page, book);
	else
		(void)pial_form_lay(book, &page);
	pial_strbuf_release(&week);
	pial_strbuf_release(&title);
	pial_strbuf_release(&back);
	return ok;
}

static bool make(struct forms *forms, enum pial_form_kind kind, uint32_t owner, const char *name)
{
	enum pial_lang lang = pial_cli_document_lang(forms->cli);
	const char *id = owner ? pial_model_text(&forms->cli->book.model, owner) : PIAL_FORM_ALL;
	struct pial_workbook book;
	struct pial_strbuf file;
	bool ok;

	pial_workbook_init(&book, lang);
	pial_strbuf_init(&file, PIAL_STRBUF_TEXT);
	pial_week_format(&file, forms->week);
	pial_strbuf_addf(&file, "_%s%s%s", file_word(kind, lang), owner ? "_" : "",
			 owner ? id : "");
	ok = lay(forms, kind, owner, name, &book) &&
	     pial_forms_write(&forms->files, &book, file.text, id, pial_form_name(kind));
	pial_strbuf_release(&file);
	pial_workbook_release(&book);
	return ok;
}

/* ---- All forms ---- */

static bool read_tables(struct forms *forms, enum pial_form_kind kind)
{
	struct pial_cli *cli = forms->cli;
	const struct pial_schema *schema = pial_form_schema(kind);
	struct pial_week before = pial_week_add(forms->week, -1);
	struct made_of *to = &forms->made_of;
	enum pial_allocated state;
	bool ok, exists;

	pial_table_init(&to->orders, &pial_schema_orders);
	pial_table_init(&to->offers, &pial_schema_offers);
	pial_table_init(&to->book, schema);
	pial_table_init(&to->proposal, schema);
	pial_table_init(&to->last, schema);
	pial_table_init(&to->allocation, &pial_schema_allocation);
	ok = pial_book_week(&cli->book, forms->week, &to->book, &exists, &cli->diags);
	if (ok && kind == PIAL_FORM_ALLOCATION)
		return pial_week_allocated(&cli->book, forms->week, &to->book, exists, &state,
					   &cli->diags) &&
		       pial_cli_allocated(cli, forms->week, state) &&
		       pial_book_week(&cli->book, forms->week, &to->orders, NULL, &cli->diags) &&
		       pial_book_week(&cli->book, forms->week, &to->offers, NULL, &cli->diags);
	ok = ok &&
	     pial_plan_propose(cli, forms->week, &to->proposal);
	if (ok && kind == PIAL_FORM_RECEIPTS)
		return pial_book_week(&cli->book, forms->week, &to->allocation, NULL, &cli->diags);
	return ok && (pial_week_is_none(before) ||
		      pial_book_week(&cli->book, before, &to->last, NULL, &cli->diags));
}

static void release_tables(struct made_of *made_of)
{
	pial_table_release(&made_of->book);
	pial_table_release(&made_of->proposal);
	pial_table_release(&made_of->last);
	pial_table_release(&made_of->allocation);
	pial_table_release(&made_of->orders);
	pial_table_release(&made_of->offers);
}

/* True when a kitchen was to receive something. */
static bool receives(const struct forms *forms, uint32_t kitchen)
{
	const struct pial_table *table = &forms->made_of.allocation;

	for (size_t i = 0; i < table->count; i++) {
		const struct pial_allocation *row = pial_table_row(table, i);

		if (row->kitchen.n == kitchen && row->producer.n && row->quantity.milli > 0)
			return true;
	}
	return false;
}

/* Whose form of the allocation it is: everybody's, or that of --for. */
static const char *party_name(const struct forms *forms)
{
	const struct pial_model *model = &forms->cli->book.model;
	const struct pial_producer *producer =
		pial_model_producer(model, (struct pial_producer_id){ forms->party });
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(model, (struct pial_kitchen_id){ forms->party });

	if (producer)
		return pial_model_text(model, producer->name.n);
	return pial_model_text(model, kitchen ? kitchen->name.n : model->policy.name.n);
}

static bool make_all(struct forms *forms, enum pial_form_kind kind)
{
	const struct pial_model *model = &forms->cli->book.model;
	bool ok = read_tables(forms, kind), offers = kind == PIAL_FORM_OFFERS;

	for (size_t i = 0; ok && offers && i < model->producers; i++) {
		const struct pial_producer *one = &model->producer[i];

		if (pial_plan_asks_producer(one, forms->week) &&
		    (!forms->party || forms->party == one->id.n))
			ok = make(forms, kind, one->id.n, pial_model_text(model, one->name.n));
	}
	if (ok && kind == PIAL_FORM_ALLOCATION)
		ok = make(forms, kind, forms->party, party_name(forms));
	for (size_t i = 0; ok && !offers && kind != PIAL_FORM_ALLOCATION && i < model->kitchens;
	     i++) {
		const struct pial_kitchen *one = &model->kitchen[i];

		if ((kind == PIAL_FORM_ORDERS ? pial_kitchen_receives_in(model, one, forms->week)
					      : receives(forms, one->id.n)) &&
		    (!forms->party || forms->party == one->id.n))
			ok = make(forms, kind, one->id.n, pial_model_text(model, one->name.n));
	}
	release_tables(&forms->made_of);
	return ok;
}

static enum pial_exit write_forms(struct forms *forms)
{
	static const enum pial_form_kind kinds[] = { PIAL_FORM_OFFERS, PIAL_FORM_ORDERS,
						     PIAL_FORM_RECEIPTS, PIAL_FORM_ALLOCATION };
	const struct own *own = forms->cli->own;
	bool ok = pial_forms_folder(&forms->files);

	pial_names_init(&forms->names, &forms->cli->book.model);
	for (size_t i = 0; ok && i < PIAL_COUNT(kinds); i++)
		if (own->kind ? !strcmp(own->kind, pial_form_name(kinds[i]))
			      : kinds[i] < PIAL_FORM_RECEIPTS)
			ok = make_all(forms, kinds[i]);
	pial_names_release(&forms->names);
	return pial_forms_end(&forms->files, ok);
}

static bool is_kind(const char *kind)
{
	return !kind || !strcmp(kind, "offers") || !strcmp(kind, "orders") ||
	       !strcmp(kind, "receipts") || !strcmp(kind, "allocation");
}

static enum pial_exit run(struct pial_cli *cli)
{
	const struct own *own = cli->own;
	struct forms forms = { .cli = cli };
	enum pial_exit code;

	if (!pial_cli_week_operand(cli, &forms.week))
		return PIAL_EXIT_USAGE;
	if (!is_kind(own->kind))
		return pial_cli_usage(cli, PIAL_N_("“%s” is no kind of form: offers, orders, "
						   "receipts or allocation"), own->kind);
	if (!pial_forms_begin(&forms.files, cli)) {
		code = PIAL_EXIT_USAGE;
	} else if (!pial_cli_book(cli) || !pial_cli_party(cli, own->party, &forms.party)) {
		code = pial_cli_result(cli, false);
	} else {
		forms.until = pial_date_is_none(own->until)
				      ? pial_date_add(pial_week_monday(forms.week), -1)
				      : own->until;
		code = write_forms(&forms);
	}
	pial_forms_release(&forms.files);
	return code;
}

const struct pial_verb pial_verb_plan_forms = {
	.name = "forms",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("forms for producers (offers) and kitchens (orders, receipts), one file "
			"each; the allocation for who runs the table"),
	.option = forms_options,
	.own_size = sizeof(struct own),
	.writes = true,
	.run = run,
};
