/**
 * The loads: what is done to a server, what is measured meanwhile, and which servers are set
 * against each other.
 */
@NullMarked
package io.haulm.bench.load;

import org.jspecify.annotations.NullMarked;
