# book.pl: a random book of a few months, and what it holds. Part of months.pl, which see.
#
# Everything comes from one seed. Amounts are whole cents, prices ten-thousandths of a euro,
# quantities thousandths of the unit, rates millionths.
use strict;
use warnings;
use integer;

our (%B, $dir);
my $state;

sub seed { $state = ($_[0] * 7919 + 17) % 2147483647 || 1; roll(2) for 1 .. 5 }
sub roll { $state = $state * 16807 % 2147483647; return $state / 7 % $_[0] }
sub pick { return $_[roll(scalar @_)] }

# Days since 1970-03-01 is the only calendar there is here.
sub days {
	my ($y, $m, $d) = @_;
	$y-- if $m <= 2;
	my $shift = $m > 2 ? $m - 3 : $m + 9;
	return 365 * $y + $y / 4 - $y / 100 + $y / 400 + (153 * $shift + 2) / 5 + $d - 1 - 719468;
}

sub date {
	my $z = $_[0] + 719468;
	my $era = $z / 146097;
	my $doe = $z - $era * 146097;
	my $yoe = ($doe - $doe / 1460 + $doe / 36524 - $doe / 146096) / 365;
	my $doy = $doe - (365 * $yoe + $yoe / 4 - $yoe / 100);
	my $mp = (5 * $doy + 2) / 153;
	my $d = $doy - (153 * $mp + 2) / 5 + 1;
	my $m = $mp < 10 ? $mp + 3 : $mp - 9;
	return sprintf('%04d-%02d-%02d', $yoe + $era * 400 + ($m <= 2), $m, $d);
}

sub day_of { return days(split /-/, $_[0]) }

# ISO 8601: the week of a day is that of its Thursday.
sub week {
	my $thursday = $_[0] - ($_[0] + 3) % 7 + 3;
	my $year = substr date($thursday), 0, 4;
	return sprintf '%s-W%02d', $year, ($thursday - days($year, 1, 1)) / 7 + 1;
}

sub last_day {
	my ($y, $m) = split /-/, $_[0];
	return $m == 12 ? days($y + 1, 1, 1) - 1 : days($y, $m + 1, 1) - 1;
}

# A number with so many decimals, without trailing zeros.
sub text {
	my ($n, $decimals) = @_;
	my $sign = $n < 0 ? '-' : '';
	$n = abs $n;
	my $one = 1;
	$one *= 10 for 1 .. $decimals;
	my $fraction = sprintf "%0${decimals}d", $n % $one;
	$fraction =~ s/0+$//;
	return $sign . $n / $one . ($fraction eq '' ? '' : ".$fraction");
}

sub number {
	my ($text, $decimals) = @_;
	my ($sign, $whole, $fraction) = $text =~ /^(-?)(\d+)(?:\.(\d+))?$/ or die "no number: $text";
	$fraction = substr(($fraction // '') . '0' x $decimals, 0, $decimals);
	return ($sign ? -1 : 1) * "$whole$fraction";
}

sub luhn {
	my ($sum, $i) = (0, 0);
	for my $digit (reverse split //, $_[0]) {
		my $d = $i++ % 2 ? $digit : 2 * $digit;
		$sum += $d > 9 ? $d - 9 : $d;
	}
	return $_[0] . (10 - $sum % 10) % 10;
}

sub put {
	my ($name, @lines) = @_;
	my $folder = "$dir/$name";
	$folder =~ s{/[^/]*$}{};
	system('mkdir', '-p', $folder) == 0 or die;
	open my $out, '>', "$dir/$name" or die "$name: $!";
	print $out map { "$_\n" } @lines;
	close $out or die;
}

# An invented party: numbers with right keys.
sub party {
	my ($id, $n, $liable, @more) = @_;
	my $siren = luhn(sprintf '%08d', 20000000 + $n);
	my $account = sprintf '9999900031%011d', 31110000 + $n;
	my $rib = sprintf '%02d', 97 - (89 * 99999 + 15 * 31 + 3 * (31110000 + $n)) % 97;
	my $rest = 0;
	$rest = ($rest * 10 + $_) % 97 for split //, $account . $rib . '152700';
	my $iban = sprintf 'FR%02d%s%s', 98 - $rest, $account, $rib;
	my $vat = sprintf 'FR%02d%s', (12 + 3 * ($siren % 97)) % 97, $siren;
	return ("$id:", "  legal_name: Maison $n", '  siret: "' . luhn("${siren}0001") . '"',
		"  address: \"$n route du Banc, 31110 Moustajon\"", "  iban: $iban",
		$liable ? "  vat: $vat" : (), map { "  $_" } @more);
}

my @producers = qw(P-a P-b P-c P-d P-e P-z);
my @kitchens = qw(K-1 K-2 K-3 K-4);
my %kind = ('K-1' => 'school', 'K-2' => 'nursing-home', 'K-3' => 'restaurant', 'K-4' => 'grocery');

sub products {
	return (
		{ id => 'carotte', unit => 'kg', vat => 55000, by => 'kg' },
		{ id => 'cidre', unit => 'litre', vat => 200000, by => 'litre', mass => 1020 },
		{ id => 'laitue', unit => 'piece', vat => 55000, by => 'piece', mass => 350 },
		{ id => 'radis', unit => 'bunch', vat => 21000, by => 'bunch', mass => 303 },
		{ id => 'roti', unit => 'piece', vat => 100000, by => 'kg', mass => 1800 },
	);
}

# Fees of every form and payer; dates often begin or end inside a month.
sub fees {
	my @fee;
	my $day = sub { date(day_of('2025-01-01') + roll(110)) };
	my @form = (sub { (rate => 1000 * (1 + roll(150))) }, sub { (per_kg => 1 + roll(3000)) },
		sub { (per_delivery => 1 + roll(900)) }, sub { (per_invoice => 1 + roll(1500)) });
	for my $n (1 .. 2 + roll(5)) {
		my %fee = (name => "fee$n", pick(@form)->());
		my $who = roll(3);
		$fee{paid_by} = $who == 1 ? 'producer' : 'kitchen';
		$fee{in_price} = $who == 0 ? 'yes' : 'no';
		$fee{to} = $fee{paid_by} eq 'producer' && roll(2) ? 'fund' : pick('service', 'transport', 'fund');
		# Beside the price what is not for the fund is a service, which is taxed.
		# Under a mandate so is what producers' statements keep.
		$fee{vat} = ($fee{to} ne 'fund' && ($who == 2 || $B{mode} eq 'mandate' || roll(4))) || ($fee{to} eq 'fund' && $who == 2 && roll(2)) ?
			pick(200000, 200000, 100000) : undef;
		$fee{from} = $day->() unless roll(3) == 0;
		$fee{until} = date(day_of($fee{from} // '2025-01-01') + 5 + roll(70)) if roll(3) == 0;
		next if $who == 2 && $B{group} ne 'liable';
		push @fee, \%fee;
		# The same fee at another rate from the day after, so that a month has both.
		push @fee, { %fee, from => date(day_of($fee{until}) + 1), until => undef, pick(@form)->(), form2 => 1 }
			if $fee{until} && roll(2);
	}
	for my $fee (@fee) {
		next unless $fee->{form2};
		my @forms = grep { exists $fee->{$_} } qw(rate per_kg per_delivery per_invoice);
		delete $fee->{$_} for @forms[1 .. $#forms];
	}
	return @fee;
}

sub fee_text {
	my $fee = $_[0];
	my %decimals = (rate => 4, per_kg => 4, per_delivery => 2, per_invoice => 2);
	my @word = ("name: $fee->{name}");
	for my $form (qw(rate per_kg per_delivery per_invoice)) {
		next unless exists $fee->{$form};
		push @word, "$form: " . text($fee->{$form}, $decimals{$form}) . ($form eq 'rate' ? '%' : '');
	}
	push @word, "from: $fee->{from}" if $fee->{from};
	push @word, "until: $fee->{until}" if $fee->{until};
	push @word, "paid_by: $fee->{paid_by}", "to: $fee->{to}", "in_price: $fee->{in_price}";
	push @word, 'vat_rate: ' . text($fee->{vat}, 4) if defined $fee->{vat};
	return '  - {' . join(', ', @word) . '}';
}

# Deliveries of a month: several days, some of which share a week with the months beside.
sub deliver {
	my $month = $_[0];
	my @days = grep { ($_ + 3) % 7 == 0 || ($_ + 3) % 7 == 3 } day_of("$month-01") .. last_day($month);
	my @kept = ($days[0], $days[-1], grep { roll(4) == 0 } @days[1 .. $#days - 1]);
	for my $day (@kept) {
		for my $kitchen (@kitchens) {
			for my $producer (@producers) {
				next if roll(3);
				deliver_note($day, $kitchen, $producer);
			}
		}
	}
}

sub deliver_note {
	my ($day, $kitchen, $producer) = @_;
	my $note = 'BL-' . date($day) =~ s/-//gr . "-$kitchen-$producer";
	my %had;
	for my $line (1 .. 1 + roll(3)) {
		my $product = pick(@{ $B{products} });
		# What a partner is paid is known by note and product.
		next if $producer eq "P-z" && $had{ $product->{id} }++;
		my $count = $product->{unit} eq 'kg' || $product->{unit} eq 'litre' ?
			1 + roll(pick(999, 60000)) : 1000 * (1 + roll(40));
		my $priced = $product->{unit} eq $product->{by} ? $count : 1 + roll(30000);
		my $partner = $producer eq 'P-z';
		push @{ $B{deliveries} }, {
			note => $note, line => $line, day => $day, kitchen => $kitchen,
			product => $product, producer => $producer, received => $count,
			quantity => $priced, price => 1 + roll(pick(200, 90000)),
			buy => $partner ? 1 + roll(90000) : undef,
			status => roll(6) ? 'agreed' : pick('waiting', 'disputed'),
		};
	}
}

# Writes the deliveries as they stand.
sub put_deliveries {
	my %week;
	for my $row (@{ $B{deliveries} }) {
		my $agreed = $row->{status} eq 'agreed';
		push @{ $week{ week($row->{day}) } }, join ',', $row->{note}, $row->{line}, date($row->{day}),
			$row->{kitchen}, $row->{product}{id}, $row->{producer}, text($row->{received}, 3),
			$row->{product}{unit}, $agreed ? text($row->{quantity}, 3) : 0, $row->{product}{by},
			text($row->{price}, 4), defined $row->{buy} ? text($row->{buy}, 4) : '', 'no',
			$row->{status};
	}
	put("weeks/$_/deliveries.csv", 'note,line,day,kitchen,product,producer,received,unit,' .
		'invoiced,priced_unit,price,buy_price,organic,status', @{ $week{$_} }) for keys %week;
}

sub make_book {
	my $seed = $_[0];
	my $mode = pick('mandate', 'mandate', 'resale');
	%B = (mode => $seed % 10 == 9 ? 'direct' : $mode, group => 'liable',
		per => roll(3) ? 'month' : 'delivery', shortfall => pick('fund', 'producers', 'kitchen'),
		products => [products()], deliveries => [], floor => 100 * roll(400), repay => 10000 * roll(60),
		producers => [@producers], kitchens => [@kitchens], kind => \%kind);
	$B{group} = 'franchise' if roll($B{mode} eq 'resale' ? 3 : 4) == 0;
	my @regime = ('liable', 'flat-rate', 'franchise', 'outside');
	$B{regime}{$_} = pick(@regime) for @producers;
	@{ $B{regime} }{qw(P-a P-b P-z)} = qw(liable flat-rate liable);
	$B{fees} = [fees()];
	$B{place}{ $B{fees}[$_] } = $_ for 0 .. $#{ $B{fees} };
	put('pial.yaml', 'format: 1', 'name: Mois au hasard', 'billing: {mode: ' . $B{mode} .
		", prefix: \"LU-\", per: $B{per}}", "shortfall: $B{shortfall}",
		'advances: {repay: ' . text($B{repay}, 4) . '%, floor: ' . text($B{floor}, 2) . '}',
		@{ $B{fees} } ? ('fees:', map { fee_text($_) } @{ $B{fees} }) : ());
	put('producers.csv', 'producer,name,kind,tier,vat_regime', map { join ',', $_, "Ferme $_",
		$_ eq 'P-z' ? ('partner', 2) : ('grower', 1), $B{regime}{$_} } @producers);
	put('kitchens.csv', 'kitchen,name,kind', map { "$_,Cuisine $_,$kind{$_}" } @kitchens);
	put('products.csv', 'product,name,family,unit,priced_per,unit_mass_kg,vat_rate', map { join ',',
		$_->{id}, "Nom $_->{id}", 'legumes', $_->{unit}, $_->{unit} eq $_->{by} ? 'unit' : 'kg',
		$_->{mass} ? text($_->{mass}, 3) : '', text($_->{vat}, 4) } @{ $B{products} });
	my $n = 0;
	put('parties.yaml',
		party('self', $n++, $B{group} eq 'liable', $B{group} eq 'liable' ? () : 'vat_regime: franchise'),
		# When the group resells, its producers invoice it themselves.
		(map { party($_, $n++, $B{regime}{$_} eq 'liable',
			$B{mode} eq 'mandate' ? 'mandate: {date: 2024-12-01, reference: M}' : ()) } @producers),
		(map { party($_, $n++, 0) } @kitchens));
	put('ledger/hazards.csv', 'date,producer,product,from_week,until_week,lost,cause,confirmed_by,confirmed_on',
		map { hazard() } 1 .. roll(4));
}

# A loss of a producer, confirmed or not.
sub hazard {
	my $from = day_of('2025-01-06') + 7 * roll(16);
	my $until = $from + 7 * roll(3);
	my $producer = pick('P-a', 'P-b', 'P-c');
	my $confirmed = roll(3);
	push @{ $B{hazards} }, { producer => $producer, first => $from, last => $until + 6 } if $confirmed;
	$B{hazard_rows}++;
	return join ',', date($from + $B{hazard_rows}), $producer, 'carotte', week($from), week($until), $B{hazard_rows}, 'gel',
		$confirmed ? ('P-e', date($from + 2)) : ('', '');
}

1;
