/*
 * A colour profile, number by number.
 *
 * Eight tags: description, copyright, white point, three primaries (sRGB, adapted to D50), and one
 * curve that the three channels share. All numbers are big-endian; s15Fixed16 has 16 bits after
 * the point.
 */
#include <stdint.h>
#include <string.h>

#include "base/attr.h"
#include "markup/pdf/seal.h"

#include "base/banned.h"

#define NAME "sRGB primaries, gamma 2.2"
#define RIGHTS "No copyright, use freely"

/* Where tags lie: a header of 128 bytes, then nine entries of 12 after their count. */
#define HEADER 128
#define TAGS 9
#define DATA (HEADER + 4 + TAGS * 12)

/* Sizes of the tags' data. */
#define DESC (12 + sizeof(NAME) + 78)
#define TEXT (8 + sizeof(RIGHTS))
#define XYZ 20
#define CURVE 14

static void put32(struct pial_strbuf *out, uint32_t value)
{
	const unsigned char bytes[] = { (unsigned char)(value >> 24), (unsigned char)(value >> 16),
					(unsigned char)(value >> 8), (unsigned char)value };

	pial_strbuf_add(out, bytes, sizeof(bytes));
}

/* Data of tags begin on multiples of four. */
static uint32_t padded(size_t len)
{
	return (uint32_t)(len + 3) & ~(uint32_t)3;
}

static void pad(struct pial_strbuf *out, size_t len)
{
	pial_strbuf_addchars(out, '\0', padded(len) - len);
}

static void put_header(struct pial_strbuf *out, uint32_t size)
{
	put32(out, size);
	put32(out, 0);
	put32(out, 0x02100000);
	pial_strbuf_addstr(out, "mntrRGB XYZ ");
	/* The day of the sRGB standard's first edition, at noon. */
	put32(out, 1999u << 16 | 10);
	put32(out, 18u << 16 | 12);
	put32(out, 0);
	pial_strbuf_addstr(out, "acsp");
	pial_strbuf_addchars(out, '\0', 28);
	/* D50, the illuminant of all profiles. */
	put32(out, 0xf6d6);
	put32(out, 0x10000);
	put32(out, 0xd32d);
	pial_strbuf_addchars(out, '\0', 48);
}

static void put_directory(struct pial_strbuf *out)
{
	static const struct {
		const char *name;
		uint32_t size;
	} tag[TAGS] = {
		{ "desc", DESC }, { "cprt", TEXT }, { "wtpt", XYZ }, { "rXYZ", XYZ },
		{ "gXYZ", XYZ }, { "bXYZ", XYZ }, { "rTRC", CURVE }, { "gTRC", CURVE },
		{ "bTRC", CURVE },
	};
	uint32_t at = DATA;

	put32(out, TAGS);
	for (size_t i = 0; i < TAGS; i++) {
		pial_strbuf_addstr(out, tag[i].name);
		put32(out, at);
		put32(out, tag[i].size);
		/* The last three share their data. */
		if (tag[i].size != CURVE)
			at += padded(tag[i].size);
	}
}

static void put_xyz(struct pial_strbuf *out, uint32_t x, uint32_t y, uint32_t z)
{
	pial_strbuf_addstr(out, "XYZ ");
	put32(out, 0);
	put32(out, x);
	put32(out, y);
	put32(out, z);
}

static void put_data(struct pial_strbuf *out)
{
	pial_strbuf_addstr(out, "desc");
	put32(out, 0);
	put32(out, sizeof(NAME));
	pial_strbuf_add(out, NAME, sizeof(NAME));
	pial_strbuf_addchars(out, '\0', 78);
	pad(out, DESC);
	pial_strbuf_addstr(out, "text");
	put32(out, 0);
	pial_strbuf_add(out, RIGHTS, sizeof(RIGHTS));
	pad(out, TEXT);
	put_xyz(out, 0xf6d6, 0x10000, 0xd32d);
	put_xyz(out, 0x6fa2, 0x38f5, 0x0390);
	put_xyz(out, 0x6299, 0xb785, 0x18da);
	put_xyz(out, 0x24a0, 0x0f84, 0xb6cf);
	pial_strbuf_addstr(out, "curv");
	put32(out, 0);
	put32(out, 1);
	/* u8Fixed8: 2.2. */
	pial_strbuf_add(out, "\x02\x33", 2);
	pad(out, CURVE);
}

void pial_pdf_icc(struct pial_strbuf *out)
{
	put_header(out, DATA + padded(DESC) + padded(TEXT) + 4 * XYZ + padded(CURVE));
	put_directory(out);
	put_data(out);
}
