/*
 * Files in CPLEX LP format, as glpsol(1) reads them, and its plain solution file.
 */
#include "program.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void program_init(struct program *p)
{
	memset(p, 0, sizeof(*p));
	p->rows = open_memstream(&p->rows_text, &p->rows_size);
	p->bounds = open_memstream(&p->bounds_text, &p->bounds_size);
	assert_non_null(p->rows);
	assert_non_null(p->bounds);
}

void program_release(struct program *p)
{
	fclose(p->rows);
	fclose(p->bounds);
	free(p->rows_text);
	free(p->bounds_text);
}

void program_block(struct program *p, double wanted, const char *what)
{
	assert_true(p->blocks < PROGRAM_BLOCKS);
	p->wanted[p->blocks] = wanted;
	p->what[p->blocks++] = what;
	fprintf(p->bounds, " t%d free\n value%d free\n", p->blocks - 1, p->blocks - 1);
}

static void term(struct program *p, double factor)
{
	fprintf(p->rows, "%s%s%.17g ", p->terms++ % 4 ? "" : "\n ", factor < 0 ? "- " : "+ ",
		fabs(factor));
}

void program_x(struct program *p, double factor, int o, int r)
{
	term(p, factor);
	fprintf(p->rows, "x%d_%d_%d ", p->blocks - 1, o, r);
}

void program_t(struct program *p, double factor)
{
	term(p, factor);
	fprintf(p->rows, "t%d ", p->blocks - 1);
}

void program_row(struct program *p, const char *is, double number)
{
	if (p->terms)
		fprintf(p->rows, "%s %.17g\n", is, number);
	p->terms = 0;
}

void program_value(struct program *p, double factor)
{
	term(p, -factor);
	fprintf(p->rows, "value%d ", p->blocks - 1);
	program_row(p, "=", 0);
}

static void write_file(struct program *p, const char *name)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fflush(p->rows);
	fflush(p->bounds);
	fputs("Maximize\n obj:", f);
	for (int b = 0; b < p->blocks; b++)
		fprintf(f, "%s + value%d", b % 8 ? "" : "\n ", b);
	fprintf(f, "\nSubject To\n%sBounds\n%sEnd\n", p->rows_text, p->bounds_text);
	assert_int_equal(fclose(f), 0);
}

/* Reads the values, which are the first columns, and finds one that is not what is wanted. */
static void read_file(const struct program *p, const char *name, int *wrong, double *value)
{
	FILE *f = fopen(name, "r");
	char line[256], primal = '?', dual = '?', state;
	int column, values = 0;
	double x;

	assert_non_null(f);
	*wrong = -1;
	while (fgets(line, sizeof(line), f)) {
		sscanf(line, "s bas %*d %*d %c %c", &primal, &dual);
		if (sscanf(line, "j %d %c %lf", &column, &state, &x) != 3 || column > p->blocks)
			continue;
		values++;
		if (*wrong < 0 && fabs(x - p->wanted[column - 1]) >
				  1e-6 * fmax(1, fabs(p->wanted[column - 1]) * 1e-3)) {
			*wrong = column - 1;
			*value = x;
		}
	}
	fclose(f);
	assert_int_equal(primal, 'f');
	assert_int_equal(dual, 'f');
	assert_int_equal(values, p->blocks);
}

/* Runs glpsol on two files; what it says goes to a third. Returns its status. */
static int run_solver(const char *lp, const char *solution, const char *said)
{
	pid_t child = fork();
	int status = 0;

	assert_true(child >= 0);
	if (child == 0) {
		if (freopen(said, "w", stdout) && dup2(STDOUT_FILENO, STDERR_FILENO) >= 0)
			execlp("glpsol", "glpsol", "--lp", lp, "-w", solution, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void program_solve(struct program *p, const char *folder, int *wrong, double *value)
{
	char lp[256], solution[256], said[256];

	*wrong = -1;
	*value = 0;
	if (!p->blocks)
		return;
	snprintf(lp, sizeof(lp), "%s/week.lp", folder);
	snprintf(solution, sizeof(solution), "%s/week.sol", folder);
	snprintf(said, sizeof(said), "%s/said", folder);
	write_file(p, lp);
	assert_int_equal(run_solver(lp, solution, said), 0);
	read_file(p, solution, wrong, value);
	remove(lp);
	remove(solution);
	remove(said);
}
