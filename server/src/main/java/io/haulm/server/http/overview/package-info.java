/**
 * The part of the HTTP face that tells how the server does: the overview, the history, Prometheus'
 * page, and the stream of events that keeps browsers up to date. It asks the monitor, never the
 * shard, so the number of browsers costs the queue nothing.
 */
@NullMarked
package io.haulm.server.http.overview;

import org.jspecify.annotations.NullMarked;
