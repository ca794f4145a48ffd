package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.JobEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void theNewestEventOfAJobComesFirst() {
    timeline.happened(JobEvent.PUT, 10, 1, null);
    timeline.happened(JobEvent.PUT, 11, 2, null);
    timeline.happened(JobEvent.EDITED, 12, 1, null);

    assertThat(look(1, 100))
        .containsExactly(
            new TimelineEvent(12, JobEvent.EDITED, 0, ""),
            new TimelineEvent(10, JobEvent.PUT, 0, ""));
    assertThat(look(3, 100)).isEmpty();
  }

  @Test
  void aLookGoesOnWhereItStopped() {
    for (int i = 0; i < 100; i++) {
      timeline.happened(JobEvent.TOUCHED, i, i % 10, null);
    }

    assertThat(look(3, 7)).hasSize(10);
  }

  @Test
  void aNewRingIsAtItsEnd() {
    assertThat(timeline.look(1, Timeline.NEWEST, 10, new ArrayList<>())).isEqualTo(Timeline.END);
  }

  @Test
  void theOldestEventsAreForgotten() {
    timeline.happened(JobEvent.PUT, 1, 7, null);
    for (int i = 1; i < Timeline.EVENTS_MAX; i++) {
      timeline.happened(JobEvent.TOUCHED, 2, 8, null);
    }
    assertThat(look(7, 100_000)).hasSize(1);

    timeline.happened(JobEvent.DELETED, 3, 7, null);

    assertThat(look(7, 100_000)).containsExactly(new TimelineEvent(3, JobEvent.DELETED, 0, ""));
  }

  @Test
  void aLookThatIsOvertakenEnds() {
    timeline.happened(JobEvent.PUT, 1, 7, null);
    timeline.happened(JobEvent.PUT, 1, 8, null);
    List<TimelineEvent> found = new ArrayList<>();
    long cursor = timeline.look(7, Timeline.NEWEST, 1, found);
    for (int i = 0; i < Timeline.EVENTS_MAX; i++) {
      timeline.happened(JobEvent.TOUCHED, 2, 9, null);
    }

    assertThat(timeline.look(7, cursor, 10, found)).isEqualTo(Timeline.END);
    assertThat(found).isEmpty();
  }

  private List<TimelineEvent> look(long jobId, int visitsMax) {
    List<TimelineEvent> found = new ArrayList<>();
    long cursor = Timeline.NEWEST;
    while (cursor != Timeline.END) {
      cursor = timeline.look(jobId, cursor, visitsMax, found);
    }
    return found;
  }
}
