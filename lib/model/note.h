/*
 * The number of a delivery note: a function of seller, kitchen and day.
 *
 * One note covers one seller, one kitchen and one day, so its number needs no register: it can be
 * printed before departure, typed on a receipt and found again, and a run can be repeated.
 */
#ifndef PIAL_MODEL_NOTE_H
#define PIAL_MODEL_NOTE_H

#include "base/attr.h"
#include "model/model.h"

/*
 * Number of the delivery note of a seller, kitchen and day: BL-<yyyymmdd>-<kitchen>-<producer>, or
 * -self in place of the producer when the group resells. Added to the model's pool.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_text pial_note_number(struct pial_model *model, struct pial_producer_id producer,
				  struct pial_kitchen_id kitchen, struct pial_date day);

/*
 * The day that a note's number says (BL-yyyymmdd-…); none when it says none, or no day of the
 * calendar. Only the beginning is looked at: whether it is the right note is for the caller to see.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL struct pial_date pial_note_day(const char *number);

/*
 * The kitchen that a note's number says (BL-yyyymmdd-<kitchen>-…); none when it says none, or one
 * that is not in the book.
 */
PIAL_MUST_CHECK PIAL_NONNULL_ALL
struct pial_kitchen_id pial_note_kitchen(const struct pial_model *model, const char *number);

#endif
