/*
 * Tables of a few dozen lines, asked a few times a campaign: looked through from end to end.
 *
 * Words are compared as texts and not by their numbers, since what is asked (a kind of kitchen, a
 * code inside a list of codes) need not be in the pool.
 */
#include "waste/reference.h"

#include <string.h>

#include "load/field.h"

#include "base/banned.h"

/* True when a text of the pool is these bytes. */
static bool is_word(const struct pial_waste_reference *reference, struct pial_text text,
		    const char *word, size_t len)
{
	const char *own = text.n ? pial_model_text(reference->model, text.n) : "";

	return strlen(own) == len && !memcmp(own, word, len);
}

/* Of the lines of a sector the one that holds on the day and begins last. */
static const struct pial_benchmark *of_sector(const struct pial_waste_reference *reference,
					      const char *sector, size_t len,
					      enum pial_stream stream, struct pial_date day)
{
	const struct pial_benchmark *found = NULL;

	for (size_t i = 0; i < reference->benchmarks; i++) {
		const struct pial_benchmark *row = &reference->benchmark[i];

		if (row->stream == stream && pial_day_within(day, row->from, row->until) &&
		    is_word(reference, row->sector, sector, len) &&
		    (!found || found->from.n < row->from.n))
			found = row;
	}
	return found;
}

/* The benchmark of all streams together, and the word of its sector. */
static const struct pial_benchmark *of_kitchen(const struct pial_waste_reference *reference,
					       const struct pial_kitchen *kitchen,
					       struct pial_date day)
{
	const char *sectors = pial_model_text(reference->model, kitchen->sectors.n);
	const struct pial_choice *kind = pial_choice_of(pial_choice_kitchen_kind, kitchen->kind);
	const struct pial_benchmark *found = NULL;

	for (size_t len; !found && *sectors; sectors += len) {
		sectors += strspn(sectors, " ");
		len = strcspn(sectors, " ");
		if (len)
			found = of_sector(reference, sectors, len, PIAL_STREAM_NONE, day);
	}
	if (!found && kind)
		found = of_sector(reference, kind->name, strlen(kind->name), PIAL_STREAM_NONE,
				  day);
	return found;
}

const struct pial_benchmark *pial_waste_benchmark(const struct pial_waste_reference *reference,
						  struct pial_kitchen_id id,
						  enum pial_stream stream, struct pial_date day)
{
	const struct pial_kitchen *kitchen = id.n ? pial_model_kitchen(reference->model, id) : NULL;
	const struct pial_benchmark *whole = NULL, *part;
	const char *sector;

	if (kitchen)
		whole = of_kitchen(reference, kitchen, day);
	if (!whole)
		whole = of_sector(reference, "", 0, PIAL_STREAM_NONE, day);
	if (!whole || stream == PIAL_STREAM_NONE)
		return whole;
	sector = whole->sector.n ? pial_model_text(reference->model, whole->sector.n) : "";
	part = of_sector(reference, sector, strlen(sector), stream, day);
	return part && part->from.n >= whole->from.n ? part : NULL;
}

const struct pial_emission *pial_waste_emission_line(const struct pial_waste_reference *reference,
						     struct pial_text component,
						     struct pial_date day)
{
	const struct pial_emission *found = NULL;

	for (size_t i = 0; i < reference->emissions; i++) {
		const struct pial_emission *row = &reference->emission[i];
		bool own = row->food.n == component.n;

		if ((own || !row->food.n) && pial_day_within(day, row->from, row->until) &&
		    (!found || (own && found->food.n != component.n) ||
		     (own == (found->food.n == component.n) && found->from.n < row->from.n)))
			found = row;
	}
	return found;
}

int32_t pial_waste_emission(const struct pial_waste_reference *reference,
			    struct pial_text component, struct pial_date day)
{
	const struct pial_emission *found = pial_waste_emission_line(reference, component, day);

	return found ? found->g_per_kg : -1;
}

/* The line of a setting that holds on the day, of exactly this word, and begins last. */
static const struct pial_waste_value *exactly(const struct pial_waste_reference *reference,
					      const struct pial_waste_value *row, size_t rows,
					      uint8_t setting, const char *of,
					      struct pial_date day)
{
	const struct pial_waste_value *found = NULL;

	for (size_t i = 0; i < rows; i++)
		if (row[i].setting == setting && pial_day_within(day, row[i].from, row[i].until) &&
		    is_word(reference, row[i].of, of, strlen(of)) &&
		    (!found || found->from.n < row[i].from.n))
			found = &row[i];
	return found;
}

/* The same, else of all others. */
static const struct pial_waste_value *line_of(const struct pial_waste_reference *reference,
					      const struct pial_waste_value *row, size_t rows,
					      uint8_t setting, const char *of,
					      struct pial_date day)
{
	const struct pial_waste_value *found = exactly(reference, row, rows, setting, of, day);

	return found || !*of ? found : exactly(reference, row, rows, setting, "", day);
}

const struct pial_waste_value *pial_waste_line_of(const struct pial_waste_reference *reference,
						  enum pial_waste_setting setting, const char *of,
						  struct pial_date day)
{
	return line_of(reference, reference->waste, reference->wastes, (uint8_t)setting, of, day);
}

const struct pial_waste_value *pial_compost_line_of(const struct pial_waste_reference *reference,
						    enum pial_compost_setting setting,
						    const char *of, struct pial_date day)
{
	return line_of(reference, reference->compost, reference->composts, (uint8_t)setting, of,
		       day);
}

struct pial_qty pial_waste_setting(const struct pial_waste_reference *reference,
				   enum pial_waste_setting setting, const char *of,
				   struct pial_date day)
{
	const struct pial_waste_value *found = pial_waste_line_of(reference, setting, of, day);

	return found ? found->value : PIAL_QTY_NONE;
}

struct pial_qty pial_compost_setting(const struct pial_waste_reference *reference,
				     enum pial_compost_setting setting, const char *of,
				     struct pial_date day)
{
	const struct pial_waste_value *found = pial_compost_line_of(reference, setting, of, day);

	return found ? found->value : PIAL_QTY_NONE;
}
