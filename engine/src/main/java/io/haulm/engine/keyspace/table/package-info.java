/** A hash table whose keys are bytes, which can be walked bit by bit while it changes. */
@NullMarked
package io.haulm.engine.keyspace.table;

import org.jspecify.annotations.NullMarked;
