package io.haulm.server.console;

import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.engine.JobView;
import java.util.Comparator;

/** In which order jobs are listed. */
public enum JobOrder {
  /** By state, and then as the engine would serve them. */
  QUEUE,
  /** Those with the highest ids first. */
  NEWEST,
  /** Those with the lowest ids first. */
  OLDEST;

  /**
   * Where a job stands in an order.
   *
   * @param major the state's place, if the order goes by states
   */
  record Place(int major, long rank, long id) implements Comparable<Place> {
    /** Before all jobs. */
    static final Place BEFORE_ALL = new Place(-1, Long.MIN_VALUE, Long.MIN_VALUE);

    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::major)
            .thenComparingLong(Place::rank)
            .thenComparingLong(Place::id);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** Sorts jobs into this order. */
  Comparator<JobRow> comparator() {
    return Comparator.comparing(this::placeOf);
  }

  Place placeOf(JobRow row) {
    return placeOf(row.state(), row.rank(), row.id());
  }

  Place placeOf(JobView job) {
    return placeOf(job.state(), job.rank(), job.id());
  }

  private Place placeOf(JobState state, long rank, long id) {
    return switch (this) {
      case QUEUE -> new Place(state.ordinal(), rank, id);
      case NEWEST -> new Place(0, 0, -id);
      case OLDEST -> new Place(0, 0, id);
    };
  }
}
