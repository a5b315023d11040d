/*
 * Names of the arrays that the Makefile makes of load/data/ (po/embed.sh): one line a file.
 */
#include "load/builtin.h"

#include "base/banned.h"

#define SHIPPED(name) \
	extern const unsigned char pial_data_##name##_csv[]; \
	extern const size_t pial_data_##name##_csv_size

SHIPPED(thresholds);
SHIPPED(portions);
SHIPPED(dishes);
SHIPPED(mentions);
SHIPPED(rates);
SHIPPED(terms);
SHIPPED(benchmarks);
SHIPPED(emissions);
SHIPPED(roads);
SHIPPED(waste);
SHIPPED(compost);
SHIPPED(purchases);
SHIPPED(labels);
SHIPPED(families);
SHIPPED(goals);

static const struct {
	const struct pial_schema *schema;	/* of the table */
	const unsigned char *bytes;		/* of its file */
	const size_t *len;			/* how many */
} shipped[] = {
	{ &pial_schema_thresholds, pial_data_thresholds_csv, &pial_data_thresholds_csv_size },
	{ &pial_schema_portions, pial_data_portions_csv, &pial_data_portions_csv_size },
	{ &pial_schema_dishes, pial_data_dishes_csv, &pial_data_dishes_csv_size },
	{ &pial_schema_mentions, pial_data_mentions_csv, &pial_data_mentions_csv_size },
	{ &pial_schema_rates, pial_data_rates_csv, &pial_data_rates_csv_size },
	{ &pial_schema_terms, pial_data_terms_csv, &pial_data_terms_csv_size },
	{ &pial_schema_benchmarks, pial_data_benchmarks_csv, &pial_data_benchmarks_csv_size },
	{ &pial_schema_emissions, pial_data_emissions_csv, &pial_data_emissions_csv_size },
	{ &pial_schema_roads, pial_data_roads_csv, &pial_data_roads_csv_size },
	{ &pial_schema_waste, pial_data_waste_csv, &pial_data_waste_csv_size },
	{ &pial_schema_compost, pial_data_compost_csv, &pial_data_compost_csv_size },
	{ &pial_schema_purchases, pial_data_purchases_csv, &pial_data_purchases_csv_size },
	{ &pial_schema_labels, pial_data_labels_csv, &pial_data_labels_csv_size },
	{ &pial_schema_families, pial_data_families_csv, &pial_data_families_csv_size },
	{ &pial_schema_goals, pial_data_goals_csv, &pial_data_goals_csv_size },
};

bool pial_builtin(const struct pial_schema *schema, const char **bytes, size_t *len)
{
	for (size_t i = 0; i < sizeof(shipped) / sizeof(*shipped); i++) {
		if (shipped[i].schema != schema)
			continue;
		*bytes = (const char *)shipped[i].bytes;
		*len = *shipped[i].len;
		return true;
	}
	*bytes = NULL;
	return false;
}
