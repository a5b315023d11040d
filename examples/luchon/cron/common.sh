# shellcheck shell=sh
# common.sh: ce que les scripts partagent ; ils le lisent, on ne le lance pas.
#
# Tout vient de l'environnement, que la crontab pose :
#	PIAL_BOOK	le classeur
#	PIAL_OUT	où vont tableaux, bons et journal ; sinon « sorties » à côté du classeur
#	PIAL_IN		où la messagerie pose les feuilles revenues, un dossier par semaine ; sinon
#			« retours » à côté du classeur
#	PIAL_SITE	où va le site de ce que le groupe publie ; sans elle il n'est pas fait
#	PIAL_TODAY	le jour, pour rejouer un passage ; sinon celui de l'horloge
#
# La sortie standard est le courriel que cron enverra : elle reste vide quand tout va bien. Ce que
# disent les commandes va au journal ; seul ce qui demande quelqu'un est répété dans le courriel.
set -eu
LC_ALL=C.UTF-8
TZ=${TZ:-Europe/Paris}
export LC_ALL TZ
: "${PIAL_BOOK:?"où est le classeur ?"}"
PIAL_BOOK=$(cd "$PIAL_BOOK" && pwd)
export PIAL_BOOK
out=${PIAL_OUT:-$(dirname "$PIAL_BOOK")/sorties}
# shellcheck disable=SC2034 # dimanche.sh reads it
returned=${PIAL_IN:-$(dirname "$PIAL_BOOK")/retours}
mkdir -p "$out"
log=$out/journal.txt
job=$(basename "$0" .sh)
said=$out/.$job.dit
today=${PIAL_TODAY:-$(date +%F)}

# Un seul script à la fois : un lundi qui traîne ne croise pas le suivant. Le verrou tombe avec le
# script, même tué.
exec 9>"$out/.verrou"
if ! flock -w "${PIAL_WAIT:-600}" 9; then
	echo "$job : un autre script tient le verrou depuis trop longtemps, rien n'est fait"
	exit 1
fi
trap 'rm -f "$said"' EXIT

# week DAYS: the week of today and so many days.
week() {
	date -d "$today $1 days" +%G-W%V
}

# state WEEK: draft, published, delivered or closed.
state() {
	if [ -s "$PIAL_BOOK/weeks/$1/status.csv" ]; then
		awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "state") s = i; next }
			{ last = $s } END { print last == "" ? "draft" : last }' "$PIAL_BOOK/weeks/$1/status.csv"
	else
		echo draft
	fi
}

# season WEEK: the year in which the season of a week begins.
season() {
	starts=$(sed -n 's/^season:.*starts:[ ]*W\([0-9]*\).*/\1/p' "$PIAL_BOOK/pial.yaml")
	echo "$1 ${starts:-1}" | awk '{ split($1, w, "-W"); print (w[2] + 0 >= $2 + 0 ? w[1] : w[1] - 1) }'
}

# run COMMAND…: a step. 0: only the journal; 1: somebody must look, and the job goes on; more: it ends.
run() {
	code=0
	"$@" >/dev/null 2>"$said" </dev/null || code=$?
	{
		echo "$today $job : $* ($code)"
		sed 's/^/    /' "$said"
	} >>"$log"
	[ $code -ne 0 ] || return 0
	echo "$job : $*"
	sed '/: remarque/d; /: notice: /d; s/^/    /' "$said"
	[ $code -eq 1 ] && return 0
	echo "$job : arrêté ; une fois corrigé, le relancer suffit"
	exit $code
}
