/**
 * {@code haulm top}: what the console shows, in a terminal, over the same API.
 *
 * <p>One thread owns the model and the screen. It is told of events and of answers by tasks in its
 * inbox, so nothing else needs a lock, and no question to the server holds up a key. Painting is a
 * pure function of the model and the size.
 */
@NullMarked
package io.haulm.cli.top;

import org.jspecify.annotations.NullMarked;
