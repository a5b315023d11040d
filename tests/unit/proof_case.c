/*
 * From a solved week to what the checker reads.
 */
#include "proof_case.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <string.h>

#include "engine/certify.h"

void proof_case_init(struct proof_case *p, struct engine_case *c)
{
	struct pial_proof_line *line;

	memset(p, 0, sizeof(*p));
	p->c = c;
	c->input.prove = true;
	assert_true(engine_run(c));
	pial_arena_init(&p->arena);
	pial_diags_init(&p->diags);
	p->lines = pial_certify(c->result.proof, &c->model, &p->arena, &line);
	p->room = p->lines + PROOF_ROOM;
	p->line = pial_arena_zalloc(&p->arena, p->room, sizeof(*p->line));
	if (p->lines)
		memcpy(p->line, line, p->lines * sizeof(*p->line));
	for (size_t i = 0; i < p->lines; i++)
		p->line[i].line = (uint32_t)i + 2;
	p->rows = c->result.rows;
	p->row = pial_arena_zalloc(&p->arena, p->rows + PROOF_ROOM, sizeof(*p->row));
	if (p->rows)
		memcpy(p->row, c->result.row, p->rows * sizeof(*p->row));
	for (size_t i = 0; i < p->rows; i++)
		p->row[i].line = (uint32_t)i + 2;
}

void proof_case_release(struct proof_case *p)
{
	pial_diags_release(&p->diags);
	pial_arena_release(&p->arena);
}

static struct pial_check_amount *amounts(struct proof_case *p, size_t count)
{
	return pial_arena_zalloc(&p->arena, count + 1, sizeof(struct pial_check_amount));
}

bool proof_check(struct proof_case *p)
{
	const struct pial_allocate_input *input = &p->c->input;
	struct pial_check_amount *account = amounts(p, input->accounts);
	struct pial_check_amount *weight = amounts(p, input->weights);
	const struct pial_check_input asked = {
		.model = input->model, .week = input->week, .order = input->order,
		.orders = input->orders, .orders_file = input->orders_file,
		.offer = input->offer, .offers = input->offers,
		.offers_file = input->offers_file, .pin = input->pin, .pins = input->pins,
		.pins_file = input->pins_file, .account = account, .accounts = input->accounts,
		.weight = weight, .weights = input->weights, .meeting = input->meeting,
		.meetings = input->meetings, .delivered = input->delivered,
		.delivereds = input->delivereds, .published = input->published,
		.proof = p->line, .proofs = p->lines, .proof_file = "certificate.csv",
		.row = p->row, .rows = p->rows, .row_file = "allocation.csv",
	};

	for (size_t i = 0; i < input->accounts; i++)
		account[i] = (struct pial_check_amount){ input->account[i].party,
							 input->account[i].product,
							 input->account[i].owed.milli };
	for (size_t i = 0; i < input->weights; i++)
		weight[i] = (struct pial_check_amount){ input->weight[i].party,
							input->weight[i].product,
							input->weight[i].quantity.milli };
	pial_diags_clear(&p->diags);
	return pial_check_allocation(&asked, &p->figures, &p->diags);
}

enum pial_code proof_said(const struct proof_case *p)
{
	for (size_t i = 0; i < p->diags.count; i++)
		if (pial_code_info(p->diags.entry[i].code)->severity != PIAL_NOTICE)
			return p->diags.entry[i].code;
	return PIAL_CODE_COUNT;
}
