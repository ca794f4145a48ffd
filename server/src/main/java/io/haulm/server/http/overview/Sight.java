package io.haulm.server.http.overview;

import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.Role;
import io.haulm.server.monitor.Attention;
import io.haulm.server.monitor.Attention.Kind;
import io.haulm.server.monitor.Snapshot;
import io.haulm.server.monitor.TubeStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What of a snapshot somebody may see: some tubes, with totals of just these; and of the server as
 * a whole only its own figures.
 *
 * @param patterns of the names of the tubes; equal ones see the same
 */
record Sight(List<String> patterns) {
  /** More than this of what needs attention is not told; the worst come first. */
  static final int ATTENTION_MAX = 100;

  static Sight of(Caller caller) {
    return new Sight(caller.seesAll() ? Caller.ALL_TUBES : caller.tubes());
  }

  private Caller caller() {
    return new Caller("", "", Role.VIEWER, patterns, Caller.Way.NONE);
  }

  boolean sees(String tube) {
    return caller().seesTube(tube);
  }

  Collection<TubeStatus> tubes(Map<String, TubeStatus> all) {
    return caller().seesAll()
        ? all.values()
        : all.values().stream().filter(tube -> sees(tube.name())).toList();
  }

  TotalsView totals(Snapshot snapshot) {
    return caller().seesAll()
        ? TotalsView.of(snapshot)
        : TotalsView.of(snapshot, tubes(snapshot.tubes()));
  }

  List<AttentionView> attention(Snapshot snapshot) {
    return snapshot.attention().stream()
        .filter(this::sees)
        .limit(ATTENTION_MAX)
        .map(AttentionView::of)
        .toList();
  }

  private boolean sees(Attention attention) {
    boolean isOfTube = attention.kind() != Kind.STREAM_LAG && attention.kind() != Kind.DISK;
    return isOfTube ? sees(attention.subject()) : caller().seesAll();
  }
}
