/*
 * Numbers of delivery notes, made and read.
 *
 * The day stands first so that a folder of notes sorts by day. A number counted up from 1 was
 * rejected: it would have to be kept, and two people printing at once would have to agree.
 */
#include "model/note.h"

#include <string.h>

#include "base/strbuf.h"

#include "base/banned.h"

struct pial_text pial_note_number(struct pial_model *model, struct pial_producer_id producer,
				  struct pial_kitchen_id kitchen, struct pial_date day)
{
	bool resale = model->policy.billing == PIAL_BILLING_RESALE;
	const char *seller = resale ? "self" : pial_model_text(model, producer.n);
	struct pial_strbuf number;
	struct pial_text text;
	int year, month, of_month;

	pial_date_parts(day, &year, &month, &of_month);
	pial_strbuf_init(&number, PIAL_STRBUF_TEXT);
	pial_strbuf_addf(&number, "BL-%04d%02d%02d-%s-%s", year, month, of_month,
			 pial_model_text(model, kitchen.n), seller);
	text.n = pial_intern_add(&model->pool, number.text, number.len);
	pial_strbuf_release(&number);
	return text;
}

struct pial_date pial_note_day(const char *number)
{
	struct pial_date day = { 0 };
	int part[3] = { 0, 0, 0 }, size[3] = { 4, 2, 2 };
	const char *at = number + 3;

	if (strncmp(number, "BL-", 3))
		return day;
	for (size_t i = 0; i < 3; i++)
		for (int k = 0; k < size[i]; k++, at++) {
			if (*at < '0' || *at > '9')
				return day;
			part[i] = part[i] * 10 + (*at - '0');
		}
	if (*at != '-' || !pial_date_make(part[0], part[1], part[2], &day))
		day.n = 0;
	return day;
}

struct pial_kitchen_id pial_note_kitchen(const struct pial_model *model, const char *number)
{
	const char *id = number + strlen("BL-20250317-");
	struct pial_kitchen_id found = { 0 };

	if (!pial_note_day(number).n)
		return found;
	/* Ids have hyphens: of those that fit, the longest. */
	for (const char *end = strchr(id, '-'); end; end = strchr(end + 1, '-')) {
		const struct pial_kitchen_id kitchen = {
			pial_intern_find(&model->pool, id, (size_t)(end - id)) };

		if (kitchen.n && pial_model_kitchen(model, kitchen))
			found = kitchen;
	}
	return found;
}
