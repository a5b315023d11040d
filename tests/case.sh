#!/bin/sh
# case.sh PATH: runs one case for run-cmd.sh, which explains it and sets BIN, TESTS, EXAMPLES, SCRATCH,
# UPDATE. Writes SCRATCH/PATH/report.
set -u
src=$TESTS/$1
dir=$SCRATCH/$1
mkdir -p "$dir/work" "$dir/home"
cp -R "$src/." "$dir/work/"
rm -f "$dir/work/cmd" "$dir/work/expout" "$dir/work/experr" "$dir/work/expcode"

cd "$dir/work" || exit 4
env -i PATH="$BIN:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" HOME="$dir/home" EXAMPLES="$EXAMPLES" \
	PIAL_TODAY=2025-03-17 ASAN_OPTIONS="$ASAN_OPTIONS" UBSAN_OPTIONS="$UBSAN_OPTIONS" \
	LSAN_OPTIONS="$LSAN_OPTIONS" \
	timeout "${TEST_SECONDS:-120}" sh "$src/cmd" >"$dir/out.raw" 2>"$dir/err.raw" </dev/null
echo $? >"$dir/code"

for stream in out err; do
	LC_ALL=C sed -e "s|$dir/work|SCRATCH|g" -e "s|$dir/home|HOME|g" -e "s|$EXAMPLES|EXAMPLES|g" \
		-e "s|$BIN|BIN|g" -e "s|$src|CASE|g" "$dir/$stream.raw" >"$dir/$stream"
done

# expected NAME DEFAULT: the file to compare with; what is absent stands for nothing, or for 0.
expected() {
	if [ -f "$src/$1" ]; then
		echo "$src/$1"
	else
		printf "%s" "$2" >"$dir/default-$1"
		echo "$dir/default-$1"
	fi
}

# keep NAME FILE DEFAULT: an expectation equal to the default is not stored.
keep() {
	printf "%s" "$3" >"$dir/default"
	if cmp -s "$dir/default" "$2"; then
		rm -f "$src/$1"
	elif ! cmp -s "$src/$1" "$2"; then
		cp "$2" "$src/$1"
		echo "# $path: $1 rewritten"
	fi
}

path=$1
zero='0
'
if [ -n "$UPDATE" ]; then
	{
		keep expout "$dir/out" ''
		keep experr "$dir/err" ''
		keep expcode "$dir/code" "$zero"
		echo "ok - $path"
	} >"$dir/report"
	exit 0
fi

{
	same=1
	diff -u --label expcode --label exit "$(expected expcode "$zero")" "$dir/code" || same=
	diff -u --label expout --label stdout "$(expected expout '')" "$dir/out" || same=
	diff -u --label experr --label stderr "$(expected experr '')" "$dir/err" || same=
} >"$dir/differences" 2>&1
if [ -n "$same" ]; then
	echo "ok - $path" >"$dir/report"
else
	{
		echo "not ok - $path"
		head -n 60 "$dir/differences" | sed 's/^/    /'
	} >"$dir/report"
fi
