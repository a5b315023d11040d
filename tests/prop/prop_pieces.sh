#!/bin/sh
# prop_pieces.sh BUILD: a week cut into pieces, allocated side by side, merged: the bytes of one process. Prints TAP.
#
# By GNU parallel where it is installed, over two "hosts" reached by an ssh that stays on this machine, by
# xargs, and as the tasks of a Slurm array; with a kitchen between two territories, with pins and contracts; with
# a piece that fails, and the run after it.
set -u
LC_ALL=C
PIAL_TODAY=2025-03-17
export LC_ALL PIAL_TODAY
build=${1:?"usage: prop_pieces.sh BUILD"}
build=$(cd "$build" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
examples=$(cd "$here/../../examples" && pwd)
france=$examples/france
GENERATE=$build/france/generate
SPLIT=$build/france/split
allocate=$build/bin/pial-allocate
export GENERATE SPLIT
week=2025-W12
. "$here/common.sh"

# whole BOOK: its allocation by one process, in BOOK.whole.
whole() {
	"$allocate" -C "$1" "$week" >"$1.whole" 2>"$scratch/said"
	verdict "$(basename "$1"): allocated whole" $?
}

# same NAME BOOK DIRECTORY: the merged allocation is the whole one.
same() {
	cmp "$2.whole" "$3/allocation.csv" >"$scratch/said" 2>&1
	verdict "$1: same bytes as one process" $?
}

# run NAME BOOK PIECES OPTION...: by run.sh into a new directory.
run() {
	run_name=$1
	run_book=$2
	run_pieces=$3
	shift 3
	rm -rf "$scratch/out"
	ALLOCATE=$allocate sh "$france/run.sh" -j 2 -p "$run_pieces" "$@" "$run_book" "$week" \
		"$scratch/out" >"$scratch/said" 2>&1
	verdict "$run_name: runs" $?
	same "$run_name" "$run_book" "$scratch/out"
}

# A PATH with everything but GNU parallel, and one whose ssh drops options and host and stays here.
mkdir "$scratch/plain" "$scratch/hosts"
for tool in sh awk sed sort find cksum mktemp cat cmp head tail rm mv cp mkdir ls grep xargs getconf dirname \
	basename cut printf env make; do
	ln -s "$(command -v "$tool")" "$scratch/plain/$tool" 2>/dev/null
done
cat >"$scratch/hosts/ssh" <<'END'
#!/bin/sh
while [ $# -gt 0 ]; do
	case $1 in
	-l | -o | -p | -i) shift 2 ;;
	-*) shift ;;
	*) break ;;
	esac
done
echo "$1" >>"$HOSTS_SEEN"
shift
[ "$1" != -- ] || shift
# sshd sets the shell of whom it lets in; GNU parallel runs what it sends with it.
SHELL=/bin/sh
export SHELL
exec sh -c "$*"
END
chmod +x "$scratch/hosts/ssh"

book=$scratch/villages
sh "$france/make.sh" villages "$book" >/dev/null
whole "$book"
[ ! -e "$scratch/plain/parallel" ] && env PATH="$scratch/plain" ALLOCATE="$allocate" \
	sh "$france/run.sh" -j 2 -p 4 "$book" "$week" "$scratch/xargs" >"$scratch/said" 2>&1
verdict "xargs: runs" $?
same "xargs" "$book" "$scratch/xargs"
[ "$(cat "$scratch/xargs/pieces")" -eq 4 ]
verdict "xargs: in four pieces" $?
run "more pieces than regions" "$book" 20
[ "$(cat "$scratch/out/pieces")" -eq 6 ]
verdict "more pieces than regions: as many as regions" $?

if command -v parallel >/dev/null 2>&1; then
	HOSTS_SEEN=$scratch/hosts/seen
	export HOSTS_SEEN
	run "parallel" "$book" 3
	usual=$PATH
	PATH=$scratch/hosts:$PATH
	run "parallel over hosts" "$book" 6 -S 1/first,1/second
	PATH=$usual
	[ "$(sort -u "$HOSTS_SEEN" 2>&1 | tr '\n' ' ')" = "first second " ]
	verdict "parallel over hosts: both worked" $?
else
	echo "# GNU parallel is not installed: only xargs was tried"
fi

# A Slurm array: each task is a run of the script with its number; the order of tasks is nobody's.
out=$scratch/slurm
pieces=$(sh "$france/split.sh" "$book" "$week" 5 "$out")
task=$pieces
status=0
while [ "$task" -gt 0 ]; do
	task=$((task - 1))
	SLURM_ARRAY_TASK_ID=$task SLURM_SUBMIT_DIR=$france ALLOCATE=$allocate \
		sh "$france/array.sbatch" "$out" "$week" >"$scratch/said" 2>&1 || status=1
done
verdict "slurm: $pieces tasks" $status
sh "$france/merge.sh" "$out" >"$out/allocation.csv" 2>"$scratch/said"
verdict "slurm: merged" $?
same "slurm" "$book" "$out"

# A kitchen half-way between two towns buys on both sides, and joins what a cut by territory would part.
border=$scratch/border
cp -R "$book" "$border"
awk -F , -v OFS=, '
	FNR == NR { if ($1 ~ /^P-000[12]-/) { lat += $4; lon += $5; n++ } next }
	$1 == "K-0001-001" { $4 = sprintf("%.5f", lat / n); $5 = sprintf("%.5f", lon / n); $6 = "" }
	{ print }' "$book/producers.csv" "$book/kitchens.csv" >"$border/kitchens.csv"
# It asks for more than one side has.
sed -i.old '/K-0001-001/s/[0-9]*$/2000/' "$border/weeks/$week/orders.csv" && rm "$border/weeks/$week/orders.csv.old"
whole "$border"
grep 'K-0001-001' "$border.whole" >"$scratch/said"
grep -q 'P-0001-' "$scratch/said" && grep -q 'P-0002-' "$scratch/said"
verdict "border: the kitchen buys on both sides" $?
run "border" "$border" 6
[ "$(cat "$scratch/out/pieces")" -eq 5 ]
verdict "border: the two territories are one piece" $?

# Radii at which some territories meet and others do not, and books drawn anew. A radius of 500 km joins all. The
# cut may join regions that only just do not touch, never the other way.
some=
for draw in 2:25 3:27 4:28 5:29 6:30 7:31 8:500; do
	drawn=$scratch/drawn-${draw%:*}
	sh "$france/make.sh" villages "$drawn" -s "${draw%:*}" >/dev/null
	sed "s/radius_km: .*/radius_km: ${draw#*:}/" "$drawn/pial.yaml" >"$drawn/policy"
	mv "$drawn/policy" "$drawn/pial.yaml"
	whole "$drawn"
	run "seed ${draw%:*}, radius ${draw#*:} km" "$drawn" 6
	regions=$("$build/france/count" "$drawn" "$week" | sed 's/.*, \([0-9]*\) regions/\1/')
	pieces=$(cat "$scratch/out/pieces")
	[ "$pieces" -le "$regions" ]
	verdict "seed ${draw%:*}, radius ${draw#*:} km: $pieces pieces of $regions regions" $?
	[ "$pieces" -eq 1 ] || [ "$pieces" -eq 6 ] || some=yes
done
[ -n "$some" ]
verdict "in some of them a part of the territories meet" $?

# Pins, contracts, roads, substitutes: one valley is one piece, whole.
luchon=$scratch/luchon
cp -R "$examples/luchon" "$luchon"
whole "$luchon"
run "luchon" "$luchon" 4

# Pins of a book that is cut: the lines go with their kitchens.
pinned=$scratch/pinned
cp -R "$book" "$pinned"
awk -F , -v OFS=, 'NR == 1 { print; next } $7 != "" && NR % 7 == 0 { $12 = "yes"; print }' "$book.whole" \
	>"$pinned/weeks/$week/allocation.csv"
whole "$pinned"
[ "$(grep -c ',yes,' "$pinned.whole")" -ge 6 ]
verdict "pinned: there are pins" $?
run "pinned" "$pinned" 4

# A week before, whose meetings and accounts count: pieces have it whole.
history=$scratch/history
cp -R "$book" "$history"
mkdir "$history/weeks/2025-W11"
for table in orders offers; do
	sed 's/2025-W12/2025-W11/; s/03-17/03-10/; s/03-18/03-11/; s/03-20/03-13/; s/03-21/03-14/' \
		"$history/weeks/$week/$table.csv" >"$history/weeks/2025-W11/$table.csv"
done
sed -i.old '2,40s/[0-9]*$/5/' "$history/weeks/2025-W11/offers.csv" && rm "$history/weeks/2025-W11/offers.csv.old"
"$allocate" -C "$history" --save 2025-W11 >"$scratch/said" 2>&1
verdict "history: a week before" $?
whole "$history"
! cmp -s "$history.whole" "$book.whole"
verdict "history: it counts" $?
run "history" "$history" 4

# A piece that fails is named and fails the whole; the next run computes that one only.
cat >"$scratch/sometimes" <<END
#!/bin/sh
echo "\$@" >>"$scratch/calls"
case " \$* " in *piece-002*) [ -e "$scratch/mended" ] || exit 4 ;; esac
exec "$allocate" "\$@"
END
chmod +x "$scratch/sometimes"
again() {
	: >"$scratch/calls"
	ALLOCATE=$scratch/sometimes sh "$france/run.sh" -j 2 -p 4 "$book" "$week" "$scratch/again" >"$scratch/said" 2>&1
}
! again && grep -q '^piece 002: failed with status 4' "$scratch/said" && [ ! -e "$scratch/again/allocation.csv" ]
verdict "failure: named, and nothing is merged" $?
[ "$(wc -l <"$scratch/calls")" -eq 4 ]
verdict "failure: the other pieces go on" $?
! sh "$france/merge.sh" "$scratch/again" >"$scratch/merged" 2>"$scratch/said" && [ ! -s "$scratch/merged" ] &&
	grep -q 'piece 002' "$scratch/said"
verdict "failure: merge names what is missing" $?
touch "$scratch/mended"
again && [ "$(wc -l <"$scratch/calls")" -eq 1 ]
verdict "failure: the next run computes what is missing" $?
same "failure" "$book" "$scratch/again"
again && [ "$(wc -l <"$scratch/calls")" -eq 0 ]
verdict "twice: nothing is computed again" $?
same "twice" "$book" "$scratch/again"

# A book that changed: the old pieces are of no use.
sed -i.old '2s/[0-9]*$/995/' "$book/weeks/$week/offers.csv" && rm "$book/weeks/$week/offers.csv.old"
whole "$book"
again && [ "$(wc -l <"$scratch/calls")" -eq 4 ]
verdict "changed: everything is computed again" $?
same "changed" "$book" "$scratch/again"

# What cannot be cut, and what is not ours to empty.
printf '  drops: {km: 10%%}\n' >>"$book/pial.yaml"
! sh "$france/split.sh" "$book" "$week" 4 "$scratch/drops" >"$scratch/said" 2>&1 && grep -q drops "$scratch/said"
verdict "a budget for drops is refused" $?
mkdir "$scratch/mine" && touch "$scratch/mine/letter"
! sh "$france/split.sh" "$luchon" "$week" 4 "$scratch/mine" >"$scratch/said" 2>&1 && [ -e "$scratch/mine/letter" ]
verdict "a directory with something else is left alone" $?
echo "1..$count"
