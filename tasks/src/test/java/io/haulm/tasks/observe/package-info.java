@NullMarked
package io.haulm.tasks.observe;

import org.jspecify.annotations.NullMarked;
