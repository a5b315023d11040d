/*
 * Linear programs that are independent of each other, written to one file and solved by glpsol
 * in one go: each block has its own variables and a value that is maximised; the sum of all
 * values is the objective, so that every block is at its best.
 */
#ifndef PROP_PROGRAM_H
#define PROP_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define PROGRAM_BLOCKS 256

struct program {
	char *rows_text, *bounds_text;
	size_t rows_size, bounds_size;
	FILE *rows, *bounds;
	int blocks;
	double wanted[PROGRAM_BLOCKS];		/* the value that a block must have */
	const char *what[PROGRAM_BLOCKS];	/* what it says */
	int terms;				/* on the line at hand */
};

void program_init(struct program *p);
void program_release(struct program *p);
/* Begins a block. */
void program_block(struct program *p, double wanted, const char *what);
/* A term of the row at hand: of x, a pair; of t, the level. */
void program_x(struct program *p, double factor, int o, int r);
void program_t(struct program *p, double factor);
/* Ends a row: terms, comparison ("<=", ">=", "=") and number. One without terms says nothing. */
void program_row(struct program *p, const char *is, double number);
/* Ends the row that makes the block's value the sum of its terms (times factor -1: least). */
void program_value(struct program *p, double factor);
/*
 * Solves with files in a folder; the first block whose value is not what is wanted goes to *wrong
 * with its value, else -1. Fails the test when glpsol does.
 */
void program_solve(struct program *p, const char *folder, int *wrong, double *value);

#endif
