/**
 * Keeps the engine's facts in the journal and brings them back. The engine knows facts, the journal
 * knows bytes; only this package knows both.
 */
@NullMarked
package io.haulm.server.store;

import org.jspecify.annotations.NullMarked;
