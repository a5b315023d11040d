# shellcheck shell=sh
# common.sh: what the scripts of this folder share. A scratch folder, gone at the end, and TAP.
scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
count=0

# verdict NAME STATUS [FILE]: one TAP line, and FILE (else what was said) when it is not ok.
verdict() {
	count=$((count + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $count - $1"
	else
		echo "not ok $count - $1"
		sed 's/^\([^#]\)/# \1/' "${3:-$scratch/said}" | head -n 80
	fi
}
