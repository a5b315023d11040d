/*
 * What a site knows of its pages: orders, who met, where each page is, and the way between them.
 */
#include "report/site.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "markup/chart.h"
#include "po/po.h"
#include "report/say.h"

#include "base/banned.h"

/* A name to be sorted. */
struct named {
	const char *folded;	/* without accents and case */
	uint32_t at;		/* index in the model */
};

static int by_folded(const void *a, const void *b)
{
	const struct named *x = a, *y = b;
	int order = strcmp(x->folded, y->folded);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* ---- Orders ---- */

/* Puts count rows of size bytes in the order of the texts whose numbers stand at an offset. */
static void put_in_order(struct pial_site *site, struct pial_site_order *order, const void *row,
			 size_t offset, size_t size, size_t count)
{
	struct named *list = pial_calloc(count + 1, sizeof(*list));
	struct pial_strbuf folded;

	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	for (size_t i = 0; i < count; i++) {
		const void *one = (const char *)row + i * size + offset;
		const struct pial_text *text = one;
		const char *shown = pial_model_text(&site->public->model, text->n);

		pial_utf8_fold(&folded, shown, strlen(shown));
		list[i] = (struct named){ pial_arena_strdup(&site->arena, folded.text),
					  (uint32_t)i };
	}
	qsort(list, count, sizeof(*list), by_folded);
	order->at = pial_arena_zalloc(&site->arena, count, sizeof(*order->at));
	order->rank = pial_arena_zalloc(&site->arena, count, sizeof(*order->rank));
	order->count = count;
	for (size_t i = 0; i < count; i++) {
		order->at[i] = list[i].at;
		order->rank[list[i].at] = (uint32_t)i;
	}
	pial_strbuf_release(&folded);
	free(list);
}

/* Remembers the page of a member under its name, whole or without what stands in parentheses. */
static void find_path(struct pial_site *site, enum pial_site_side side, size_t at, bool whole)
{
	const struct pial_model *model = &site->public->model;
	const char *text = pial_model_text(model, side == PIAL_SITE_PRODUCER ?
						  model->producer[at].name.n :
						  model->kitchen[at].name.n);
	struct pial_strbuf path, name;

	pial_strbuf_init(&path, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&name, PIAL_STRBUF_TEXT);
	pial_site_member_path(&path, site, side, at);
	if (whole)
		pial_strbuf_addstr(&name, text);
	else
		pial_say_name(&name, text);
	/* Of two of a name, the first. */
	if (path.len && pial_strmap_put(&site->path, pial_arena_strdup(&site->arena, name.text),
					name.len, (uint32_t)site->known))
		site->paths[site->known++] = pial_arena_strdup(&site->arena, path.text);
	pial_strbuf_release(&name);
	pial_strbuf_release(&path);
}

static void find_paths(struct pial_site *site)
{
	site->paths = pial_arena_zalloc(&site->arena, 2 * (site->order[0].count +
							    site->order[1].count),
					sizeof(*site->paths));
	for (int whole = 1; whole >= 0; whole--) {
		for (size_t i = 0; i < site->order[PIAL_SITE_PRODUCER].count; i++)
			find_path(site, PIAL_SITE_PRODUCER, i, whole);
		for (size_t i = 0; i < site->order[PIAL_SITE_KITCHEN].count; i++)
			find_path(site, PIAL_SITE_KITCHEN, i, whole);
	}
}

void pial_site_init(struct pial_site *site, const struct pial_public *public,
		    struct pial_date day)
{
	const struct pial_model *model = &public->model;

	*site = (struct pial_site){ .public = public, .day = day, .arena = PIAL_ARENA_INIT,
				    .path = PIAL_STRMAP_INIT };
	put_in_order(site, &site->order[PIAL_SITE_PRODUCER], model->producer,
		     offsetof(struct pial_producer, name), sizeof(*model->producer),
		     model->producers);
	put_in_order(site, &site->order[PIAL_SITE_KITCHEN], model->kitchen,
		     offsetof(struct pial_kitchen, name), sizeof(*model->kitchen),
		     model->kitchens);
	put_in_order(site, &site->products, model->product, offsetof(struct pial_product, name),
		     sizeof(*model->product), model->products);
	find_paths(site);
}

void pial_site_release(struct pial_site *site)
{
	free(site->met[0]);
	free(site->met[1]);
	free(site->week);
	pial_strmap_release(&site->path);
	pial_arena_release(&site->arena);
}

/* ---- Weeks ---- */

static int by_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

/* By a side, then by product, then by the other side; of those the latest week first. */
static int by_side(const struct pial_site_met *a, const struct pial_site_met *b, int side)
{
	int order = by_number(a->party[side], b->party[side]);

	order = order ? order : by_number(a->product, b->product);
	order = order ? order : by_number(a->party[!side], b->party[!side]);
	return order ? order : (a->week.n < b->week.n) - (a->week.n > b->week.n);
}

static int by_producer(const void *a, const void *b)
{
	return by_side(a, b, PIAL_SITE_PRODUCER);
}

static int by_kitchen(const void *a, const void *b)
{
	return by_side(a, b, PIAL_SITE_KITCHEN);
}

/* How many ranks a week has in a column of who met, from place first on. */
static size_t count_ranks(const struct pial_site *site, size_t first, size_t ranks,
			  uint32_t (*rank)(const struct pial_site_met *met))
{
	bool *seen = pial_calloc(ranks + 1, sizeof(*seen));
	size_t count = 0;

	for (size_t i = first; i < site->mets; i++) {
		bool *own = &seen[rank(&site->met[0][i])];

		count += !*own;
		*own = true;
	}
	free(seen);
	return count;
}

static uint32_t producer_of(const struct pial_site_met *met)
{
	return met->party[PIAL_SITE_PRODUCER];
}

static uint32_t kitchen_of(const struct pial_site_met *met)
{
	return met->party[PIAL_SITE_KITCHEN];
}

static uint32_t product_of(const struct pial_site_met *met)
{
	return met->product;
}

void pial_site_add_week(struct pial_site *site, struct pial_week week,
			const struct pial_table *deliveries)
{
	const struct pial_model *model = &site->public->model;
	size_t first = site->mets;

	site->week = pial_grow(site->week, site->weeks, &site->week_cap, sizeof(*site->week));
	for (size_t i = 0; i < deliveries->count; i++) {
		const struct pial_delivery *row = pial_table_row(deliveries, i);
		const struct pial_producer *producer = pial_model_producer(model, row->producer);
		const struct pial_kitchen *kitchen = pial_model_kitchen(model, row->kitchen);
		const struct pial_product *product = pial_model_product(model, row->product);

		if (!producer || !kitchen || !product || row->sent.milli <= 0)
			continue;
		site->met[0] = pial_grow(site->met[0], site->mets, &site->met_cap,
					 sizeof(*site->met[0]));
		site->met[0][site->mets++] = (struct pial_site_met){
			{ site->order[PIAL_SITE_PRODUCER].rank[producer - model->producer],
			  site->order[PIAL_SITE_KITCHEN].rank[kitchen - model->kitchen] },
			site->products.rank[product - model->product], week };
	}
	site->week[site->weeks++] = (struct pial_site_week){
		.week = week,
		.parties = { count_ranks(site, first, site->order[PIAL_SITE_PRODUCER].count,
					 producer_of),
			     count_ranks(site, first, site->order[PIAL_SITE_KITCHEN].count,
					 kitchen_of) },
		.products = count_ranks(site, first, site->products.count, product_of) };
}

void pial_site_settle(struct pial_site *site)
{
	struct pial_site_met *met = site->met[0];
	size_t kept = 0;

	for (size_t i = 0, k = site->weeks; i + 1 < k; i++) {
		struct pial_site_week week = site->week[i];

		site->week[i] = site->week[--k];
		site->week[k] = week;
	}
	if (site->mets)
		qsort(met, site->mets, sizeof(*met), by_producer);
	/* Of each product that two of them share, the last time. */
	for (size_t i = 0; i < site->mets; i++)
		if (!kept || met[kept - 1].party[0] != met[i].party[0] ||
		    met[kept - 1].party[1] != met[i].party[1] ||
		    met[kept - 1].product != met[i].product)
			met[kept++] = met[i];
	site->mets = kept;
	site->met[1] = pial_calloc(kept + 1, sizeof(*met));
	if (!kept)
		return;
	memcpy(site->met[1], met, kept * sizeof(*met));
	qsort(site->met[1], kept, sizeof(*met), by_kitchen);
}

size_t pial_site_mets_of(const struct pial_site *site, enum pial_site_side side, uint32_t rank,
			 size_t *first)
{
	const struct pial_site_met *met = site->met[side];
	size_t low = 0, high = site->mets, last;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (met[middle].party[side] < rank)
			low = middle + 1;
		else
			high = middle;
	}
	for (last = low; last < site->mets && met[last].party[side] == rank;)
		last++;
	*first = low;
	return last - low;
}

/* ---- Paths ---- */

void pial_site_week_path(struct pial_strbuf *out, struct pial_week week)
{
	pial_strbuf_addstr(out, "weeks/");
	pial_week_format(out, week);
	pial_strbuf_addstr(out, ".html");
}

void pial_site_member_path(struct pial_strbuf *out, const struct pial_site *site,
			   enum pial_site_side side, size_t at)
{
	const struct pial_public_side *members = side == PIAL_SITE_PRODUCER ?
						 &site->public->producer : &site->public->kitchen;

	if (members->page[at])
		pial_strbuf_addf(out, "%s/%s.html",
				 side == PIAL_SITE_PRODUCER ? "producers" : "kitchens",
				 members->page[at]);
}

/* What leads from the folder of a page to that of the site. */
static const char *up_from(const char *path)
{
	return strchr(path, '/') ? "../" : "";
}

/* ---- Links ---- */

/* A page being finished. */
struct finish {
	struct pial_paper *paper;	/* which */
	const struct pial_site *site;	/* of it */
	const char *path;		/* where it is */
};

/* Where the first line of a text leads when it is a name; NULL: nowhere. */
static const char *link_of(const struct finish *f, const char *text)
{
	uint32_t at;

	if (!pial_strmap_get(&f->site->path, text, strcspn(text, "\n"), &at) ||
	    !strcmp(f->site->paths[at], f->path))
		return NULL;
	return pial_arena_printf(&f->paper->arena, "%s%s", up_from(f->path), f->site->paths[at]);
}

static void link_rows(const struct finish *f, struct pial_paper_block *table)
{
	for (size_t r = 0; r < table->rows; r++) {
		struct pial_paper_row *row = &table->row[r];

		for (size_t c = 0; c < table->columns; c++) {
			const char *link = link_of(f, row->cell[c]);

			if (!link || (row->link && row->link[c]))
				continue;
			if (!row->link)
				row->link = pial_arena_zalloc(&f->paper->arena, table->columns,
							      sizeof(*row->link));
			row->link[c] = link;
		}
	}
}

static void link_flow(const struct finish *f, struct pial_paper_flow *flow)
{
	for (struct pial_paper_block *block = flow->first; block; block = block->next) {
		if (block->kind == PIAL_PAPER_BLOCK_HEADING && !block->link)
			block->link = link_of(f, block->text);
		for (size_t i = 0; i < block->facts; i++)
			if (!block->fact[i].link)
				block->fact[i].link = link_of(f, block->fact[i].value);
		for (size_t i = 0; i < block->boxes; i++)
			link_flow(f, &block->box[i].flow);
		if (block->kind == PIAL_PAPER_BLOCK_TABLE)
			link_rows(f, block);
		if (block->chart)
			link_flow(f, &block->chart->table);
	}
}

/* ---- The navigation ---- */

/* An entry; it is here on its own page, and on those of its folder. */
static void put_entry(const struct finish *f, const char *label, const char *path)
{
	const char *slash = strchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : strlen(path) + 1;

	pial_paper_nav(f->paper, pial_tr(f->paper->lang, label),
		       pial_arena_printf(&f->paper->arena, "%s%s", up_from(f->path), path),
		       !strncmp(path, f->path, len));
}

void pial_site_finish(struct pial_paper *paper, const struct pial_site *site, const char *path)
{
	const struct finish f = { paper, site, path };
	const struct pial_model *model = &site->public->model;

	pial_paper_site(paper, pial_model_text(model, model->policy.name.n));
	put_entry(&f, PIAL_N_("Home"), "index.html");
	if (site->week_pages)
		put_entry(&f, PIAL_N_("Weeks"), "weeks/index.html");
	put_entry(&f, PIAL_N_("Producers"), "producers/index.html");
	put_entry(&f, PIAL_N_("Kitchens"), "kitchens/index.html");
	for (size_t i = 0; i < site->pages; i++)
		put_entry(&f, site->page[i].label, site->page[i].path);
	for (size_t i = 0; i < paper->sheets; i++)
		link_flow(&f, &paper->sheet[i].flow);
}
