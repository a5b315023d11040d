# judge.pl: what the months of a random book must come to, by the definitions alone. Part of months.pl.
#
# Nothing here reads what the toolkit wrote. A document is a hash of its lines and sums; `stated` is
# the month of the statement that it is on.
use strict;
use warnings;
use integer;

our (%B, @docs, @kept, %saved, @fund, @advances, $today);

# Half away from zero; the divisor is above 0.
sub half {
	my ($n, $d) = @_;
	return $n < 0 ? -((2 * -$n + $d) / (2 * $d)) : (2 * $n + $d) / (2 * $d);
}

sub value_of { return half($_[0] * $_[1], 100000) }	# thousandths, ten-thousandths of a euro
sub share_of { return half($_[0] * $_[1], 1000000) }	# cents, millionths

sub sum { my $sum = 0; $sum += $_ for @_; return $sum }
sub min { return $_[0] < $_[1] ? $_[0] : $_[1] }
sub max { return $_[0] > $_[1] ? $_[0] : $_[1] }
sub month_of { return substr date($_[0]), 0, 7 }
sub distinct { my %seen; return scalar grep { !$seen{$_}++ } @_ }

# Largest remainders; of equals the first.
sub hamilton {
	my ($whole, @weight) = @_;
	return map { -$_ } hamilton(-$whole, @weight) if $whole < 0;
	my $sum = sum(@weight);
	return unless $sum;
	my @part = map { $whole * $_ / $sum } @weight;
	my @rest = map { $whole * $_ % $sum } @weight;
	my $left = $whole - sum(@part);
	for my $i (sort { $rest[$b] <=> $rest[$a] || $a <=> $b } 0 .. $#weight) {
		last unless $left-- > 0;
		$part[$i]++;
	}
	return @part;
}

sub is_partner { return $_[0] eq 'P-z' }
sub is_goods { return $_[0]{to} eq 'producer' }
sub in_dates {
	my ($fee, $day) = @_;
	return ($fee->{from} // '') le date($day) && date($day) le ($fee->{until} // '9');
}

# Grams of a line.
sub mass {
	my $line = $_[0];
	return $line->{quantity} if $line->{unit} eq 'kg';
	return $line->{product} ? half($line->{quantity} * ($line->{product}{mass} // 1000), 1000) : 0;
}

# What a fee comes to on lines, which are signed. A note counts once, unless it was charged before; so does
# each document, which a line names or will be on.
sub fee_due {
	my ($fee, $charged, @lines) = @_;
	@lines = grep { in_dates($fee, $_->{day}) } @lines;
	my @sales = grep { $_->{kind} ne 'credit' } @lines;
	return share_of(sum(map { $_->{net} } @lines), $fee->{rate}) if exists $fee->{rate};
	return value_of(sum(map { mass($_) } @lines), $fee->{per_kg}) if exists $fee->{per_kg};
	return distinct(grep { !$charged->{$_} } map { $_->{note} } @sales) * $fee->{per_delivery}
		if exists $fee->{per_delivery};
	return distinct(map { $_->{doc} // "$_->{seller} " . ($B{per} eq 'delivery' ? $_->{note} : '') } @sales) *
		$fee->{per_invoice};
}

sub beside { return $_[0]{paid_by} eq 'kitchen' && $_[0]{in_price} eq 'no' }

# What is taxed together: category and rate.
sub taxes {
	my %base;
	$base{"$_->{category} $_->{rate}"} += $_->{net} for @_;
	return \%base;
}

# Sums of an invoice, rounded once for each rate.
sub add_up {
	my $doc = $_[0];
	my $base = taxes(@{ $doc->{lines} });
	$doc->{net} = sum(values %$base);
	$doc->{tax} = { map { $_ => share_of($base->{$_}, (split / /)[1]) } keys %$base };
	$doc->{vat} = sum(values %{ $doc->{tax} });
	$doc->{total} = $doc->{net} + $doc->{vat};
}

# A line of goods of a delivery.
sub goods_line {
	my $row = $_[0];
	my $seller = $B{mode} eq 'resale' ? 'self' : $row->{producer};
	my $regime = $seller eq 'self' ? $B{group} : $B{regime}{$seller};
	my $price = $row->{price};
	$price = $row->{buy} if $B{shortfall} eq 'kitchen' && defined $row->{buy} && $row->{buy} > $price;
	return { seller => $seller, buyer => $row->{kitchen}, month => month_of($row->{day}),
		note => $row->{note}, note_line => $row->{line}, day => $row->{day},
		product => $row->{product}, producer => $row->{producer}, label => "Nom $row->{product}{id}",
		quantity => $row->{quantity}, unit => $row->{product}{by}, price => $price, buy => $row->{buy},
		net => value_of($row->{quantity}, $price), to => 'producer', kind => 'goods',
		category => $regime eq 'liable' ? 'S' : $regime eq 'outside' ? 'O' : 'E',
		rate => $regime eq 'liable' ? $row->{product}{vat} : 0, rank => 0 };
}

# Fees that kitchens pay beside the price, for the goods of one run of issue.
sub fee_lines {
	my ($charged, @lines) = @_;
	my (%group, %taken, @made);
	push @{ $group{"$_->{buyer} $_->{month}"} }, $_ for @lines;
	for my $key (sort keys %group) {
		my ($buyer, $month) = split / /, $key;
		my $rank = 0;
		for my $fee (@{ $B{fees} }) {
			$rank++;
			next unless beside($fee);
			my ($due, $quantity, $price) = charge($fee, $charged, \%taken, @{ $group{$key} });
			push @made, { seller => 'self', buyer => $buyer, month => $month, note => '', note_line => 0,
				day => 0, label => $fee->{name}, net => $due, quantity => $quantity, price => $price,
				to => $fee->{to}, producer => '',
				kind => $fee->{to} eq 'transport' ? 'transport' : 'service',
				category => $fee->{vat} ? 'S' : 'O', rate => $fee->{vat} // 0, rank => $rank, unit => '' } if $due;
		}
	}
	return @made;
}

sub left_of { return $_[0]{net} - sum(map { $_->{net} } @{ $_[0]{credits} // [] }) }

# Something of a line still counts: its amount, or of what never had one its quantity.
sub lives {
	my $line = $_[0];
	return left_of($line) > 0 if $line->{net};
	return $line->{quantity} > sum(map { $_->{took} } @{ $line->{credits} // [] });
}

# Issues a month: deliveries agreed by its last day that no live line carries.
sub judge_issue {
	my ($month, $today, $supplement) = @_;
	my (%live, %held, %charged, @goods);
	for my $doc (grep { $_->{kind} eq 'invoice' } @docs) {
		for my $line (grep { is_goods($_) && lives($_) } @{ $doc->{lines} }) {
			$live{"$line->{note} $line->{note_line}"} = 1;
			$charged{ $line->{note} } = 1;
			$held{$line->{note}} = 1 if $B{per} eq 'delivery';
			$held{"$doc->{seller} $doc->{buyer}"} = 1 if $B{per} eq 'month' && $doc->{month} eq $month;
		}
	}
	for my $row (@{ $B{deliveries} }) {
		next if $row->{status} ne 'agreed' || $row->{day} > last_day($month) || $row->{day} > $today;
		my $line = goods_line($row);
		next if $live{"$row->{note} $row->{line}"};
		next if !$supplement && ($held{$row->{note}} || $held{"$line->{seller} $line->{buyer}"});
		push @goods, $line;
	}
	my %doc;
	for my $line (@goods, fee_lines(\%charged, @goods)) {
		my $note = $B{per} eq 'delivery' ? $line->{note} : '';
		# What is outside VAT stands beside nothing that is inside.
		push @{ $doc{ join ',', $line->{seller}, $line->{buyer}, $note, $line->{category} eq 'O' ? 1 : 0 } }, $line;
	}
	my @made;
	for my $key (sort { my @a = split /,/, $a, -1; my @b = split /,/, $b, -1;
			$a[0] cmp $b[0] || $a[1] cmp $b[1] || $a[3] <=> $b[3] || $a[2] cmp $b[2] } keys %doc) {
		my ($seller, $buyer) = split /,/, $key;
		my $doc = { seller => $seller, buyer => $buyer, kind => 'invoice', month => $month, date => $today,
			lines => [sort { $a->{rank} && $b->{rank} ? $a->{month} cmp $b->{month} || $a->{rank} <=> $b->{rank} :
				!!$a->{rank} <=> !!$b->{rank} || $a->{day} <=> $b->{day} || $a->{note} cmp $b->{note} ||
				$a->{note_line} <=> $b->{note_line} } @{ $doc{$key} }] };
		# What comes late is of the month of its invoice.
		@$_{qw(doc month)} = ($doc, $month) for @{ $doc->{lines} };
		add_up($doc);
		number_it($doc);
		push @made, $doc;
	}
	return @made;
}

sub number_it {
	my $doc = $_[0];
	my $rank = 1 + grep { $_->{seller} eq $doc->{seller} } @docs, @kept;
	$doc->{number} = sprintf 'LU-2025-%04d', $rank;
	push @{ $doc->{kept} ? \@kept : \@docs }, $doc;
}

# The last part of a line, as [quantity, net]: not each amount has a price of four decimals for more than a
# hundred units, so those above are apart, at the price of the line. The smaller one stands first.
sub rest_of {
	my ($line, $quantity, $left) = @_;
	my $more = value_of($quantity - 100000, $line->{price});
	return [$quantity, $left] if $quantity <= 100000 || $more >= $left;
	return sort { $a->[0] <=> $b->[0] } [100000, $left - $more], [$quantity - 100000, $more];
}

# Credits parts of an invoice: [line, quantity]. What a part of a line cannot be to the cent is the
# last part's, which is of all that is left. VAT of the part that ends a rate is what the invoice has left of it.
sub judge_credit {
	my ($doc, $today, @parts) = @_;
	my $credit = { seller => $doc->{seller}, buyer => $doc->{buyer}, kind => 'credit', of => $doc,
		month => $doc->{month}, date => $today, lines => [], tax => {} };
	for my $part (@parts) {
		my ($line, $quantity, $at) = @$part;
		my $left = left_of($line);
		my $rest = $line->{quantity} - sum(map { $_->{took} } @{ $line->{credits} // [] }) - $quantity;
		my $net = value_of($quantity, $line->{price});
		my @some = ([$quantity, $net]);
		@some = rest_of($line, $quantity + $rest, $left) if $net > $left || (!$rest && $net != $left);
		for my $some (@some) {
			my %copy = (%$line, credits => undef, kind => 'credit', doc => $credit);
			@copy{qw(quantity took net)} = (@$some[0, 0, 1]);
			# What is on no delivery note is told by its line on the invoice.
			$copy{note_line} = $at if $line->{note} eq '';
			push @{ $line->{credits} }, \%copy;
			push @{ $credit->{lines} }, \%copy;
		}
	}
	credit_taxes($credit);
	number_it($credit);
	return $credit;
}

# VAT of a credit note, whose lines are taken off those of its invoice already.
sub credit_taxes {
	my $credit = $_[0];
	my $doc = $credit->{of};
	my $base = taxes(@{ $credit->{lines} });
	my $before = taxes(map { +{ %$_, net => left_of($_) } } @{ $doc->{lines} });
	for my $key (keys %$base) {
		my $rate = (split / /, $key)[1];
		my $had = $doc->{tax}{$key} - sum(map { $_->{tax}{$key} // 0 } grep { ($_->{of} // '') eq $doc } @docs, @kept);
		my $stays = $had - share_of($base->{$key}, $rate);
		my $right = share_of($before->{$key}, $rate);
		# Never more than a cent from what is right for the rest, and nothing of nothing.
		my $most = $before->{$key} ? $right + 1 : 0;
		my $least = $before->{$key} ? max(0, $right - 1) : 0;
		$credit->{tax}{$key} = $had - max($least, min($most, $stays));
	}
	$credit->{net} = sum(values %$base);
	$credit->{vat} = sum(values %{ $credit->{tax} });
	$credit->{total} = $credit->{net} + $credit->{vat};
}

# Lines as they count, a credit below 0; partners have what they were paid.
sub counted {
	return map {
		my $sign = $_->{kind} eq 'credit' ? -1 : 1;
		my $bought = is_goods($_) && is_partner($_->{producer}) && defined $_->{buy};
		+{ %$_, net => $sign * $_->{net}, quantity => $sign * ($_->{quantity} // 0), bought => $bought,
			paid => $bought ? $sign * value_of($_->{quantity}, $_->{buy}) : undef, sign => $sign }
	} @_;
}

# What partners cost above what kitchens pay; a credit gives it back.
sub dearer_of {
	my $line = $_[0];
	return 0 unless $line->{bought};
	my $more = $line->{sign} * ($line->{paid} - $line->{net});
	return $more > 0 ? $line->{sign} * $more : 0;
}

# Of what kitchens pay for lines of one month, so much to each; VAT is that of the documents.
sub judge_value {
	my ($vat, @lines) = @_;
	my %value = map { $_ => 0 } qw(producers partners service fund transport);
	my %run;
	$value{vat} = $vat;
	for my $line (counted(@lines)) {
		if (!is_goods($line)) {
			$value{ $line->{to} } += $line->{net};
			next;
		}
		push @{ $run{ join ' ', $line->{producer}, $line->{bought} ? 1 : 0 } }, $line;
		if (!$line->{bought}) {
			$value{ is_partner($line->{producer}) ? 'partners' : 'producers' } += $line->{net};
			next;
		}
		$value{partners} += $line->{paid};
		$value{fund} += $line->{net} - $line->{paid};
	}
	for my $key (keys %run) {
		my ($producer, $bought) = split / /, $key;
		my $payer = $bought ? 'fund' : is_partner($producer) ? 'partners' : 'producers';
		for my $fee (grep { !beside($_) } @{ $B{fees} }) {
			my $due = fee_due($fee, {}, @{ $run{$key} });
			$value{$payer} -= $due;
			$value{ $fee->{to} } += $due;
		}
	}
	my $dearer = $B{shortfall} eq 'producers' && grep({ $_ > 0 } values %{ sold_by(@lines) }) ?
		sum(map { dearer_of($_) } counted(@lines)) : 0;
	$value{producers} -= $dearer;
	$value{fund} += $dearer;
	$value{total} = sum(values %value);
	return \%value;
}

# Sales by producer that is no partner.
sub sold_by {
	my %sold;
	for my $line (counted(grep { is_goods($_) && !is_partner($_->{producer}) } @_)) {
		$sold{ $line->{producer} } += $line->{net};
	}
	return \%sold;
}

# VAT of what the group buys of a producer in a month, when it resells.
sub bought_vat {
	my ($producer, @lines) = @_;
	return 0 if $B{regime}{$producer} ne 'liable';
	my (%base, %kept);
	$base{ $_->{product}{vat} } += $_->{bought} ? $_->{paid} : $_->{net} for @lines;
	my @rates = sort { $a <=> $b } keys %base;
	# What goes to the fund is a settlement and lowers no price.
	for my $fee (grep { $_->{in_price} eq 'yes' && $_->{to} ne 'fund' } @{ $B{fees} }) {
		my $due = fee_due($fee, {}, grep { !$_->{bought} } @lines);
		my @part = hamilton($due, map { max(0, $base{$_}) } @rates);
		$kept{ $rates[$_] } += $part[$_] // 0 for 0 .. $#rates;
	}
	return sum(map { share_of($base{$_} - ($kept{$_} // 0), $_) } @rates);
}

# A confirmed hazard touches a week with a day in the month.
sub is_paused {
	my ($producer, $month) = @_;
	return grep { $_->{producer} eq $producer && $_->{first} <= last_day($month) && $_->{last} >= day_of("$month-01") }
		@{ $B{hazards} // [] };
}

# What the lines of one month of delivery come to by producer and part, VAT of a mandate's documents apart.
sub month_sums {
	my @all = @_;
	my @goods = counted(grep { is_goods($_) } @all);
	my (%row, %run);
	push @{ $run{ $_->{producer} } }, $_ for @goods;
	for my $producer (keys %run) {
		my @lines = @{ $run{$producer} };
		$row{$producer}{sale} = sum(map { $_->{bought} ? $_->{paid} : $_->{net} } @lines);
		for my $fee (grep { !beside($_) } @{ $B{fees} }) {
			my $kind = { fund => 'levy', transport => 'transport', service => 'service' }->{ $fee->{to} };
			my $due = fee_due($fee, {}, grep { !$_->{bought} } @lines);
			$row{$producer}{$kind} -= $due;
			$row{$producer}{fee}{$fee} = { fee => $fee, amount => $due };
		}
		$row{$producer}{vat} = $B{mode} eq 'resale' ? bought_vat($producer, @lines) : $B{mode} eq 'direct' ? direct_vat(@lines) : 0;
	}
	if ($B{shortfall} eq 'producers') {
		my $sold = sold_by(@all);
		my @who = sort keys %$sold;
		my @part = hamilton(sum(map { dearer_of($_) } @goods), map { max(0, $sold->{$_}) } @who);
		$row{ $who[$_] }{shortfall} -= $part[$_] for grep { @part } 0 .. $#who;
	}
	return \%row;
}

# What the statements of a month keep for service and transport, invoiced by the group under a mandate: of
# each month of sales what is kept more on an invoice, and what is given back as credit notes of the invoices
# for that month, the last one first.
my %keeping;
sub keep_fees {
	my ($of, $now, $before) = @_;
	for my $producer (keys %$now) {
		for my $row (values %{ $now->{$producer}{fee} }) {
			my $fee = $row->{fee};
			my $cents = $row->{amount} - ($before->{$producer}{fee}{$fee}{amount} // 0);
			push @{ $keeping{$producer}{$of} }, { fee => $fee, amount => $cents, place => $B{place}{$fee} }
				if $fee->{to} ne "fund" && $cents;
		}
	}
}

# A fee that changes has one name: what corrects a month is told by name and rate alone.
sub kept_rows {
	my ($month, $of, @rows) = @_;
	my $order = sub { ($_[0]{fee}{to} cmp $_[1]{fee}{to}) };
	return sort { $order->($a, $b) || $a->{place} <=> $b->{place} } @rows if $of eq $month;
	my %group;
	for my $row (@rows) {
		my $key = join ' ', $row->{fee}{name}, $row->{fee}{rate} // '', $row->{fee}{to};
		$group{$key} //= { %$row, amount => 0 };
		$group{$key}{amount} += $row->{amount};
	}
	return sort { $order->($a, $b) || $a->{fee}{name} cmp $b->{fee}{name} ||
		($a->{fee}{rate} // -1) <=> ($b->{fee}{rate} // -1) } grep { $_->{amount} } values %group;
}

sub kept_line {
	my ($row, $amount, %more) = @_;
	my $fee = $row->{fee};
	my $liable = $B{group} eq "liable";
	return { name => $fee->{name}, share => $fee->{rate} // '', to => $fee->{to}, amount => $amount,
		category => $liable ? 'S' : 'E', rate => $liable ? $fee->{vat} : 0, %more };
}

sub kept_invoice {
	my ($month, $of, $producer, @rows) = @_;
	my $doc = { kept => 1, seller => 'self', buyer => $producer, kind => 'invoice', month => $of, settled => $month,
		date => $today, lines => [map { kept_line($_, $_->{amount}) } @rows] };
	my %at;
	push @{ $at{ $_->{rate} } }, $_ for @{ $doc->{lines} };
	# Without the VAT of its rate, rounded once, shared between the lines.
	for my $rate (keys %at) {
		my @amount = map { $_->{amount} } @{ $at{$rate} };
		my @part = hamilton(half(sum(@amount) * 1000000, 1000000 + $rate), @amount);
		$at{$rate}[$_]{net} = $part[$_] for 0 .. $#amount;
	}
	add_up($doc);
	$doc->{payable} = sum(map { $_->{amount} } @{ $doc->{lines} });
	number_it($doc);
}

sub amount_left { return $_[0]{amount} - sum(map { $_->{amount} } @{ $_[0]{credits} // [] }) }

# So many cents of one row given back, from the lines of the same fee.
sub kept_credit {
	my ($month, $of, $producer, $row, $made) = @_;
	my $left = -$row->{amount};
	for my $doc (reverse grep { $_->{buyer} eq $producer && $_->{month} eq $of && $_->{kind} eq 'invoice' &&
			$_->{settled} ne $month } @kept) {
		my $at = 0;
		for my $line (@{ $doc->{lines} }) {
			$at++;
			next if $line->{name} ne $row->{fee}{name} || $line->{share} ne ($row->{fee}{rate} // '') ||
				$line->{to} ne $row->{fee}{to};
			my $part = min($left, amount_left($line)) or next;
			$left -= $part;
			my $credit = $made->{$doc} //= do {
				my $new = { kept => 1, seller => 'self', buyer => $producer, kind => 'credit', of => $doc,
					month => $of, settled => $month, date => $today, lines => [], tax => {} };
				push @{ $made->{list} }, $new;
				$new;
			};
			my $stays = half($line->{net} * (amount_left($line) - $part), $line->{amount});
			my %copy = (%$line, credits => undef, amount => $part, net => left_of($line) - $stays, at => $at);
			push @{ $line->{credits} }, \%copy;
			push @{ $credit->{lines} }, \%copy;
		}
	}
	fault("nothing to give back to $producer of $of in $month") if $left;
}

sub judge_keep {
	my $month = $_[0];
	for my $producer (sort keys %keeping) {
		for my $of (sort keys %{ $keeping{$producer} }) {
			my @rows = kept_rows($month, $of, @{ $keeping{$producer}{$of} });
			my @more = grep { $_->{amount} > 0 } @rows;
			kept_invoice($month, $of, $producer, @more) if @more;
			my %made = (list => []);
			kept_credit($month, $of, $producer, $_, \%made) for grep { $_->{amount} < 0 } @rows;
			for my $credit (@{ $made{list} }) {
				credit_taxes($credit);
				$credit->{payable} = sum(map { $_->{amount} } @{ $credit->{lines} });
				number_it($credit);
			}
		}
	}
	%keeping = ();
}

# Settles a month: what is invoiced of it, and of each month before what differs from what was settled of
# it; what was carried over, what is kept of advances, what the fund gets.
our (%settled, %fund_settled);
sub judge_settle {
	my $month = $_[0];
	my @new = grep { !$_->{stated} && $_->{month} le $month } @docs;
	my (%lines, %row);
	push @{ $lines{ $_->{month} } }, $_ for map { @{ $_->{lines} } } grep { $_->{month} le $month } @docs;
	%lines = %{ direct_lines($month) } if $B{mode} eq 'direct';
	for my $of (keys %lines) {
		my $now = month_sums(@{ $lines{$of} });
		for my $producer (keys %$now) {
			for my $part (keys %{ $now->{$producer} }) {
				next if $part eq "fee";
				$row{$producer}{$part} += $now->{$producer}{$part} - ($settled{$of}{$producer}{$part} // 0);
			}
		}
		book_fees($now, $settled{$of});
		keep_fees($of, $now, $settled{$of}) if $B{mode} eq "mandate";
		$settled{$of} = $now;
		my $fund = judge_value(0, @{ $lines{$of} })->{fund};
		push @fund, { kind => "of $of", amount => $fund - ($fund_settled{$of} // 0) };
		$fund_settled{$of} = $fund;
	}
	$row{ $_->{seller} }{vat} += signed($_, $_->{vat}) for grep { $_->{seller} ne 'self' } @new;
	my ($last) = reverse sort keys %saved;
	for my $producer (keys %{ $saved{ $last // '' } // {} }) {
		my $net = $saved{$last}{$producer}{net};
		$row{$producer}{carried} = $net if $net < 0;
	}
	judge_keep($month);
	book_month($month, \%row, @new);
	judge_paybacks($month, \%row);
	$_->{stated} = $month for @new;
	for my $producer (keys %row) {
		$row{$producer}{net} = sum(map { $row{$producer}{$_} } grep { $_ ne 'net' } keys %{ $row{$producer} });
	}
	return $saved{$month} = \%row;
}

# Advances in the order of their grant: rate or sum, balance, floor, hazard.
sub judge_paybacks {
	my ($month, $row) = @_;
	for my $producer (sort keys %$row) {
		my $r = $row->{$producer};
		my $sold = $r->{sale} // 0;
		my $room = sum(map { $r->{$_} } grep { $_ ne 'vat' } keys %$r) - $B{floor};
		for my $advance (grep { $_->{producer} eq $producer } @advances) {
			next if $advance->{date} gt date(last_day($month)) || ($advance->{first} // '') gt $month;
			next if is_paused($producer, $month) || $advance->{left} <= 0;
			my $due = $advance->{monthly} // ($sold > 0 ? share_of($sold, $advance->{repay} // $B{repay}) : 0);
			$due = max(0, min(min($due, $advance->{left}), $room));
			$room -= $due;
			$advance->{left} -= $due;
			$r->{advance} -= $due;
			push @{ $advance->{kept} }, { month => $month, amount => $due } if $due;
			push @fund, { month => $month, kind => 'repaid', amount => $due } if $due;
		}
	}
}

1;
