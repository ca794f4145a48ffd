/**
 * The web console in a real browser, against a real server.
 *
 * <p>The scripts lie in {@code src/test/clients/console} and can be run by hand against any server
 * that may be spoiled. As in the package above, nothing here imports a class of Haulm.
 */
@NullMarked
package io.haulm.conformance.console;

import org.jspecify.annotations.NullMarked;
