package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How connected sessions are shown. */
class SessionViewTest {
  private final EngineFixture fixture = new EngineFixture();

  private List<SessionView> shown(int slice) {
    List<SessionView> all = new ArrayList<>();
    int from = 0;
    while (from >= 0) {
      from = fixture.engine.showSessions(from, slice, all::add);
    }
    return all;
  }

  @Test
  void aSessionShowsItsTubesAndWhatItHolds() {
    Session alice = fixture.connectTo("alice", "mail");
    fixture.put(alice, 0);
    fixture.take(alice);

    SessionView view = shown(10).getFirst();

    assertThat(view.owner()).isEqualTo("alice");
    assertThat(view.using()).isEqualTo("mail");
    assertThat(view.watching()).contains("mail");
    assertThat(view.reserved()).isEqualTo(1);
    assertThat(view.isWaiting()).isFalse();
  }

  @Test
  void onlyWhoHasAskedForAJobIsAWorkerOfTheTubesItWatches() {
    Session producer = fixture.connectTo("producer", "mail");
    Session worker = fixture.connectTo("worker", "mail");
    fixture.put(producer, 0);
    assertThat(workers("default")).isZero();

    fixture.take(worker);
    fixture.await(worker);

    assertThat(workers("mail")).isEqualTo(1);
    assertThat(shown(10)).extracting(SessionView::isWorker).containsExactly(false, true);
    assertThat(fixture.stats().workers()).isEqualTo(1);

    fixture.engine.disconnect(fixture.now, worker);
    assertThat(workers("mail")).isZero();
  }

  @Test
  void aWorkerIsOneOfEachTubeAsLongAsItWatchesIt() {
    Session worker = fixture.connectTo("worker", "mail");
    fixture.await(worker);
    fixture.engine.disconnect(fixture.now, fixture.connectTo("other", "sms"));
    fixture.pass(1);
    Session second = fixture.connectTo("second", "sms");
    fixture.await(second);
    fixture.put(fixture.connectTo("producer", "sms"), 0);

    assertThat(workers("sms")).isEqualTo(1);
    fixture.apply(new Command.Watch(second, "mail"));
    assertThat(workers("mail")).isEqualTo(2);
    fixture.apply(new Command.Ignore(second, "mail"));
    assertThat(workers("mail")).isEqualTo(1);
  }

  private long workers(String tube) {
    return Check.present(fixture.engine.browser().tube(tube), "it is there").workers();
  }

  @Test
  void sessionsAreShownSliceBySliceEachOnce() {
    for (int i = 0; i < 25; i++) {
      fixture.connectTo("client " + i, "mail");
    }

    assertThat(shown(7)).extracting(SessionView::owner).doesNotHaveDuplicates().hasSize(25);
  }

  @Test
  void oneThatIsGoneIsNotShown() {
    Session alice = fixture.connectTo("alice", "mail");
    fixture.connectTo("bob", "mail");

    fixture.engine.disconnect(fixture.now, alice);

    assertThat(shown(1)).extracting(SessionView::owner).containsExactly("bob");
  }

  @Test
  void withoutSessionsThereIsNothingToShow() {
    assertThat(fixture.engine.showSessions(0, 10, _ -> {})).isEqualTo(-1);
  }
}
