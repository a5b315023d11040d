/*
 * Turns of some weeks, and what each has of them.
 */
#include "report/duty_view.h"

#include <stddef.h>

#include "load/row.h"
#include "po/po.h"
#include "report/say.h"
#include "report/view.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED

static const struct pial_choice status_choice[] = {
	{ PIAL_TURN_PROPOSED, "proposed", "proposé", "proposed" },
	{ PIAL_TURN_PUBLISHED, "published", "publié", "published" },
	{ PIAL_TURN_SWAPPED, "swapped", "échangé", "swapped" },
	{ 0, NULL, NULL, NULL },
};

#define ROW struct pial_duty
static const struct pial_field duty_field[] = {
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("from", "Du", "From", DATE, 0, from) },
	{ FIELD("until", "Au", "Until", DATE, 0, until) },
	{ FIELD("producer", "Permanence", "On duty", ID, 0, producer), .ref = PIAL_REF_PRODUCER },
	{ FIELD("status", "État", "Status", ENUM, 0, status), .choice = status_choice },
	{ FIELD("instead_of", "À la place de", "Instead of", ID, 0, instead_of),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("with_week", "Contre la semaine", "For week", WEEK, 0, with_week) },
	{ FIELD("note", "Remarque", "Note", TEXT, 0, note) },
};

const struct pial_schema pial_schema_view_duty = {
	"duty", NULL, "pial-report rota", "Qui tient la permanence, semaine par semaine.",
	"Who runs the table, week by week.", FIELDS(duty_field, struct pial_duty), NULL,
};
#undef ROW

#define ROW struct pial_duty_part
static const struct pial_field part_field[] = {
	{ FIELD("producer", "Permanence", "On duty", ID, KEY, producer), .ref = PIAL_REF_PRODUCER,
	  HELP("Vide : personne n'était disponible.", "Empty: nobody was available.") },
	{ FIELD("weeks", "Semaines", "Weeks", INT, REQ, weeks), .max = 10000 },
	{ FIELD("taken", "Dont reprises", "Of which taken over", INT, 0, taken), .max = 10000 },
	{ FIELD("next", "Prochaine", "Next", WEEK, 0, next) },
};

const struct pial_schema pial_schema_view_parts = {
	"parts", NULL, "pial-report rota", "Combien de permanences a chacun.",
	"How many turns each has.", FIELDS(part_field, struct pial_duty_part), NULL,
};
#undef ROW

void pial_duty_make(struct pial_table *out, const struct pial_model *model,
		    const struct pial_table *turns, struct pial_week first, struct pial_week last,
		    struct pial_producer_id only)
{
	for (size_t i = 0; i < turns->count; i++) {
		const struct pial_turn *turn = pial_table_row(turns, i);
		const struct pial_duty row = {
			.week = turn->week, .from = pial_week_monday(turn->week),
			.until = pial_week_day(turn->week, PIAL_SUNDAY),
			.producer = turn->producer, .instead_of = turn->instead_of,
			.with_week = turn->with_week, .note = turn->note, .status = turn->status };

		if (turn->week.n >= first.n && turn->week.n <= last.n &&
		    (!only.n || only.n == turn->producer.n))
			pial_table_add(out, &row);
	}
	pial_table_sort(out, model);
}

/* The part of somebody; one is made when there is none. */
static struct pial_duty_part *part_of(struct pial_table *out, struct pial_producer_id producer)
{
	const struct pial_duty_part fresh = { .producer = producer };

	for (size_t i = 0; i < out->count; i++) {
		struct pial_duty_part *part = pial_table_row(out, i);

		if (part->producer.n == producer.n)
			return part;
	}
	return pial_table_add(out, &fresh);
}

void pial_duty_parts(struct pial_table *out, const struct pial_model *model,
		     const struct pial_table *duty, struct pial_week today)
{
	for (size_t i = 0; i < duty->count; i++) {
		const struct pial_duty *row = pial_table_row(duty, i);
		struct pial_duty_part *part = part_of(out, row->producer);

		part->weeks++;
		part->taken += row->instead_of.n != 0;
		if (row->week.n >= today.n && (!part->next.n || row->week.n < part->next.n))
			part->next = row->week;
	}
	pial_table_sort(out, model);
}

void pial_duty_view_write(struct pial_paper *paper, const void *data)
{
	static const char *const week[] = { "week", "from", "until", "producer", "status",
					    "instead_of", "with_week", "note", NULL };
	static const char *const part[] = { "producer", "weeks", "taken", "next", NULL };
	const struct pial_duty_paper *view = data;
	const struct pial_view_layout weeks = { view->model, week, NULL, NULL, NULL };
	const struct pial_view_layout parts = { view->model, part, NULL, NULL, NULL };
	const struct pial_table *duty = view->duty;
	const char *title = pial_tr(paper->lang, PIAL_N_("Duty rota"));
	struct pial_strbuf days;

	pial_strbuf_init(&days, PIAL_STRBUF_TEXT);
	if (duty->count)
		pial_say_days(&days, ((const struct pial_duty *)pial_table_row(duty, 0))->from,
			      ((const struct pial_duty *)pial_table_row(duty, duty->count - 1))
				      ->until, paper->lang);
	pial_paper_sheet(paper, title, pial_model_text(view->model, view->model->policy.name.n));
	pial_paper_title(paper, title, days.text);
	if (!duty->count)
		pial_paper_text(paper, PIAL_PAPER_PLAIN,
				pial_tr(paper->lang, PIAL_N_("No turn is given in these weeks.")));
	pial_view_put(paper, &weeks, title, duty, 0, duty->count);
	pial_view_put(paper, &parts, pial_tr(paper->lang, PIAL_N_("Turns of each")), view->parts, 0,
		      view->parts->count);
	pial_strbuf_release(&days);
}
