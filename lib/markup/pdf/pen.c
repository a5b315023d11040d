/*
 * Files, fonts, lines.
 *
 * Of several versions of a font the newest is taken, then the first path in byte order. Hinting and
 * the rounding of positions are off: they are for screens, and would make lines depend on them.
 * Ligatures are off: a text searched for must be found; and no hyphen is put where a word breaks: a
 * number is copied as it is. Layouts are kept until the document is
 * written, since a line points into its own.
 */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "markup/pdf/pen.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "base/alloc.h"
#include "markup/pdf/object.h"

#include "base/banned.h"

#define FAMILY "Liberation Sans"
/* Height of a line, to what the font asks for. */
#define LEADING 1.12

/* A font file that was found. */
struct found {
	const char *path;	/* in the pattern that holds it */
	int version;		/* of the font */
};

static bool is_better(const struct found *found, const char *path, int version)
{
	if (!found->path || version != found->version)
		return !found->path || version > found->version;
	return strcmp(path, found->path) < 0;
}

/* The file of a weight, upright. */
static struct found find_cut(const FcFontSet *set, bool bold)
{
	struct found found = { NULL, 0 };

	for (int i = 0; i < set->nfont; i++) {
		const FcPattern *font = set->fonts[i];
		int weight = 0, slant = 0, version = 0;
		FcChar8 *path = NULL;

		if (FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch ||
		    FcPatternGetInteger(font, FC_WEIGHT, 0, &weight) != FcResultMatch)
			continue;
		FcPatternGetInteger(font, FC_SLANT, 0, &slant);
		FcPatternGetInteger(font, FC_FONTVERSION, 0, &version);
		if (slant == FC_SLANT_ROMAN &&
		    weight == (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR) &&
		    is_better(&found, (const char *)path, version))
			found = (struct found){ (const char *)path, version };
	}
	return found;
}

/* A configuration that holds the two files and nothing else; NULL when one is not there. */
static FcConfig *only_ours(const FcFontSet *set)
{
	struct found regular = find_cut(set, false), bold = find_cut(set, true);
	FcConfig *config;

	if (!regular.path || !bold.path)
		return NULL;
	config = FcConfigCreate();
	if (!config)
		pial_oom(0);
	if (FcConfigAppFontAddFile(config, (const FcChar8 *)regular.path) &&
	    FcConfigAppFontAddFile(config, (const FcChar8 *)bold.path))
		return config;
	FcConfigDestroy(config);
	return NULL;
}

static FcConfig *find_fonts(void)
{
	/* The one that pango loads in any case. */
	FcConfig *system = FcConfigReference(NULL), *config = NULL;
	FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, FAMILY, (char *)NULL);
	FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_WEIGHT, FC_SLANT, FC_FONTVERSION,
					       (char *)NULL);
	FcFontSet *set = system && pattern && wanted ? FcFontList(system, pattern, wanted) : NULL;

	if (set) {
		config = only_ours(set);
		FcFontSetDestroy(set);
	}
	if (wanted)
		FcObjectSetDestroy(wanted);
	if (pattern)
		FcPatternDestroy(pattern);
	if (system)
		FcConfigDestroy(system);
	return config;
}

bool pial_pdf_pen_open(struct pial_pdf_pen *pen, char *reason)
{
	cairo_font_options_t *options;

	memset(pen, 0, sizeof(*pen));
	pen->config = find_fonts();
	if (!pen->config) {
		snprintf(reason, PIAL_PDF_REASON, "%s", FAMILY);
		return false;
	}
	pen->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pen->map), pen->config);
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(pen->map), 72);
	pen->context = pango_font_map_create_context(pen->map);
	pango_context_set_base_dir(pen->context, PANGO_DIRECTION_LTR);
	pango_context_set_round_glyph_positions(pen->context, FALSE);
	options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pen->context, options);
	cairo_font_options_destroy(options);
	return true;
}

void pial_pdf_pen_wipe(struct pial_pdf_pen *pen, const char *lang)
{
	for (size_t i = 0; i < pen->layouts; i++)
		g_object_unref(pen->layout[i]);
	pen->layouts = 0;
	pango_context_set_language(pen->context, pango_language_from_string(lang));
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WATCHED)

/* True while pango has a thread that sorts fonts. */
static bool is_sorting(void)
{
	DIR *dir = opendir("/proc/self/task");
	const struct dirent *entry;
	bool found = false;

	while (dir && !found && (entry = readdir(dir))) {
		char path[64], name[16] = "";
		FILE *file;

		snprintf(path, sizeof(path), "/proc/self/task/%.20s/comm", entry->d_name);
		file = fopen(path, "r");
		found = file && fgets(name, sizeof(name), file) && !strncmp(name, "[pango]", 7);
		if (file)
			fclose(file);
	}
	if (dir)
		closedir(dir);
	return found;
}

/*
 * For the leak checker, which cannot follow the offsets by which fontconfig finds its patterns:
 * gives back all that it keeps. Only once pango's threads have ended: one that still held a
 * configuration would have fontconfig abort the program.
 */
static void end_fontconfig(void)
{
	const struct timespec moment = { .tv_nsec = 1000000 };

	for (int i = 0; i < 5000; i++) {
		if (!is_sorting()) {
			FcFini();
			return;
		}
		nanosleep(&moment, NULL);
	}
}

#else

/* The end of the program gives it all back. */
static void end_fontconfig(void)
{
}

#endif

void pial_pdf_pen_close(struct pial_pdf_pen *pen)
{
	pial_pdf_pen_wipe(pen, "fr");
	free(pen->layout);
	g_object_unref(pen->context);
	/* The map takes a reference and, when it goes, does not give it back. */
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pen->map), NULL);
	g_object_unref(pen->map);
	FcConfigDestroy(pen->config);
	end_fontconfig();
}

static PangoLayout *make_layout(struct pial_pdf_pen *pen, const char *text, size_t len,
				const struct pial_pdf_style *style)
{
	PangoLayout *layout = pango_layout_new(pen->context);
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *attributes = pango_attr_list_new();

	pango_font_description_set_family_static(font, FAMILY);
	pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
	pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD :
							      PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_layout_set_text(layout, text, (int)len);
	pango_attr_list_unref(attributes);
	pango_font_description_free(font);
	return layout;
}

void pial_pdf_pen_lines(struct pial_pdf_pen *pen, const char *text, size_t len,
			const struct pial_pdf_style *style, double width, bool right,
			struct pial_pdf_line **line, size_t *lines)
{
	PangoLayout *layout = make_layout(pen, text, len, style);
	size_t count = (size_t)pango_layout_get_line_count(layout);
	PangoLayoutIter *iter;

	pen->layout = pial_grow(pen->layout, pen->layouts, &pen->layout_cap, sizeof(*pen->layout));
	pen->layout[pen->layouts++] = layout;
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_alignment(layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	count = (size_t)pango_layout_get_line_count(layout);
	*line = pial_realloc(*line, *lines + count, sizeof(**line));
	iter = pango_layout_get_iter(layout);
	do {
		PangoRectangle logical;
		double height;
		int top, end;

		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		pango_layout_iter_get_line_yrange(iter, &top, &end);
		height = (double)(end - top) / PANGO_SCALE;
		(*line)[(*lines)++] = (struct pial_pdf_line){
			.line = pango_layout_iter_get_line_readonly(iter),
			.x = (double)logical.x / PANGO_SCALE,
			.base = (double)(pango_layout_iter_get_baseline(iter) - top) / PANGO_SCALE +
				height * (LEADING - 1) / 2,
			.height = height * LEADING,
			.width = (double)logical.width / PANGO_SCALE,
			.colour = style->colour,
		};
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
}

double pial_pdf_pen_width(struct pial_pdf_pen *pen, const char *text, size_t len,
			  const struct pial_pdf_style *style)
{
	PangoLayout *layout = make_layout(pen, text, len, style);
	PangoRectangle logical;

	pango_layout_get_extents(layout, NULL, &logical);
	g_object_unref(layout);
	return (double)logical.width / PANGO_SCALE;
}
