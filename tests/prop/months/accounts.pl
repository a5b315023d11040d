# accounts.pl: what is owed and booked, by the definitions alone, and the exports against it. Part of months.pl.
use strict;
use warnings;
use integer;

our (%B, $dir, @docs, @kept, %saved, @fund, @advances, $today, @payments);

sub signed { return ($_[0]{kind} eq 'credit' ? -1 : 1) * $_[1] }
sub paid_of { my $what = $_[0]; return sum(map { $_->{amount} } grep { ($_->{statement} // '') eq $what } @payments) }
sub paid_doc { my $doc = $_[0]; return sum(map { $_->{amount} } grep { ($_->{doc} // '') eq $doc } @payments) }
sub credits_of { my $doc = $_[0]; return grep { ($_->{of} // '') eq $doc } @docs }

# What is left of a document, to be received or given back. A credit note is given back only once its
# invoice was paid above what stays of it.
sub open_of {
	my $doc = $_[0];
	if ($doc->{kind} eq 'credit') {
		return max(0, min($doc->{total} - paid_doc($doc), -balance_of($doc->{of})));
	}
	return balance_of($doc);
}

sub balance_of {
	my $doc = $_[0];
	return $doc->{total} - sum(map { $_->{total} - paid_doc($_) } credits_of($doc)) - paid_doc($doc);
}

# A row of the FEC by name of column.
sub fec {
	my ($head, @rows) = map { [split /\t/, $_, -1] } split /\n/, run_text('export', 'fec', '--year=2025');
	same('FEC columns', scalar @$head, 18);
	return map { my %row; @row{@$head} = @$_; \%row } @rows;
}

sub fec_cents { return number($_[0] =~ tr/,/./r, 2) }

# The rules of the file (LPF, art. A47 A-1), and each entry balanced.
sub check_fec {
	my (%entry, $last);
	for my $row (@_) {
		my ($debit, $credit) = map { fec_cents($row->{$_}) } qw(Debit Credit);
		fault("FEC: debit and credit in one row") if $debit && $credit;
		fault("FEC: $row->{$_} in $_") for grep { $row->{$_} !~ /^\d{8}$/ } qw(EcritureDate PieceDate ValidDate);
		fault("FEC: no $_") for grep { $row->{$_} eq '' } qw(JournalCode JournalLib EcritureNum CompteNum
			CompteLib PieceRef EcritureLib);
		fault("FEC: account $row->{CompteNum}") if $row->{CompteNum} !~ /^\d{6}$/;
		fault("FEC: entry $row->{EcritureNum} after $last") if defined $last && $row->{EcritureNum} != $last &&
			$row->{EcritureNum} != $last + 1;
		$last = $row->{EcritureNum};
		$entry{$last} += $debit - $credit;
	}
	same("FEC: entry $_", cents($entry{$_}), 0) for grep { $entry{$_} } keys %entry;
}

our %booked;
# VAT of a fee that is inside an amount kept, when the group charges VAT.
sub income {
	my ($account, $cents, $fee) = @_;
	my $vat = $fee && $B{group} eq "liable" && $fee->{vat} ? $cents - half($cents * 1000000, 1000000 + $fee->{vat}) : 0;
	$booked{$account} -= $cents - $vat;
	$booked{445710} -= $vat;
}

# What a month settles of fees: income of the group, or less to pay for what it buys.
sub book_fees {
	my ($now, $before) = @_;
	for my $producer (keys %$now) {
		for my $row (values %{ $now->{$producer}{fee} }) {
			my $fee = $row->{fee};
			my $cents = $row->{amount} - ($before->{$producer}{fee}{$fee}{amount} // 0);
			# Under a mandate it is booked with its invoice.
			next if $fee->{to} eq "fund" || $B{mode} eq "mandate";
			if ($B{mode} eq "resale" && $fee->{in_price} eq "yes") {
				$booked{607000} -= $cents;
			} else {
				income($fee->{to} eq "transport" ? 708500 : 706000, $cents, $fee);
			}
		}
	}
}

# Goods that the group buys, and the margin on partners that no other account takes.
sub book_month {
	my ($month, $row, @new) = @_;
	my $sum = sub { my $part = $_[0]; return sum(map { $_->{$part} // 0 } values %$row) };
	my $waiting = sum(map { my $doc = $_; map { signed($doc, $_->{net}) } grep { $_->{to} eq "fund" } @{ $doc->{lines} } } @new);
	my $fund = sum(map { $_->{amount} } grep { $_->{kind} =~ /^of/ && !$_->{margin}++ } @fund);
	my $margin = $waiting - $sum->("shortfall") - ($fund + $sum->("levy"));
	if ($B{mode} eq "resale") {
		$booked{607000} += $sum->("sale") + ($B{group} eq "liable" ? 0 : $sum->("vat"));
		$booked{445660} += $sum->("vat") if $B{group} eq "liable";
		$booked{ $margin < 0 ? 658000 : 758000 } -= $margin;
		return;
	}
	my $partner = $row->{"P-z"} // {};
	$margin += sum(map { signed($_, $_->{total}) } grep { $_->{seller} eq "P-z" } @new) -
		($partner->{sale} // 0) - ($partner->{vat} // 0);
	my ($service) = grep { $_->{in_price} eq "yes" && $_->{to} eq "service" && in_dates($_, last_day($month)) } @{ $B{fees} };
	income(706000, $margin, $service);
}

# Balances of the accounts, debit above 0, as they must be.
sub accounts {
	my %sum;
	my $producers = $B{mode} eq 'resale' ? '401000' : '467100';
	for my $doc (@docs) {
		$sum{"411000 $doc->{buyer}"} += signed($doc, $doc->{total});
		$sum{"467100 $doc->{seller}"} -= signed($doc, $doc->{total}) if $doc->{seller} ne 'self' && !$doc->{stated};
		$sum{445710} -= signed($doc, $doc->{vat}) if $doc->{seller} eq 'self';
		my %account = (service => 706000, transport => 708500, fund => 467810, producer => 707000);
		for my $line (grep { $doc->{seller} eq "self" } @{ $doc->{lines} }) {
			next if $line->{to} eq "fund" && $doc->{stated};
			$sum{ $account{ $line->{to} } } -= signed($doc, $line->{net});
		}
	}
	# What is kept: set off to the cent; what it was rounded by is a charge or an income.
	for my $doc (@kept) {
		my $rounding = signed($doc, $doc->{payable} - $doc->{total});
		$sum{ $_->{to} eq 'transport' ? 708500 : 706000 } -= signed($doc, $_->{net}) for @{ $doc->{lines} };
		$sum{445710} -= signed($doc, $doc->{vat});
		$sum{ $rounding < 0 ? 658000 : 758000 } -= $rounding;
	}
	for my $month (keys %saved) {
		for my $producer (keys %{ $saved{$month} }) {
			my $row = $saved{$month}{$producer};
			$sum{"$producers $producer"} -= $row->{net} - ($row->{carried} // 0);
		}
	}
	for my $payment (@payments) {
		my ($doc, $amount) = @$payment{qw(doc amount)};
		my $in = $doc ? signed($doc, $amount) : -$amount;
		$sum{512000} += $in;
		$sum{ $doc ? "411000 $doc->{buyer}" : "$producers $payment->{producer}" } -= $in;
	}
	for my $advance (@advances) {
		$sum{"467300 $advance->{producer}"} += $advance->{left};
		$sum{512000} -= $advance->{granted};
	}
	$sum{$_} += $booked{$_} for keys %booked;
	$sum{467800} = -sum(map { $_->{amount} } @fund);
	return \%sum;
}

sub compare_accounts {
	my @rows = fec();
	check_fec(@rows);
	my %found;
	for my $row (@rows) {
		my $account = $row->{CompteNum} . ($row->{CompAuxNum} eq '' ? '' : " $row->{CompAuxNum}");
		$found{$account} += fec_cents($row->{Debit}) - fec_cents($row->{Credit});
	}
	my $right = accounts();
	my @checked = grep { !/^467850/ } keys %found, keys %$right;
	my %seen;
	for my $account (sort grep { !$seen{$_}++ } @checked) {
		same("account $account", cents($found{$account} // 0), cents($right->{$account} // 0));
	}
	return @rows;
}

# ECB's rate of the half-year, and the points of a class of buyer, in millionths.
my @ecb = (['2025-01-01', 31500], ['2025-07-01', 21500]);

sub compare_unpaid {
	my %found;
	$today += roll(200);
	$found{"$_->{kind} $_->{seller} $_->{invoice} $_->{period} $_->{party}"} = $_ for run('unpaid');
	my $rows = 0;
	for my $doc (grep { open_of($_) } @docs) {
		next if $doc->{kind} eq 'credit';
		my $row = $found{"invoice $doc->{seller} $doc->{number} $doc->{month} $doc->{buyer}"};
		my $name = "unpaid $doc->{seller} $doc->{number}";
		my $left = open_of($doc);
		$rows++;
		$row or fault("$name is missing"), next;
		same("$name left", $row->{left}, cents($left));
		my $late = $today - $doc->{due};
		if ($late <= 0 || $left <= 0) {
			same("$name late", $row->{late}, "");
			next;
		}
		my ($rate) = map { $_->[1] } grep { $_->[0] le date($doc->{due} + 1) } reverse @ecb;
		$rate += $B{kind}{ $doc->{buyer} } =~ /school|nursing/ ? 80000 : 100000;
		same("$name late", "$row->{late} $row->{rate} $row->{interest} $row->{recovery}", join ' ', $late,
			text($rate, 4), cents(half($left * $rate * $late, 365 * 1000000)), 40);
	}
	for my $month (keys %saved) {
		for my $producer (keys %{ $saved{$month} }) {
			my $left = $saved{$month}{$producer}{net} - paid_of("$month $producer");
			next if $left <= 0;
			$rows++;
			my $row = $found{"statement   $month $producer"} or fault("unpaid statement $month $producer"), next;
			same("unpaid statement $month $producer", $row->{left}, cents($left));
		}
	}
	same('unpaid rows', scalar keys %found, $rows);
}

# The order to the bank: each transfer, how many, and their sum.
sub compare_transfers {
	my $month = $_[0];
	my %right;
	for my $producer (keys %{ $saved{$month} }) {
		my $left = $saved{$month}{$producer}{net} - paid_of("$month $producer");
		$right{$producer} = $left if $left > 0;
	}
	my $text = run_text('export', 'pain001', "--period=$month");
	return same('transfers', $text, '') unless %right;
	same('transfers, number', join(' ', $text =~ m{<NbOfTxs>(.*?)<}g), join ' ', (scalar keys %right) x 2);
	my $sum = sprintf '%d.%02d', sum(values %right) / 100, sum(values %right) % 100;
	same('transfers, sum', join(' ', $text =~ m{<CtrlSum>(.*?)<}g), "$sum $sum");
	my %found = $text =~ m{<EndToEndId>\Q$month\E-(.*?)<.*?Ccy="EUR">(.*?)<}gs;
	same("transfer $_", taken($found{$_} // '0'), $right{$_}) for keys %right;
}

# The journal is one that hledger takes, and its balances are those of the FEC.
sub compare_journal {
	my @rows = @_;
	return if system("command -v hledger >/dev/null 2>&1");
	open my $out, ">", "$dir/../journal" or die;
	print {$out} run_text("export", "hledger", "--year=2025");
	close $out;
	my $hledger = "LC_ALL=C.UTF-8 hledger -f $dir/../journal";
	my $said = `$hledger check --strict 2>&1`;
	fault("hledger: $said") if $?;
	my (%found, %right);
	for my $row (split /\n/, `$hledger balance --flat --no-total -O csv`) {
		my ($account, $amount) = fields($row);
		$found{substr $account, 0, 6} += fec_cents($1) if $amount =~ /^(-?[\d.]+) EUR/;
	}
	$right{ $_->{CompteNum} } += fec_cents($_->{Debit}) - fec_cents($_->{Credit}) for @rows;
	for my $account (sort keys %right) {
		same("hledger $account", cents($found{$account} // 0), cents($right{$account}));
	}
}

1;
