/** The examples of the section on Spring in docs/TASKS.md, word for word. */
@NullMarked
package io.haulm.tasks.spring.guide;

import org.jspecify.annotations.NullMarked;
