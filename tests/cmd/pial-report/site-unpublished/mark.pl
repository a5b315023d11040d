# mark.pl BOOK: puts a mark, zq<column>zq, into every text of a book's tables that people write, and into ids of
# producers and kitchens, everywhere. Names of products and of the group stay.
use strict;
use warnings;
use File::Find;

my %text = map { $_ => 1 } qw(name commune title note batch reason by cause vehicle certifier label agreed_by);
my @file;
find(sub { push @file, $File::Find::name if /\.(csv|yaml)$/ }, shift);
for my $file (sort @file) {
	open my $in, '<', $file or die;
	my @line = <$in>;
	close $in;
	if ($file =~ /parties\.yaml$/) {
		s/^(  (?:legal_name|address|phone|email|reference|service_code): ?)"?([^"\n]*)"?$/$1"zqpartyzq $2"/ for @line;
		s/(reference: )([\w-]+)/$1zqpartyzq$2/ for @line;
	}
	if ($file =~ /\.csv$/ && $file !~ /products\.csv$/) {
		chomp(my $head = $line[0]);
		my @head = split /,/, $head, -1;
		my $turn = 0;
		for (@line[1 .. $#line]) {
			my (@cell, $at);
			chomp;
			push @cell, defined $1 ? $1 : $2 while /\G(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g;
			$#cell = $#head;
			for $at (0 .. $#head) {
				$cell[$at] //= '';
				next unless $text{$head[$at]} && $cell[$at] ne '';
				# In receipts and deliveries that is the number of the delivery note.
				next if $head[$at] eq 'note' && $file =~ m{weeks/.*/(receipts|deliveries)};
				$turn++;
				$cell[$at] = $head[$at] =~ /^(name|commune)$/ ? "zq$head[$at]zq $turn" : "zq$head[$at]zq$cell[$at]";
			}
			$_ = join(',', map { /[,;"]/ ? qq("$_") : $_ } @cell) . "\n";
		}
	}
	s/\b([PK])-(?=[a-z])/$1-zqidzq/g for @line;
	open my $out, '>', $file or die;
	print $out @line;
}
