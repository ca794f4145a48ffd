/**
 * Lists: rows of elements that grow and shrink at both ends, and clients that wait for elements.
 *
 * <p>Facts name an element by its order, a number that only says who stands before whom. It never
 * reaches a client.
 */
@NullMarked
package io.haulm.engine.keyspace.list;

import org.jspecify.annotations.NullMarked;
