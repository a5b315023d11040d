/*
 * copy OUTPUT FILE...: reads the files from the first to the last byte, then writes to standard
 * output as many bytes as OUTPUT holds: what a process costs that only reads and writes.
 *
 * Blocks of 256 KiB, no thought, no allocation. What it writes is what it read last, over and over.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char block[256 << 10];

int main(int argc, char **argv)
{
	struct stat output;

	if (argc < 3 || stat(argv[1], &output)) {
		fputs("usage: copy OUTPUT FILE...\n", stderr);
		return 3;
	}
	for (int i = 2; i < argc; i++) {
		int file = open(argv[i], O_RDONLY);

		if (file < 0) {
			perror(argv[i]);
			return 4;
		}
		while (read(file, block, sizeof(block)) > 0)
			;
		close(file);
	}
	for (off_t left = output.st_size; left > 0;) {
		size_t len = left < (off_t)sizeof(block) ? (size_t)left : sizeof(block);
		ssize_t written = write(1, block, len);

		if (written <= 0) {
			perror("copy");
			return 4;
		}
		left -= written;
	}
	return 0;
}
