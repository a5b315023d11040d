/*
 * Compiler attributes under readable names, so that the compiler nags
 * instead of a comment (kmod's shared/macro.h is the model).
 */
#ifndef PIAL_BASE_ATTR_H
#define PIAL_BASE_ATTR_H

/* The result must be looked at: ignoring it is a bug. */
#define PIAL_MUST_CHECK __attribute__((warn_unused_result))
/* No pointer argument may be NULL. */
#define PIAL_NONNULL_ALL __attribute__((nonnull))
/* The listed pointer arguments, counted from 1, may not be NULL. */
#define PIAL_NONNULL(...) __attribute__((nonnull(__VA_ARGS__)))
/* The function never returns NULL. */
#define PIAL_RETURNS_NONNULL __attribute__((returns_nonnull))
/* Argument f is a printf format, its values start at argument a. */
#define PIAL_PRINTF(f, a) __attribute__((format(printf, f, a)))
/* The function does not come back. */
#define PIAL_NORETURN __attribute__((noreturn))
/* A function that is copied where it is called, for constant arguments to be known in it. */
#define PIAL_INLINE static inline __attribute__((always_inline))
/* A symbol of the shared library. */
#define PIAL_API __attribute__((visibility("default")))

/* A text of the message catalogue, kept as it is here and translated where it is shown. */
#define PIAL_N_(text) (text)

/* Number of elements of an array (not of a pointer). */
#define PIAL_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A 128-bit integer for products of two 64-bit ones; -Wpedantic accepts it so. */
__extension__ typedef __int128 pial_i128;

/*
 * Asks memory for what a pointer points to, which will be read soon. The pointer may be wrong: it
 * is only a hint.
 */
#define PIAL_PREFETCH(pointer) __builtin_prefetch(pointer)

#endif
