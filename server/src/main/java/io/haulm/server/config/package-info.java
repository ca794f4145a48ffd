/**
 * What a server is told at its start, with every value checked. Where values come from is the
 * command line's business.
 */
@NullMarked
package io.haulm.server.config;

import org.jspecify.annotations.NullMarked;
