/*
 * Names are kept as keys in one sorted list and looked for by binary search, the longest first: a
 * dish has a dozen words, a book some hundred names.
 */
#include "engine/foods.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

#include "base/banned.h"

#define WHOLE INT64_C(1000000)	/* a whole portion, in millionths */

/* Words of a dish looked at. */
#define WORDS 64

/* A name known. */
struct pial_food_name {
	const char *key;		/* its words */
	struct pial_food_part *part;	/* what it means */
	size_t parts;			/* how many; 0: nothing of ours */
	bool doubtful;			/* two products have it */
};

/* A name on its way into the list. */
struct raw {
	const char *key;	/* its words */
	size_t product;		/* which; SIZE_MAX: none */
	int64_t share;		/* of the portion */
	bool doubtful;		/* the food is two products' */
	bool words;		/* of data/dishes.csv */
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

void pial_food_key(struct pial_strbuf *key, const char *text, size_t len)
{
	struct pial_strbuf folded;

	pial_strbuf_init(&folded, PIAL_STRBUF_TEXT);
	pial_utf8_fold(&folded, text, len);
	for (size_t i = 0; i < folded.len;) {
		size_t n = 0;

		while (i + n < folded.len && is_word(folded.text[i + n]))
			n++;
		if (!n) {
			i++;
			continue;
		}
		if (key->len)
			pial_strbuf_addch(key, ' ');
		pial_strbuf_add(key, folded.text + i, n);
		if (n >= 4 && (folded.text[i + n - 1] == 's' || folded.text[i + n - 1] == 'x'))
			pial_strbuf_setlen(key, key->len - 1);
		i += n;
	}
	pial_strbuf_release(&folded);
}

/* The key of a text in the arena, without what stands between brackets when cut. */
static const char *make_key(struct pial_foods *foods, uint32_t number, bool cut)
{
	const char *text = pial_model_text(foods->model, number);
	size_t len = cut ? strcspn(text, "(") : strlen(text);
	struct pial_strbuf key;
	const char *kept;

	pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
	pial_food_key(&key, text, len);
	kept = pial_arena_strndup(&foods->arena, key.text, key.len);
	pial_strbuf_release(&key);
	return kept;
}

static int by_key(const void *left, const void *right)
{
	const struct raw *a = left, *b = right;
	int order = strcmp(a->key, b->key);

	if (order)
		return order;
	if (a->words != b->words)
		return a->words ? -1 : 1;
	return (a->product > b->product) - (a->product < b->product);
}

/* The product that a food names; SIZE_MAX: none, or several, which *several says. */
static size_t find_food(const struct pial_foods *foods, const char *key, bool *several)
{
	size_t found = SIZE_MAX;

	*several = false;
	for (size_t i = 0; i < foods->model->products; i++) {
		if (strcmp(foods->id_key[i], key) && strcmp(foods->name_key[i], key))
			continue;
		*several = found != SIZE_MAX;
		found = i;
	}
	return *several ? SIZE_MAX : found;
}

/* Turns rows of one key into a name; returns how many rows these are. */
static size_t take(struct pial_foods *foods, const struct raw *raw, size_t rows)
{
	struct pial_food_name *name = &foods->name[foods->names++];
	size_t same = 1, words = 1;

	while (same < rows && !strcmp(raw[same].key, raw[0].key))
		same++;
	*name = (struct pial_food_name){ .key = raw[0].key };
	name->part = pial_arena_zalloc(&foods->arena, same, sizeof(*name->part));
	for (size_t i = 0; i < same && raw[i].words == raw[0].words; i++) {
		name->doubtful = name->doubtful || raw[i].doubtful;
		if (raw[i].product == SIZE_MAX ||
		    (i && raw[i].product == raw[i - 1].product && !raw[i].words))
			continue;
		name->part[name->parts++] = (struct pial_food_part){ raw[i].product, raw[i].share,
								     0 };
	}
	name->doubtful = name->doubtful || (!raw[0].words && name->parts > 1);
	for (const char *c = name->key; *c; c++)
		words += *c == ' ';
	if (words > foods->longest)
		foods->longest = words;
	return same;
}

static void learn_products(struct pial_foods *foods, struct raw *raw, size_t *rows)
{
	const struct pial_model *model = foods->model;
	size_t room = model->products + 1;

	foods->id_key = pial_arena_zalloc(&foods->arena, room, sizeof(*foods->id_key));
	foods->name_key = pial_arena_zalloc(&foods->arena, room, sizeof(*foods->name_key));
	foods->family_key = pial_arena_zalloc(&foods->arena, room, sizeof(*foods->family_key));
	for (size_t i = 0; i < model->products; i++) {
		const struct pial_product *product = &model->product[i];

		foods->id_key[i] = make_key(foods, product->id.n, false);
		foods->name_key[i] = make_key(foods, product->name.n, true);
		foods->family_key[i] = make_key(foods, product->family.n, false);
		raw[(*rows)++] = (struct raw){ foods->id_key[i], i, WHOLE, false, false };
		raw[(*rows)++] = (struct raw){ foods->name_key[i], i, WHOLE, false, false };
	}
}

void pial_foods_init(struct pial_foods *foods, const struct pial_model *model,
		     const struct pial_dish_words *words, size_t count)
{
	struct raw *raw = pial_calloc(2 * model->products + count + 1, sizeof(*raw));
	size_t rows = 0;

	*foods = (struct pial_foods){ .model = model };
	pial_arena_init(&foods->arena);
	learn_products(foods, raw, &rows);
	for (size_t i = 0; i < count; i++) {
		struct raw *row = &raw[rows++];
		const char *food = make_key(foods, words[i].food.n, false);

		*row = (struct raw){ make_key(foods, words[i].words.n, false), SIZE_MAX,
				     pial_rate_is_none(words[i].share) ? WHOLE : words[i].share.e6,
				     false, true };
		if (*food)
			row->product = find_food(foods, food, &row->doubtful);
	}
	foods->name = pial_arena_zalloc(&foods->arena, rows + 1, sizeof(*foods->name));
	qsort(raw, rows, sizeof(*raw), by_key);
	for (size_t i = 0; i < rows;)
		i += take(foods, raw + i, rows - i);
	free(raw);
}

void pial_foods_release(struct pial_foods *foods)
{
	pial_arena_release(&foods->arena);
	*foods = (struct pial_foods){ .model = foods->model };
	pial_arena_init(&foods->arena);
}

/* The name that a key of len bytes is, or NULL. */
static const struct pial_food_name *find_name(const struct pial_foods *foods, const char *key,
					      size_t len)
{
	size_t low = 0, high = foods->names;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *known = foods->name[middle].key;
		int order = strncmp(known, key, len);

		if (!order && !known[len])
			return &foods->name[middle];
		if (order >= 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Adds what a name means to a dish; false when there is too much of it. */
static bool add_parts(struct pial_food_part *part, int *parts, const struct pial_food_name *name)
{
	for (size_t i = 0; i < name->parts; i++) {
		int at = 0;

		while (at < *parts && part[at].product < name->part[i].product)
			at++;
		if (at < *parts && part[at].product == name->part[i].product) {
			part[at].share += name->part[i].share;
			continue;
		}
		if (*parts == PIAL_FOOD_PARTS)
			return false;
		memmove(part + at + 1, part + at, (size_t)(*parts - at) * sizeof(*part));
		part[at] = name->part[i];
		++*parts;
	}
	return true;
}

/* Says of each part how much its family has in the dish. */
static void weigh(const struct pial_foods *foods, struct pial_food_part *part, int parts)
{
	for (int i = 0; i < parts; i++) {
		const char *family = foods->family_key[part[i].product];
		int64_t sum = 0;

		for (int k = 0; k < parts; k++)
			if (!strcmp(foods->family_key[part[k].product], family))
				sum += part[k].share;
		part[i].whole = sum > WHOLE ? sum : WHOLE;
	}
}

/* The longest name that begins at a word; *used says how many words it has. */
static const struct pial_food_name *longest_name(const struct pial_foods *foods, const char *key,
						 const size_t *start, size_t words, size_t *used)
{
	size_t most = foods->longest < words ? foods->longest : words;

	for (*used = most; *used; --*used) {
		size_t len = start[*used] - start[0] - 1;
		const struct pial_food_name *name = find_name(foods, key + start[0], len);

		if (name)
			return name;
	}
	return NULL;
}

int pial_foods_read(const struct pial_foods *foods, const char *dish,
		    struct pial_food_part part[PIAL_FOOD_PARTS])
{
	size_t start[WORDS + 1] = { 0 }, words = 0, used;
	struct pial_strbuf key;
	bool known = false, sure = true;
	int parts = 0;

	pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
	pial_food_key(&key, dish, strlen(dish));
	for (size_t i = 0; key.len && i <= key.len && words < WORDS; i++)
		if (i == key.len || key.text[i] == ' ')
			start[++words] = i + 1;
	for (size_t i = 0; i < words; i += used ? used : 1) {
		const struct pial_food_name *name = longest_name(foods, key.text, start + i,
								 words - i, &used);

		if (!name)
			continue;
		known = true;
		sure = sure && !name->doubtful && add_parts(part, &parts, name);
	}
	pial_strbuf_release(&key);
	weigh(foods, part, parts);
	return known && sure ? parts : -1;
}

/* How near a line of portions is to a product: 3 names it, 2 its family, 1 nothing, 0 another. */
static int nearness(const struct pial_foods *foods, const struct pial_portion *row,
		    size_t product)
{
	const char *text = pial_model_text(foods->model, row->food.n);
	struct pial_strbuf key;
	int near = 0;

	if (!row->food.n)
		return 1;
	pial_strbuf_init(&key, PIAL_STRBUF_TEXT);
	pial_food_key(&key, text, strlen(text));
	if (!strcmp(key.text, foods->id_key[product]) ||
	    !strcmp(key.text, foods->name_key[product]))
		near = 3;
	else if (!strcmp(key.text, foods->family_key[product]))
		near = 2;
	pial_strbuf_release(&key);
	return near;
}

int32_t pial_portion_on(const struct pial_foods *foods, const struct pial_portion *portion,
			size_t portions, const char *age_class, enum pial_dish dish,
			size_t product, struct pial_date day)
{
	const struct pial_portion *found = NULL;
	int best = 0;

	for (size_t i = 0; i < portions; i++) {
		const struct pial_portion *row = &portion[i];
		int near;

		if (row->dish != dish || !pial_day_within(day, row->from, row->until) ||
		    strcmp(pial_model_text(foods->model, row->age_class.n), age_class))
			continue;
		near = nearness(foods, row, product);
		if (near > best || (near && near == best && row->from.n > found->from.n)) {
			best = near;
			found = row;
		}
	}
	return found ? found->grams : -1;
}
