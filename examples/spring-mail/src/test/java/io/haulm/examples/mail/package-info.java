/** The example, tested without a server. */
@NullMarked
package io.haulm.examples.mail;

import org.jspecify.annotations.NullMarked;
