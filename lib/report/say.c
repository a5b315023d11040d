/*
 * The wording that all views share.
 *
 * Names of days and months are in the catalogue, in lower case as French writes them; English names
 * are message ids and keep their capitals.
 */
#include "report/say.h"

#include <string.h>

#include "base/attr.h"
#include "io/digest.h"
#include "markup/words.h"
#include "num/round.h"
#include "po/po.h"

#include "base/banned.h"

static const char *const weekdays[] = {
	"", PIAL_N_("Monday"), PIAL_N_("Tuesday"), PIAL_N_("Wednesday"), PIAL_N_("Thursday"),
	PIAL_N_("Friday"), PIAL_N_("Saturday"), PIAL_N_("Sunday"),
};

static const char *const short_weekdays[] = {
	"", PIAL_N_("Mon"), PIAL_N_("Tue"), PIAL_N_("Wed"), PIAL_N_("Thu"), PIAL_N_("Fri"),
	PIAL_N_("Sat"), PIAL_N_("Sun"),
};

static const char *const months[] = {
	"", PIAL_N_("January"), PIAL_N_("February"), PIAL_N_("March"), PIAL_N_("April"),
	PIAL_N_("May"), PIAL_N_("June"), PIAL_N_("July"), PIAL_N_("August"), PIAL_N_("September"),
	PIAL_N_("October"), PIAL_N_("November"), PIAL_N_("December"),
};

struct unit_words {
	const char *one, *many;	/* for 1, and for 2 and more */
};

static const struct unit_words units[] = {
	[PIAL_UNIT_NONE] = { "", "" },
	[PIAL_UNIT_KG] = { PIAL_N_("kg"), PIAL_N_("kg") },
	[PIAL_UNIT_PIECE] = { PIAL_N_("piece"), PIAL_N_("pieces") },
	[PIAL_UNIT_BUNCH] = { PIAL_N_("bunch"), PIAL_N_("bunches") },
	[PIAL_UNIT_LITRE] = { PIAL_N_("litre"), PIAL_N_("litres") },
};

/* The first of a month is « 1er » in French. */
static void say_number(struct pial_strbuf *out, int day, enum pial_lang lang)
{
	pial_strbuf_addf(out, lang == PIAL_FR && day == 1 ? "%der" : "%d", day);
}

void pial_say_day(struct pial_strbuf *out, struct pial_date day, bool year, enum pial_lang lang)
{
	int y, m, d;

	if (pial_date_is_none(day))
		return;
	pial_date_parts(day, &y, &m, &d);
	pial_strbuf_addf(out, "%s ", pial_tr(lang, weekdays[pial_date_weekday(day)]));
	say_number(out, d, lang);
	pial_strbuf_addf(out, " %s", pial_tr(lang, months[m]));
	if (year)
		pial_strbuf_addf(out, " %d", y);
}

void pial_say_date(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang)
{
	int y, m, d;

	if (pial_date_is_none(day))
		return;
	pial_date_parts(day, &y, &m, &d);
	say_number(out, d, lang);
	pial_strbuf_addf(out, " %s %d", pial_tr(lang, months[m]), y);
}

void pial_say_on_date(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang)
{
	struct pial_strbuf date;

	pial_strbuf_init(&date, PIAL_STRBUF_TEXT);
	pial_say_date(&date, day, lang);
	pial_say_phrase(out, lang, PIAL_N_("on %1"), (const char *[]){ date.text }, 1);
	pial_strbuf_release(&date);
}

/* « 3 au 28 mars 2025 », after the word that begins it. */
static void say_until(struct pial_strbuf *out, struct pial_date first, struct pial_date last,
		      enum pial_lang lang)
{
	int y, m, d, last_y, last_m, last_d;

	pial_date_parts(first, &y, &m, &d);
	pial_date_parts(last, &last_y, &last_m, &last_d);
	say_number(out, d, lang);
	if (m != last_m || y != last_y)
		pial_strbuf_addf(out, " %s", pial_tr(lang, months[m]));
	if (y != last_y)
		pial_strbuf_addf(out, " %d", y);
	pial_strbuf_addstr(out, pial_tr(lang, PIAL_N_(" to ")));
	say_number(out, last_d, lang);
	pial_strbuf_addf(out, " %s %d", pial_tr(lang, months[last_m]), last_y);
}

void pial_say_days(struct pial_strbuf *out, struct pial_date first, struct pial_date last,
		   enum pial_lang lang)
{
	if (pial_date_is_none(first) || pial_date_is_none(last))
		return;
	if (first.n == last.n) {
		pial_say_date(out, first, lang);
		return;
	}
	pial_strbuf_addstr(out, pial_tr(lang, PIAL_N_("from ")));
	say_until(out, first, last, lang);
}

void pial_say_day_short(struct pial_strbuf *out, struct pial_date day, enum pial_lang lang)
{
	int y, m, d;

	if (pial_date_is_none(day))
		return;
	pial_date_parts(day, &y, &m, &d);
	pial_strbuf_addf(out, "%s %d", pial_tr(lang, short_weekdays[pial_date_weekday(day)]), d);
}

void pial_say_month(struct pial_strbuf *out, struct pial_month month, enum pial_lang lang)
{
	int year, number;

	if (pial_month_is_none(month))
		return;
	pial_month_parts(month, &year, &number);
	pial_strbuf_addf(out, "%s %d", pial_tr(lang, months[number]), year);
}

void pial_say_week(struct pial_strbuf *out, struct pial_week week, enum pial_lang lang)
{
	struct pial_date monday = pial_week_monday(week), sunday = pial_date_add(monday, 6);
	int year, number;

	if (!monday.n || !sunday.n)
		return;
	pial_week_parts(week, &year, &number);
	pial_strbuf_addf(out, pial_tr(lang, PIAL_N_("week %d, from ")), number);
	say_until(out, monday, sunday, lang);
}

void pial_say_unit(struct pial_strbuf *out, struct pial_qty quantity, enum pial_unit unit,
		   enum pial_lang lang)
{
	bool many = lang == PIAL_FR ? quantity.milli >= 2000 : quantity.milli != 1000;

	if (!pial_qty_is_none(quantity) && unit != PIAL_UNIT_NONE)
		pial_strbuf_addstr(out, pial_tr(lang, many ? units[unit].many : units[unit].one));
}

void pial_say_quantity(struct pial_strbuf *out, struct pial_qty quantity, enum pial_unit unit,
		       enum pial_lang lang)
{
	if (pial_qty_is_none(quantity))
		return;
	pial_words_number(out, quantity.milli, 3, 0, lang);
	if (unit != PIAL_UNIT_NONE)
		pial_strbuf_addstr(out, PIAL_NBSP);
	pial_say_unit(out, quantity, unit, lang);
}

struct pial_qty pial_packs_of(struct pial_qty quantity, const struct pial_product *product)
{
	struct pial_qty packs;

	if (pial_qty_is_none(quantity) || product->pack.milli <= 0 ||
	    !pial_muldiv(quantity.milli, 1000, product->pack.milli, PIAL_ROUND_HALF_AWAY,
			 &packs.milli))
		return PIAL_QTY_NONE;
	return packs;
}

void pial_say_packs(struct pial_strbuf *out, struct pial_qty quantity,
		    const struct pial_product *product, enum pial_lang lang)
{
	struct pial_qty packs = pial_packs_of(quantity, product);

	if (product->pack.milli == 1000 || pial_qty_is_none(packs)) {
		pial_strbuf_addstr(out, "–");
		return;
	}
	pial_words_number(out, packs.milli, 3, 0, lang);
	pial_strbuf_addstr(out, " × ");
	pial_say_quantity(out, product->pack, (enum pial_unit)product->unit, lang);
}

/* Bytes of a name without the parentheses at its end. */
static size_t short_length(const char *name)
{
	const char *open = strrchr(name, '(');
	size_t len = strlen(name);

	if (open && open > name && name[len - 1] == ')')
		len = (size_t)(open - name);
	while (len && name[len - 1] == ' ')
		len--;
	return len;
}

void pial_say_name(struct pial_strbuf *out, const char *name)
{
	pial_strbuf_add(out, name, short_length(name));
}

bool pial_say_alike(const char *name, const char *other)
{
	size_t len = short_length(name);

	/* Bytes first: names that begin otherwise are nearly all. */
	return strncmp(name, other, len) == 0 && short_length(other) == len;
}

/* True when another product of the book would be shown under the same short name and unit. */
static bool product_shared(const struct pial_model *model, const struct pial_product *product)
{
	const char *name = pial_model_text(model, product->name.n);

	if (!name[short_length(name)])
		return false;
	for (size_t i = 0; i < model->products; i++) {
		const struct pial_product *other = &model->product[i];

		if (other->id.n != product->id.n && other->unit == product->unit &&
		    pial_say_alike(name, pial_model_text(model, other->name.n)))
			return true;
	}
	return false;
}

void pial_say_product(struct pial_strbuf *out, const struct pial_model *model,
		      struct pial_product_id id, enum pial_lang lang)
{
	const struct pial_product *product = pial_model_product(model, id);

	if (!product) {
		pial_strbuf_addstr(out, pial_model_text(model, id.n));
		return;
	}
	if (product_shared(model, product))
		pial_strbuf_addstr(out, pial_model_text(model, product->name.n));
	else
		pial_say_name(out, pial_model_text(model, product->name.n));
	if (product->unit != PIAL_UNIT_NONE)
		pial_strbuf_addf(out, " (%s)", pial_tr(lang, units[product->unit].one));
}

void pial_say_producer(struct pial_strbuf *out, const struct pial_model *model,
		       struct pial_producer_id id)
{
	const struct pial_producer *producer = pial_model_producer(model, id);

	pial_strbuf_addstr(out, pial_model_text(model, producer ? producer->name.n : id.n));
}

void pial_say_kitchen(struct pial_strbuf *out, const struct pial_model *model,
		      struct pial_kitchen_id id)
{
	const struct pial_kitchen *kitchen = pial_model_kitchen(model, id);

	pial_strbuf_addstr(out, pial_model_text(model, kitchen ? kitchen->name.n : id.n));
}

uint32_t pial_say_party(const struct pial_model *model, uint32_t id)
{
	const struct pial_producer *producer =
		pial_model_producer(model, (struct pial_producer_id){ id });
	const struct pial_kitchen *kitchen =
		pial_model_kitchen(model, (struct pial_kitchen_id){ id });

	return producer ? producer->name.n : kitchen ? kitchen->name.n : 0;
}

void pial_say_phrase(struct pial_strbuf *out, enum pial_lang lang, const char *message,
		     const char *const *text, size_t count)
{
	for (const char *at = pial_tr(lang, message); *at; at++) {
		if (at[0] == '%' && at[1] >= '1' && at[1] <= '9' && (size_t)(at[1] - '1') < count)
			pial_strbuf_addstr(out, text[*++at - '1']);
		else
			pial_strbuf_addch(out, *at);
	}
}

void pial_say_list(struct pial_strbuf *out, enum pial_lang lang, const char *const *name,
		   size_t count)
{
	/* One name takes the room of “and one other”. */
	size_t shown = count > PIAL_SAY_LISTED + 1 ? PIAL_SAY_LISTED : count;

	for (size_t i = 0; i < shown; i++) {
		if (i)
			pial_strbuf_addstr(out, i + 1 < count ? ", "
							      : pial_tr(lang, PIAL_N_(" and ")));
		pial_strbuf_addstr(out, name[i]);
	}
	if (shown < count)
		pial_strbuf_addf(out, pial_tr(lang, PIAL_N_(" and %d others")),
				 (int)(count - shown));
}

void pial_say_distance(struct pial_strbuf *out, struct pial_distance distance, enum pial_lang lang)
{
	pial_words_number(out, distance.m / 100, 1, 0, lang);
	pial_strbuf_addstr(out, PIAL_NBSP "km");
}

const char *pial_say_short(const char *id)
{
	return id[0] && id[1] == '-' && id[2] ? id + 2 : id;
}

void pial_say_title(struct pial_strbuf *out, const char *title, const char *line, size_t width)
{
	size_t len = strlen(title), at = 0, widest = 0;

	while (at < len) {
		size_t next, bytes = pial_words_line(title + at, len - at, width, &next);
		size_t from = out->len, columns;

		pial_strbuf_add(out, title + at, bytes);
		columns = pial_words_width(out->text + from);
		widest = columns > widest ? columns : widest;
		pial_strbuf_addch(out, '\n');
		at += next;
	}
	for (size_t i = 0; i < widest; i++)
		pial_strbuf_addstr(out, line);
	pial_strbuf_addch(out, '\n');
}

void pial_say_mark(const struct pial_model *model, char mark[PIAL_SAY_MARK + 1])
{
	const char *group = pial_model_text(model, model->policy.name.n);
	char digest[PIAL_DIGEST_TEXT];

	pial_digest(group, strlen(group), digest);
	memcpy(mark, digest, PIAL_SAY_MARK);
	mark[PIAL_SAY_MARK] = '\0';
}
