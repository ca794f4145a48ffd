/**
 * A client of the beanstalkd protocol, for Haulm and for beanstalkd itself.
 *
 * <p>{@link io.haulm.client.Connection} speaks every command, in a synchronous form and, by {@link
 * io.haulm.client.Connection#async()}, in one that returns futures and keeps many commands in
 * flight. {@link io.haulm.client.ConnectionPool} lends connections to many threads. {@link
 * io.haulm.client.Worker} takes jobs out of tubes and runs a handler for each.
 *
 * <p>All public types are safe for use by several threads unless they say otherwise, and no monitor
 * is held while a thread waits for the network, so virtual threads never pin theirs.
 *
 * <p>Nothing here repeats a command behind the caller's back: when a connection is lost, {@link
 * io.haulm.client.ConnectionException#mayHaveBeenDone()} tells what is known, and the caller
 * decides. The package needs nothing but the JDK, from version 17 on.
 */
@NullMarked
package io.haulm.client;

import org.jspecify.annotations.NullMarked;
