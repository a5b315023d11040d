/*
 * The door to libxml2 for those outside io/, who may not see its headers.
 */
#include "io/xml.h"

#include "io/ondemand_priv.h"

#include "base/banned.h"

bool pial_xml_ready(const struct pial_pos *pos, struct pial_diags *diags)
{
	return pial_ondemand(PIAL_ONDEMAND_XML2, pos, diags);
}
