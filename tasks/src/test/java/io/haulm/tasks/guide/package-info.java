/** The whole program of docs/TASKS.md. */
@NullMarked
package io.haulm.tasks.guide;

import org.jspecify.annotations.NullMarked;
