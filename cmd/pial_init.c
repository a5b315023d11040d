/*
 * pial init: the smallest book that can allocate, with comments to grow from.
 *
 * Two invented growers, two invented kitchens, two products and this week's orders and offers, so
 * that `pial-allocate this` answers at once. pial.yaml carries every policy as a comment with its
 * default: one takes the # away. The texts are French, the language of those who keep a book.
 *
 * pial.yaml is written last: a folder without it is no book, and a run that was cut can be run
 * again once the folder is emptied.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/pial.h"
#include "io/atomic.h"
#include "io/reason.h"

#include "base/banned.h"

static const char book_yaml[] =
	"# Le classeur : ce dossier. Ce fichier en marque la racine et dit ce que le groupe\n"
	"# a décidé. Tout est facultatif sauf le nom. Pour changer une règle, retirer le # et le\n"
	"# blanc qui suit.\n"
	"# Chaque clé est expliquée dans « man pial-book ».\n"
	"format: 1\n"
	"name: Notre groupement\n"
	"language: fr\n"
	"timezone: Europe/Paris\n"
	"\n"
	"# season: {starts: W14}        # première semaine de la saison de culture\n"
	"\n"
	"# Qui livre quoi à qui.\n"
	"# allocation:\n"
	"#   round: nearest             # commande hors colis entiers : nearest, up, down, refuse\n"
	"#   rule: leximin              # partage quand il manque : leximin, proportional, equal,\n"
	"#                              # losses ou talmud\n"
	"#   radius_km: 60              # au-delà, on ne livre pas\n"
	"#   exclude: [{producer: P-dupre, kitchen: K-ecole}]\n"
	"#   account_cap_weeks: 2       # un compte d'équité : au plus tant de semaines de part\n"
	"#   hazard_credit: 50%         # part d'une perte confirmée portée au compte\n"
	"#   hub: {name: Garage de la mairie, lat: 42.79, lon: 0.59}\n"
	"#   drops: {km: 10%, producer: 10%, min_drop: 20, max_producers: 4, seconds: 10}\n"
	"\n"
	"# Qui ne répond pas : plan ou none ; firm ou none.\n"
	"# silent: {producer: plan, kitchen: firm}\n"
	"\n"
	"# Marges de la saison : ce qui doit être servi, ce qui peut manquer.\n"
	"# risk: {fill_rate: 98%, failure: 5%, yield_cv: 30%, shared_weather: 0.2,\n"
	"#        cost_missing: 0.50, cost_surplus: 0.60}\n"
	"\n"
	"# Réceptions : sans nouvelles après trois jours, reçu comme envoyé.\n"
	"# receipts: {delay_days: 3, tolerance: 5%, too_much: accept}\n"
	"\n"
	"# Factures : direct, resale ou mandate ; par mois ou par livraison.\n"
	"# billing: {mode: direct, prefix: \"GM-\", per: month}\n"
	"# shortfall: fund              # qui paie un partenaire plus cher : fund, producers,\n"
	"#                              # kitchen\n"
	"# fees:\n"
	"#   - {name: service, from: 2025-01-01, rate: 8%, base: sale, paid_by: kitchen,\n"
	"#      to: service, vat_rate: 20, in_price: yes}\n"
	"#   - {name: levy, rate: 1%, base: sale, paid_by: producer, to: fund}\n"
	"# advances: {rate: 30%, repay: 20%, floor: 200}\n"
	"\n"
	"# Qui tient la permanence, en plus des maraîchers ; tours publiés tant de semaines\n"
	"# d'avance.\n"
	"# rota: {breeders: no, partners: no, by_share: no, publish_weeks: 4}\n"
	"\n"
	"# Ce qui peut paraître hors du groupe (pial-report site) ; des fermes rien, tant que\n"
	"# rien n'est dit.\n"
	"# publish: {producers: [name, commune], kitchens: [name],\n"
	"#           pages: [week, availability, season, contract, value, waste, impact]}\n";

static const char producers[] =
	"producer,name\n"
	"P-dupre,Ferme du Pré\n"
	"P-source,Jardin de la Source\n";

static const char kitchens[] =
	"kitchen,name\n"
	"K-ecole,Cantine de l'école\n"
	"K-foyer,Foyer des aînés\n";

static const char products[] =
	"product,name,family,unit,pack\n"
	"carotte,Carotte,légumes,kg,5\n"
	"laitue,Laitue,légumes,piece,6\n";

static const char gitignore[] =
	".pial/lock\n"
	"*~\n"
	".~lock.*#\n"
	".pial-*.tmp\n";

static const char gitattributes[] = "*.csv text eol=lf\n*.yaml text eol=lf\n";

/* True when the folder holds nothing but what git put there. Takes the descriptor over. */
static bool is_empty(int dir)
{
	DIR *stream = fdopendir(dir);
	struct dirent *entry;
	bool empty = stream != NULL;

	while (empty && (entry = readdir(stream)) != NULL)
		empty = !strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") ||
			!strcmp(entry->d_name, ".git");
	if (stream)
		closedir(stream);
	else
		close(dir);
	return empty;
}

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* A folder that is missing or empty may become a book. */
static bool may_hold(struct pial_cli *cli, const char *path)
{
	int dir = open_folder(path);

	if (dir < 0 && errno == ENOENT)
		return true;
	if (dir < 0)
		return pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_WRITE, path,
				     pial_reason(errno));
	if (faccessat(dir, "pial.yaml", F_OK, 0) == 0) {
		close(dir);
		return pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_EXISTS, path);
	}
	return is_empty(dir) || pial_diag_add(&cli->diags, NULL, PIAL_E_INIT_NOT_EMPTY, path);
}

/* This week's orders: two days, so that one sees what a day is. */
static void put_orders(struct pial_strbuf *out, struct pial_week week)
{
	static const struct {
		enum pial_weekday day;
		const char *rest;
	} row[] = {
		{ PIAL_TUESDAY, "K-ecole,carotte,20" },
		{ PIAL_TUESDAY, "K-foyer,carotte,15" },
		{ PIAL_THURSDAY, "K-ecole,laitue,24" },
		{ PIAL_THURSDAY, "K-foyer,laitue,12" },
	};

	pial_strbuf_addstr(out, "week,day,kitchen,product,quantity\n");
	for (size_t i = 0; i < PIAL_COUNT(row); i++) {
		pial_week_format(out, week);
		pial_strbuf_addch(out, ',');
		pial_date_format(out, pial_week_day(week, row[i].day));
		pial_strbuf_addf(out, ",%s\n", row[i].rest);
	}
}

static void put_offers(struct pial_strbuf *out, struct pial_week week)
{
	static const char *const row[] = {
		"P-dupre,carotte,20", "P-dupre,laitue,18", "P-source,carotte,15",
		"P-source,laitue,18",
	};

	pial_strbuf_addstr(out, "week,producer,product,quantity\n");
	for (size_t i = 0; i < PIAL_COUNT(row); i++) {
		pial_week_format(out, week);
		pial_strbuf_addf(out, ",%s\n", row[i]);
	}
}

static bool write_book(struct pial_cli *cli, int dir)
{
	struct pial_week week = pial_week_of(cli->today);
	struct pial_strbuf orders, offers, text;
	struct pial_atomic_file file[] = {
		{ ".gitignore", gitignore, sizeof(gitignore) - 1, false },
		{ ".gitattributes", gitattributes, sizeof(gitattributes) - 1, false },
		{ "producers.csv", producers, sizeof(producers) - 1, false },
		{ "kitchens.csv", kitchens, sizeof(kitchens) - 1, false },
		{ "products.csv", products, sizeof(products) - 1, false },
		{ NULL, NULL, 0, false },
		{ NULL, NULL, 0, false },
		{ "pial.yaml", book_yaml, sizeof(book_yaml) - 1, false },
	};
	char orders_path[32], offers_path[32];
	bool ok;

	pial_strbuf_init(&orders, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&offers, PIAL_STRBUF_TEXT);
	pial_strbuf_init(&text, PIAL_STRBUF_TEXT);
	put_orders(&orders, week);
	put_offers(&offers, week);
	pial_week_format(&text, week);
	snprintf(orders_path, sizeof(orders_path), "weeks/%s/orders.csv", text.text);
	snprintf(offers_path, sizeof(offers_path), "weeks/%s/offers.csv", text.text);
	file[5] = (struct pial_atomic_file){ orders_path, orders.text, orders.len, false };
	file[6] = (struct pial_atomic_file){ offers_path, offers.text, offers.len, false };
	ok = pial_atomic_write_all(dir, file, PIAL_COUNT(file), &cli->diags);
	pial_strbuf_release(&orders);
	pial_strbuf_release(&offers);
	pial_strbuf_release(&text);
	return ok;
}

static enum pial_exit run(struct pial_cli *cli)
{
	const char *path;
	int dir;

	if (cli->operands != 1)
		return pial_cli_usage(cli, PIAL_N_("name the folder of the new book"));
	path = cli->operand[0];
	if (!may_hold(cli, path))
		return pial_cli_result(cli, false);
	if (cli->dry_run) {
		pial_diag_add(&cli->diags, NULL, PIAL_N_WOULD_WRITE, path);
		return PIAL_EXIT_DONE;
	}
	dir = mkdir(path, 0777) == 0 || errno == EEXIST ? open_folder(path) : -1;
	if (dir < 0)
		pial_diag_add(&cli->diags, NULL, PIAL_E_BOOK_WRITE, path, pial_reason(errno));
	else
		(void)!write_book(cli, dir);
	if (dir >= 0)
		close(dir);
	return pial_cli_result(cli, false);
}

const struct pial_verb pial_verb_pial_init = {
	.name = "init",
	.operands = PIAL_N_("DIR"),
	.help = PIAL_N_("make a new book in an empty folder"),
	.writes = true,
	.run = run,
};
