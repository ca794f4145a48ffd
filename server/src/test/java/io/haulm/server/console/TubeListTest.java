package io.haulm.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.Engine;
import io.haulm.engine.TubeFigures;
import io.haulm.server.shard.TubeSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TubeListTest {
  private static final int TUBES = 50_000;

  private ConsoleFixture fixture;

  /** How many tubes each turn of the shard has read. */
  private final List<Integer> readInTurn = new ArrayList<>();

  @BeforeEach
  void begin() throws Exception {
    fixture = new ConsoleFixture();
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private static String name(int i) {
    return "t%05d".formatted(i);
  }

  private <T> T watched(Function<Engine, T> question) throws InterruptedException {
    T answer = fixture.ask(question);
    if (answer instanceof TubeSlice slice) {
      readInTurn.add(slice.tubes().size());
    }
    return answer;
  }

  private List<String> names(String after, int limit) throws InterruptedException {
    return new TubeList(this::watched)
        .find(name -> !name.endsWith("7"), after, limit).stream().map(TubeFigures::name).toList();
  }

  @Test
  void noTurnReadsMoreThanAFewOfFiftyThousandTubes() throws Exception {
    for (int i = TUBES - 1; i >= 0; i--) {
      long _ = fixture.put(name(i), "x");
    }

    List<String> names = names("", Integer.MAX_VALUE);

    assertThat(names).hasSize(TUBES * 9 / 10 + 1).isSorted().startsWith("default", "t00000");
    assertThat(readInTurn)
        .hasSize(TUBES / TubeSlice.TUBES_MAX + 1)
        .allMatch(count -> count <= TubeSlice.TUBES_MAX);
    assertThat(readInTurn.stream().mapToInt(Integer::intValue).sum()).isEqualTo(TUBES + 1);
  }

  @Test
  void pagesFollowEachOtherByName() throws Exception {
    for (int i = 0; i < 10; i++) {
      long _ = fixture.put(name(i), "x");
    }

    assertThat(names("", 3)).containsExactly("default", name(0), name(1));
    assertThat(names(name(1), 3)).containsExactly(name(2), name(3), name(4));
    assertThat(names(name(8), 3)).containsExactly(name(9));
    assertThat(names(name(9), 3)).isEmpty();
  }

  @Test
  void tubesThatComeAndGoDuringTheWalkHideNoOther() throws Exception {
    int count = TubeSlice.TUBES_MAX * 3;
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(fixture.put(name(i), "x"));
    }
    Questions disturbed =
        new Questions() {
          private int turns;

          @Override
          public <T> T ask(Function<Engine, T> question) throws InterruptedException {
            T answer = fixture.ask(question);
            // Of the tubes that are still to come, some vanish, and others take their places.
            long gone = ids.get(turns * 5);
            var _ =
                fixture.ask(engine ->
                    engine.administration().move(fixture.shard.nowMillis(), gone, "z" + turns));
            turns++;
            return answer;
          }
        };

    List<String> names =
        new TubeList(disturbed)
            .find(_ -> true, "", Integer.MAX_VALUE).stream().map(TubeFigures::name).toList();

    for (int i = 0; i < count; i++) {
      if (i % 5 != 0) {
        assertThat(names).contains(name(i));
      }
    }
    assertThat(names).doesNotHaveDuplicates().isSorted();
  }
}
