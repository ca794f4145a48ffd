/** Tests without a server, tested; and the canvas, tested with them. */
@NullMarked
package io.haulm.tasks.testing;

import org.jspecify.annotations.NullMarked;
