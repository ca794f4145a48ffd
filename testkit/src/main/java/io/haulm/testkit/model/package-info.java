/**
 * What the engine must do, said a second time and as simply as possible, and the random walks that
 * hold the two side by side.
 *
 * <p>The {@link io.haulm.testkit.model.ReferenceModel} is written from the reference of the
 * beanstalkd protocol alone: plain lists, linear scans, one rule after the other. It shares no code
 * with the engine but the types of its face. Nothing here reads a clock: time is a number that the
 * walk chooses, and chance comes from a seed.
 */
@NullMarked
package io.haulm.testkit.model;

import org.jspecify.annotations.NullMarked;
