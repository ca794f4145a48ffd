/**
 * Tubes and jobs over HTTP: what they are, how jobs are found, and what people may do to them, one
 * by one or many at a time.
 *
 * <p>Says who may what, checks what is asked, and puts answers into words; what is done is done by
 * {@link io.haulm.server.console}.
 */
@NullMarked
package io.haulm.server.http.tubes;

import org.jspecify.annotations.NullMarked;
