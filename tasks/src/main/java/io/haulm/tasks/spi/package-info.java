/**
 * What a transport must do for the task library, and the values that cross that line. A transport
 * carries messages and keeps results; it knows nothing of handlers, retries or canvas. Programs
 * that use tasks never need this package.
 *
 * <p>Values of messages are plain trees as JSON has them: maps with string keys, lists, strings,
 * numbers, booleans and null.
 */
@NullMarked
package io.haulm.tasks.spi;

import org.jspecify.annotations.NullMarked;
