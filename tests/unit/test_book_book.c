/*
 * The book: found from below, loaded whole, named as people see it, changed only when nobody
 * else did.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "book/book.h"
#include "book/history.h"
#include "tests/unit/scratch.h"

static char *get(const char *path)
{
	static char text[4096];
	FILE *file = fopen(path, "r");
	size_t n;

	if (!file)
		return NULL;
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static void make_book(void)
{
	scratch_put("pial.yaml", "format: 1\nname: Essai\nlanguage: fr\n");
	scratch_put("producers.csv", "producer,name\nP-a,Ferme A\nP-b,Ferme B\n");
	scratch_put("kitchens.csv", "kitchen,name\nK-x,Cuisine X\nK-y,Cuisine Y\n");
	scratch_put("products.csv", "product,name,family,unit,pack,reference_price\n"
				    "carotte,Carotte,legumes,kg,5,1.5\n");
	assert_int_equal(mkdir("weeks", 0777), 0);
	assert_int_equal(mkdir("weeks/2025-W12", 0777), 0);
	scratch_put("weeks/2025-W12/orders.csv", "week,day,kitchen,product,quantity\n"
						 "2025-W12,2025-03-18,K-x,carotte,10\n");
}

static int enter(void **state)
{
	scratch_enter(state);
	make_book();
	return 0;
}

struct fixture {
	struct pial_book book;
	struct pial_diags diags;
};

static void start(struct fixture *f)
{
	pial_book_init(&f->book);
	pial_diags_init(&f->diags);
}

static void stop(struct fixture *f)
{
	pial_book_release(&f->book);
	pial_diags_release(&f->diags);
}

static void load(struct fixture *f)
{
	start(f);
	assert_true(pial_book_open(&f->book, ".", true, &f->diags));
	assert_true(pial_book_load(&f->book, &f->diags));
}

static bool said(const struct fixture *f, enum pial_code code)
{
	for (size_t i = 0; i < f->diags.count; i++)
		if (f->diags.entry[i].code == code)
			return true;
	return false;
}

static bool commit(struct fixture *f, const char *path, const char *text, unsigned flags,
		   bool *changed)
{
	struct pial_book_change change = { path, text, strlen(text), false, false };

	return pial_book_commit(&f->book, &change, 1, flags, changed, &f->diags);
}

static void finds_the_nearest_parent(void **state)
{
	struct fixture f;

	(void)state;
	assert_int_equal(chdir("weeks/2025-W12"), 0);
	start(&f);
	assert_true(pial_book_open(&f.book, ".", true, &f.diags));
	assert_string_equal(f.book.path, "../..");
	assert_true(pial_book_load(&f.book, &f.diags));
	assert_int_equal(f.book.model.producers, 2);
	stop(&f);
	start(&f);
	assert_false(pial_book_open(&f.book, ".", false, &f.diags));
	assert_true(said(&f, PIAL_E_BOOK_NOT));
	stop(&f);
	assert_int_equal(chdir("../.."), 0);
}

static void says_no_book_at_the_root(void **state)
{
	struct fixture f;

	(void)state;
	start(&f);
	assert_false(pial_book_open(&f.book, "/", true, &f.diags));
	assert_true(said(&f, PIAL_E_BOOK_NONE));
	stop(&f);
}

static void names_files_from_where_people_stand(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("producers.csv", "producer,name\nP-a,Ferme A\nP-a,Ferme B\n");
	assert_int_equal(chdir("weeks"), 0);
	start(&f);
	assert_true(pial_book_open(&f.book, ".", true, &f.diags));
	assert_false(pial_book_load(&f.book, &f.diags));
	assert_true(said(&f, PIAL_E_KEY_TWICE));
	assert_string_equal(f.diags.entry[0].pos.file, "../producers.csv");
	assert_int_equal(f.diags.entry[0].pos.line, 3);
	stop(&f);
	assert_int_equal(chdir(".."), 0);
}

static void reads_every_file_before_refusing(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("producers.csv", "producer,name\nP-a,\n");
	scratch_put("kitchens.csv", "kitchen,name\n12,X\n");
	start(&f);
	assert_true(pial_book_open(&f.book, ".", true, &f.diags));
	assert_false(pial_book_load(&f.book, &f.diags));
	assert_true(said(&f, PIAL_E_REQUIRED));
	assert_true(said(&f, PIAL_E_ID) || said(&f, PIAL_E_ID_LOOKS));
	stop(&f);
}

static void checks_every_week(void **state)
{
	struct fixture f;

	(void)state;
	scratch_put("weeks/2025-W12/offers.csv",
	    "week,producer,product,quantity\n2025-W12,P-z,carotte,5\n");
	start(&f);
	assert_true(pial_book_open(&f.book, ".", true, &f.diags));
	assert_false(pial_book_check(&f.book, &f.diags));
	assert_true(said(&f, PIAL_E_REF_PRODUCER) || said(&f, PIAL_E_REF_PRODUCER_NEAR));
	stop(&f);
	unlink("weeks/2025-W12/offers.csv");
	assert_int_equal(mkdir("weeks/2025-W54", 0777), 0);
	start(&f);
	assert_true(pial_book_open(&f.book, ".", true, &f.diags));
	assert_false(pial_book_check(&f.book, &f.diags));
	assert_true(said(&f, PIAL_E_WEEK_IMPOSSIBLE));
	stop(&f);
}

static void writes_and_knows_its_own(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	assert_true(commit(&f, "weeks/2025-W13/orders.csv", "a\n", 0, &changed));
	assert_true(changed);
	assert_string_equal(get("weeks/2025-W13/orders.csv"), "a\n");
	assert_true(commit(&f, "weeks/2025-W13/orders.csv", "a\n", 0, &changed));
	assert_false(changed);
	stop(&f);
	load(&f);
	assert_true(commit(&f, "weeks/2025-W13/orders.csv", "b\n", 0, &changed));
	assert_true(changed);
	assert_string_equal(get("weeks/2025-W13/orders.csv"), "b\n");
	assert_null(get("weeks/2025-W13/orders.csv~"));
	stop(&f);
}

static void refuses_what_a_person_edited(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	assert_true(commit(&f, "x.csv", "a\n", 0, &changed));
	scratch_put("x.csv", "edited\n");
	assert_false(commit(&f, "x.csv", "b\n", 0, &changed));
	assert_true(said(&f, PIAL_E_BOOK_EDITED));
	assert_string_equal(get("x.csv"), "edited\n");
	assert_true(commit(&f, "x.csv", "b\n", PIAL_COMMIT_FORCE, &changed));
	assert_string_equal(get("x.csv"), "b\n");
	assert_string_equal(get("x.csv~"), "edited\n");
	stop(&f);
}

static void an_unknown_file_is_a_persons(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	scratch_put("y.csv", "typed\n");
	load(&f);
	assert_false(commit(&f, "y.csv", "b\n", 0, &changed));
	assert_true(said(&f, PIAL_E_BOOK_EDITED));
	assert_string_equal(get("y.csv"), "typed\n");
	stop(&f);
}

/*
 * An order typed by hand before the first save goes on in the new content of a writer that
 * merges.
 */
static void a_person_s_file_may_be_merged_when_it_was_read(void **state)
{
	struct pial_book_change change = { "weeks/2025-W12/orders.csv", "new\n", 4, false, false };
	struct fixture f;
	struct pial_table orders;
	struct pial_week week;
	bool exists;

	(void)state;
	load(&f);
	change.merges = true;
	assert_false(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	stop(&f);
	load(&f);
	assert_true(pial_week_make(2025, 12, &week));
	pial_table_init(&orders, &pial_schema_orders);
	assert_true(pial_book_week(&f.book, week, &orders, &exists, &f.diags));
	assert_true(exists);
	assert_int_equal(orders.count, 1);
	change.merges = false;
	assert_false(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	assert_true(said(&f, PIAL_E_BOOK_EDITED));
	change.merges = true;
	assert_true(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	assert_string_equal(get("weeks/2025-W12/orders.csv"), "new\n");
	pial_table_release(&orders);
	stop(&f);
}

static void refuses_when_the_book_changed_meanwhile(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	scratch_put("kitchens.csv", "kitchen,name\nK-x,Autre nom\nK-y,Cuisine Y\n");
	assert_false(commit(&f, "x.csv", "a\n", 0, &changed));
	assert_true(said(&f, PIAL_E_BOOK_CHANGED));
	assert_null(get("x.csv"));
	stop(&f);
}

static void refuses_when_a_missing_file_appeared(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	scratch_put("certificates.csv", "producer,from,until,status\n");
	assert_false(commit(&f, "x.csv", "a\n", 0, &changed));
	assert_true(said(&f, PIAL_E_BOOK_CHANGED));
	stop(&f);
}

static void dry_run_changes_nothing(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	assert_true(commit(&f, "x.csv", "a\n", PIAL_COMMIT_DRY_RUN, &changed));
	assert_true(changed);
	assert_null(get("x.csv"));
	assert_null(get(".pial/written"));
	stop(&f);
}

static void append_only_refuses_a_shorter_past(void **state)
{
	struct fixture f;
	struct pial_book_change change = { "ledger/x.csv", "a\nb\n", 4, true, false };

	(void)state;
	load(&f);
	assert_true(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	change.bytes = "b\nc\n";
	assert_false(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	assert_true(said(&f, PIAL_E_BOOK_EDITED));
	change.bytes = "a\nb\nc\n";
	change.len = 6;
	assert_true(pial_book_commit(&f.book, &change, 1, 0, NULL, &f.diags));
	assert_string_equal(get("ledger/x.csv"), "a\nb\nc\n");
	stop(&f);
}

static void one_refusal_stops_the_whole_group(void **state)
{
	struct fixture f;
	struct pial_book_change change[2] = { { "a.csv", "a\n", 2, false, false },
					      { "z.csv", "z\n", 2, false, false } };

	(void)state;
	scratch_put("z.csv", "typed\n");
	load(&f);
	assert_false(pial_book_commit(&f.book, change, 2, 0, NULL, &f.diags));
	assert_null(get("a.csv"));
	assert_string_equal(get("z.csv"), "typed\n");
	stop(&f);
}

/* A killed run may scratch_leave the register new and the file old: that file is still ours. */
static void the_former_digest_is_still_ours(void **state)
{
	struct fixture f;
	bool changed = false;

	(void)state;
	load(&f);
	assert_true(commit(&f, "x.csv", "one\n", 0, &changed));
	assert_true(commit(&f, "x.csv", "two\n", 0, &changed));
	scratch_put("x.csv", "one\n");
	assert_true(commit(&f, "x.csv", "three\n", 0, &changed));
	assert_true(changed);
	scratch_put("x.csv", "one\n");
	assert_false(commit(&f, "x.csv", "four\n", 0, &changed));
	stop(&f);
}

static void a_reader_keeps_writers_out_until_it_unlocks(void **state)
{
	struct fixture f;
	int fd, status;
	pid_t child;

	(void)state;
	load(&f);
	child = fork();
	if (child == 0) {
		fd = open(".pial/lock", O_RDWR);
		_exit(fd < 0 ? 2 : flock(fd, LOCK_EX | LOCK_NB) == 0 ? 1 : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	pial_book_unlock(&f.book);
	fd = open(".pial/lock", O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	close(fd);
	stop(&f);
}

static void status_is_the_latest_line(void **state)
{
	struct fixture f;
	struct pial_week week;
	struct pial_week_status status;

	(void)state;
	scratch_put("weeks/2025-W12/status.csv", "version,state,on\n1,draft,2025-03-07\n"
					 "1,published,2025-03-10\n2,published,2025-03-11\n");
	load(&f);
	assert_true(pial_week_make(2025, 12, &week));
	assert_true(pial_book_status(&f.book, week, &status, &f.diags));
	assert_int_equal(status.state, PIAL_WEEK_PUBLISHED);
	assert_int_equal(status.version, 2);
	assert_true(pial_week_make(2025, 13, &week));
	assert_true(pial_book_status(&f.book, week, &status, &f.diags));
	assert_int_equal(status.state, PIAL_WEEK_DRAFT);
	assert_int_equal(status.version, 0);
	stop(&f);
}

static void history_reads_the_weeks_before(void **state)
{
	struct fixture f;
	struct pial_history history;
	struct pial_week week;

	(void)state;
	scratch_put("weeks/2025-W12/allocation.csv",
	    "week,day,kitchen,ordered_product,contract,product,producer,batch,quantity\n"
	    "2025-W12,2025-03-18,K-x,carotte,,carotte,,,5\n"
	    "2025-W12,2025-03-18,K-x,carotte,,carotte,P-a,,10\n");
	load(&f);
	pial_history_init(&history);
	assert_true(pial_week_make(2025, 12, &week));
	assert_true(pial_history_load(&history, &f.book, week, &f.diags));
	assert_int_equal(history.meetings, 0);
	pial_history_release(&history);
	assert_true(pial_week_make(2025, 13, &week));
	assert_true(pial_history_load(&history, &f.book, week, &f.diags));
	assert_int_equal(history.meetings, 1);
	assert_int_equal(history.meeting[0].last.n, week.n - 1);
	assert_int_equal(history.delivereds, 0);
	pial_history_release(&history);
	stop(&f);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, enter, scratch_leave)
	const struct CMUnitTest tests[] = {
		CASE(finds_the_nearest_parent),
		CASE(says_no_book_at_the_root),
		CASE(names_files_from_where_people_stand),
		CASE(reads_every_file_before_refusing),
		CASE(checks_every_week),
		CASE(writes_and_knows_its_own),
		CASE(refuses_what_a_person_edited),
		CASE(an_unknown_file_is_a_persons),
		CASE(a_person_s_file_may_be_merged_when_it_was_read),
		CASE(refuses_when_the_book_changed_meanwhile),
		CASE(refuses_when_a_missing_file_appeared),
		CASE(dry_run_changes_nothing),
		CASE(append_only_refuses_a_shorter_past),
		CASE(one_refusal_stops_the_whole_group),
		CASE(the_former_digest_is_still_ours),
		CASE(a_reader_keeps_writers_out_until_it_unlocks),
		CASE(status_is_the_latest_line),
		CASE(history_reads_the_weeks_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
