# direct.pl: a group that makes statements only, while producers invoice. Part of months.pl.
#
# A month is what its deliveries come to, agreed by then; one that was settled counts again each time, and what
# differs is a correction. Nothing is issued, and there are no books of what the group neither sells nor buys.
use strict;
use warnings;
use integer;

our (%B, $dir);

# Lines of the months up to one, by month: goods, and fees of kitchens as they would be invoiced.
sub direct_lines {
	my $month = $_[0];
	my (%lines, %of);
	for my $row (grep { $_->{status} eq 'agreed' && month_of($_->{day}) le $month } @{ $B{deliveries} }) {
		my $line = goods_line($row);
		# The invoice that the producer would make of it.
		$line->{doc} = join ' ', @$line{qw(seller buyer month)}, $B{per} eq 'delivery' ? $line->{note} : ();
		push @{ $of{ $line->{month} } }, $line;
	}
	$lines{$_} = [@{ $of{$_} }, fee_lines({}, @{ $of{$_} })] for keys %of;
	return \%lines;
}

# VAT of what a producer invoices, by kitchen and rate.
sub direct_vat {
	my %base;
	$base{"$_->{buyer} $_->{rate}"} += $_->{net} for grep { $_->{category} eq 'S' } @_;
	return sum(map { share_of($base{$_}, (split / /)[1]) } keys %base);
}

# What such a group cannot do is refused, with nothing put out.
sub compare_refused {
	for my $words (['issue', '--period=2025-01'], ['export', 'fec', '--year=2025']) {
		my $text = `pial-invoice @$words --today=2025-12-31 -C $dir 2>$dir/../said`;
		same("@$words", ($? >> 8) . " '$text'", "2 ''");
	}
	my @documents = glob "$dir/ledger/register-* $dir/invoices/*";
	same('documents of a group that makes none', scalar @documents, 0);
}

1;
