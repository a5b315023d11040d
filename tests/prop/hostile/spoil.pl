# spoil.pl BOOK: puts hostile texts into every field of a book that is free text: names, communes, titles,
# notes, origins, batches, certifiers' and people's addresses. Each text is harmless as a text, and each
# says in what format it would not be: markup, attributes, a formula, a link, an entity, the end of a
# section of XML.
use strict;
use warnings;
use utf8;

my @hostile = (
	q{<script>alert(1)</script>}, q{"><svg onload=alert(1)>}, q{' onmouseover='alert(1)},
	q{<img src=x onerror=alert(1)>}, q{=HYPERLINK("http://x.example";"y")}, q{@SUM(1+1)*cmd|' /C calc'!A0},
	q{+1+1}, q{-2+3}, q{&amp;&lt;b&gt;}, q{]]><b>}, q{[x](javascript:alert(1))}, q{| a | b |}, q{`x` *y* _z_ #w},
	q{a,b;c"d}, q{%n%s%1$s}, q{../../etc/passwd}, q{${HOME}$(id)}, q{{"a":1}}, q{\\" \\u0000 \\}, q(}</style><p>),
);
my %free = map { $_ => 1 } qw(name commune title note origin batch reason vehicle cause label source_note);
my $turn = 0;

# The next text, made unlike all others, so that ids of texts in keys stay apart.
sub hostile
{
	my $text = $hostile[$turn++ % @hostile];

	return "$text $turn";
}

sub cells
{
	my @cell;

	push @cell, defined $1 ? $1 =~ s/""/"/gr : $2 while $_[0] =~ /\G(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g;
	pop @cell if $_[0] !~ /,$/ && @cell > 1 && $cell[-1] eq '' && !defined $1;
	return @cell;
}

sub spoil_table
{
	my ($file) = @_;
	my (@head, %batch);

	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	my @line = <$in>;
	close $in;
	chomp @line;
	@head = split /,/, $line[0], -1;
	open my $out, '>:encoding(UTF-8)', $file or die "$file: $!";
	print $out "$line[0]\n";
	for (@line[1 .. $#line]) {
		my @cell = cells($_);
		$#cell = $#head;
		for my $i (0 .. $#head) {
			$cell[$i] //= '';
			# In receipts that is the number of the delivery note.
			next if $head[$i] eq 'note' && $file =~ /receipts/;
			next if !$free{$head[$i]} || ($cell[$i] eq '' && $head[$i] ne 'note');
			# A batch must be the same in all tables of a book.
			$cell[$i] = $head[$i] eq 'batch' ? "=$cell[$i]<b>" : hostile();
		}
		print $out join(',', map { /[,;"\t]/ ? '"' . s/"/""/gr . '"' : $_ } @cell), "\n";
	}
	close $out;
}

sub spoil_yaml
{
	my ($file, $keys) = @_;

	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	my @line = <$in>;
	close $in;
	open my $out, '>:encoding(UTF-8)', $file or die "$file: $!";
	for (@line) {
		if (/^(\s*(?:$keys)): /) {
			my ($key, $text) = ($1, hostile());

			$text =~ s/(["\\])/\\$1/g;
			$_ = "$key: \"$text\"\n";
		}
		print $out $_;
	}
	close $out;
}

my ($book) = @ARGV;
chdir $book or die "$book: $!";
# Texts of a note's number or a document would be theirs; what is saved is made again.
unlink glob 'weeks/*/deliveries.csv';
spoil_table($_) for glob '*.csv weeks/*/o*.csv weeks/*/receipts.csv season/*/budget.csv season/*/rota.csv ledger/hazards.csv';
spoil_yaml('pial.yaml', 'name');
spoil_yaml('parties.yaml', 'legal_name');
spoil_yaml($_, 'title|reference') for glob 'contracts/*.yaml';
