/**
 * What the server's tubes and streams did, kept for ninety days in fixed memory and disk.
 *
 * <p>Once a second somebody hands in what changed; each series keeps it at four resolutions. A time
 * for which nothing was handed in is a gap, never a zero. Damage to the file costs the rows that it
 * hit and nothing else, and no fault of the disk reaches the caller: history is worth having, but
 * no job may wait for it.
 *
 * <p>Nothing here reads a clock, starts a thread, or knows the engine.
 */
@NullMarked
package io.haulm.server.history;

import org.jspecify.annotations.NullMarked;
