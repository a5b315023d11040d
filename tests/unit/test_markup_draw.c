/*
 * Charts as drawings: what is drawn is as long as it says, in whole pixels, whatever the values
 * are, and nothing in a name can become anything but text.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "markup/chart.h"
#include "markup/draw.h"
#include "markup/draw_priv.h"

static void begin(struct pial_paper *paper)
{
	pial_paper_init(paper, PIAL_FR);
	pial_paper_sheet(paper, "Vue", "");
}

/* Ends the chart and draws it; the drawing is the caller's. */
static char *drawn(struct pial_paper *paper, bool narrow)
{
	struct pial_strbuf out;

	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_draw(&out, paper->sheet[0].flow.first->chart, PIAL_FR, 3, narrow);
	return pial_strbuf_detach(&out);
}

static size_t count(const char *text, const char *what)
{
	size_t found = 0;

	for (; (text = strstr(text, what)); text++)
		found++;
	return found;
}

/* The number in an attribute of the element that holds mark. */
static long attribute(const char *svg, const char *mark, const char *name)
{
	const char *at = strstr(svg, mark), *from = at;
	char key[32];

	assert_non_null(at);
	while (*from != '<')
		from--;
	snprintf(key, sizeof(key), " %s=\"", name);
	from = strstr(from, key);
	assert_non_null(from);
	assert_true(from < strchr(at, '>'));
	return strtol(from + strlen(key), NULL, 10);
}

/* The longest bar has the width, the others their share of it; so has the outline behind. */
static void test_bars(void **state)
{
	struct pial_paper paper;
	long whole;
	char *svg;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_BARS, "Vendu", "Ferme");
	pial_chart_column(&paper, "Vendu", PIAL_CHART_FULL);
	pial_chart_column(&paper, "Promis", PIAL_CHART_BEHIND);
	pial_chart_column(&paper, "Compte", PIAL_CHART_ACCOUNT);
	pial_chart_row(&paper, "Nord");
	pial_chart_value(&paper, 500, "500");
	pial_chart_value(&paper, 1000, "1000");
	pial_chart_value(&paper, -40, "-40");
	pial_chart_row(&paper, "Sud");
	pial_chart_value(&paper, 250, "250");
	pial_chart_none(&paper);
	pial_chart_value(&paper, 20, "20");
	pial_chart_total(&paper, "Ensemble");
	pial_chart_value(&paper, 99750, "750");
	pial_chart_end(&paper);
	svg = drawn(&paper, false);
	whole = attribute(svg, "data-v=\"500\"", "width");
	assert_true(labs(whole - 2 * attribute(svg, "data-v=\"250\"", "width")) <= 1);
	assert_true(labs(2 * attribute(svg, "data-v=\"20\"", "width") -
			 attribute(svg, "data-v=\"-40\"", "width")) <= 1);
	/* To the left of 0, and to the right. */
	assert_int_equal(attribute(svg, "data-v=\"-40\"", "x") +
				 attribute(svg, "data-v=\"-40\"", "width"),
			 attribute(svg, "data-v=\"20\"", "x"));
	/* The sum of all is in the table only. */
	assert_null(strstr(svg, "99750"));
	assert_null(strstr(svg, "Ensemble"));
	assert_non_null(strstr(svg, ">500 / 1000</text>"));
	free(svg);
	pial_paper_release(&paper);
}

/* Parts touch each other from the left edge to the right. */
static void test_stack(void **state)
{
	struct pial_paper paper;
	char *svg;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_STACK, "Sur 100", "Part");
	pial_chart_column(&paper, "sur 100", PIAL_CHART_FULL);
	pial_chart_row(&paper, "Une");
	pial_chart_value(&paper, 333, "3,33");
	pial_chart_row(&paper, "Deux");
	pial_chart_value(&paper, 666, "6,66");
	pial_chart_row(&paper, "Moins");
	pial_chart_value(&paper, -7, "-0,07");
	pial_chart_end(&paper);
	svg = drawn(&paper, false);
	assert_int_equal(attribute(svg, "data-v=\"333\"", "x"), 0);
	assert_int_equal(attribute(svg, "data-v=\"333\"", "width"), 227);
	assert_int_equal(attribute(svg, "data-v=\"666\"", "x"), 227);
	assert_int_equal(attribute(svg, "data-v=\"666\"", "width"), 680 - 227);
	/* Nothing to draw, but not hidden. */
	assert_null(strstr(svg, "data-v=\"-7\""));
	assert_non_null(strstr(svg, "Moins"));
	free(svg);
	pial_paper_release(&paper);
}

/* Both ends of a flow are as high as what goes through. */
static void test_flow(void **state)
{
	struct pial_paper paper;
	char *svg;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_FLOW, "Qui", "De");
	pial_chart_link(&paper, "A", "X", 300, "300");
	pial_chart_link(&paper, "A", "Y", 100, "100");
	pial_chart_link(&paper, "B", "Y", 200, "200");
	pial_chart_end(&paper);
	svg = drawn(&paper, false);
	assert_int_equal(attribute(svg, "width=\"12\" height=\"160\"", "height"), 160);
	assert_int_equal(attribute(svg, "height=\"160\" data-v=\"400\"", "height"), 160);
	assert_int_equal(count(svg, "class=\"ribbon"), 3);
	/* X and Y: 300 each, half of 240. */
	assert_int_equal(count(svg, "height=\"120\" data-v=\"300\""), 2);
	free(svg);
	pial_paper_release(&paper);
}

/* A kilometre is as long to the north as to the east; the middle of the valley is in the middle. */
static void test_map(void **state)
{
	struct pial_paper paper;
	long down, across;
	char *svg;

	(void)state;
	begin(&paper);
	pial_chart(&paper, PIAL_CHART_MAP, "Vallée", "Lieu");
	/* At 60 degrees a degree of longitude is half as long as one of latitude. */
	(void)pial_chart_point(&paper, "S", "lieu", PIAL_CHART_DOT, 5990000, 1000000);
	(void)pial_chart_point(&paper, "N", "lieu", PIAL_CHART_DOT, 6010000, 1000000);
	(void)pial_chart_point(&paper, "E", "lieu", PIAL_CHART_DOT, 6000000, 1020000);
	(void)pial_chart_point(&paper, "O", "lieu", PIAL_CHART_DOT, 6000000, 980000);
	pial_chart_end(&paper);
	svg = drawn(&paper, false);
	assert_true(labs(attribute(svg, ">S</text>", "x") - attribute(svg, ">N</text>", "x")) <= 1);
	down = attribute(svg, ">S</text>", "y") - attribute(svg, ">N</text>", "y");
	across = attribute(svg, ">E</text>", "x") - attribute(svg, ">O</text>", "x");
	assert_true(labs(down - across) <= 1);
	free(svg);
	pial_paper_release(&paper);
}

static void test_scale(void **state)
{
	struct pial_draw_scale scale = pial_draw_scale(0, 4743, 5);

	(void)state;
	assert_int_equal(scale.low, 0);
	assert_int_equal(scale.high, 5000);
	assert_int_equal(scale.step, 1000);
	scale = pial_draw_scale(-7, 23, 5);
	assert_int_equal(scale.low, -10);
	assert_int_equal(scale.high, 30);
	assert_int_equal(scale.step, 10);
	scale = pial_draw_scale(0, 0, 5);
	assert_true(scale.low < scale.high);
	for (int64_t high = 1; high > 0 && high < INT64_MAX / 3; high = high * 3 + 1) {
		scale = pial_draw_scale(-high, high, 5);
		assert_true(scale.low <= scale.high - scale.step);
		assert_true((scale.high - scale.low) / scale.step <= 8);
	}
	assert_int_equal(pial_draw_share(1, 3, 100), 33);
	assert_int_equal(pial_draw_share(INT64_MAX, INT64_MAX, 680), 680);
	assert_int_equal(pial_draw_share(-5, 3, 100), 0);
}

/* ---- Whatever the values are ---- */

static const int64_t odd[] = { INT64_MAX, INT64_MIN, 0, 1, -1, INT64_MAX / 2 };
#define ODDS (sizeof(odd) / sizeof(*odd))

/* A chart of any kind in which every text is name and every value odd. */
static void fill(struct pial_paper *paper, enum pial_chart_kind kind, const char *name, size_t seed)
{
	pial_chart(paper, kind, name, name);
	pial_chart_note(paper, name);
	pial_chart_unit(paper, name, 2, 2);
	for (int look = PIAL_CHART_FULL; look <= PIAL_CHART_BESIDE; look++) {
		pial_chart_column(paper, name, (enum pial_chart_look)look);
		pial_chart_group(paper, name);
	}
	for (size_t r = 0; r < 4; r++) {
		pial_chart_row(paper, name);
		pial_chart_at(paper, odd[(r + seed) % ODDS] / 4);
		if (r == 1)
			pial_chart_now(paper);
		for (size_t c = 0; c < 5; c++) {
			if (c != 3)
				pial_chart_value(paper, odd[(r * c + seed) % ODDS], name);
			pial_chart_range(paper, INT64_MIN, odd[(r + c + seed) % ODDS], name);
			pial_chart_mark(paper);
		}
	}
	pial_chart_total(paper, name);
	pial_chart_value(paper, 1, name);
	pial_chart_limit(paper, name, odd[seed % ODDS], name);
	pial_chart_link(paper, name, name, odd[seed % ODDS], name);
	pial_chart_link(paper, name, name, 7, name);
	for (int shape = PIAL_CHART_SQUARE; shape <= PIAL_CHART_DOT; shape++)
		(void)pial_chart_point(paper, name, name, (enum pial_chart_shape)shape,
				       seed % 2 ? 9000000 : -9000000 + 1000000 * shape,
				       shape % 2 ? 18000000 : -18000000);
	pial_chart_route(paper, name, name);
	for (size_t i = 0; i < 6; i++)
		pial_chart_stop(paper, i);
	pial_chart_end(paper);
}

static void test_odd_values(void **state)
{
	(void)state;
	for (int kind = PIAL_CHART_HEAT; kind <= PIAL_CHART_MAP; kind++) {
		for (size_t seed = 0; seed < ODDS; seed++) {
			struct pial_paper paper;
			struct pial_strbuf text;
			char *wide, *narrow, *again;

			begin(&paper);
			fill(&paper, (enum pial_chart_kind)kind, "Nom", seed);
			wide = drawn(&paper, false);
			narrow = drawn(&paper, true);
			again = drawn(&paper, false);
			assert_string_equal(wide, again);
			assert_int_equal(count(narrow, "<svg"), 1);
			assert_null(strstr(wide, "width=\"-"));
			assert_null(strstr(wide, "height=\"-"));
			pial_strbuf_init(&text, PIAL_STRBUF_OUTPUT);
			pial_paper_text_write(&text, &paper, 80);
			pial_paper_md_write(&text, &paper);
			pial_strbuf_release(&text);
			free(wide);
			free(narrow);
			free(again);
			pial_paper_release(&paper);
		}
	}
}

static void test_empty(void **state)
{
	(void)state;
	for (int kind = PIAL_CHART_HEAT; kind <= PIAL_CHART_MAP; kind++) {
		struct pial_paper paper;
		char *svg;

		begin(&paper);
		pial_chart(&paper, (enum pial_chart_kind)kind, "Vide", "Rien");
		pial_chart_row(&paper, "Rien");
		pial_chart_none(&paper);
		pial_chart_end(&paper);
		svg = drawn(&paper, false);
		assert_non_null(strstr(svg, "Rien à dessiner."));
		free(svg);
		pial_paper_release(&paper);
	}
}

/* Names made to get out of text, attributes, styles, drawings, terminals. */
static void test_hostile(void **state)
{
	static const char hostile[] = "\"'><img src=x onerror=alert(1)></svg></title></style>"
				      "<script>alert(1)</script>&amp;\x1b[31m\xe2\x80\xae\xff]"
				      ";url(#x)";
	struct pial_paper paper;
	struct pial_strbuf out;

	(void)state;
	begin(&paper);
	pial_paper_site(&paper, hostile);
	pial_paper_nav(&paper, hostile, hostile, true);
	for (int kind = PIAL_CHART_HEAT; kind <= PIAL_CHART_MAP; kind++)
		fill(&paper, (enum pial_chart_kind)kind, hostile, 3);
	pial_strbuf_init(&out, PIAL_STRBUF_OUTPUT);
	pial_paper_html_write(&out, &paper);
	assert_int_equal(count(out.text, "<svg"), 12);
	assert_int_equal(count(out.text, "</svg>"), 12);
	assert_int_equal(count(out.text, "</style>"), 1);
	assert_null(strstr(out.text, "<img"));
	assert_null(strstr(out.text, "<script"));
	assert_null(strstr(out.text, "'><"));
	for (size_t at = 0; at < out.len;) {
		int32_t code = pial_utf8_next(out.text, out.len, &at);

		assert_true(code == '\n' || !pial_utf8_forbidden(code));
	}
	pial_strbuf_release(&out);
	pial_paper_release(&paper);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_stack),
		cmocka_unit_test(test_flow),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_odd_values),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
