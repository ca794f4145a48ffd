package io.haulm.server.console;

import io.haulm.engine.JobRow;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list of jobs.
 *
 * @param cursor where the list goes on; empty at its end
 * @param scanned how many jobs were looked at for it
 * @param matched how many of them were meant, at least
 * @param isComplete false when the search took too long to look at all jobs: it goes on with the
 *     cursor, and what comes then may belong before what is here
 */
public record JobPage(
    List<JobRow> rows, Optional<String> cursor, long scanned, long matched, boolean isComplete) {}
