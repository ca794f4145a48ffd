/**
 * The bench: runs Haulm beside the original it replaces and says which of the two is faster, by how
 * much, and how sure that is.
 *
 * <p>This package holds the commands. It measures only through the servers' own sockets and the
 * kernel's books about their processes, never through their insides, so that both are measured
 * alike.
 */
@NullMarked
package io.haulm.bench;

import org.jspecify.annotations.NullMarked;
