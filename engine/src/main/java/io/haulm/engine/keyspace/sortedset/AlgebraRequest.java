package io.haulm.engine.keyspace.sortedset;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** What a command that combines several sorted sets asks for, read from its words. */
final class AlgebraRequest {
  private final Call call;
  private final Kind kind;
  private final List<Source> sources = new ArrayList<>();
  private Aggregate aggregate = Aggregate.SUM;
  private boolean withScores;
  private int limit = Integer.MAX_VALUE;

  /** Which words a command takes behind its keys. */
  enum Kind {
    /** WEIGHTS, AGGREGATE and WITHSCORES. */
    WEIGHTED,
    /** WEIGHTS and AGGREGATE. */
    WEIGHTED_STORING,
    /** WITHSCORES. */
    PLAIN,
    /** None. */
    PLAIN_STORING,
    /** LIMIT. */
    CARDINALITY;

    Kind storing() {
      return this == WEIGHTED ? WEIGHTED_STORING : PLAIN_STORING;
    }

    private boolean isWeighted() {
      return this == WEIGHTED || this == WEIGHTED_STORING;
    }

    private boolean takesScores() {
      return this == WEIGHTED || this == PLAIN;
    }
  }

  /**
   * Reads the words.
   *
   * @param place where the number of keys stands
   * @throws RefusedException when they make no sense, or a key holds something else
   */
  static AlgebraRequest read(Call call, int place, Kind kind) {
    AlgebraRequest request = new AlgebraRequest(call, kind);
    long keys = call.integer(place);
    if (keys < 1) {
      throw new RefusedException(
          "ERR at least 1 input key is needed for '" + call.spec().name() + "' command");
    }
    if (keys > call.count() - place - 1) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    int end = place + 1 + (int) keys;
    for (int i = place + 1; i < end; i++) {
      KeyEntry entry = call.find(call.arg(i));
      request.sources.add(entry == null ? Source.empty() : Source.of(entry));
    }
    request.readOptions(end);
    return request;
  }

  private AlgebraRequest(Call call, Kind kind) {
    this.call = call;
    this.kind = kind;
  }

  private void readOptions(int first) {
    int i = first;
    while (i < call.count()) {
      int left = call.count() - i - 1;
      if (kind.isWeighted() && call.is(i, "WEIGHTS") && left >= sources.size()) {
        readWeights(i + 1);
        i += 1 + sources.size();
      } else if (kind.isWeighted() && call.is(i, "AGGREGATE") && left >= 1) {
        aggregate = Aggregate.read(call, i + 1);
        i += 2;
      } else if (kind.takesScores() && call.is(i, "WITHSCORES")) {
        withScores = true;
        i++;
      } else if (kind == Kind.CARDINALITY && call.is(i, "LIMIT") && left >= 1) {
        limit = readLimit(i + 1);
        i += 2;
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
  }

  private void readWeights(int first) {
    for (int i = 0; i < sources.size(); i++) {
      double weight =
          Numbers.tryParseDouble(call.arg(first + i))
              .orElseThrow(() -> new RefusedException("ERR weight value is not a float"));
      sources.set(i, sources.get(i).weighted(weight));
    }
  }

  private int readLimit(int place) {
    long value = Numbers.tryParseLong(call.arg(place)).orElse(-1);
    if (value < 0) {
      throw new RefusedException("ERR LIMIT can't be negative");
    }
    return value == 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, value);
  }

  /** What is combined, in the order of the words. */
  List<Source> sources() {
    return sources;
  }

  /** How scores of the same member become one. */
  Aggregate aggregate() {
    return aggregate;
  }

  boolean withScores() {
    return withScores;
  }

  /** At most so many are counted; at least 1. */
  int limit() {
    return limit;
  }
}
