/**
 * The journal: keeps records in order, on disk, and says when they are durable. It sees bytes, not
 * jobs.
 */
@NullMarked
package io.haulm.journal;

import org.jspecify.annotations.NullMarked;
