/*
 * The sentences are in the language of documents, as they are read to others.
 *
 * The week is solved a second time, with its proof: a proof is one of the ideal plan, and the table
 * may be that of the practical one. What was said of the week was said the first time.
 */
#include "cmd/allocate_explain.h"

#include "report/explain.h"

#include "base/banned.h"

bool pial_allocate_explain(const struct pial_allocate_week *week, uint32_t only)
{
	struct pial_cli *cli = week->cli;
	struct pial_allocate_input input = pial_allocate_week_input(week);
	struct pial_allocate_result ideal;
	struct pial_explanation explanation;
	struct pial_diags again;
	bool ok;

	input.prove = true;
	pial_allocate_result_init(&ideal);
	pial_diags_init(&again);
	ok = pial_allocate(&input, &ideal, &again);
	if (ok) {
		pial_explain_init(&explanation, ideal.proof, week->result.row, week->result.rows);
		if (cli->format == PIAL_FORMAT_JSON)
			pial_explain_json(&cli->out, &explanation, only,
					  pial_cli_document_lang(cli));
		else
			pial_explain_text(&cli->out, &explanation, only,
					  pial_cli_document_lang(cli), pial_cli_width(cli));
		pial_explain_release(&explanation);
	}
	pial_diags_release(&again);
	pial_allocate_result_release(&ideal);
	return ok;
}
