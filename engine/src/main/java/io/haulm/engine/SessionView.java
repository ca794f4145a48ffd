package io.haulm.engine;

import java.util.List;

/**
 * A connected session, as it was at one moment.
 *
 * @param owner what was given to {@link Engine#connect}
 * @param using the tube that its puts go to
 * @param watching the tubes that it reserves from
 * @param reserved how many jobs it holds
 * @param isWaiting true while it waits for a job
 * @param isWorker true when it has asked for a job since it is connected
 */
public record SessionView(
    Object owner,
    String using,
    List<String> watching,
    int reserved,
    boolean isWaiting,
    boolean isWorker) {}
