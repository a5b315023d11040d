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

bool pial_builtin(const struct pial_schema *schema, const char **bytes, size_t *len)
{
	const unsigned char *found = NULL;

	if (schema == &pial_schema_thresholds) {
		found = pial_data_thresholds_csv;
		*len = pial_data_thresholds_csv_size;
	} else if (schema == &pial_schema_portions) {
		found = pial_data_portions_csv;
		*len = pial_data_portions_csv_size;
	}
	if (schema == &pial_schema_dishes) {
		found = pial_data_dishes_csv;
		*len = pial_data_dishes_csv_size;
	}
	*bytes = (const char *)found;
	return found != NULL;
}
