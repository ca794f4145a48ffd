/**
 * An example: a web service that sends mail by tasks. A controller calls them, a service runs them,
 * one is retried, one is the end of a chord, one runs by a schedule.
 */
@NullMarked
package io.haulm.examples.mail;

import org.jspecify.annotations.NullMarked;
