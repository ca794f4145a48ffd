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
