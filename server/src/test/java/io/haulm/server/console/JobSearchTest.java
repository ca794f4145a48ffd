package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.JobRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobSearchTest {
  private static final int MANY = 5000;

  private final ConsoleFixture fixture;
  private final JobSearch search;

  JobSearchTest() throws InterruptedException {
    fixture = new ConsoleFixture();
    search = new JobSearch(fixture.shard, fixture, () -> BodyMask.NONE);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void fieldsChooseJobs() throws InterruptedException {
    long urgent = fixture.put("mail", 1, 0, "a");
    long delayed = fixture.put("mail", 500, 60_000, "abc");
    long buried = fixture.put("sms", 500, 0, "abcdef");
    fixture.bury(buried);
    fixture.reserve(urgent);

    assertThat(ids("pri:<100")).containsExactly(urgent);
    assertThat(ids("-pri:<100")).containsExactly(delayed, buried);
    assertThat(ids("state:buried,delayed")).containsExactly(delayed, buried);
    assertThat(ids("tube:s*")).containsExactly(buried);
    assertThat(ids("-tube:s*")).containsExactly(urgent, delayed);
    assertThat(ids("id:2..3")).containsExactly(delayed, buried);
    assertThat(ids("size:>=3 size:<6")).containsExactly(delayed);
    assertThat(ids("delay:>30s")).containsExactly(delayed);
    assertThat(ids("ttr:60s")).containsExactly(urgent, delayed, buried);
    assertThat(ids("reserves:>0")).containsExactly(urgent);
    assertThat(ids("buries:1")).containsExactly(buried);
    assertThat(ids("timeouts:>0")).isEmpty();
    assertThat(ids("kicks:0 releases:0 state:ready")).isEmpty();
    assertThat(ids("age:<1h")).hasSize(3);
    assertThat(ids("in-state:>1h")).isEmpty();
    assertThat(ids("holder:127.0.0.1")).isEmpty();
  }

  @Test
  void bodiesChooseJobs() throws InterruptedException {
    fixture.put("mail", "{\"customer\":{\"id\":305}}");
    long second = fixture.put("mail", "{\"customer\":{\"id\":306}}");
    long third = fixture.put("sms", "customer 306");

    assertThat(ids("body.customer.id:306")).containsExactly(second);
    assertThat(ids("306")).containsExactly(second, third);
    assertThat(ids("tube:sms 306")).containsExactly(third);
  }

  @Test
  void aLongBodyIsFoundInItsFirstPart() throws InterruptedException {
    long job = fixture.put("mail", "x".repeat(200_000) + "needle");

    assertThat(ids("needle")).containsExactly(job);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(JobOrder.class)
  void pagesFollowEachOtherInTheirOrder(JobOrder order) throws InterruptedException {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(fixture.put("mail", 100 - i, 0, "x"));
    }
    if (order != JobOrder.OLDEST) {
      Collections.reverse(all);
    }

    assertThat(pages("tube:mail state:ready", order, 7)).isEqualTo(all);
    assertThat(pages("pri:>=0", order, 7)).isEqualTo(all);
  }

  @Test
  void aPageTellsHowManyThereAreOrThatItDoesNotKnow() throws InterruptedException {
    fixture.putMany("mail", 240);

    JobPage queue = find("tube:mail state:ready", JobOrder.QUEUE, 100);
    assertThat(queue.matched()).isEqualTo(240);
    assertThat(queue.isComplete()).isTrue();
    JobPage newest = find("", JobOrder.NEWEST, 100);
    assertThat(newest.matched()).isEqualTo(100);
    assertThat(newest.isComplete()).isFalse();
    assertThat(find("", JobOrder.NEWEST, 241).isComplete()).isTrue();
  }

  @Test
  void deepPagesAreFoundByAWalk() throws InterruptedException {
    fixture.putMany("mail", MANY);
    Optional<String> cursor =
        Optional.of(JobCursor.behind(new JobOrder.Place(0, 100, 4000)).text());

    JobPage page =
        search.find(
            ConsoleFixture.filter("tube:mail state:ready"), _ -> true, JobOrder.QUEUE, cursor, 3);

    assertThat(page.rows()).extracting(JobRow::id).containsExactly(4001L, 4002L, 4003L);
    assertThat(page.scanned()).isEqualTo(MANY);
  }

  @Test
  void aFirstPageLooksAtNoMoreThanItShows() throws InterruptedException {
    fixture.putMany("mail", MANY);

    assertThat(find("tube:mail state:ready", JobOrder.QUEUE, 50).scanned()).isEqualTo(50);
    assertThat(find("", JobOrder.NEWEST, 50).scanned()).isEqualTo(50);
  }

  @Test
  void aSearchInBodiesGoesOnWhereItStopped() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      fixture.put("mail", i % 3 == 0 ? "this" : "that");
    }

    assertThat(pages("this", JobOrder.QUEUE, 4)).hasSize(10).doesNotHaveDuplicates();
    assertThat(find("this", JobOrder.QUEUE, 4).isComplete()).isFalse();
    assertThat(find("this", JobOrder.QUEUE, 11).isComplete()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = JobOrder.class,
      names = {"NEWEST", "OLDEST"})
  void aSearchInBodiesKeepsItsOrderOverAllPages(JobOrder order) throws InterruptedException {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      long job = fixture.put(i % 2 == 0 ? "mail" : "sms", i % 3 == 0 ? "this" : "that");
      if (i % 3 == 0) {
        all.add(job);
      }
    }
    // A job that comes late takes a place that was free before the others'.
    fixture.delete(all.removeFirst());
    all.add(fixture.put("mail", "this"));
    if (order == JobOrder.NEWEST) {
      Collections.reverse(all);
    }

    assertThat(pages("this", order, 7)).isEqualTo(all);
    assertThat(find("this", order, all.size() - 1).isComplete()).isFalse();
    assertThat(find("this", order, all.size() + 1).isComplete()).isTrue();
  }

  @Test
  void newestJobsAreFoundByTheirBodiesAlsoBehindManyThatAreGone() throws InterruptedException {
    long first = fixture.put("mail", "this");
    fixture.putMany("gone", 25_000);
    long last = fixture.put("mail", "this");
    for (long gone = first + 1; gone < last; gone++) {
      fixture.delete(gone);
    }

    assertThat(pages("this", JobOrder.NEWEST, 1)).containsExactly(last, first);
  }

  @Test
  void jobsOfOtherTubesAreNotShown() throws InterruptedException {
    long mine = fixture.put("mine", "x");
    fixture.put("yours", "x");

    for (String filter : List.of("", "x", "state:ready", "tube:yours state:ready")) {
      for (JobOrder order : JobOrder.values()) {
        List<JobRow> rows =
            search
                .find(ConsoleFixture.filter(filter), "mine"::equals, order, Optional.empty(), 10)
                .rows();
        assertThat(rows).as("%s %s", filter, order).allMatch(row -> row.id() == mine);
      }
    }
  }

  @Test
  void aCursorOfSomebodyElseIsRefused() {
    for (String cursor : List.of("", "x", "w-1", "p1_2", "p1_2_3_4", "pa_2_3", "w99999999999")) {
      assertThatThrownBy(() ->
              search.find(
                  ConsoleFixture.filter(""), _ -> true, JobOrder.QUEUE, Optional.of(cursor), 1))
          .as(cursor)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<Long> ids(String filter) throws InterruptedException {
    return find(filter, JobOrder.OLDEST, 100).rows().stream().map(JobRow::id).toList();
  }

  private JobPage find(String filter, JobOrder order, int limit) throws InterruptedException {
    return search.find(ConsoleFixture.filter(filter), _ -> true, order, Optional.empty(), limit);
  }

  private List<Long> pages(String filter, JobOrder order, int limit) throws InterruptedException {
    List<Long> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JobPage page = search.find(ConsoleFixture.filter(filter), _ -> true, order, cursor, limit);
      page.rows().forEach(row -> ids.add(row.id()));
      cursor = page.cursor();
    } while (cursor.isPresent());
    return ids;
  }
}
