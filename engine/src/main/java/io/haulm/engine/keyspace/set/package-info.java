/**
 * Sets: members without order, none twice. Small ones lie packed in one array, sets of whole
 * numbers in a sorted row; which form a set has shows only in OBJECT ENCODING.
 */
@NullMarked
package io.haulm.engine.keyspace.set;

import org.jspecify.annotations.NullMarked;
