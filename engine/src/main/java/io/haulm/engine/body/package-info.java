/** The bytes of jobs, outside the Java heap, so that the garbage collector has little to do. */
@NullMarked
package io.haulm.engine.body;

import org.jspecify.annotations.NullMarked;
