/*
 * A dense table of products and weeks, as in engine/cover.c, filled from each source; then the rows
 * in which anything is known. Sums are made from those rows, once.
 */
#include "report/season_view.h"

#include <stddef.h>

#include "engine/plan_look.h"
#include "load/row.h"
#include "num/round.h"

#include "base/banned.h"

#define KEY PIAL_F_KEY
#define REQ PIAL_F_REQUIRED
#define SIGNED PIAL_F_SIGNED
#define ONE 1000000

/* ---- Schemas ---- */

#define ROW struct pial_season_view_week
static const struct pial_field week_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("need", "Besoin", "Need", QTY, REQ, need),
	  HELP("De toutes les cuisines qui reçoivent cette semaine-là.",
	       "Of all kitchens that receive that week.") },
	{ FIELD("need_kg", "Besoin (kg)", "Need (kg)", MASS_KG, 0, need_mass),
	  HELP("Le même, à la masse d'une unité du produit.",
	       "The same, by the mass of one unit of the product.") },
	{ FIELD("promised", "Promis", "Promised", QTY, REQ, promised) },
	{ FIELD("margin", "Marge", "Margin", QTY, REQ, margin),
	  HELP("Cultivé en plus, pour les aléas.", "Grown beside it, for risks.") },
	{ FIELD("left", "Reste à trouver", "Left to find", QTY, REQ, left),
	  HELP("Du besoin, ce que personne ne promet.", "Of the need, what nobody promises.") },
	{ FIELD("partner", "Partenaire possible", "Possible partner", ID, 0, partner),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("price", "Prix du partenaire", "Partner's price", PRICE, 0, price) },
	{ FIELD("shortage", "Manque attendu", "Expected shortage", QTY, 0, shortage),
	  HELP("Du besoin, en moyenne, quand le plan rencontre ses aléas, avant tout partenaire.",
	       "Of the need, in the mean, when the plan meets its risks, before any partner.") },
	{ FIELD("surplus", "Surplus attendu", "Expected surplus", QTY, 0, surplus),
	  HELP("Récolté au-delà du besoin, en moyenne.",
	       "Harvested beyond the need, in the mean.") },
	{ FIELD("area_m2", "Surface (m²)", "Area (m²)", AREA, 0, area),
	  HELP("Que ses semis occupent cette semaine-là.",
	       "That its sowings stand on that week.") },
	{ FIELD("offered", "Offert", "Offered", QTY, 0, offered),
	  HELP("Par les producteurs du groupe, dans leurs réponses de la semaine.",
	       "By producers of the group, in their answers of the week.") },
	{ FIELD("delivered", "Livré", "Delivered", QTY, SIGNED, delivered),
	  HELP("Gardé par les cuisines, sinon réparti, jusqu'au jour de la vue.",
	       "Kept by kitchens, else allocated, up to the day of the view.") },
	{ FIELD("bought", "Dont partenaires", "Of it by partners", QTY, SIGNED, bought) },
};

const struct pial_schema pial_schema_view_season = {
	"season", NULL, "pial-report season",
	"Calendrier de la saison : besoin, promesse, offre, livraison, risque et terre.",
	"Calendar of the season: need, promise, offer, delivery, risk and land.",
	FIELDS(week_field, struct pial_season_view_week), NULL,
};
#undef ROW

#define ROW struct pial_season_view_product
static const struct pial_field product_field[] = {
	{ FIELD("season", "Saison", "Season", INT, KEY | REQ, season), .min = 1, .max = 9999,
	  HELP("Année où elle commence.", "Year in which it begins.") },
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("weeks", "Semaines", "Weeks", INT, 0, weeks), .min = 0, .max = 10000,
	  HELP("Avec un besoin.", "With a need.") },
	{ FIELD("need", "Besoin", "Need", QTY, REQ, need) },
	{ FIELD("promised", "Promis", "Promised", QTY, REQ, promised) },
	{ FIELD("covered", "Couvert (%)", "Covered (%)", RATE, 0, covered),
	  HELP("Du besoin, sans ce qui reste à trouver ; en pour cent entiers, vers le bas.",
	       "Of the need, without what is left to find; in whole percent, downwards.") },
	{ FIELD("margin", "Marge", "Margin", QTY, REQ, margin) },
	{ FIELD("left", "Reste à trouver", "Left to find", QTY, REQ, left) },
	{ FIELD("weeks_left", "Semaines où il en reste", "Weeks with some left", INT, 0,
		weeks_left), .min = 0, .max = 10000 },
	{ FIELD("shortage", "Manque attendu", "Expected shortage", QTY, 0, shortage) },
	{ FIELD("surplus", "Surplus attendu", "Expected surplus", QTY, 0, surplus) },
	{ FIELD("area_m2", "Surface (m²)", "Area (m²)", AREA, 0, area),
	  HELP("La semaine où ses semis en occupent le plus.",
	       "In the week in which its sowings stand on the most.") },
	{ FIELD("offered", "Offert", "Offered", QTY, 0, offered) },
	{ FIELD("delivered", "Livré", "Delivered", QTY, SIGNED, delivered) },
	{ FIELD("bought", "Dont partenaires", "Of it by partners", QTY, SIGNED, bought) },
};

const struct pial_schema pial_schema_view_season_products = {
	"season-products", NULL, "pial-report season",
	"La saison, produit par produit.", "The season, product by product.",
	FIELDS(product_field, struct pial_season_view_product), NULL,
};
#undef ROW

#define ROW struct pial_season_view_gap
static const struct pial_field gap_field[] = {
	{ FIELD("product", "Produit", "Product", ID, KEY | REQ, product), .ref = PIAL_REF_PRODUCT },
	{ FIELD("from_week", "De la semaine", "From week", WEEK, KEY | REQ, first) },
	{ FIELD("until_week", "À la semaine", "Until week", WEEK, REQ, last) },
	{ FIELD("unit", "Unité", "Unit", ENUM, 0, unit), .choice = pial_choice_unit },
	{ FIELD("left", "Reste à trouver", "Left to find", QTY, REQ, left) },
	{ FIELD("partner", "Partenaire possible", "Possible partner", ID, 0, partner),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("price", "Prix du partenaire", "Partner's price", PRICE, 0, price) },
};

const struct pial_schema pial_schema_view_season_gaps = {
	"season-gaps", NULL, "pial-report season",
	"Ce que personne ne promet, et qui pourrait le compléter.",
	"What nobody promises, and who could complete it.",
	FIELDS(gap_field, struct pial_season_view_gap), NULL,
};
#undef ROW

#define ROW struct pial_season_view_land
static const struct pial_field land_field[] = {
	{ FIELD("producer", "Producteur·rice", "Producer", ID, KEY | REQ, producer),
	  .ref = PIAL_REF_PRODUCER },
	{ FIELD("week", "Semaine", "Week", WEEK, KEY | REQ, week) },
	{ FIELD("used_m2", "Occupé (m²)", "In use (m²)", AREA, REQ, used),
	  HELP("Par les semis du plan.", "By the plan's sowings.") },
	{ FIELD("land_m2", "Terre de la ferme (m²)", "Land of the farm (m²)", AREA, 0, land) },
	{ FIELD("share", "Part (%)", "Share (%)", RATE, 0, share) },
};

const struct pial_schema pial_schema_view_season_land = {
	"season-land", NULL, "pial-report season", "La terre que le plan occupe, ferme par ferme.",
	"Land that the plan uses, farm by farm.",
	FIELDS(land_field, struct pial_season_view_land), NULL,
};
#undef ROW

void pial_season_view_init(struct pial_season_view_tables *tables)
{
	pial_table_init(&tables->week, &pial_schema_view_season);
	pial_table_init(&tables->product, &pial_schema_view_season_products);
	pial_table_init(&tables->gap, &pial_schema_view_season_gaps);
	pial_table_init(&tables->land, &pial_schema_view_season_land);
}

void pial_season_view_release(struct pial_season_view_tables *tables)
{
	pial_table_release(&tables->week);
	pial_table_release(&tables->product);
	pial_table_release(&tables->gap);
	pial_table_release(&tables->land);
}

/* ---- Cells ---- */

struct work {
	const struct pial_season_view_input *input;	/* what is known */
	const struct pial_model *model;			/* its products */
	struct pial_arena arena;			/* holds cell */
	struct pial_season_view_week *cell;		/* product by product, weeks in order */
	size_t weeks;					/* shown */
	bool fits;					/* no sum left 64 bits */
};

static void make_cells(struct work *work)
{
	const struct pial_model *model = work->model;

	work->weeks = (size_t)(work->input->last.n - work->input->first.n + 1);
	work->cell = pial_arena_zalloc(&work->arena, model->products * work->weeks + 1,
				       sizeof(*work->cell));
	for (size_t i = 0; i < model->products * work->weeks; i++)
		work->cell[i] = (struct pial_season_view_week){
			.product = model->product[i / work->weeks].id,
			.week = pial_week_add(work->input->first, (int)(i % work->weeks)),
			.need_mass = PIAL_MASS_NONE, .price = PIAL_PRICE_NONE,
			.offered = PIAL_QTY_NONE, .delivered = PIAL_QTY_NONE,
			.bought = PIAL_QTY_NONE, .unit = model->product[i / work->weeks].unit,
		};
}

/* The cell of a product and week, or NULL. */
static struct pial_season_view_week *cell_of(struct work *work, struct pial_product_id id,
					     struct pial_week week)
{
	const struct pial_product *product = pial_model_product(work->model, id);

	if (!product || week.n < work->input->first.n || week.n > work->input->last.n)
		return NULL;
	return work->cell + (size_t)(product - work->model->product) * work->weeks +
	       (week.n - work->input->first.n);
}

/* Need and plan, with what is to be expected of them. */
static void put_cover(struct work *work, const struct pial_cover *cover,
		      const struct pial_plan_risk *risk)
{
	struct pial_season_view_week *cell = cell_of(work, cover->product, cover->week);
	const struct pial_product *product = pial_model_product(work->model, cover->product);
	bool assumed;

	if (!cell)
		return;
	cell->need = cover->need;
	cell->promised = cover->promised;
	cell->margin = cover->margin;
	cell->left = cover->left;
	cell->partner = cover->partner;
	cell->price = cover->price;
	cell->shortage = risk->shortage;
	cell->surplus = risk->surplus;
	work->fits &= pial_mass_of(cover->need, pial_product_unit_mass(product, &assumed),
				   PIAL_ROUND_HALF_AWAY, &cell->need_mass);
}

static void add(struct work *work, struct pial_qty *sum, struct pial_qty quantity)
{
	if (pial_qty_is_none(quantity))
		return;
	if (pial_qty_is_none(*sum))
		sum->milli = 0;
	work->fits &= pial_add(sum->milli, quantity.milli, &sum->milli);
}

static void put_moves(struct work *work)
{
	for (size_t i = 0; i < work->input->moves; i++) {
		const struct pial_season_moved *moved = &work->input->moved[i];
		const struct pial_producer *producer =
			pial_model_producer(work->model, moved->producer);
		struct pial_season_view_week *cell = cell_of(work, moved->product, moved->week);
		bool partner = producer && producer->tier == 2;

		if (!cell)
			continue;
		if (moved->delivered)
			add(work, &cell->delivered, moved->quantity);
		if (moved->delivered && partner)
			add(work, &cell->bought, moved->quantity);
		if (!moved->delivered && !partner)
			add(work, &cell->offered, moved->quantity);
	}
}

/* ---- Rows ---- */

static bool is_known(const struct pial_season_view_week *cell)
{
	return cell->need.milli || cell->promised.milli || cell->margin.milli || cell->area.dm2 ||
	       !pial_qty_is_none(cell->offered) || !pial_qty_is_none(cell->delivered);
}

static void sum_cell(struct work *work, struct pial_season_view_product *sum,
		     const struct pial_season_view_week *cell)
{
	add(work, &sum->need, cell->need);
	add(work, &sum->promised, cell->promised);
	add(work, &sum->margin, cell->margin);
	add(work, &sum->left, cell->left);
	add(work, &sum->shortage, cell->shortage);
	add(work, &sum->surplus, cell->surplus);
	add(work, &sum->offered, cell->offered);
	add(work, &sum->delivered, cell->delivered);
	add(work, &sum->bought, cell->bought);
	if (cell->area.dm2 > sum->area.dm2)
		sum->area = cell->area;
	sum->weeks += cell->need.milli > 0;
	sum->weeks_left += cell->left.milli > 0;
}

static void put_product(struct work *work, struct pial_season_view_tables *tables, size_t first)
{
	struct pial_season_view_product sum = {
		.season = pial_season_of(work->input->first,
					 work->model->policy.season_starts),
		.product = work->cell[first].product, .unit = work->cell[first].unit,
		.covered = PIAL_RATE_NONE, .offered = PIAL_QTY_NONE,
		.delivered = PIAL_QTY_NONE, .bought = PIAL_QTY_NONE };
	int64_t percent;
	bool any = false;

	for (size_t i = first; i < first + work->weeks; i++) {
		if (!is_known(&work->cell[i]))
			continue;
		pial_table_add(&tables->week, &work->cell[i]);
		sum_cell(work, &sum, &work->cell[i]);
		any = true;
	}
	if (sum.need.milli > 0 && pial_muldiv(sum.need.milli - sum.left.milli, 100, sum.need.milli,
					      PIAL_ROUND_DOWN, &percent))
		sum.covered.e6 = (int32_t)percent * (ONE / 100);
	if (any)
		pial_table_add(&tables->product, &sum);
}

/* True when a week goes on with what is left the week before. */
static bool goes_on(const struct pial_season_view_gap *gap,
		    const struct pial_season_view_week *cell)
{
	return gap->last.n + 1 == cell->week.n && gap->partner.n == cell->partner.n &&
	       gap->price.e4 == cell->price.e4;
}

static void put_gaps(struct work *work, struct pial_season_view_tables *tables, size_t first)
{
	struct pial_season_view_gap gap = { .unit = 0 };

	for (size_t i = first; i < first + work->weeks; i++) {
		const struct pial_season_view_week *cell = &work->cell[i];

		if (!cell->left.milli)
			continue;
		if (gap.product.n && goes_on(&gap, cell)) {
			gap.last = cell->week;
			add(work, &gap.left, cell->left);
			continue;
		}
		if (gap.product.n)
			pial_table_add(&tables->gap, &gap);
		gap = (struct pial_season_view_gap){
			.product = cell->product, .first = cell->week, .last = cell->week,
			.left = cell->left, .partner = cell->partner, .price = cell->price,
			.unit = cell->unit };
	}
	if (gap.product.n)
		pial_table_add(&tables->gap, &gap);
}

static void put_farm(struct work *work, struct pial_season_view_tables *tables,
		     const struct pial_plan_land *land, size_t producer)
{
	for (size_t w = 0; w < land->weeks; w++) {
		struct pial_season_view_land row = {
			.producer = work->model->producer[producer].id,
			.week = pial_week_add(work->input->first, (int)w),
			.used = land->producer[producer * land->weeks + w],
			.land = work->model->producer[producer].land, .share = PIAL_RATE_NONE };
		int64_t share;

		if (!row.used.dm2)
			continue;
		if (!pial_area_is_none(row.land) && row.land.dm2 > 0 &&
		    pial_muldiv(row.used.dm2, 1000, row.land.dm2, PIAL_ROUND_HALF_UP, &share) &&
		    share <= INT32_MAX / 1000)
			row.share.e6 = (int32_t)share * 1000;
		pial_table_add(&tables->land, &row);
	}
}

static void put_lands(struct work *work, struct pial_season_view_tables *tables,
		      const struct pial_plan_look_input *look)
{
	struct pial_plan_land land;

	pial_plan_lands(look, &work->arena, &land);
	for (size_t p = 0; p < work->model->products; p++)
		for (size_t w = 0; w < land.weeks; w++)
			work->cell[p * work->weeks + w].area = land.product[p * land.weeks + w];
	for (size_t p = 0; p < work->model->producers; p++)
		put_farm(work, tables, &land, p);
}

/* Fills the cells, and the table of farms. */
static int32_t fill(struct work *work, struct pial_season_view_tables *tables)
{
	const struct pial_season_view_input *input = work->input;
	const struct pial_cover_input cover_input = {
		.model = work->model, .first = input->first, .last = input->last,
		.need = input->need, .needs = input->needs, .plan = input->plan,
		.plans = input->plans, .bid = input->bid, .bids = input->bids,
		.offer = input->offer, .offers = input->offers };
	struct pial_cover_result cover;
	struct pial_plan_look_input look = {
		.model = work->model, .first = input->first, .last = input->last,
		.plan = input->plan, .plans = input->plans, .bid = input->bid,
		.bids = input->bids };
	const struct pial_plan_risk *risk;
	int32_t version;

	pial_cover_find(&cover_input, &cover);
	look.cover = cover.row;
	look.covers = cover.rows;
	risk = pial_plan_risks(&look, &work->arena);
	for (size_t i = 0; i < cover.rows; i++)
		put_cover(work, &cover.row[i], &risk[i]);
	put_moves(work);
	put_lands(work, tables, &look);
	version = cover.version;
	pial_cover_result_release(&cover);
	return version;
}

bool pial_season_view_add(struct pial_season_view_tables *tables,
			  const struct pial_season_view_input *input, int32_t *version)
{
	struct work work = { .input = input, .model = input->model, .fits = true };

	pial_arena_init(&work.arena);
	make_cells(&work);
	*version = fill(&work, tables);
	for (size_t p = 0; p < input->model->products; p++) {
		put_product(&work, tables, p * work.weeks);
		put_gaps(&work, tables, p * work.weeks);
	}
	pial_arena_release(&work.arena);
	return work.fits;
}

void pial_season_view_sort(struct pial_season_view_tables *tables, const struct pial_model *model)
{
	pial_table_sort(&tables->week, model);
	pial_table_sort(&tables->product, model);
	pial_table_sort(&tables->gap, model);
	pial_table_sort(&tables->land, model);
}
