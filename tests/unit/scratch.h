/*
 * What tests that write files share: a folder of their own, entered for the time of a test.
 */
#ifndef PIAL_TESTS_SCRATCH_H
#define PIAL_TESTS_SCRATCH_H

/* Makes a scratch folder and enters it; *state keeps what scratch_leave needs. */
void scratch_enter(void **state);

/* A cmocka teardown: goes back and removes the scratch folder and all in it. */
int scratch_leave(void **state);

/* Writes a whole file below the current folder. */
void scratch_put(const char *path, const char *text);

/* Removes the folder name below the open folder parent (AT_FDCWD allowed), and all in it. */
void scratch_remove(int parent, const char *name);

#endif
