/** The {@code haulm} command. */
@NullMarked
package io.haulm.cli;

import org.jspecify.annotations.NullMarked;
