/*
 * One object a measurement, fields in the order of the platform's model.
 */
#include "report/waste_macantine.h"

#include "markup/json.h"

#include "base/banned.h"

static void put_date(struct pial_json *json, const char *key, struct pial_date date)
{
	struct pial_strbuf text;

	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_date_format(&text, date);
	pial_json_text_of(json, key, text.text);
	pial_strbuf_release(&text);
}

static void put_mass(struct pial_json *json, const char *key, struct pial_mass mass)
{
	pial_json_key(json, key);
	if (pial_mass_is_none(mass))
		pial_json_null(json);
	else
		pial_json_number(json, mass.g, 3);
}

static void put_yesno(struct pial_json *json, const char *key, uint8_t yesno)
{
	pial_json_key(json, key);
	if (yesno == PIAL_UNSAID)
		pial_json_null(json);
	else
		pial_json_bool(json, yesno == PIAL_YES);
}

static void put_measurement(struct pial_json *json, const struct pial_waste_record *record)
{
	static const char *const key[PIAL_STREAM_END - 1][4] = {
		{ "preparationTotalMass", "preparationIsSorted", "preparationEdibleMass",
		  "preparationInedibleMass" },
		{ "unservedTotalMass", "unservedIsSorted", "unservedEdibleMass",
		  "unservedInedibleMass" },
		{ "leftoversTotalMass", "leftoversIsSorted", "leftoversEdibleMass",
		  "leftoversInedibleMass" },
	};

	pial_json_open(json, '{');
	put_date(json, "periodStartDate", record->from);
	put_date(json, "periodEndDate", record->until);
	pial_json_number_of(json, "mealCount", record->meals, 0);
	put_mass(json, "totalMass", record->total);
	put_yesno(json, "isSortedBySource", record->by_source);
	for (size_t s = 0; s < PIAL_STREAM_END - 1; s++) {
		put_mass(json, key[s][0], record->stream[s].total);
		put_yesno(json, key[s][1], record->stream[s].sorted);
		put_mass(json, key[s][2], record->stream[s].edible);
		put_mass(json, key[s][3], record->stream[s].inedible);
	}
	pial_json_close(json, '}');
}

void pial_waste_macantine(struct pial_strbuf *out, const struct pial_waste_record *record)
{
	struct pial_json json;

	pial_json_init(&json, out);
	put_measurement(&json, record);
	pial_json_end(&json);
}

void pial_waste_macantine_list(struct pial_strbuf *out, const struct pial_model *model,
			       const struct pial_table *records)
{
	struct pial_json json;

	pial_json_init(&json, out);
	pial_json_open(&json, '[');
	for (size_t i = 0; i < records->count; i++) {
		const struct pial_waste_record *record = pial_table_row(records, i);
		const struct pial_party *party = pial_model_party(model, record->kitchen.n);

		pial_json_open(&json, '{');
		pial_json_text_of(&json, "campaign", pial_model_text(model, record->campaign.n));
		pial_json_text_of(&json, "kitchen", pial_model_text(model, record->kitchen.n));
		pial_json_key(&json, "siret");
		if (party && party->siret.n)
			pial_json_text(&json, pial_model_text(model, party->siret.n));
		else
			pial_json_null(&json);
		pial_json_key(&json, "measurement");
		put_measurement(&json, record);
		pial_json_close(&json, '}');
	}
	pial_json_close(&json, ']');
	pial_json_end(&json);
}
