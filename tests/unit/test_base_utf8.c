/*
 * UTF-8 against a decoder written from the table of RFC 3629, distances against the plain
 * table of optimal string alignment, and the examples of the manual.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf8.h"

static uint64_t seed;

static uint64_t draw(void)
{
	uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/*
 * RFC 3629, section 3: length by the first byte, then continuation bytes, then the value must
 * need that many bytes, be no surrogate and be at most U+10FFFF. Returns the length or 0.
 */
static size_t naive_decode(const unsigned char *s, size_t len, uint32_t *code)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n;

	if (s[0] < 0x80) {
		*code = s[0];
		return 1;
	}
	if ((s[0] & 0xE0) == 0xC0)
		n = 2;
	else if ((s[0] & 0xF0) == 0xE0)
		n = 3;
	else if ((s[0] & 0xF8) == 0xF0)
		n = 4;
	else
		return 0;
	if (n > len)
		return 0;
	*code = s[0] & (0x7FU >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		*code = *code << 6 | (s[i] & 0x3F);
	}
	if (*code < least[n] || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000))
		return 0;
	return n;
}

static size_t naive_invalid(const unsigned char *s, size_t len)
{
	uint32_t code;

	for (size_t at = 0; at < len;) {
		size_t n = naive_decode(s + at, len - at, &code);

		if (!n)
			return at;
		at += n;
	}
	return len;
}

/* Bytes that often make sense: random ones would nearly all be invalid at once. */
static unsigned char draw_byte(void)
{
	static const unsigned char edge[] = {
		0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
		0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF,
	};

	switch (draw() % 4) {
	case 0:
		return edge[draw() % sizeof(edge)];
	case 1:
		return (unsigned char)(0x80 + draw() % 0x40);
	case 2:
		return (unsigned char)draw();
	default:
		return 'a';
	}
}

static void test_invalid_random(void **state)
{
	unsigned char s[24];
	size_t valid = 0;

	(void)state;
	seed = 2;
	for (int round = 0; round < 200000; round++) {
		size_t len = draw() % (sizeof(s) + 1), expected;

		for (size_t i = 0; i < len; i++)
			s[i] = draw() % 8 ? draw_byte() : 'e';
		expected = naive_invalid(s, len);
		assert_int_equal(pial_utf8_invalid((const char *)s, len), expected);
		valid += expected == len;
	}
	assert_true(valid > 5000);
}

/* Every sequence of up to three bytes, and every four-byte one that begins like one. */
static void test_invalid_exhaustive(void **state)
{
	unsigned char s[4];

	(void)state;
	for (unsigned n = 0; n < 0x1000000; n++) {
		s[0] = (unsigned char)(n >> 16);
		s[1] = (unsigned char)(n >> 8);
		s[2] = (unsigned char)n;
		/* Continuation bytes behave alike but for their edges. */
		if ((s[2] & 0x3F) > 1 && (s[2] & 0x3F) < 0x3E)
			continue;
		if (s[0] < 0x80 && s[0] != 'a')
			continue;
		if (pial_utf8_invalid((const char *)s, 3) != naive_invalid(s, 3))
			fail_msg("%02x %02x %02x", s[0], s[1], s[2]);
		s[3] = 0xBF;
		if (s[0] >= 0xF0 &&
		    pial_utf8_invalid((const char *)s, 4) != naive_invalid(s, 4))
			fail_msg("%02x %02x %02x bf", s[0], s[1], s[2]);
	}
}

static void test_every_code_point(void **state)
{
	struct pial_strbuf sb;
	uint32_t code;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	for (int32_t c = 0; c <= 0x110000; c++) {
		size_t at = 0;
		bool exists = c < 0x110000 && (c < 0xD800 || c > 0xDFFF);

		pial_strbuf_clear(&sb);
		pial_utf8_put(&sb, c);
		assert_int_equal(naive_decode((unsigned char *)sb.text, sb.len, &code), sb.len);
		assert_int_equal(code, exists ? c : 0xFFFD);
		assert_int_equal(pial_utf8_next(sb.text, sb.len, &at), code);
		assert_int_equal(at, sb.len);
		assert_int_equal(pial_utf8_count(sb.text, sb.len), 1);
		assert_int_equal(pial_utf8_next(sb.text, sb.len, &at), -1);
	}
	pial_utf8_put(&sb, -1);
	pial_strbuf_release(&sb);
}

static size_t width(const char *text)
{
	return pial_utf8_width(text, strlen(text));
}

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(width(""), 0);
	assert_int_equal(width("chou rave"), 9);
	assert_int_equal(width("œuf d’été"), 9);
	assert_int_equal(width("e\xCC\x81te\xCC\x81"), 3);
	assert_int_equal(width("白菜"), 4);
	assert_int_equal(width("1\xC2\xA0" "000,50\xC2\xA0€"), 10);
	assert_int_equal(pial_utf8_count("œuf d’été", strlen("œuf d’été")), 9);
}

static void test_forbidden(void **state)
{
	static const int32_t allowed[] = {
		0x20, 0x7E, 0xA0, 0xAD, 0xE9, 0x61B, 0x61D, 0x200B, 0x200D, 0x2010, 0x2029,
		0x202F, 0x2065, 0x206A, 0xFEFE, 0xFFFD, 0x10000, 0x10FFFF, -1,
	};
	static const int32_t forbidden[] = {
		0, 9, 10, 13, 0x1F, 0x7F, 0x80, 0x9F, 0x61C, 0x200E, 0x200F, 0x202A, 0x202B,
		0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xFFFE, 0xFFFF,
	};
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < PIAL_COUNT(allowed); i++)
		assert_false(pial_utf8_forbidden(allowed[i]));
	for (size_t i = 0; i < PIAL_COUNT(forbidden); i++)
		assert_true(pial_utf8_forbidden(forbidden[i]));
	for (int32_t c = 0; c < 0x110000; c++)
		count += pial_utf8_forbidden(c);
	/* 32 C0, DEL and 32 C1, 3 + 5 + 4 bidirectional, 3 others. */
	assert_int_equal(count, 32 + 33 + 12 + 3);
}

static void assert_fold(const char *text, const char *expected)
{
	struct pial_strbuf sb;

	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&sb, "what was there before");
	pial_utf8_fold(&sb, text, strlen(text));
	assert_string_equal(sb.text, expected);
	pial_strbuf_release(&sb);
}

static void test_fold(void **state)
{
	(void)state;
	assert_fold("Date de réception ", "date de reception");
	assert_fold("date_de_reception", "date de reception");
	assert_fold("DATE-DE--R\xC3\x89" "CEPTION", "date de reception");
	assert_fold("date de re\xCC\x81" "ception", "date de reception");
	assert_fold("  \t_ - ", "");
	assert_fold("", "");
	assert_fold("_a_", "a");
	assert_fold("Jour\xC2\xA0: \xE2\x80\xAFlundi", "jour : lundi");
	assert_fold("Main d’œuvre", "main d'oeuvre");
	assert_fold("MAIN D'ŒUVRE", "main d'oeuvre");
	assert_fold("Ægilops", "aegilops");
	assert_fold("chou\xC2\xADrave", "chourave");
	assert_fold("chou–rave", "chou rave");
	assert_fold("m²", "m2");
	assert_fold("Straße", "strasse");
	assert_fold("ÇÀÙÎÖŸ", "cauioy");
}

static void assert_nfc(const char *text, const char *expected)
{
	struct pial_strbuf sb;

	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_strbuf_addstr(&sb, "<");
	pial_utf8_nfc(&sb, text, strlen(text));
	assert_int_equal(sb.text[0], '<');
	assert_string_equal(sb.text + 1, expected);
	pial_strbuf_release(&sb);
}

static void test_elides(void **state)
{
	static const char *const yes[] = { "Inès Pradère", "Anne Est EI", "Émilie",
					   "EARL du Sud", "Œuvre", "Yves", "île" };
	static const char *const no[] = { "Marc Lac EI", "Hugo", "Yann", "Onze Sillons",
					  "Ouistiti", "", "11", "Çelik", "« Inès »" };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_true(pial_utf8_elides(yes[i]));
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(pial_utf8_elides(no[i]));
}

static void test_nfc(void **state)
{
	(void)state;
	assert_nfc("", "");
	assert_nfc("navet", "navet");
	assert_nfc("p\xC3\xA2tisson", "p\xC3\xA2tisson");
	assert_nfc("pa\xCC\x82tisson", "p\xC3\xA2tisson");
	/* Canonical equivalents only: œ, ² and the no-break space stay. */
	assert_nfc("œ² \xC2\xA0" "e\xCC\x81", "œ² \xC2\xA0\xC3\xA9");
	/* Marks are put in order: dot below before circumflex. */
	assert_nfc("a\xCC\x82\xCC\xA3", "\xE1\xBA\xAD");
	/* The Angstrom sign is canonically the letter. */
	assert_nfc("\xE2\x84\xAB", "\xC3\x85");
}

static void test_cp1252(void **state)
{
	static const char bytes[] = "\x80 p\xE2tisson \x9Cuf d\x92\xE9t\xE9 \x8C\x9F";
	struct pial_strbuf sb;
	char all[256];
	uint32_t code;
	size_t at = 0, undefined = 0;

	(void)state;
	pial_strbuf_init(&sb, PIAL_STRBUF_TEXT);
	pial_utf8_from_cp1252(&sb, bytes, strlen(bytes));
	assert_string_equal(sb.text, "€ pâtisson œuf d’été ŒŸ");

	pial_strbuf_clear(&sb);
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	pial_utf8_from_cp1252(&sb, all, sizeof(all));
	for (unsigned i = 0; i < 256; i++) {
		at += naive_decode((unsigned char *)sb.text + at, sb.len - at, &code);
		if (i < 0x80 || i >= 0xA0)
			assert_int_equal(code, i);
		else
			assert_true(code > 0xFF);
		undefined += code == 0xFFFD;
	}
	assert_int_equal(at, sb.len);
	assert_int_equal(undefined, 5);
	pial_strbuf_release(&sb);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

static unsigned naive_distance(const char *a, const char *b)
{
	unsigned table[16][16];
	size_t m = strlen(a), n = strlen(b);

	for (size_t i = 0; i <= m; i++) {
		for (size_t j = 0; j <= n; j++) {
			unsigned d = (unsigned)(i + j);

			if (i)
				d = least(d, table[i - 1][j] + 1);
			if (j)
				d = least(d, table[i][j - 1] + 1);
			if (i && j)
				d = least(d, table[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				d = least(d, table[i - 2][j - 2] + 1);
			table[i][j] = d;
		}
	}
	return table[m][n];
}

static void draw_word(char *word)
{
	size_t len = draw() % 10;

	for (size_t i = 0; i < len; i++)
		word[i] = (char)('a' + draw() % 3);
	word[len] = '\0';
}

static void test_distance_random(void **state)
{
	char a[10], b[10];

	(void)state;
	seed = 3;
	for (int round = 0; round < 20000; round++) {
		unsigned bound = (unsigned)(draw() % 6), expected;

		draw_word(a);
		draw_word(b);
		expected = least(naive_distance(a, b), bound + 1);
		if (pial_utf8_distance(a, b, bound) != expected)
			fail_msg("%s %s within %u: %u, not %u", a, b, bound,
				 pial_utf8_distance(a, b, bound), expected);
	}
}

static void test_distance(void **state)
{
	(void)state;
	assert_int_equal(pial_utf8_distance("poirreau", "poireau", 3), 1);
	assert_int_equal(pial_utf8_distance("piorreau", "poireau", 3), 2);
	assert_int_equal(pial_utf8_distance("Pâtisson", "patisson", 3), 0);
	assert_int_equal(pial_utf8_distance("betteraves", "betterave", 0), 1);
	assert_int_equal(pial_utf8_distance("", "", 0), 0);
	assert_int_equal(pial_utf8_distance("", "ail", 3), 3);
	assert_int_equal(pial_utf8_distance("ail", "", 3), 3);
	assert_int_equal(pial_utf8_distance("ail", "", 1), 2);
	assert_int_equal(pial_utf8_distance("chou", "carotte", 2), 3);
	/* One character is one edit, however many bytes it takes. */
	assert_int_equal(pial_utf8_distance("白菜", "白", 3), 1);
}

static void test_nearest(void **state)
{
	static const char *const name[] = {
		"carotte", "poireau", "poivron", "ail", "pois", "navet",
	};
	static const char *const equal[] = { "lot-23", "lot-21", "lot-22" };
	static const char *const close[] = { "tomate", "tomates" };

	(void)state;
	assert_int_equal(pial_utf8_nearest("poirreau", name, PIAL_COUNT(name)), 1);
	assert_int_equal(pial_utf8_nearest("Poireaux", name, PIAL_COUNT(name)), 1);
	assert_int_equal(pial_utf8_nearest("CAROTTES", name, PIAL_COUNT(name)), 0);
	assert_int_equal(pial_utf8_nearest("poivorn", name, PIAL_COUNT(name)), 2);
	/* Three letters: one slip at most. */
	assert_int_equal(pial_utf8_nearest("aul", name, PIAL_COUNT(name)), 3);
	assert_int_equal(pial_utf8_nearest("eul", name, PIAL_COUNT(name)), -1);
	assert_int_equal(pial_utf8_nearest("aubergine", name, PIAL_COUNT(name)), -1);
	assert_int_equal(pial_utf8_nearest("poireau", name, 0), -1);
	/* Never more than three, however long. */
	assert_int_equal(pial_utf8_nearest("abcdefghijklmnop",
			 (const char *const[]){ "abcdefghijkl" }, 1), -1);
	assert_int_equal(pial_utf8_nearest("abcdefghijklmno",
			 (const char *const[]){ "abcdefghijkl" }, 1), 0);
	/* Of equals the first in byte order, wherever it stands; nearer ones before. */
	assert_int_equal(pial_utf8_nearest("lot-29", equal, PIAL_COUNT(equal)), 1);
	assert_int_equal(pial_utf8_nearest("tomatess", close, PIAL_COUNT(close)), 1);
	assert_int_equal(pial_utf8_nearest("tomate", close, PIAL_COUNT(close)), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_invalid_random),
		cmocka_unit_test(test_invalid_exhaustive),
		cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_forbidden),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_elides),
		cmocka_unit_test(test_nfc),
		cmocka_unit_test(test_cp1252),
		cmocka_unit_test(test_distance_random),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
