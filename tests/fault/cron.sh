#!/bin/sh
# Eight weeks by the crontab of the example, each script killed at one of its commands, before it or after
# it, then run again, and again: the same bytes as eight weeks without an accident.
# usage: cron.sh BUILD
EXAMPLES=$(cd "$(dirname "$0")/../../examples" && pwd)
. "$(dirname "$0")/../chain/cron-weeks/drive.sh"
. "$(dirname "$0")/common.sh"
unset PIAL_TODAY

# A folder of commands that count, and that kill who called them at a number.
mkdir kill
for command in pial pial-plan pial-allocate pial-weigh pial-report pial-invoice; do
	cat >"kill/$command" <<-END
		#!/bin/sh
		n=\$((\$(cat "\$KILL_COUNT") + 1))
		echo \$n >"\$KILL_COUNT"
		[ \$n -ne "\$KILL_BEFORE" ] || { kill -9 \$PPID; exit 1; }
		"$(command -v "$command")" "\$@"
		code=\$?
		[ \$n -ne "\$KILL_AFTER" ] || kill -9 \$PPID
		exit \$code
	END
	chmod +x "kill/$command"
done

# killed DIR DAY SCRIPT: the accident, which moves on from one script to the next, then twice whole.
turn=0
kills=0
killed() {
	turn=$((turn + 1))
	at=$((turn / 2 % 4 + 1))
	echo 0 >count
	(
		KILL_COUNT=$PWD/count
		KILL_BEFORE=$((turn % 2 ? at : 0))
		KILL_AFTER=$((turn % 2 ? 0 : at))
		export KILL_COUNT KILL_BEFORE KILL_AFTER
		PATH=$PWD/kill:$PATH PIAL_BOOK=$1/book PIAL_OUT=$1/out PIAL_IN=$1/in \
			PIAL_TODAY=$2 sh "$jobs/$3" >/dev/null 2>&1
	)
	[ $? -ne 137 ] || kills=$((kills + 1))
	once "$1" "$2" "$3"
	cp "$1/mail" "$1/kept"
	once "$1" "$2" "$3"
	cp "$1/kept" "$1/mail"
}

prepare "$PWD/plain"
play "$PWD/plain" 2025-02-21 2025-04-18 once
prepare "$PWD/struck"
play "$PWD/struck" 2025-02-21 2025-04-18 killed

state plain >plain.state
state struck >struck.state
diff plain.state struck.state >err
tap $? "eight weeks with $kills kills leave the same bytes"
[ "$kills" -gt 40 ]
tap $? "scripts were killed"
[ "$(find plain/out -name '*.txt' | wc -l)" -gt 16 ]
tap $? "there is something to compare"
# A script that waits for the lock says so, and does nothing.
: >err
(
	flock 9
	PIAL_WAIT=1 PIAL_BOOK=$PWD/plain/book PIAL_OUT=$PWD/plain/out PIAL_TODAY=2025-04-21 \
		sh "$jobs/lundi.sh" >said 2>&1 9>&-
	[ $? -eq 1 ] && grep -q verrou said
) 9>plain/out/.verrou
tap $? "a second script waits, then says so"
finish
