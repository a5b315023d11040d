/*
 * Functions that no file of the house may call; included last by each .c.
 *
 * Each is refused for one of four reasons: it writes without knowing the room (strcpy, strcat,
 * sprintf, vsprintf), it cannot say that the text was no number (atoi, atol, atof), it answers
 * according to the locale or the time zone (strtod, strtof, strptime, localtime, gmtime, ctime,
 * asctime), or it keeps a state that one cannot see (strtok, rand, srand). Use instead
 * base/strbuf.h, num/decimal.h, num/date.h, and for random cases in tests a generator with its
 * seed in sight.
 *
 * The clock is read in one place of the commands; that file says so by defining
 * PIAL_BANNED_BUT_CLOCK before it includes this one.
 *
 * The list is git's idea (banned.h there), which hides each function behind a macro. Poisoning
 * the name also stops a pointer to the function; it stops the name everywhere after this line,
 * hence "included last": system headers must have been read before.
 */
#ifndef PIAL_BASE_BANNED_H
#define PIAL_BASE_BANNED_H

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strtok
#undef atoi
#undef atol
#undef atof
#undef strtod
#undef strtof
#undef strptime
#undef rand
#undef srand
#undef localtime
#undef gmtime
#undef ctime
#undef asctime

#pragma GCC poison strcpy strcat sprintf vsprintf
#pragma GCC poison atoi atol atof
#pragma GCC poison strtod strtof strptime localtime gmtime ctime asctime
#pragma GCC poison strtok rand srand

/* A macro and no poison: "time" is also a good name for a member or a variable. */
#ifndef PIAL_BANNED_BUT_CLOCK
#undef time
#define time(...) pial_time_is_read_in_the_commands_only
#endif

#endif
