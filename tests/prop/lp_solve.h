/*
 * A program in CPLEX LP format given to glpsol(1), and what it answers.
 */
#ifndef PROP_LP_SOLVE_H
#define PROP_LP_SOLVE_H

#include <stddef.h>

/* What glpsol said. */
struct lp_answer {
	double cost;		/* the least */
	char **name;		/* of the variables */
	double *value;		/* of each */
	size_t count;		/* how many */
};

/*
 * Writes the text to a file in a folder and solves it. Fails the test unless glpsol reads it and
 * finds an optimum.
 */
void lp_solve(const char *folder, const char *text, struct lp_answer *answer);
void lp_answer_release(struct lp_answer *answer);
/* The value of a variable; 0 when there is none of that name. */
double lp_value(const struct lp_answer *answer, const char *name);

#endif
