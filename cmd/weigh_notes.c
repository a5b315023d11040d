/*
 * pial-weigh notes: what goes on the van with the crates.
 *
 * Text is the default, since notes are printed: a document in the book's language, whoever prints
 * it, unless --lang asks for another; HTML and PDF are the same document. As a table, the rows are
 * those of receipts with `received` left blank: the form that comes back filled in.
 */
#include "cmd/cli_deliveries.h"
#include "cmd/cli_paper.h"
#include "cmd/weigh.h"
#include "deliver/deliver.h"
#include "report/notes_paper.h"

#include "base/banned.h"

/* The form to fill in: what was sent is known, what is received is not. */
static void put_form(struct pial_cli *cli, const struct pial_deliver_result *notes)
{
	struct pial_table form;

	pial_table_init(&form, &pial_schema_receipts);
	for (size_t i = 0; i < notes->rows; i++) {
		const struct pial_delivery *row = &notes->row[i];
		struct pial_receipt receipt = {
			.note = row->note, .kitchen = row->kitchen, .product = row->product,
			.producer = row->producer, .batch = row->batch, .sent = row->allocated,
			.received = PIAL_QTY_NONE, .weight = PIAL_MASS_NONE,
			.refused = PIAL_QTY_NONE, .agreed = PIAL_QTY_NONE, .day = row->day,
			.unit = row->unit,
		};

		pial_table_add(&form, &receipt);
	}
	pial_table_sort(&form, &cli->book.model);
	pial_cli_table(cli, &form);
	pial_table_release(&form);
}

static void put_paper(struct pial_cli *cli, const struct pial_deliver_result *notes)
{
	struct pial_paper paper;

	pial_paper_init(&paper, pial_cli_document_lang(cli));
	pial_notes_paper(&paper, &cli->book.model, notes->row, notes->rows);
	pial_cli_paper(cli, &paper, notes->rows ? notes->row[0].day : cli->today,
		       PIAL_NOTES_WIDTH);
	pial_paper_release(&paper);
}

static enum pial_exit put_notes(struct pial_cli *cli, const struct pial_table *allocation)
{
	struct pial_deliver_input input = {
		.model = &cli->book.model, .today = cli->today,
		.allocation = (const void *)allocation->row, .allocations = allocation->count,
		.allocation_file = allocation->file,
		.receipt_file = "",
	};
	struct pial_deliver_result notes;

	pial_deliver_result_init(&notes);
	if (pial_deliver_notes(&input, &notes, &cli->diags)) {
		if (pial_cli_is_paper(cli))
			put_paper(cli, &notes);
		else
			put_form(cli, &notes);
	}
	pial_deliver_result_release(&notes);
	return pial_cli_result(cli, false);
}

static enum pial_exit run(struct pial_cli *cli)
{
	struct pial_table allocation;
	struct pial_week week;
	enum pial_exit code;

	pial_table_init(&allocation, &pial_schema_allocation);
	if (pial_cli_allocation(cli, &allocation, &week, &code)) {
		pial_cli_dropped(cli, &allocation);
		code = put_notes(cli, &allocation);
	}
	pial_table_release(&allocation);
	return code;
}

const struct pial_verb pial_verb_weigh_notes = {
	.name = "notes",
	.operands = PIAL_N_("[WEEK | FILE | -]"),
	.help = PIAL_N_("delivery notes before departure, with room for what was received"),
	.run = run,
	.paper = true,
};
