/**
 * The journal: keeps records in order, on disk, and says when they are durable. It sees bytes, not
 * jobs.
 *
 * <p>One thread, the owner's, appends, commits, forgets and asks for bodies; none of these waits
 * for the disk. A writer thread writes and syncs what was committed; a second thread makes segments
 * ahead of need, writes hints and cleans. The two run behind {@link
 * io.haulm.journal.JournalThreads}, and the disk behind {@link io.haulm.journal.disk.Disk}, so that
 * a test can step through all of it on one thread and lose power at any instant.
 *
 * <p>Never: a retried fsync, a confirmation after a failed write, a damaged record skipped in
 * silence, a clock, or a look into a record.
 */
@NullMarked
package io.haulm.journal;

import org.jspecify.annotations.NullMarked;
