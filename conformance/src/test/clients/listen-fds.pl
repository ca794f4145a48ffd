#!/usr/bin/perl
# Opens a listening socket and hands it on as descriptor 3, as systemd does:
#   listen-fds.pl PORT-OR-PATH COMMAND ...
use strict;
use warnings;
use POSIX ();
use Socket;

my ($where, @command) = @ARGV;
$^F = 3;    # descriptors up to 3 outlive exec
my $socket;
if ($where =~ /^\d+$/) {
    socket($socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
    setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, 1) or die "setsockopt: $!";
    bind($socket, sockaddr_in($where, INADDR_LOOPBACK)) or die "bind: $!";
} else {
    socket($socket, PF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
    bind($socket, sockaddr_un($where)) or die "bind: $!";
}
listen($socket, 1024) or die "listen: $!";
if (fileno($socket) != 3) {
    POSIX::dup2(fileno($socket), 3) or die "dup2: $!";
}
$ENV{LISTEN_PID} = $$;
$ENV{LISTEN_FDS} = 1;
exec { $command[0] } @command or die "exec $command[0]: $!";
