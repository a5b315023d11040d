/*
 * Without days the present calendar year so far: the law counts in calendar years.
 */
#include "cmd/cli_canteen.h"

#include "cmd/cli_lines.h"
#include "cmd/cli_view.h"
#include "report/canteen.h"
#include "report/egalim_view.h"

#include "base/banned.h"

void pial_cli_canteen_init(struct pial_cli_canteen *canteen)
{
	pial_table_init(&canteen->lines, &pial_schema_lines);
	pial_table_init(&canteen->labels, &pial_schema_labels);
	pial_table_init(&canteen->families, &pial_schema_families);
	pial_table_init(&canteen->goals, &pial_schema_goals);
	pial_table_init(&canteen->columns, &pial_schema_purchases);
	pial_table_init(&canteen->purchases, &pial_schema_view_canteen);
	pial_table_init(&canteen->parts, &pial_schema_view_egalim);
	pial_table_init(&canteen->products, &pial_schema_view_supplies);
	canteen->days = (struct pial_cli_days){ { 0 }, { 0 } };
}

void pial_cli_canteen_release(struct pial_cli_canteen *canteen)
{
	pial_table_release(&canteen->lines);
	pial_table_release(&canteen->labels);
	pial_table_release(&canteen->families);
	pial_table_release(&canteen->goals);
	pial_table_release(&canteen->columns);
	pial_table_release(&canteen->purchases);
	pial_table_release(&canteen->parts);
	pial_table_release(&canteen->products);
}

/* True when days are one calendar year, or its beginning. */
static bool is_year(const struct pial_cli *cli, const struct pial_cli_days *days)
{
	int year, month, day, other;

	if (!days->first.n)
		return false;
	pial_date_parts(days->first, &year, &month, &day);
	if (month != 1 || day != 1)
		return false;
	pial_date_parts(days->last, &other, &month, &day);
	return year == other && (days->last.n >= cli->today.n || (month == 12 && day == 31));
}

bool pial_cli_canteen_days(struct pial_cli *cli, struct pial_cli_days *days)
{
	int year, month, day;

	if (!pial_cli_view_days(cli, days))
		return false;
	if (!days->first.n && !days->last.n && !cli->operands) {
		pial_date_parts(cli->today, &year, &month, &day);
		if (!pial_date_make(year, 1, 1, &days->first))
			return false;
	}
	return true;
}

static bool read_data(struct pial_cli *cli, struct pial_cli_canteen *canteen)
{
	bool ok = pial_book_data(&cli->book, &canteen->labels, &cli->diags);

	ok = pial_book_data(&cli->book, &canteen->families, &cli->diags) && ok;
	ok = pial_book_data(&cli->book, &canteen->goals, &cli->diags) && ok;
	return pial_book_data(&cli->book, &canteen->columns, &cli->diags) && ok;
}

static bool make(struct pial_cli *cli, struct pial_cli_canteen *canteen)
{
	const struct pial_view_own *own = cli->own;
	struct pial_canteen_input input = {
		.model = &cli->book.model, .line = (const void *)canteen->lines.row,
		.lines = canteen->lines.count, .labels = &canteen->labels,
		.families = &canteen->families, .today = cli->today };
	struct pial_egalim_input sums = { &cli->book.model, &canteen->purchases, &canteen->goals,
					  canteen->days.last, false };

	sums.year = is_year(cli, &canteen->days);
	return pial_cli_party(cli, own->only, &input.only.n) && read_data(cli, canteen) &&
	       pial_canteen_make(&canteen->purchases, &input, &cli->diags) &&
	       ((pial_egalim_make(&canteen->parts, &sums) &&
		 pial_egalim_products(&canteen->products, &sums)) ||
		pial_diag_add(&cli->diags, NULL, PIAL_E_AMOUNT));
}

bool pial_cli_canteen_read(struct pial_cli *cli, struct pial_cli_canteen *canteen,
			   enum pial_exit *code)
{
	bool ok;

	*code = PIAL_EXIT_USAGE;
	if (!pial_cli_canteen_days(cli, &canteen->days) ||
	    !pial_cli_lines_of(cli, &canteen->days, &canteen->lines, code))
		return false;
	if (!canteen->days.last.n || canteen->days.last.n > cli->today.n)
		canteen->days.last = cli->today;
	ok = make(cli, canteen);
	*code = pial_cli_result(cli, false);
	return ok;
}
