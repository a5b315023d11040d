# alive.pl DIR: every link of every page leads to a page of DIR, and to a place in it.
use strict;
use warnings;
use File::Find;
use File::Spec;

my ($links, %page) = 0;
my $dir = File::Spec->rel2abs(shift);
find(sub {
	return unless /\.html$/;
	open my $in, '<', $_ or die;
	local $/;
	$page{$File::Find::name} = <$in>;
}, $dir);
for my $name (sort keys %page) {
	my ($folder) = $name =~ m{^(.*)/};
	while ($page{$name} =~ /href="([^"]*)"/g) {
		my ($file, $place) = split /#/, $1, 2;
		my @path = $file eq '' ? $name : split m{/}, "$folder/$file";
		my @real;

		$links++;
		for (@path) { $_ eq '..' ? pop @real : push @real, $_ }
		my $target = join '/', @real;
		print "dead: $name: $1\n" if $file =~ m{^/|:} || !$page{$target} || ($place && $page{$target} !~ /id="\Q$place\E"/);
	}
}
print scalar(keys %page), " pages, ", $links > 5 * keys %page ? 'their links' : 'few links', " looked at\n";
