/*
 * measure OUT COMMAND...: runs a command with its output in a file, and prints on one line what it
 * took: wall seconds, user and system CPU seconds, peak memory in kilobytes, status.
 *
 * What it says to people goes to /dev/null. A program and not time(1), whose formats differ.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t actions;
	struct timespec from, until;
	struct rusage used;
	int status = -1;
	pid_t child;

	if (argc < 3) {
		fputs("usage: measure OUT COMMAND...\n", stderr);
		return 3;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0666);
	posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
	clock_gettime(CLOCK_MONOTONIC, &from);
	if (posix_spawnp(&child, argv[2], &actions, NULL, argv + 2, environ) ||
	    waitpid(child, &status, 0) != child) {
		perror(argv[2]);
		return 1;
	}
	clock_gettime(CLOCK_MONOTONIC, &until);
	posix_spawn_file_actions_destroy(&actions);
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%.6f %.6f %.6f %ld %d\n",
	       (double)(until.tv_sec - from.tv_sec) + (double)(until.tv_nsec - from.tv_nsec) / 1e9,
	       seconds(used.ru_utime), seconds(used.ru_stime), used.ru_maxrss,
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
