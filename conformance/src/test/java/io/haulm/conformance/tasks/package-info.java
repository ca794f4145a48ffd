/** The task library beside the originals: a real redis-server, and Python's Celery. */
@NullMarked
package io.haulm.conformance.tasks;

import org.jspecify.annotations.NullMarked;
