/*
 * What tests that write files share.
 */
#ifndef PIAL_TESTS_SCRATCH_H
#define PIAL_TESTS_SCRATCH_H

/* Removes the folder name below the open folder parent (AT_FDCWD allowed), and all in it. */
void scratch_remove(int parent, const char *name);

#endif
