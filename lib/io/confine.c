/*
 * Landlock, spoken to through its system calls: the C library has no functions for it.
 *
 * The kernel says which version it has, and each version knows more rights; asking for a right that
 * it does not know is refused as a whole, so that each is asked for from its own version on.
 */
#define _GNU_SOURCE /* syscall, O_PATH */
#include "io/confine.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/banned.h"

/*
 * The parts of the kernel's linux/landlock.h that are used. They are its interface and never
 * change; the headers of Debian 12 know the first two versions only.
 */
#define CREATE_RULESET_VERSION 1U
#define RULE_PATH_BENEATH 1

#define FS_EXECUTE (1ULL << 0)
#define FS_WRITE_FILE (1ULL << 1)
#define FS_REMOVE_DIR (1ULL << 4)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_CHAR (1ULL << 6)
#define FS_MAKE_DIR (1ULL << 7)
#define FS_MAKE_REG (1ULL << 8)
#define FS_MAKE_SOCK (1ULL << 9)
#define FS_MAKE_FIFO (1ULL << 10)
#define FS_MAKE_BLOCK (1ULL << 11)
#define FS_MAKE_SYM (1ULL << 12)
#define FS_REFER (1ULL << 13)		/* version 2 */
#define FS_TRUNCATE (1ULL << 14)	/* version 3 */
#define NET_BIND_TCP (1ULL << 0)	/* version 4 */
#define NET_CONNECT_TCP (1ULL << 1)
#define SCOPE_ABSTRACT_UNIX (1ULL << 0)	/* version 6 */
#define SCOPE_SIGNAL (1ULL << 1)

/* What is given up: all that changes files, and running them. */
#define FS_GIVEN_UP (FS_EXECUTE | FS_WRITE_FILE | FS_REMOVE_DIR | FS_REMOVE_FILE | \
		     FS_MAKE_CHAR | FS_MAKE_DIR | FS_MAKE_REG | FS_MAKE_SOCK | FS_MAKE_FIFO | \
		     FS_MAKE_BLOCK | FS_MAKE_SYM)

/* What replacing a file needs in its folder, and in the file itself. */
#define FS_IN_FOLDER (FS_WRITE_FILE | FS_REMOVE_FILE | FS_MAKE_DIR | FS_MAKE_REG)
#define FS_IN_FILE FS_WRITE_FILE

/* Rights that later versions know, handed over in one structure that grew with them. */
struct ruleset {
	uint64_t fs;	/* on files */
	uint64_t net;	/* on connections, version 4 */
	uint64_t scope;	/* on other processes, version 6 */
};

struct path_beneath {
	uint64_t allowed;	/* rights */
	int32_t parent;		/* descriptor */
} __attribute__((packed));

static void give_up(struct ruleset *ruleset, long version, size_t *size)
{
	*ruleset = (struct ruleset){ .fs = FS_GIVEN_UP };
	*size = sizeof(ruleset->fs);
	if (version >= 2)
		ruleset->fs |= FS_REFER;
	if (version >= 3)
		ruleset->fs |= FS_TRUNCATE;
	if (version >= 4) {
		ruleset->net = NET_BIND_TCP | NET_CONNECT_TCP;
		*size += sizeof(ruleset->net);
	}
	if (version >= 6) {
		ruleset->scope = SCOPE_ABSTRACT_UNIX | SCOPE_SIGNAL;
		*size += sizeof(ruleset->scope);
	}
}

/* Lets a place be written to; one that cannot be had would not be written to either. */
static void allow(int ruleset, const struct pial_confine_place *place, uint64_t known)
{
	struct path_beneath rule;
	struct stat st;

	rule.parent = openat(place->dir, place->path, O_PATH | O_CLOEXEC);
	if (rule.parent < 0)
		return;
	if (fstat(rule.parent, &st) == 0) {
		rule.allowed = S_ISDIR(st.st_mode) ? FS_IN_FOLDER : FS_IN_FILE;
		rule.allowed |= known & FS_TRUNCATE;
		(void)syscall(SYS_landlock_add_rule, ruleset, RULE_PATH_BENEATH, &rule, 0U);
	}
	close(rule.parent);
}

bool pial_confine(const struct pial_confine_place *place, size_t places)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
			       CREATE_RULESET_VERSION);
	struct ruleset rights;
	size_t size;
	bool done;
	int fd;

	/* Helps alone too: nothing that is started may gain rights by its set-user-id bit. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1L, 0L, 0L, 0L) != 0 || version < 1)
		return false;
	give_up(&rights, version, &size);
	fd = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0U);
	if (fd < 0)
		return false;
	for (size_t i = 0; i < places; i++)
		allow(fd, &place[i], rights.fs);
	done = syscall(SYS_landlock_restrict_self, fd, 0U) == 0;
	close(fd);
	return done;
}
