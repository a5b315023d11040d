#!/usr/bin/perl
# months.pl SEED DIR: months of a random book, settled by the commands and by definition.
#
# A book is made in DIR (book.pl): sellers of four regimes, kitchens, fees of every form, deliveries that
# are agreed, wait or are disputed. Then, month after month, it is invoiced, credited, settled and paid by
# the commands, and by judge.pl, which knows the deliveries and the policy only. What the commands kept must
# be what the judge found: each line, VAT, total, row, balance. Says what is not, and fails.
#
# Perl, of which Debian's base system has all that is needed here, because it shares nothing with what is
# tested and has integers of 64 bits.
use strict;
use warnings;
use integer;
use FindBin;

our (%B, $dir, @docs, @kept, %saved, @fund, @advances);
require "$FindBin::Bin/book.pl";
require "$FindBin::Bin/judge.pl";
require "$FindBin::Bin/again.pl";
require "$FindBin::Bin/direct.pl";
require "$FindBin::Bin/accounts.pl";

our ($today, @payments, $faults);
my $fault_limit = 30;

sub fault {
	print "$_[0]\n" if $faults++ < $fault_limit;
	return 0;
}

# Runs a command of the book; its table as rows of texts by name of column.
sub run {
	my @words = @_;
	my $text = run_text(@words, '--format=csv');
	my ($head, @rows) = map { [fields($_)] } split /\n/, $text;
	return map { my %row; @row{@$head} = @$_; \%row } @rows;
}

sub run_text {
	my @words = @_;
	pipe my $in, my $out or die;
	my $pid = fork // die;
	if (!$pid) {
		open STDOUT, '>&', $out;
		open STDERR, '>', "$dir/../said";
		exec 'pial-invoice', @words, "--today=" . date($today), '-C', $dir or exit 127;
	}
	close $out;
	my $text = do { local $/; <$in> } // '';
	waitpid $pid, 0;
	if ($?) {
		open my $said, '<', "$dir/../said";
		fault("pial-invoice @words: status " . ($? >> 8) . "\n" . join '', <$said>);
		exit 1;
	}
	return $text;
}

# Fields of a row; no field here has a quote or a line feed in it.
sub fields { return map { s/^"(.*)"$/$1/r } $_[0] =~ /("[^"]*"|[^,]*)(?:,|$)/g }

sub table {
	my $name = $_[0];
	open my $in, '<', "$dir/$name" or return fault("$name is missing") || ();
	my ($head, @rows) = map { chomp; [fields($_)] } <$in>;
	return map { my %row; @row{@$head} = @$_; \%row } @rows;
}

sub same {
	my ($what, $found, $right) = @_;
	return fault("$what: $found, right is $right") if $found ne $right;
	return 1;
}

sub cents { return text($_[0], 2) }
sub taken { return $_[0] eq '' ? 0 : number($_[0], 2) }

# The registers and their documents are those of the judge.
sub compare_documents {
	my %found;
	for my $file (glob "$dir/ledger/register-*.csv") {
		$found{"$_->{seller} $_->{number}"} = $_ for table(substr $file, 1 + length $dir);
	}
	same('documents', scalar keys %found, @docs + @kept);
	for my $doc (@docs, @kept) {
		my $name = "$doc->{seller} $doc->{number}";
		my $row = $found{$name} or fault("$name is missing"), next;
		$doc->{due} = day_of($row->{due});
		same("$name kind", $row->{kind}, $doc->{kind});
		same("$name buyer", $row->{buyer}, $doc->{buyer});
		same("$name date", $row->{date}, date($doc->{date}));
		same("$name $_", $row->{$_}, cents($doc->{$_})) for qw(net vat total);
		same("$name credits", $row->{credits}, $doc->{of} ? $doc->{of}{number} : '');
		same("$name period", $row->{period}, $doc->{month});
		same("$name payable", $row->{payable}, cents($doc->{payable})) if $doc->{kept};
		compare_lines($name, $doc) unless $doc->{compared}++;
	}
}

sub compare_lines {
	my ($name, $doc) = @_;
	my @rows = table("invoices/$doc->{seller}/$doc->{number}.csv");
	same("$name lines", scalar @rows, scalar @{ $doc->{lines} });
	my @lines = @{ $doc->{lines} };
	# A service kept is on no delivery note.
	@lines = map { +{ %$_, note => '', note_line => $_->{at} // 0, producer => '' } } @lines if $doc->{kept};
	for my $row (@rows) {
		my $line = shift @lines or last;
		my $found = join ' ', map { $row->{$_} } qw(note note_line net vat_category vat_rate to producer);
		my $right = join ' ', $line->{note}, $line->{note_line} || '', cents($line->{net}), $line->{category},
			text($line->{rate}, 4), $line->{to}, $line->{producer};
		same("$name line $row->{line}", $found, $right);
	}
}

sub compare_statement {
	my $month = $_[0];
	my (%found, %right);
	for my $row (table("statements/$month.csv")) {
		my $part = $row->{kind} ne "correction" ? $row->{kind} : $row->{part} || "sale";
		$found{"$row->{producer} $part"} += taken($row->{amount});
		$found{"$row->{producer} net"} += taken($row->{amount});
	}
	for my $producer (keys %{ $saved{$month} }) {
		$right{"$producer $_"} = $saved{$month}{$producer}{$_} for keys %{ $saved{$month}{$producer} };
	}
	for my $key (sort keys %{ { %found, %right } }) {
		same("statement $month $key", cents($found{$key} // 0), cents($right{$key} // 0));
	}
}

sub compare_balances {
	my %left = map { $_->{number} => $_->{left} } @advances;
	my @rows = run('advance');
	same("advance $_->{advance}", cents(taken($_->{balance})), cents($left{ $_->{advance} } // 'none')) for @rows;
	same('advances', scalar @rows, scalar @advances);
	@rows = run('fund');
	same('fund', @rows ? cents(taken($rows[-1]{balance})) : 0, cents(sum(map { $_->{amount} } @fund)));
}

# Where 100 € of the documents of a statement go; they add up, in cents and in parts.
sub compare_value {
	my ($month, @new) = @_;
	return unless @new;
	my @files = map { "$dir/invoices/$_->{seller}/$_->{number}.csv" } @new;
	open my $all, '>', "$dir/../lines.csv" or die;
	for my $file (@files) {
		open my $in, '<', $file or next;
		my $head = <$in>;
		print {$all} $head if $file eq $files[0];
		print {$all} <$in>;
	}
	close $all;
	my $text = `pial-report value --format=csv -C $dir $dir/../lines.csv 2>$dir/../said`;
	my ($head, @rows) = map { [fields($_)] } split /\n/, $text;
	return unless $head;
	my %found = map { $_->[0] => $_ } @rows;
	my @lines = map { @{ $_->{lines} } } @new;
	my $right = value_by_month(\@new, @lines);
	for my $part (qw(producers partners service fund transport vat total)) {
		same("value $month $part", $found{$part} ? cents(taken($found{$part}[1])) : 0, cents($right->{$part}));
	}
	my $parts = sum(map { taken($_->[2]) } grep { $_->[0] ne 'total' && $_->[0] ne 'shortfall' } @rows);
	same("value $month, parts of 100 €", $parts, $right->{total} > 0 ? 10000 : 0);
}

# Sharing sums each fee over the lines of one month, by the lines' own.
sub value_by_month {
	my ($new, @lines) = @_;
	my %sum;
	my %month = map { $_->{month} => 1 } @lines;
	for my $month (keys %month) {
		my $value = judge_value(0, grep { $_->{month} eq $month } @lines);
		$sum{$_} += $value->{$_} for keys %$value;
	}
	$sum{vat} = sum(map { ($_->{kind} eq 'credit' ? -1 : 1) * $_->{vat} } @$new);
	$sum{total} += $sum{vat};
	return \%sum;
}

sub issue {
	my ($month, @words) = @_;
	return if $B{mode} eq 'direct';
	run('issue', "--period=$month", '--no-pdf', @words);
	judge_issue($month, $today, scalar @words);
	compare_documents();
}

# Credits of a few invoices at random: the whole, a line, a part of one, and parts until nothing is left.
sub credits {
	for my $doc (grep { $_->{kind} eq "invoice" && roll(9) == 0 } @docs) {
		my $how = roll(4);
		credit($doc, $how);
		next if $how != 3;
		credit($doc, 2) for 0 .. roll(3);
		credit($doc, 0);
	}
}

sub credit {
	my ($doc, $how) = @_;
	my @lines = @{ $doc->{lines} };
	my @live = grep { lives($lines[$_]) } 0 .. $#lines or return;
	my (@words, @parts);
	my $left = sub { $_[0]{quantity} - sum(map { $_->{took} } @{ $_[0]{credits} // [] }) };
	@live = (pick(@live)) if $how;
	for my $at (@live) {
		my $line = $lines[$at];
		my $part = $how < 2 ? $left->($line) : 1 + roll(max(1, $left->($line) - 1));
		next if $part <= 0 || ($how && $line->{net} == 0) || ($how && value_of($part, $line->{price}) == 0);
		push @words, 1 + $at . ($how < 2 ? '' : '=' . text($part, 3));
		push @parts, [$line, $part, 1 + $at];
	}
	@words = ('all') if $how == 0 && @words == @live;
	return unless @words && (@words == @live);
	$today += roll(2);
	run('credit', $doc->{number}, @words, '--seller', $doc->{seller}, '--no-pdf', '--again');
	judge_credit($doc, $today, @parts);
	compare_documents();
}

# What waited is agreed, or some of it.
sub agree {
	my ($sides, $month) = @_;
	$_->{status} ne "agreed" && month_of($_->{day}) le $month && !roll($sides) and $_->{status} = 'agreed' for @{ $B{deliveries} };
	put_deliveries();
}

# The fund lends. What a kitchen pays ahead is a prepayment invoice with cases of its own
# (tests/cmd/pial-invoice/advance-kitchen); this judge does not know them.
sub advance {
	my $month = $_[0];
	my %advance = (producer => pick(grep { $_ ne 'P-z' } @{ $B{producers} }), date => date($today),
		left => 1 + roll(pick(30000, 300000)));
	my @words;
	$advance{number} = sprintf 'AV-2025-%04d', 1 + @advances;
	if (roll(2)) {
		$advance{monthly} = 1 + roll(50000);
		push @words, '--monthly=' . cents($advance{monthly});
	} elsif (roll(2)) {
		$advance{repay} = 10000 * (1 + roll(99));
		push @words, '--repay=' . text($advance{repay}, 4) . '%';
	}
	if (roll(3) == 0) {
		$advance{first} = month_of(day_of("$month-01") + 40);
		push @words, "--first=$advance{first}";
	}
	$advance{granted} = $advance{left};
	run('advance', $advance{producer}, cents($advance{left}), @words);
	push @advances, \%advance;
	push @fund, { kind => 'advance', amount => -$advance{left} };
}

sub settle {
	my $month = $_[0];
	run('statement', "--period=$month", '--save', '--no-pdf');
	my @new = grep { !$_->{stated} && $_->{month} le $month } @docs;
	judge_settle($month);
	compare_documents();
	compare_statement($month);
	compare_balances();
	compare_value($month, @new);
}

# Payments of a few documents and statements, whole or in part.
sub pay {
	for my $doc (grep { roll(3) == 0 } @docs) {
		my $left = open_of($doc);
		next if $left <= 0;
		my $amount = roll(2) ? $left : 1 + roll($left);
		run('paid', $doc->{number}, cents($amount), '--seller', $doc->{seller}, '--reference', 'R' . @payments);
		push @payments, { doc => $doc, amount => $amount, date => $today };
	}
	for my $month (keys %saved) {
		for my $producer (sort keys %{ $saved{$month} }) {
			my $left = $saved{$month}{$producer}{net} - paid_of("$month $producer");
			next if $left <= 0 || roll(3);
			my $amount = roll(2) ? $left : 1 + roll($left);
			run('paid', $producer, cents($amount), "--period=$month", '--reference', 'R' . @payments);
			push @payments, { statement => "$month $producer", producer => $producer, amount => $amount, date => $today };
		}
	}
}

sub play {
	my ($seed, $months) = @_;
	seed($seed);
	make_book($seed);
	my @months = map { sprintf '2025-%02d', $_ } 1 .. $months;
	deliver($_) for @months;
	put_deliveries();
	put('weeks/2024-W50/orders.csv', 'week,day,kitchen,product,quantity');
	for my $month (@months) {
		$today = max($today // 0, last_day($month)) - roll(2) * 0;
		advance($month) for 0 .. roll(3);
		issue($month);
		credits();
		agree(3, $month);
		issue($month, "--supplement") if roll(2);
		$today += roll(4);
		settle($month);
		pay();
		credits() if roll(2);
		issue($month, "--supplement") if roll(3) == 0;
		compare_accounts() if $B{mode} ne 'direct';
	}
	# All that still waits is agreed, and a last month settles what came late.
	my $end = sprintf "2025-%02d", $months + 1;
	agree(1, $end);
	$today = max($today, last_day($end));
	issue($end, "--supplement");
	settle($end);
	pay();
	if ($B{mode} eq 'direct') {
		compare_refused();
	} else {
		compare_end();
		compare_journal(compare_accounts());
	}
	compare_unpaid();
	compare_transfers($_) for sort keys %saved;
}

# Every delivery is on one live line; what kitchens owe is shared without a cent left over.
sub compare_end {
	my %live;
	for my $doc (grep { $_->{kind} eq 'invoice' } @docs) {
		$live{"$_->{note} $_->{note_line}"}++ for grep { is_goods($_) && lives($_) } @{ $doc->{lines} };
	}
	for my $row (@{ $B{deliveries} }) {
		same("$row->{note} $row->{line} live lines", $live{"$row->{note} $row->{line}"} // 0, 1);
	}
	my ($owed, $shared) = (0, 0);
	$owed += ($_->{kind} eq 'credit' ? -1 : 1) * $_->{total} for @docs;
	$shared += ($_->{kind} eq 'credit' ? -1 : 1) * ($_->{seller} eq 'self' ? $_->{total} : 0) for @docs;
	fault('a document is on no statement') if grep { !$_->{stated} } @docs;
}

(my $seed, $dir, my $months) = @ARGV;
play($seed, $months // 3);
fault("a document has a line above what is left") if grep { $_->{kind} eq 'invoice' && grep { left_of($_) < 0 } @{ $_->{lines} } } @docs;
print "$faults faults\n" if $faults;
exit($faults ? 1 : 0);
