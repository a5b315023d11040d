/*
 * What the files of pial-plan rota share.
 */
#ifndef PIAL_CMD_PLAN_ROTA_H
#define PIAL_CMD_PLAN_ROTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attr.h"
#include "cmd/cli.h"
#include "engine/rota.h"
#include "load/table.h"
#include "model/season.h"

/* Values of the options. */
struct pial_plan_rota_own {
	bool ics;			/* --ics */
	bool no_return;			/* --no-return */
	const char *only;		/* --for */
	struct pial_week publish_until;	/* --publish-until; none: as the policy says */
	struct pial_week with;		/* --with; none: the next turn of the other */
};

/* The rota of a season on its way. */
struct pial_plan_rota {
	struct pial_cli *cli;		/* the run */
	int year;			/* the season */
	struct pial_week first, last;	/* its weeks */
	struct pial_table turns;	/* rota.csv as read */
	struct pial_table absences;	/* absences.csv */
	const struct pial_producer **person;	/* who takes turns or has had one, by id; owned */
	size_t people;			/* how many */
	/* what the engine is asked; its arrays are owned */
	int64_t *deliveries, *due;
	int32_t *load, *fixed, *since;
	bool *can;
	struct pial_rota_input input;	/* points to them */
};

/* Makes an empty one. */
PIAL_NONNULL_ALL void pial_plan_rota_init(struct pial_plan_rota *rota, struct pial_cli *cli);

/* Gives everything back. */
PIAL_NONNULL_ALL void pial_plan_rota_release(struct pial_plan_rota *rota);

/*
 * Reads rota.csv and absences.csv of the season of a year, once the book is loaded. False, said
 * already, when one is refused or there is no such season.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_plan_rota_read(struct pial_plan_rota *rota, int year);

/*
 * Fills in what the engine is asked: who may take which week, what weeks weigh, which turns are
 * fixed. False when a table that says it is refused.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL bool pial_plan_rota_ask(struct pial_plan_rota *rota);

/* True when somebody is in the group for the whole of a week. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
bool pial_plan_rota_belongs(const struct pial_producer *producer, struct pial_week week);

/* The line of absences.csv that keeps somebody away in a week, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
const struct pial_absence *pial_plan_rota_away(const struct pial_plan_rota *rota,
					       struct pial_producer_id producer,
					       struct pial_week week);

/* The turn of a week as read, or NULL. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_turn *pial_plan_rota_turn(const struct pial_plan_rota *rota, struct pial_week week);

/* Says who has two weeks running, in any two weeks of a table of turns. */
PIAL_NONNULL_ALL
void pial_plan_rota_say_running(struct pial_plan_rota *rota, const struct pial_table *turns);

/* Puts a table of turns into its place in the book; see pial_cli_save for merges. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
enum pial_exit pial_plan_rota_save(struct pial_plan_rota *rota, const struct pial_table *turns,
				   bool merges);

/* pial-plan rota swap WEEK A B. */
PIAL_MUST_CHECK PIAL_NONNULL_ALL enum pial_exit pial_plan_rota_swap(struct pial_cli *cli);

#endif
