# again.pl: fees beside the price when goods come back after a credit note. Part of months.pl.
#
# What was charged of a fee and stands is not charged again: as long as nothing of it was credited, it stands for
# all goods of the buyer and month that come back; else for what the goods that still count leave over of it.
use strict;
use warnings;
use integer;

our (%B, @docs);

# Charged of a fee to a buyer by documents of a month, and what is left of that.
sub standing {
	my ($fee, $buyer, $month) = @_;
	my @lines = map { @{ $_->{lines} } } grep { $_->{kind} eq 'invoice' && $_->{seller} eq 'self' &&
		$_->{buyer} eq $buyer && $_->{month} eq $month } @docs;
	@lines = grep { $_->{note} eq '' && $_->{label} eq $fee->{name} } @lines;
	return (sum(map { $_->{net} } @lines), sum(map { left_of($_) } @lines));
}

# The lines of goods of a buyer that invoices have.
sub sold_to {
	my $buyer = $_[0];
	return grep { is_goods($_) } map { @{ $_->{lines} } }
		grep { $_->{kind} eq 'invoice' && $_->{buyer} eq $buyer } @docs;
}

# What a line came to before, where the fee stands: the month, the most of the amount and of the mass.
sub before {
	my ($fee, $line) = @_;
	my %before = (month => '', net => 0, mass => 0);
	for my $old (sold_to($line->{buyer})) {
		next if "$old->{note} $old->{note_line}" ne "$line->{note} $line->{note_line}" || lives($old) ||
			!in_dates($fee, $old->{day}) || (standing($fee, $line->{buyer}, $old->{doc}{month}))[1] <= 0;
		$before{month} = $old->{doc}{month} if $old->{doc}{month} gt $before{month};
		$before{net} = max($before{net}, $old->{net});
		$before{mass} = max($before{mass}, mass($old));
	}
	return \%before;
}

# What a fee comes to above what stands on the documents of some months.
sub due_above {
	my ($fee, $charged, $months, @lines) = @_;
	@lines = grep { in_dates($fee, $_->{day}) } @lines;
	my @aside = grep { $months->{ $_->{before}{month} } } @lines;
	return share_of(max(0, sum(map { $_->{net} } @lines) - sum(map { $_->{before}{net} } @aside)), $fee->{rate})
		if exists $fee->{rate};
	return value_of(max(0, sum(map { mass($_) } @lines) - sum(map { $_->{before}{mass} } @aside)), $fee->{per_kg})
		if exists $fee->{per_kg};
	if (exists $fee->{per_delivery}) {
		my %not = (%$charged, map { $_->{note} => 1 } @aside);
		return distinct(grep { !$not{$_} } map { $_->{note} } @lines) * $fee->{per_delivery};
	}
	my $document = sub { return "$_[0]{seller} " . ($B{per} eq 'delivery' ? $_[0]{note} : '') };
	my %not = map { $document->($_) => 1 } @aside;
	return distinct(grep { !$not{$_} } map { $document->($_) } @lines) * $fee->{per_invoice};
}

# What all fees of a name come to on the goods of a buyer and month that count.
sub due_of_live {
	my ($name, $buyer, $month) = @_;
	my @lines = grep { lives($_) && $_->{doc}{month} eq $month } sold_to($buyer);
	return sum(map { fee_due($_, {}, @lines) } grep { beside($_) && $_->{name} eq $name } @{ $B{fees} });
}

# What is charged of a fee for lines that are invoiced: the amount, and so much at such a price. What is taken
# of what stands is noted, so that it is taken once.
sub charge {
	my ($fee, $charged, $taken, @lines) = @_;
	$_->{before} = before($fee, $_) for @lines;
	my $buyer = $lines[0]{buyer};
	my %months;
	my $all = my $due = due_above($fee, $charged, \%months, @lines);
	my $stands = 0;
	my %seen;
	for my $month (sort grep { $_ ne '' && !$seen{$_}++ } map { $_->{before}{month} } @lines) {
		$months{$month} = 1;
		my $above = due_above($fee, $charged, \%months, @lines);
		my $takes = $due - $above;
		my ($whole, $left) = standing($fee, $buyer, $month);
		my $key = "$fee->{name} $buyer $month";
		if ($left != $whole) {
			$takes = max(0, min($takes, $left - due_of_live($fee->{name}, $buyer, $month) - ($taken->{$key} // 0)));
			$taken->{$key} += $takes;
		}
		$stands += $takes;
		$due = $above;
	}
	my $each = $fee->{per_delivery} // $fee->{per_invoice};
	if (defined $each) {
		my $count = $all - $stands == $due ? $due / $each : $all / $each - $stands / $each;
		return ($count * $each, 1000 * $count, 100 * $each);
	}
	return ($all - $stands, 1000, 100 * ($all - $stands)) if exists $fee->{rate};
	@lines = grep { in_dates($fee, $_->{day}) } @lines;
	my $mass = sum(map { mass($_) } @lines);
	if ($all - $stands == $due) {
		$mass = max(0, $mass - sum(map { $_->{before}{mass} } grep { $_->{before}{month} ne '' } @lines));
	} else {
		$mass -= $stands * 100000 / $fee->{per_kg};
	}
	return (value_of($mass, $fee->{per_kg}), $mass, $fee->{per_kg});
}

1;
