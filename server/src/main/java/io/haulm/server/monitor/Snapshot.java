package io.haulm.server.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server at a moment.
 *
 * @param sequence counted from 1
 * @param nowMillis when, in milliseconds since 1970
 * @param totals all tubes together
 * @param tubes all tubes by name, in the order of their names
 * @param streams the streams that are known, see {@link StreamFinder#STREAMS_MAX}
 * @param process what the process needs
 * @param attention what a person should look at, the worst first
 */
public record Snapshot(
    long sequence,
    long nowMillis,
    Totals totals,
    Map<String, TubeStatus> tubes,
    List<StreamStatus> streams,
    ProcessFigures process,
    List<Attention> attention) {
  /** The tube of this name. */
  public Optional<TubeStatus> tube(String name) {
    return Optional.ofNullable(tubes.get(name));
  }
}
