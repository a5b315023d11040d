/*
 * pial-plan forms: sheets for growers and kitchens to fill in, one file each.
 *
 * A file is named so that a folder sorts by week, then by kind, then by name, and in ASCII, which
 * every mail program keeps: 2025-W12_offres_P-ravin.ods. Files go to the folder of -o (this one
 * when not said); one that is there and says something else was perhaps filled in, and is kept
 * unless --force. The list of files is written as a table, so that a script knows whom to send
 * what.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli_deliveries.h"
#include "cmd/plan.h"
#include "cmd/plan_week.h"
#include "io/csv.h"
#include "io/ods.h"
#include "io/reason.h"
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

enum file_kind { FILE_ODS, FILE_FODS, FILE_CSV };

/* The tables that forms of one kind are made of. */
struct made_of {
	struct pial_table book, proposal, last, allocation;	/* see sheet/form_page.h */
	struct pial_table orders, offers;			/* see sheet/form_across.h */
};

struct forms {
	struct pial_cli *cli;		/* the run */
	struct pial_week week;		/* of which week */
	struct pial_date until;		/* when they must be back */
	enum file_kind file;		/* --format */
	uint32_t party;			/* --for; 0: all */
	struct pial_names names;	/* of products and producers */
	struct made_of made_of;		/* of the kind being made */
	struct pial_strbuf list;	/* what was written, as a table */
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
	static const char *const fr[] = { "", "offres", "commandes", "receptions",
					  "repartition" };

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
		.subtitle = name, .lang = lang, .computed = forms->file != FILE_CSV,
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

static void put_file_name(struct forms *forms, struct pial_strbuf *path, enum pial_form_kind kind,
			  uint32_t owner)
{
	static const char *const end[] = { ".ods", ".fods", ".csv" };
	const struct pial_cli *cli = forms->cli;
	const char *folder = cli->output ? cli->output : "";

	pial_strbuf_addstr(path, folder);
	if (*folder && folder[strlen(folder) - 1] != '/')
		pial_strbuf_addch(path, '/');
	pial_week_format(path, forms->week);
	pial_strbuf_addf(path, "_%s%s%s%s", file_word(kind, pial_cli_document_lang(cli)),
			 owner ? "_" : "", pial_model_text(&cli->book.model, owner),
			 end[forms->file]);
}

/* Reads what a file holds; false when there is none. */
static bool read_there(const char *path, struct pial_strbuf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char piece[4096];
	ssize_t n;

	if (fd < 0)
		return false;
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		pial_strbuf_add(out, piece, (size_t)n);
	close(fd);
	return true;
}

/* True when the file is not there, or says what it would say. */
static bool may_write(struct forms *forms, const char *path, const struct pial_strbuf *bytes,
		      bool *same)
{
	struct pial_strbuf there;
	bool is_there;

	pial_strbuf_init(&there, PIAL_STRBUF_OUTPUT);
	is_there = read_there(path, &there);
	*same = is_there && there.len == bytes->len &&
		!memcmp(there.text, bytes->text, there.len);
	pial_strbuf_release(&there);
	if (!is_there || *same || forms->cli->force)
		return true;
	return pial_diag_add(&forms->cli->diags, NULL, PIAL_E_FORMS_THERE, path);
}

static void list_file(struct forms *forms, enum pial_form_kind kind, uint32_t owner,
		      const char *path)
{
	const char *id = owner ? pial_model_text(&forms->cli->book.model, owner) : PIAL_FORM_ALL;
	const char *name = pial_form_name(kind);

	pial_csv_put(&forms->list, &pial_csv_table, true, true, id, strlen(id));
	pial_csv_put(&forms->list, &pial_csv_table, false, true, name, strlen(name));
	pial_csv_put(&forms->list, &pial_csv_table, false, true, path, strlen(path));
	pial_csv_end(&forms->list);
}

/* The bytes of a form's file; false, and said, when they cannot be made. */
static bool put_form(const struct forms *forms, struct pial_strbuf *bytes,
		     const struct pial_workbook *book)
{
	if (forms->file == FILE_ODS)
		return pial_ods_write(bytes, book, &forms->cli->diags);
	if (forms->file == FILE_FODS)
		return pial_ods_write_flat(bytes, book, &forms->cli->diags);
	pial_form_put_csv(bytes, book);
	return true;
}

static bool make(struct forms *forms, enum pial_form_kind kind, uint32_t owner, const char *name)
{
	struct pial_cli *cli = forms->cli;
	struct pial_strbuf path, bytes;
	struct pial_workbook book;
	bool ok, same;

	pial_workbook_init(&book, pial_cli_document_lang(cli));
	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&bytes, PIAL_STRBUF_OUTPUT);
	ok = lay(forms, kind, owner, name, &book);
	put_file_name(forms, &path, kind, owner);
	ok = ok && put_form(forms, &bytes, &book) && may_write(forms, path.text, &bytes, &same) &&
	     (same || cli->dry_run || pial_cli_file(cli, path.text, &bytes));
	if (ok)
		list_file(forms, kind, owner, path.text);
	pial_strbuf_release(&bytes);
	pial_strbuf_release(&path);
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

/* Makes the folder when its own folder is there. */
static bool make_folder(struct pial_cli *cli)
{
	if (!cli->output || cli->dry_run || mkdir(cli->output, 0777) == 0 || errno == EEXIST)
		return true;
	return pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_WRITE, cli->output, pial_reason(errno));
}

static enum pial_exit write_forms(struct forms *forms)
{
	struct pial_cli *cli = forms->cli;
	const struct own *own = cli->own;
	bool ok = make_folder(cli);

	pial_names_init(&forms->names, &cli->book.model);
	pial_strbuf_init(&forms->list, PIAL_STRBUF_OUTPUT);
	pial_strbuf_addstr(&forms->list, "for,form,file\n");
	for (int kind = PIAL_FORM_OFFERS; ok && kind <= PIAL_FORM_ALLOCATION; kind++) {
		const char *name = pial_form_name((enum pial_form_kind)kind);

		if (own->kind ? !strcmp(own->kind, name) : kind < PIAL_FORM_RECEIPTS)
			ok = make_all(forms, (enum pial_form_kind)kind);
	}
	pial_names_release(&forms->names);
	/* -o is the folder, already used: what is left goes to standard output. */
	cli->output = NULL;
	if (ok)
		pial_strbuf_add(&cli->out, forms->list.text, forms->list.len);
	pial_strbuf_release(&forms->list);
	return pial_cli_result(cli, false);
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

	if (!pial_cli_week_operand(cli, &forms.week))
		return PIAL_EXIT_USAGE;
	if (!is_kind(own->kind))
		return pial_cli_usage(cli, PIAL_N_("“%s” is no kind of form: offers, orders, "
						   "receipts or allocation"), own->kind);
	if (cli->format == PIAL_FORMAT_CSV || cli->format == PIAL_FORMAT_TEXT)
		return pial_cli_usage(cli, PIAL_N_("forms are ods, fods or sheet"));
	forms.file = cli->format == PIAL_FORMAT_SHEET ? FILE_CSV
		     : cli->format == PIAL_FORMAT_FODS ? FILE_FODS : FILE_ODS;
	/* It was said of the forms; their list is a table like any other. */
	cli->format = PIAL_FORMAT_DEFAULT;
	if (!pial_cli_book(cli) || !pial_cli_party(cli, own->party, &forms.party))
		return pial_cli_result(cli, false);
	forms.until = pial_date_is_none(own->until)
			      ? pial_date_add(pial_week_monday(forms.week), -1) : own->until;
	return write_forms(&forms);
}

const struct pial_verb pial_verb_plan_forms = {
	.name = "forms",
	.operands = PIAL_N_("WEEK"),
	.help = PIAL_N_("forms for producers (offers) and kitchens (orders, receipts), one file "
			"each; the allocation for who runs the table"),
	.option = forms_options,
	.own_size = sizeof(struct own),
	.run = run,
};
