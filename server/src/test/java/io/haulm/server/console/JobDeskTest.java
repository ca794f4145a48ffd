package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.JobEvent;
import io.haulm.engine.JobRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobDeskTest {
  private final ConsoleFixture fixture;
  private final JobDesk desk;

  JobDeskTest() throws InterruptedException {
    fixture = new ConsoleFixture();
    desk = new JobDesk(fixture.shard, fixture, fixture.timeline);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aJobIsOpenedWithTheBeginningOfItsBody() throws InterruptedException {
    long job = fixture.put("mail", "hello world");

    JobDesk.Opened opened = desk.open(job, 5).orElseThrow();

    assertThat(opened.row().tube()).isEqualTo("mail");
    assertThat(text(opened.body())).isEqualTo("hello");
    assertThat(desk.open(99, 5)).isEmpty();
  }

  @Test
  void aLongBodyIsHandedOutAsAWhole() throws InterruptedException {
    String body = "0123456789".repeat(250_000);
    long job = fixture.put("mail", body);

    assertThat(text(desk.body(job).orElseThrow())).isEqualTo(body);
    assertThat(desk.body(99)).isEmpty();
  }

  @Test
  void anEmptyBodyIsShown() throws InterruptedException {
    long job = fixture.put("mail", "");

    assertThat(desk.body(job).orElseThrow()).isEmpty();
    assertThat(desk.open(job, 5).orElseThrow().body()).isEmpty();
  }

  @Test
  void previewsComeInTheOrderOfTheirJobs() throws InterruptedException {
    JobRow first = row(fixture.put("mail", "one"));
    JobRow second = row(fixture.put("mail", "two"));
    var _ =
        fixture.ask(
            engine -> engine.administration().discard(fixture.shard.nowMillis(), first.id(), 1, 2));

    List<byte[]> previews = desk.previews(List.of(second, first));

    assertThat(previews).extracting(JobDeskTest::text).containsExactly("two", "");
  }

  @Test
  void theTimelineTellsTheOldestFirst() throws InterruptedException {
    long job = fixture.put("mail", "x");
    fixture.reserve(job);

    List<TimelineEvent> events = desk.timeline(job);

    assertThat(events)
        .extracting(TimelineEvent::event)
        .containsExactly(JobEvent.PUT, JobEvent.RESERVED);
  }

  private JobRow row(long job) throws InterruptedException {
    return fixture.row(job);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
