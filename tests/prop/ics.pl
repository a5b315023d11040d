# ics.pl [FILE]: reads an iCalendar as strictly as RFC 5545 lets it, and writes an event a line:
# uid, first day, day after the last, sequence, summary, description, tabs between. Dies at the first fault.
#
# Lines end with CR LF and have 75 octets at most; before they are unfolded they are UTF-8 already (3.1);
# backslashes stand before what they may (3.3.11); what an event must have, it has once (3.6.1); the end
# of its days is after their beginning; no UID is used twice.
use strict;
use warnings;
use Encode;

local $/;
my $bytes = <>;
my @lines = split /\r\n/, $bytes, -1;
die "the last line has no CR LF\n" if pop @lines ne '';
my @whole;
for my $line (@lines) {
	die "a bare CR or LF: $line\n" if $line =~ /[\r\n]/;
	die length($line) . " octets: $line\n" if length($line) > 75;
	die "cut inside a character: $line\n" unless eval { decode('UTF-8', my $copy = $line, Encode::FB_CROAK); 1 };
	die "a control character: $line\n" if $line =~ /[\x00-\x08\x0b-\x1f\x7f]/;
	if ($line =~ s/^ //) {
		die "nothing to go on with\n" unless @whole;
		$whole[-1] .= $line;
	} else {
		push @whole, $line;
	}
}
sub text {
	my $text = shift;
	die "a wrong escape: $text\n" if $text =~ /^(?:[^\\]|\\[\\;,nN])*\\(?![\\;,nN])/ || $text =~ /(?<!\\)(?:\\\\)*[;,]/;
	$text =~ s/\\([nN])|\\(.)/defined $1 ? ' | ' : $2/ge;
	return $text;
}
my (@open, %event, %used, %calendar);
for my $line (@whole) {
	$line =~ /^([A-Z-]+)((?:;[A-Z]+=[^:;,"]+)*):(.*)$/ or die "no content line: $line\n";
	my ($name, $parameters, $value) = ($1, $2, $3);
	if ($name eq 'BEGIN') {
		die "$value inside @open\n" unless $value eq (qw(VCALENDAR VEVENT))[scalar @open];
		push @open, $value;
		%event = ();
	} elsif ($name eq 'END') {
		die "the end of $value in @open\n" unless @open && pop @open eq $value;
		next if $value ne 'VEVENT';
		for (qw(UID DTSTAMP DTSTART DTEND SUMMARY)) { die "an event without $_\n" unless defined $event{$_} }
		die "$event{UID} twice\n" if $used{ $event{UID} }++;
		die "a stamp $event{DTSTAMP}\n" unless $event{DTSTAMP} =~ /^\d{8}T\d{6}Z$/;
		for (qw(DTSTART DTEND)) { die "$_: $event{$_}\n" unless $event{$_} =~ /^\d{8}$/ }
		die "an end before its beginning: $event{UID}\n" if $event{DTEND} le $event{DTSTART};
		die "a status $event{STATUS}\n" unless ($event{STATUS} // 'CONFIRMED') =~ /^(?:TENTATIVE|CONFIRMED)$/;
		print join("\t", map { text($_) } $event{UID}, $event{DTSTART}, $event{DTEND}, $event{SEQUENCE} // '',
			$event{SUMMARY}, $event{DESCRIPTION} // ''), "\n";
	} elsif (@open == 2) {
		die "$name twice in an event\n" if defined $event{$name};
		die "a day that is none: $line\n" if $name =~ /^DT(?:START|END)$/ && $parameters ne ';VALUE=DATE';
		$event{$name} = $value;
	} else {
		die "$name outside\n" unless @open == 1;
		$calendar{$name} = $value;
	}
}
die "open: @open\n" if @open;
die "no $_\n" for grep { !defined $calendar{$_} } qw(VERSION PRODID);
