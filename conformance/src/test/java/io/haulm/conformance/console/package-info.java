/**
 * The web console in a real browser, against a real server.
 *
 * <p>The scripts lie in {@code src/test/clients/console} and can be run by hand against any server
 * that may be spoiled. Of Haulm only the task library is imported, for a worker of our own.
 */
@NullMarked
package io.haulm.conformance.console;

import org.jspecify.annotations.NullMarked;
