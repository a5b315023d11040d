/*
 * A page of the rota is read for one line, "this week", so each week is one line; what only some
 * have (a swap, a note) shares the last column.
 */
#include "report/rota_view.h"

#include <string.h>

#include "markup/calendar.h"
#include "markup/text.h"
#include "markup/words.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

static const struct pial_turn *turn_of(const struct pial_table *turns, size_t i)
{
	return pial_table_row(turns, i);
}

/* Adds what there is to say of a turn: the swap, that it may move, the note. */
static void put_remark(struct pial_strbuf *out, const struct pial_turn *turn,
		       const struct pial_model *model, enum pial_lang lang)
{
	struct pial_strbuf name, week;

	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&week, PIAL_STRBUF_TEXT);
	if (turn->instead_of.n) {
		pial_say_producer(&name, model, turn->instead_of);
		pial_week_format(&week, turn->with_week);
		pial_say_phrase(out, lang,
				week.len ? PIAL_N_("instead of %1, against %2") :
					   PIAL_N_("instead of %1"),
				(const char *const[]){ name.text, week.text }, 2);
	} else if (turn->status != PIAL_TURN_PUBLISHED && turn->status != PIAL_TURN_SWAPPED) {
		pial_strbuf_addstr(out, pial_tr(lang, PIAL_N_("may still change")));
	}
	if (turn->note.n)
		pial_strbuf_addf(out, "%s%s", out->len ? " · " : "",
				 pial_model_text(model, turn->note.n));
	pial_strbuf_release(&name);
	pial_strbuf_release(&week);
}

static void put_turns(struct pial_strbuf *out, const struct pial_table *turns,
		      const struct pial_model *model, enum pial_lang lang, size_t width)
{
	struct pial_text_table table;
	struct pial_strbuf cell;

	pial_text_table_init(&table);
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("Week")), "", 0);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("From Monday")), "", 0);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("On duty")), "", PIAL_TEXT_SHRINK);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("Remark")), "", PIAL_TEXT_SHRINK);
	for (size_t i = 0; i < turns->count; i++) {
		const struct pial_turn *turn = turn_of(turns, i);

		pial_week_format(&cell, turn->week);
		pial_text_table_take(&table, &cell);
		pial_say_day(&cell, pial_week_monday(turn->week), true, lang);
		pial_text_table_take(&table, &cell);
		if (turn->producer.n)
			pial_say_producer(&cell, model, turn->producer);
		else
			pial_strbuf_addstr(&cell, pial_tr(lang, PIAL_N_("nobody")));
		pial_text_table_take(&table, &cell);
		put_remark(&cell, turn, model, lang);
		pial_text_table_take(&table, &cell);
	}
	pial_text_table_write(out, &table, width);
	pial_strbuf_release(&cell);
	pial_text_table_release(&table);
}

static void put_burdens(struct pial_strbuf *out, const struct pial_model *model,
			const struct pial_rota_burden *burden, size_t burdens,
			enum pial_lang lang, size_t width)
{
	struct pial_text_table table;
	struct pial_strbuf cell;

	pial_text_table_init(&table);
	pial_strbuf_init(&cell, PIAL_STRBUF_TEXT);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("Over the season")), "", 0);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("Turns")), "", PIAL_TEXT_RIGHT);
	pial_text_table_column(&table, pial_tr(lang, PIAL_N_("Load")), "", PIAL_TEXT_RIGHT);
	for (size_t i = 0; i < burdens; i++) {
		pial_say_producer(&cell, model, burden[i].producer);
		pial_text_table_take(&table, &cell);
		pial_strbuf_addint(&cell, burden[i].turns);
		pial_text_table_take(&table, &cell);
		pial_words_number(&cell, burden[i].load * 25, 2, 2, lang);
		pial_text_table_take(&table, &cell);
	}
	pial_text_table_write(out, &table, width);
	pial_strbuf_addf(out, "\n%s\n",
			 pial_tr(lang, PIAL_N_("Load: in average weeks; a week with twice the "
					       "deliveries counts twice.")));
	pial_strbuf_release(&cell);
	pial_text_table_release(&table);
}

void pial_rota_text(struct pial_strbuf *out, const struct pial_table *turns,
		    const struct pial_model *model, int year,
		    const struct pial_rota_burden *burden, size_t burdens, enum pial_lang lang,
		    size_t width)
{
	struct pial_strbuf title;

	pial_strbuf_init(&title, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&title, pial_tr(lang, PIAL_N_("Rota of the season %d")), year);
	pial_strbuf_addf(out, "%s\n", pial_model_text(model, model->policy.name.n));
	pial_say_title(out, title.text, "═", width);
	pial_strbuf_addch(out, '\n');
	put_turns(out, turns, model, lang, width);
	if (burdens) {
		pial_strbuf_addch(out, '\n');
		put_burdens(out, model, burden, burdens, lang, width);
	}
	pial_strbuf_release(&title);
}

static void put_event(struct pial_strbuf *out, const struct pial_turn *turn,
		      const struct pial_model *model, struct pial_event *event, const char *mark,
		      enum pial_lang lang)
{
	struct pial_strbuf uid, summary, more;

	pial_strbuf_init(&uid, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&summary, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&more, PIAL_STRBUF_TEXT);
	pial_week_format(&uid, turn->week);
	pial_strbuf_addf(&uid, "-rota-%s@pial", mark);
	pial_say_producer(&more, model, turn->producer);
	pial_say_phrase(&summary, lang, PIAL_N_("On duty: %1"),
			(const char *const[]){ more.text }, 1);
	pial_strbuf_clear(&more);
	put_remark(&more, turn, model, lang);
	event->uid = uid.text;
	event->first = pial_week_monday(turn->week);
	event->last = pial_date_add(event->first, 6);
	event->summary = summary.text;
	event->description = more.text;
	event->tentative = turn->status != PIAL_TURN_PUBLISHED &&
			   turn->status != PIAL_TURN_SWAPPED;
	pial_calendar_event(out, event);
	pial_strbuf_release(&uid);
	pial_strbuf_release(&summary);
	pial_strbuf_release(&more);
}

void pial_rota_calendar(struct pial_strbuf *out, const struct pial_table *turns,
			const struct pial_model *model, struct pial_date stamp,
			enum pial_lang lang)
{
	const char *group = pial_model_text(model, model->policy.name.n);
	struct pial_event event = { .stamp = stamp };
	char mark[PIAL_SAY_MARK + 1];
	struct pial_strbuf name;

	pial_say_mark(model, mark);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_say_phrase(&name, lang, PIAL_N_("Rota – %1"), (const char *const[]){ group }, 1);
	pial_calendar_begin(out, "-//PIAL//pial-plan rota//FR", name.text);
	for (size_t i = 0; i < turns->count; i++)
		if (turn_of(turns, i)->producer.n)
			put_event(out, turn_of(turns, i), model, &event, mark, lang);
	pial_calendar_end(out);
	pial_strbuf_release(&name);
}
