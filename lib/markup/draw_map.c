/*
 * A map: points and rounds, on nothing, for no map of the country may be fetched or shipped.
 *
 * A valley is small: longitudes are shortened by the cosine of the middle latitude, and that is
 * flat enough (a degree of latitude is 111.2 km: 40 008 km around by the poles). Points have a
 * shape by what they are; names find a place around them where they meet nothing, or give way to
 * the number that the table has. Rounds have their hue, their dash and arrows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "markup/draw_priv.h"
#include "markup/words.h"

#include "base/banned.h"

#define EDGE 26
/* A leg shorter than this has no room for an arrow. */
#define LEAST_ARROW 30
/* Room for the length of a round. */
#define MOST_LENGTH 90
/* Metres of 10^5 units of latitude, a degree. */
#define METRES 111195
/* Fractions in cosine(). */
#define ONE ((int64_t)1 << 30)

/* A piece of the plane that is taken. */
struct place {
	int x1, y1, x2, y2;	/* its corners */
};

/* Where everything stands. */
struct map {
	struct pial_draw *draw;		/* where it goes */
	int64_t west, north;		/* corner, in units: longitudes shortened */
	int64_t across, down;		/* extent in units, above 0 */
	int64_t cosine;			/* of the middle latitude, of ONE */
	int left, top;			/* corner of the drawing */
	int64_t num, den;		/* pixels for units: num / den */
	struct place *place;		/* pieces that points and names take; owned */
	size_t places;			/* how many; room for two for each point */
};

/*
 * Cosine of 10^-5 degrees, of ONE: Taylor's series to x^8 in integers, so that it is the same on
 * every machine; its error at 90 degrees is 2.5e-5, and where people live it is less than a pixel.
 */
static int64_t cosine(int32_t angle)
{
	/* pi / 180 / 10^5, of 2^60; the product has 30 of them taken off. */
	const pial_i128 unit = 201222762724LL;
	int64_t x = (int64_t)(angle * unit >> 30);
	int64_t square = (int64_t)((pial_i128)x * x / ONE);
	int64_t term = ONE, sum = ONE;

	for (int n = 2; n <= 8; n += 2) {
		term = (int64_t)((pial_i128)term * square / ONE) / (n * (n - 1));
		sum += n % 4 ? -term : term;
	}
	return sum > ONE / 100 ? sum : ONE / 100;
}

static int64_t shortened(const struct map *map, int32_t lon)
{
	return (int64_t)((pial_i128)lon * map->cosine / ONE);
}

static int x_of(const struct map *map, const struct pial_chart_point *point)
{
	return map->left +
	       (int)((shortened(map, point->lon) - map->west) * map->num / map->den);
}

static int y_of(const struct map *map, const struct pial_chart_point *point)
{
	return map->top + (int)((map->north - point->lat) * map->num / map->den);
}

/* Finds the corners, and how many pixels a unit has. */
static void look(struct map *map)
{
	struct pial_draw *draw = map->draw;
	const struct pial_chart *chart = draw->chart;
	int32_t south = chart->point[0].lat, north = south, west = chart->point[0].lon, east = west;
	int room = draw->width - 2 * EDGE, deep = draw->narrow ? 380 : 460;

	for (size_t i = 1; i < chart->points; i++) {
		const struct pial_chart_point *point = &chart->point[i];

		south = point->lat < south ? point->lat : south;
		north = point->lat > north ? point->lat : north;
		west = point->lon < west ? point->lon : west;
		east = point->lon > east ? point->lon : east;
	}
	map->cosine = cosine(south / 2 + north / 2);
	map->west = shortened(map, west);
	map->north = north;
	map->across = shortened(map, east) - map->west;
	map->down = (int64_t)north - south;
	map->across = map->across > 0 ? map->across : 1;
	map->down = map->down > 0 ? map->down : 1;
	/* The tighter of both; a lone point stands in the middle of a map of 2 km. */
	if (map->across < 2000 && map->down < 2000) {
		map->num = 1;
		map->den = 20;
	} else if (map->across * deep > map->down * room) {
		map->num = room;
		map->den = map->across;
	} else {
		map->num = deep;
		map->den = map->down;
	}
	map->left = EDGE + (room - (int)(map->across * map->num / map->den)) / 2;
	map->top = EDGE;
	draw->height = 2 * EDGE + (int)(map->down * map->num / map->den);
	if (draw->height < 120) {
		map->top += (120 - draw->height) / 2;
		draw->height = 120;
	}
}

/* ---- Rounds ---- */

/* From a stop to the next. */
static struct place leg_of(const struct map *map, const struct pial_chart_route *route, size_t to)
{
	const struct pial_chart_point *point = map->draw->chart->point;
	const struct pial_chart_point *one = &point[route->stop[to - 1]];
	const struct pial_chart_point *two = &point[route->stop[to]];

	return (struct place){ x_of(map, one), y_of(map, one), x_of(map, two), y_of(map, two) };
}

/* Each leg in two halves, so that an arrow stands in its middle. */
static void put_route(const struct map *map, size_t number)
{
	struct pial_draw *draw = map->draw;
	const struct pial_chart *chart = draw->chart;
	const struct pial_chart_route *route = &chart->route[number];
	size_t hue = number % PIAL_DRAW_HUES + 1;

	for (size_t i = 1; i < route->stops; i++) {
		struct place leg = leg_of(map, route, i);
		bool arrow = abs(leg.x2 - leg.x1) + abs(leg.y2 - leg.y1) >= LEAST_ARROW;

		pial_strbuf_addf(draw->out,
				 "<path class=\"route s%zu r%zu\" d=\"M%d %dL%d %dL%d %d\"", hue,
				 number % 3, leg.x1, leg.y1, (leg.x1 + leg.x2) / 2,
				 (leg.y1 + leg.y2) / 2, leg.x2, leg.y2);
		if (arrow)
			pial_strbuf_addf(draw->out, " marker-mid=\"url(#%sa)\"", draw->id);
		pial_strbuf_addstr(draw->out, "/>\n");
	}
}

/* ---- Points and names ---- */

static void put_shape(struct pial_draw *draw, enum pial_chart_shape shape, int x, int y)
{
	switch (shape) {
	case PIAL_CHART_SQUARE:
		pial_strbuf_addf(draw->out, "<rect class=\"point f1\" x=\"%d\" y=\"%d\" "
					    "width=\"14\" height=\"14\"",
				 x - 7, y - 7);
		break;
	case PIAL_CHART_CIRCLE:
		pial_strbuf_addf(draw->out,
				 "<circle class=\"point f2\" cx=\"%d\" cy=\"%d\" r=\"6\"", x, y);
		break;
	case PIAL_CHART_TRIANGLE:
		pial_strbuf_addf(draw->out, "<path class=\"point f3\" d=\"M%d %dl8 13h-16z\"", x,
				 y - 8);
		break;
	case PIAL_CHART_DIAMOND:
		pial_strbuf_addf(draw->out, "<path class=\"point f4\" d=\"M%d %dl8 8l-8 8l-8-8z\"",
				 x, y - 8);
		break;
	case PIAL_CHART_DOT:
		pial_strbuf_addf(draw->out, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"3\"", x,
				 y);
		break;
	}
}

static void put_point(const struct map *map, const struct pial_chart_point *point)
{
	static const char *const end[] = {
		[PIAL_CHART_SQUARE] = "rect", [PIAL_CHART_CIRCLE] = "circle",
		[PIAL_CHART_TRIANGLE] = "path", [PIAL_CHART_DIAMOND] = "path",
		[PIAL_CHART_DOT] = "circle",
	};

	put_shape(map->draw, point->shape, x_of(map, point), y_of(map, point));
	pial_strbuf_addstr(map->draw->out, ">");
	pial_draw_tip(map->draw, point->name, point->kind, "");
	pial_strbuf_addf(map->draw->out, "</%s>\n", end[point->shape]);
}

static bool meets(const struct map *map, const struct place *place)
{
	if (place->x1 < 0 || place->y1 < 0 || place->x2 > map->draw->width ||
	    place->y2 > map->draw->height)
		return true;
	for (size_t i = 0; i < map->places; i++) {
		const struct place *other = &map->place[i];

		if (place->x1 < other->x2 && other->x1 < place->x2 && place->y1 < other->y2 &&
		    other->y1 < place->y2)
			return true;
	}
	return false;
}

/* True when a round goes through a place: looked for every few pixels of it. */
static bool crossed(const struct map *map, const struct place *place)
{
	const struct pial_chart *chart = map->draw->chart;

	for (size_t r = 0; r < chart->routes; r++) {
		for (size_t i = 1; i < chart->route[r].stops; i++) {
			struct place leg = leg_of(map, &chart->route[r], i);

			for (int at = 0; at <= 64; at++) {
				int x = leg.x1 + (leg.x2 - leg.x1) * at / 64;
				int y = leg.y1 + (leg.y2 - leg.y1) * at / 64;

				if (x > place->x1 && x < place->x2 && y > place->y1 &&
				    y < place->y2)
					return true;
			}
		}
	}
	return false;
}

/*
 * To the right, to the left, over, under, at the corners: the first place where a text meets
 * nothing; on a round if it may.
 */
static bool put_name(struct map *map, int x, int y, const char *text, const char *kind,
		     bool over)
{
	int width = pial_draw_width(text, *kind == 'k' ? 11 : 12) + 2;
	const int at[8][2] = { { x + 11, y + 4 }, { x - 11 - width, y + 4 },
			       { x - width / 2, y - 11 }, { x - width / 2, y + 20 },
			       { x + 5, y - 10 }, { x + 5, y + 18 },
			       { x - 5 - width, y - 10 }, { x - 5 - width, y + 18 } };

	for (size_t i = 0; i < 8; i++) {
		struct place place = { at[i][0], at[i][1] - 10, at[i][0] + width, at[i][1] + 3 };

		if (meets(map, &place) || (!over && crossed(map, &place)))
			continue;
		map->place[map->places++] = place;
		pial_draw_text(map->draw, kind, PIAL_DRAW_START, at[i][0], at[i][1], width + 12,
			       text);
		return true;
	}
	return false;
}

static void put_names(struct map *map)
{
	const struct pial_chart *chart = map->draw->chart;
	struct pial_strbuf number;

	pial_strbuf_init(&number, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < chart->points; i++) {
		int x = x_of(map, &chart->point[i]), y = y_of(map, &chart->point[i]);

		map->place[map->places++] = (struct place){ x - 7, y - 7, x + 7, y + 7 };
	}
	for (int shape = PIAL_CHART_SQUARE; shape <= PIAL_CHART_DOT; shape++) {
		for (size_t i = 0; i < chart->points; i++) {
			const struct pial_chart_point *point = &chart->point[i];
			int x = x_of(map, point), y = y_of(map, point);

			const char *kind = shape == PIAL_CHART_DOT ? "k halo" : "halo";

			if (point->shape != (enum pial_chart_shape)shape ||
			    put_name(map, x, y, point->name, kind, false) ||
			    put_name(map, x, y, point->name, kind, true))
				continue;
			pial_strbuf_clear(&number);
			pial_strbuf_addint(&number, (int64_t)i + 1);
			(void)put_name(map, x, y, number.text, "k halo", true);
		}
	}
	pial_strbuf_release(&number);
}

/* ---- Under the map ---- */

/* A length of a round number of kilometres, at most a quarter of the width. */
static void put_ruler(const struct map *map, int y)
{
	static const int lengths[] = { 100, 50, 20, 10, 5, 2, 1 };
	struct pial_draw *draw = map->draw;
	struct pial_strbuf text;
	int px = 0, km = 1;

	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		km = lengths[i];
		px = (int)((int64_t)km * 1000 * 100000 / METRES * map->num / map->den);
		if (px <= draw->width / 4)
			break;
	}
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	pial_words_number(&text, km, 0, 0, draw->lang);
	pial_strbuf_addstr(&text, PIAL_NBSP "km");
	pial_strbuf_addf(draw->out, "<path class=\"axis\" d=\"M1 %dv5h%dv-5\"/>\n", y - 5, px);
	pial_draw_text(draw, "k", PIAL_DRAW_START, px + 8, y, 80, text.text);
	pial_strbuf_addf(draw->out, "<path class=\"north\" d=\"M%d %dl4 12l-4-3l-4 3z\"/>\n",
			 draw->width - 6, y - 10);
	pial_draw_text(draw, "k", PIAL_DRAW_END, draw->width - 15, y, 20, "N");
	pial_strbuf_release(&text);
}

/* Shapes that are there, with the kinds that the points of each have said. */
static int put_shapes(const struct map *map, int y)
{
	struct pial_draw *draw = map->draw;
	const struct pial_chart *chart = draw->chart;
	int x = 8;

	for (size_t i = 0; i < chart->points; i++) {
		const struct pial_chart_point *point = &chart->point[i];
		size_t before = 0;
		int own = pial_draw_width(point->kind, 11);

		while (before < i && (chart->point[before].shape != point->shape ||
				      strcmp(chart->point[before].kind, point->kind)))
			before++;
		if (before < i)
			continue;
		if (x > 8 && x + 14 + own > draw->width) {
			x = 8;
			y += 20;
		}
		put_shape(draw, point->shape, x, y - 4);
		pial_strbuf_addstr(draw->out, "/>\n");
		pial_draw_text(draw, "k", PIAL_DRAW_START, x + 14, y, draw->width - x - 14,
			       point->kind);
		x += 14 + own + 24;
	}
	return y + 20;
}

static int put_rounds(const struct map *map, int y)
{
	struct pial_draw *draw = map->draw;
	const struct pial_chart *chart = draw->chart;

	for (size_t i = 0; i < chart->routes; i++, y += 20) {
		int own = pial_draw_width(chart->route[i].text, 11);
		int right = draw->width < 400 ? draw->width : 400;

		own = own < MOST_LENGTH ? own : MOST_LENGTH;
		pial_strbuf_addf(draw->out, "<path class=\"route s%zu r%zu\" d=\"M0 %dh30\"/>\n",
				 i % PIAL_DRAW_HUES + 1, i % 3, y - 4);
		pial_draw_text(draw, "", PIAL_DRAW_START, 38,
			       y, right - 50 - own, chart->route[i].name);
		pial_draw_text(draw, "k v", PIAL_DRAW_END, right, y, own + 12,
			       chart->route[i].text);
	}
	return y;
}

bool pial_draw_map(struct pial_draw *draw)
{
	const struct pial_chart *chart = draw->chart;
	struct map map = { .draw = draw };
	int y;

	if (!chart->points)
		return false;
	look(&map);
	map.place = pial_calloc(chart->points * 2, sizeof(*map.place));
	pial_draw_rect(draw, "ground", 1, 1, draw->width - 2, draw->height - 2);
	for (size_t i = 0; i < chart->routes; i++)
		put_route(&map, i);
	for (size_t i = 0; i < chart->points; i++)
		put_point(&map, &chart->point[i]);
	put_names(&map);
	y = draw->height + 20;
	put_ruler(&map, y);
	y = put_shapes(&map, y + 26);
	draw->height = put_rounds(&map, y + 2) - 8;
	free(map.place);
	return true;
}
