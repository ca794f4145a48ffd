/** Tasks over tubes, as far as no server is needed. */
@NullMarked
package io.haulm.tasks.tube;

import org.jspecify.annotations.NullMarked;
