#!/bin/sh
# make.sh SIZE DIRECTORY [-s SEED] [-t FROM-TO]: writes an invented book of a size into a new directory.
#
# Sizes: luchon, territory, departement, departement-full, france, and villages for tests. The generator is
# compiled when it is not there; GENERATE names one that is.
set -eu

usage="usage: make.sh SIZE DIRECTORY [-s SEED] [-t FROM-TO]"
size=${1:?"$usage"}
directory=${2:?"$usage"}
shift 2
top=$(cd "$(dirname "$0")/../.." && pwd)
generate=${GENERATE:-"$top/build/release/france/generate"}
if [ ! -x "$generate" ]; then
	make -s -C "$top" VARIANT=release BUILD=build/release build/release/france/generate
fi
exec "$generate" "$@" "$size" "$directory"
