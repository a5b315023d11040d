/*
 * An arena for the texts, two arrays from number to text, and a table of slots from text to
 * number.
 *
 * The texts are copied, so that a reader may overwrite its buffer after each field. Number 0
 * is the empty text and has no slot: an empty cell, the commonest of all, costs one test.
 *
 * A national week asks five million times, in an order that no cache helps, so what counts is the
 * number of places in memory that are looked at. A short text, as nearly every id is, lies in its
 * slot beside its number and is found in one place; of a longer one the slot has a hash. Slots are
 * probed one after the other (nothing is ever taken out), at most three quarters are in use. The
 * map of strmap.h, uthash, was used before: it walks from bucket to entry to key, which cost a
 * shuffled national week half a second, and takes 80 bytes a text.
 */
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/banned.h"

#define FIRST_CAP 64
#define FIRST_SLOTS 128

/* Longest text that its key says whole. */
#define SHORT 16

/*
 * A text as two words and its length. Up to 16 bytes the words are its first and last eight, which
 * overlap, so that no two texts of a length have the same; of a longer text they are its hash.
 */
struct key {
	uint64_t word[2];	/* the bytes */
	uint32_t len;		/* how many */
	uint32_t hash;		/* of all that */
};

/* Where a number lies; 32 bytes, so that two fill a line of the cache. */
struct pial_intern_slot {
	struct key key;		/* the text */
	uint32_t number;	/* its number; 0: free */
	uint32_t unused;	/* fills up */
};

void pial_intern_init(struct pial_intern *pool)
{
	pial_arena_init(&pool->arena);
	pool->slots = FIRST_SLOTS;
	pool->slot = pial_calloc(pool->slots, sizeof(*pool->slot));
	pool->cap = FIRST_CAP;
	pool->text = pial_calloc(pool->cap, sizeof(*pool->text));
	pool->len = pial_calloc(pool->cap, sizeof(*pool->len));
	pool->text[0] = "";
	pool->count = 1;
	pool->missed = NULL;
}

void pial_intern_look(struct pial_intern *copy, const struct pial_intern *pool, bool *missed)
{
	*copy = *pool;
	copy->missed = missed;
}

void pial_intern_release(struct pial_intern *pool)
{
	pial_arena_release(&pool->arena);
	free(pool->slot);
	free(pool->text);
	free(pool->len);
	pool->slot = NULL;
	pool->text = NULL;
	pool->len = NULL;
	pool->slots = 0;
	pool->count = 0;
	pool->cap = 0;
}

static uint64_t eight_bytes(const char *text)
{
	uint64_t bytes;

	memcpy(&bytes, text, sizeof(bytes));
	return bytes;
}

static uint64_t four_bytes(const char *text)
{
	uint32_t bytes;

	memcpy(&bytes, text, sizeof(bytes));
	return bytes;
}

/* Multiplies and folds: each bit of the word reaches the low and the high bits of the hash. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 32;
}

/* The words of a text of more than 16 bytes. */
static void hash_long(struct key *key, const char *text, size_t len)
{
	uint64_t hash = 0;

	for (size_t at = 0; at + 8 < len; at += 8)
		hash = mix(hash, eight_bytes(text + at));
	key->word[0] = mix(hash, eight_bytes(text + len - 8));
}

static struct key key_of(const char *text, size_t len)
{
	struct key key = { { 0, 0 }, (uint32_t)len, 0 };

	if (len > SHORT) {
		hash_long(&key, text, len);
	} else if (len >= 8) {
		key.word[0] = eight_bytes(text);
		key.word[1] = eight_bytes(text + len - 8);
	} else if (len >= 4) {
		key.word[0] = four_bytes(text) << 32 | four_bytes(text + len - 4);
	} else {
		for (size_t i = 0; i < len; i++)
			key.word[0] = key.word[0] << 8 | (unsigned char)text[i];
	}
	/* Both words at once, another odd number for each: one waiting for the other is slower. */
	key.hash = (uint32_t)mix((key.word[0] ^ len) * UINT64_C(0xD6E8FEB86659FD93),
				 key.word[1] * UINT64_C(0xA0761D6478BD642F));
	return key;
}

/* True when a slot holds the text. */
static bool holds(const struct pial_intern *pool, const struct pial_intern_slot *slot,
		  const struct key *key, const char *text)
{
	if (slot->key.word[0] != key->word[0] || slot->key.word[1] != key->word[1] ||
	    slot->key.len != key->len)
		return false;
	return key->len <= SHORT || !memcmp(pool->text[slot->number], text, key->len);
}

/* The place of a hash among so many slots: its part of the whole. */
static size_t place_of(uint32_t hash, size_t slots)
{
	return (size_t)((uint64_t)hash * slots >> 32);
}

/* The slot of a text, or the free one where it would go. */
static struct pial_intern_slot *find_slot(const struct pial_intern *pool, const struct key *key,
					  const char *text)
{
	struct pial_intern_slot *slot = &pool->slot[place_of(key->hash, pool->slots)];

	while (slot->number && !holds(pool, slot, key, text))
		if (++slot == pool->slot + pool->slots)
			slot = pool->slot;
	return slot;
}

/* How many slots a text lies behind its place. */
static size_t distance(const struct pial_intern *pool, const struct pial_intern_slot *slot)
{
	size_t at = (size_t)(slot - pool->slot), place = place_of(slot->key.hash, pool->slots);

	return at >= place ? at - place : at + pool->slots - place;
}

/*
 * Puts in a text that is not there: whoever lies nearer to its place than the newcomer to its own
 * gives way, and goes on ("Robin Hood": all are found equally soon, also the products, which are
 * read last and asked for most).
 */
static void put_in(struct pial_intern *pool, struct pial_intern_slot item)
{
	struct pial_intern_slot *slot = &pool->slot[place_of(item.key.hash, pool->slots)];

	for (size_t far = 0; slot->number; far++) {
		size_t own = distance(pool, slot);

		if (own < far) {
			struct pial_intern_slot other = *slot;

			*slot = item;
			item = other;
			far = own;
		}
		if (++slot == pool->slot + pool->slots)
			slot = pool->slot;
	}
	*slot = item;
}

/* Half as many slots again: the table is never less than half full. */
static void grow_slots(struct pial_intern *pool)
{
	struct pial_intern_slot *old = pool->slot;
	size_t count = pool->slots;

	pool->slots = count + count / 2;
	pool->slot = pial_calloc(pool->slots, sizeof(*pool->slot));
	for (size_t i = 0; i < count; i++)
		if (old[i].number)
			put_in(pool, old[i]);
	free(old);
}

/* Copies a text and fills up with NULs, one at least, to a multiple of the padding. */
static const char *copy_padded(struct pial_arena *arena, const char *text, size_t len)
{
	size_t whole = len / PIAL_INTERN_PADDING * PIAL_INTERN_PADDING;
	char *copy = pial_arena_alloc(arena, whole + PIAL_INTERN_PADDING);

	memset(copy + whole, 0, PIAL_INTERN_PADDING);
	memcpy(copy, text, len);
	return copy;
}

/* Gives a text that is not known the next number. */
static uint32_t add(struct pial_intern *pool, const struct key *key, const char *text)
{
	size_t cap = pool->cap;
	uint32_t number;

	/* Counted in 32 bits; no book comes near. */
	if (pool->count > UINT32_MAX)
		pial_oom(pool->count);
	if (pool->count >= pool->slots / 4 * 3)
		grow_slots(pool);
	pool->text = pial_grow(pool->text, pool->count, &cap, sizeof(*pool->text));
	pool->len = pial_grow(pool->len, pool->count, &pool->cap, sizeof(*pool->len));
	number = (uint32_t)pool->count++;
	pool->text[number] = copy_padded(&pool->arena, text, key->len);
	pool->len[number] = key->len;
	put_in(pool, (struct pial_intern_slot){ *key, number, 0 });
	return number;
}

uint32_t pial_intern_add(struct pial_intern *pool, const char *text, size_t len)
{
	struct key key;
	uint32_t number;

	if (!len)
		return 0;
	/* Counted in 32 bits too. */
	if (len > UINT32_MAX)
		pial_oom(len);
	key = key_of(text, len);
	number = find_slot(pool, &key, text)->number;
	if (!number && pool->missed)
		*pool->missed = true;
	return number || pool->missed ? number : add(pool, &key, text);
}

uint32_t pial_intern_find(const struct pial_intern *pool, const char *text, size_t len)
{
	struct key key;

	if (!len || len > UINT32_MAX)
		return 0;
	key = key_of(text, len);
	return find_slot(pool, &key, text)->number;
}

bool pial_intern_is(const struct pial_intern *pool, uint32_t number, const char *text, size_t len)
{
	return number < pool->count && pool->len[number] == len &&
	       !memcmp(pool->text[number], text, len);
}

const char *pial_intern_text(const struct pial_intern *pool, uint32_t number)
{
	return pool->text[number];
}

int pial_intern_compare(const struct pial_intern *pool, uint32_t a, uint32_t b)
{
	size_t len = pool->len[a] < pool->len[b] ? pool->len[a] : pool->len[b];
	int order;

	if (a == b)
		return 0;
	order = memcmp(pool->text[a], pool->text[b], len);
	if (order)
		return order;
	return pool->len[a] < pool->len[b] ? -1 : 1;
}
