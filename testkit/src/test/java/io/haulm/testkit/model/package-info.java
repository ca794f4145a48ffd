/** Tests of the model and, with it, of the engine. */
@NullMarked
package io.haulm.testkit.model;

import org.jspecify.annotations.NullMarked;
