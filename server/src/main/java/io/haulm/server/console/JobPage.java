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
 * @param isComplete true when {@code matched} is how many there are, on further pages too, or
 *     behind the page before; false when not all jobs were looked at
 */
public record JobPage(
    List<JobRow> rows, Optional<String> cursor, long scanned, long matched, boolean isComplete) {}
