# harmless.pl FORMAT FILE: says what of a file could do harm where the format is read, and ends with 1 then.
use strict;
use warnings;
use JSON::PP;

my ($format, $file) = @ARGV;
open my $in, '<:raw', $file or die "$file: $!";
my $bytes = do { local $/; <$in> };
my @fault;

push @fault, 'nothing is in it' if $bytes eq '';
# A terminal must not be spoken to, nor a reader misled, by a name: whatever the format.
push @fault, "control character " . ord($1) if $bytes =~ /([\x00-\x08\x0b\x0c\x0e-\x1f\x7f])/;
push @fault, 'a bidirectional mark' if $bytes =~ /\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c/;

# In Markdown a backslash takes a mark its meaning (CommonMark 2.4).
$bytes =~ s/\\[[:punct:]]//g if $format eq 'md';
if ($format =~ /^(html|xml|fods|md)$/) {
	push @fault, "markup: $1" while $bytes =~ /(<(?:script|img|b)\b[^>]{0,40})/gi;
	push @fault, "markup: $1" while $bytes =~ /(<svg onload[^>]{0,20}|<\/style><p>)/gi;
}
if ($format eq 'html') {
	# No tag has an attribute that runs something: hostile quotes did not end a value.
	while ($bytes =~ /<[a-z][^>]*>/gi) {
		my $tag = $&;

		$tag =~ s/"[^"]*"//g;
		push @fault, "attribute: $tag" if $tag =~ /\bon\w+\s*=/i || $tag =~ /javascript:/i;
	}
	push @fault, "link: $1" while $bytes =~ /(href="\s*javascript:[^"]{0,20})/gi;
	push @fault, "from elsewhere: $1" while $bytes =~ /((?:src|href)="(?:https?:)?\/\/[^"]{0,30})/gi;
}
if ($format eq 'md') {
	push @fault, "link: $1" while $bytes =~ /(\]\(javascript:.{0,20})/gi;
}
if ($format eq 'fods') {
	push @fault, "formula: $1" while $bytes =~ /(table:formula="[^"]{0,40})/g;
}
if ($format eq 'json') {
	eval { JSON::PP->new->utf8->decode($bytes); 1 } or push @fault, "no JSON: $@";
}
if ($format eq 'sheet') {
	my @cell;

	$bytes =~ s/^\xef\xbb\xbf//;
	push @cell, defined $1 ? $1 =~ s/""/"/gr : $2 while $bytes =~ /\G(?:"((?:[^"]|"")*)"|([^;\n"]*))(?:;|\n)/g;
	push @fault, 'not read to its end' if (pos($bytes) // length $bytes) < length $bytes;
	# What a spreadsheet would compute; a number below 0 is none.
	push @fault, "formula: $_" for grep { /^[=+\@\t\r]/ || /^-(?![\d ,.]+$)/ } map { $_ // '' } @cell;
}
print "# $file: $_\n" for @fault[0 .. ($#fault < 4 ? $#fault : 4)];
exit @fault ? 1 : 0;
