/*
 * glpsol's plain solution file numbers the columns as they first appear in the file that it read.
 * Names are looked for there, as its report for people cuts long ones.
 */
#include "lp_solve.h"

#include <stdarg.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strmap.h"

/* Runs glpsol; what it says goes to a file. */
static int run(const char *lp, const char *solution, const char *said)
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

/* Variables are words that begin with a letter and hold a dot; what ends in a colon is a row. */
static void read_names(const char *text, struct lp_answer *answer)
{
	struct pial_strmap seen = PIAL_STRMAP_INIT;
	size_t room = 0;
	const char *at = strstr(text, "Minimize");

	assert_non_null(at);
	while (*at) {
		size_t len = strcspn(at, " \n");

		if (isalpha((unsigned char)*at) && memchr(at, '.', len) && at[len - 1] != ':') {
			if (answer->count == room) {
				room = 2 * room + 64;
				answer->name = realloc(answer->name, room * sizeof(char *));
				assert_non_null(answer->name);
			}
			answer->name[answer->count] = strndup(at, len);
			if (pial_strmap_put(&seen, answer->name[answer->count], len, 1))
				answer->count++;
			else
				free(answer->name[answer->count]);
		}
		at += len + (at[len] != 0);
	}
	pial_strmap_release(&seen);
}

static void read_values(const char *solution, struct lp_answer *answer)
{
	FILE *f = fopen(solution, "r");
	char line[256], primal = '?', dual = '?', state;
	size_t column, columns = 0;
	double x;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		sscanf(line, "s bas %*d %zu %c %c %lf", &columns, &primal, &dual, &answer->cost);
		if (sscanf(line, "j %zu %c %lf", &column, &state, &x) == 3) {
			assert_true(column >= 1 && column <= answer->count);
			answer->value[column - 1] = x;
		}
	}
	fclose(f);
	assert_int_equal(primal, 'f');
	assert_int_equal(dual, 'f');
	assert_int_equal(columns, answer->count);
}

void lp_solve(const char *folder, const char *text, struct lp_answer *answer)
{
	char lp[256], solution[256], said[256];
	FILE *f;

	memset(answer, 0, sizeof(*answer));
	snprintf(lp, sizeof(lp), "%s/season.lp", folder);
	snprintf(solution, sizeof(solution), "%s/season.sol", folder);
	snprintf(said, sizeof(said), "%s/said", folder);
	f = fopen(lp, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
	assert_int_equal(run(lp, solution, said), 0);
	read_names(text, answer);
	answer->value = calloc(answer->count + 1, sizeof(double));
	assert_non_null(answer->value);
	read_values(solution, answer);
	remove(lp);
	remove(solution);
	remove(said);
}

void lp_answer_release(struct lp_answer *answer)
{
	for (size_t i = 0; i < answer->count; i++)
		free(answer->name[i]);
	free(answer->name);
	free(answer->value);
}

double lp_value(const struct lp_answer *answer, const char *name)
{
	for (size_t i = 0; i < answer->count; i++)
		if (!strcmp(answer->name[i], name))
			return answer->value[i];
	return 0;
}
