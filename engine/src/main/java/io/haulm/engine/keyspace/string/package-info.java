/** Strings: bytes under a name, as a whole, in ranges, as numbers and as bits. */
@NullMarked
package io.haulm.engine.keyspace.string;

import org.jspecify.annotations.NullMarked;
