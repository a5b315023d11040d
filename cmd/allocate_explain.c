/*
 * The sentences are in the language of documents, as they are read to others.
 */
#include "cmd/allocate_explain.h"

#include "report/explain.h"

#include "base/banned.h"

void pial_allocate_explain(const struct pial_allocate_week *week, uint32_t only)
{
	struct pial_cli *cli = week->cli;
	struct pial_explanation explanation;

	pial_explain_init(&explanation, week->result.proof);
	if (cli->format == PIAL_FORMAT_JSON)
		pial_explain_json(&cli->out, &explanation, only, pial_cli_document_lang(cli));
	else
		pial_explain_text(&cli->out, &explanation, only, pial_cli_document_lang(cli),
				  pial_cli_width(cli));
	pial_explain_release(&explanation);
}
