#!/bin/sh
# run-unit.sh BUILD [WORD...]: the unit tests, those whose name contains one of the words.
suite=unit
here=$(dirname "$0")
. "$here/tally.sh"
build=${1:?"usage: run-unit.sh BUILD [WORD...]"}
shift
tally_programs "$build/unit" test_ "$here/unit" "$@"
tally_end
