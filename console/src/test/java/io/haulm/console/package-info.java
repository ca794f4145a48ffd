/**
 * Holds the console's bundle against its sources, without Node. It never builds the bundle and
 * never runs it; a browser does that in the conformance tests.
 */
@NullMarked
package io.haulm.console;

import org.jspecify.annotations.NullMarked;
