package io.haulm.engine.keyspace.sortedset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Combines several sorted sets into one. */
final class Algebra {
  /** What any of them has. */
  static void union(AlgebraRequest request, SortedSetValue into) {
    for (Source source : bySize(request.sources())) {
      source.forEach((member, score) -> {
        double known = into.score(member);
        into.put(member, Double.isNaN(known) ? score : request.aggregate().combine(known, score));
      });
    }
  }

  /** What all of them have. */
  static void intersection(AlgebraRequest request, SortedSetValue into) {
    List<Source> sources = bySize(request.sources());
    List<Source> others = sources.subList(1, sources.size());
    sources
        .getFirst()
        .forEach((member, score) -> {
          double combined = score;
          for (Source other : others) {
            double otherScore = other.score(member);
            if (Double.isNaN(otherScore)) {
              return;
            }
            combined = request.aggregate().combine(combined, other.weight() * otherScore);
          }
          into.put(member, combined);
        });
  }

  /** How many members all of them have, counted up to a limit. */
  static int intersectionSize(List<Source> unordered, int limit) {
    List<Source> sources = bySize(unordered);
    List<Source> others = sources.subList(1, sources.size());
    int[] count = {0};
    sources
        .getFirst()
        .forEach((member, _) -> {
          if (count[0] < limit && isInAll(others, member)) {
            count[0]++;
          }
        });
    return count[0];
  }

  /** What only the first one has. */
  static void difference(AlgebraRequest request, SortedSetValue into) {
    List<Source> sources = request.sources();
    List<Source> others = sources.subList(1, sources.size());
    sources
        .getFirst()
        .forEach((member, score) -> {
          if (others.stream().allMatch(other -> Double.isNaN(other.score(member)))) {
            into.put(member, score);
          }
        });
  }

  private static boolean isInAll(List<Source> sources, byte[] member) {
    return sources.stream().noneMatch(source -> Double.isNaN(source.score(member)));
  }

  // The order shows in sums of fractions, so it is that of the original: the smallest one first.
  private static List<Source> bySize(List<Source> sources) {
    List<Source> sorted = new ArrayList<>(sources);
    sorted.sort(Comparator.comparingInt(Source::size));
    return sorted;
  }

  private Algebra() {}
}
