package io.haulm.engine.keyspace.sortedset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.keyspace.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankTreeTest {
  private record Element(double score, String member) {
    private static final Comparator<Element> ORDER =
        Comparator.comparingDouble(Element::score).thenComparing(Element::member);
  }

  private final RankTree tree = new RankTree();
  private final TreeSet<Element> model = new TreeSet<>(Element.ORDER);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void itKnowsTheSameAsAPlainTree(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < 20_000; step++) {
      // Grows to some thousands, shrinks to nothing, grows again; odd seeds work at the ends.
      boolean isGrowing = step % 10_000 < 4_000;
      if (model.isEmpty() || random.nextInt(10) < (isGrowing ? 8 : 2)) {
        insert(anElement(random, seed, step));
      } else {
        remove(victim(random, seed));
      }
      if (step % 2_500 == 0) {
        compare(random);
      }
    }
    compare(random);
    while (!model.isEmpty()) {
      remove(victim(random, seed));
    }
    compare(random);
    assertThat(tree.height()).isEqualTo(1);
  }

  @Test
  void whatComesInOrderFillsItsNodes() {
    int count = RankNode.SLOTS_MAX * RankNode.SLOTS_MAX;
    for (int i = 0; i < count; i++) {
      insert(new Element(i, "m"));
    }
    assertThat(tree.height()).isEqualTo(2);
    insert(new Element(count, "m"));
    assertThat(tree.height()).isEqualTo(3);
  }

  @Test
  void whatIsNotThereCannotBeTakenOut() {
    assertThatThrownBy(() -> tree.remove(1, Words.bytes("m")))
        .hasMessageContaining("an element that is taken out is there");
  }

  private Element anElement(SplittableRandom random, long seed, int step) {
    return switch ((int) seed % 3) {
      case 0 -> new Element(random.nextInt(20), "m" + random.nextInt(100_000));
      case 1 -> new Element(step, "m" + step);
      default -> new Element(random.nextDouble(), "m");
    };
  }

  private Element victim(SplittableRandom random, long seed) {
    if (seed % 2 == 1) {
      return random.nextInt(5) == 0 ? model.last() : model.first();
    }
    Element near = model.ceiling(new Element(random.nextDouble() * 20, "m" + random.nextInt(99)));
    return near == null ? model.first() : near;
  }

  private void insert(Element element) {
    if (model.add(element)) {
      tree.insert(element.score, Words.bytes(element.member));
    }
  }

  private void remove(Element element) {
    model.remove(element);
    tree.remove(element.score, Words.bytes(element.member));
  }

  private void compare(SplittableRandom random) {
    List<Element> all = new ArrayList<>(model);
    assertThat(tree.size()).isEqualTo(all.size());
    assertThat(shown(0, all.size(), false)).isEqualTo(all);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(all.size() + 1);
      int to = random.nextInt(from, all.size() + 1);
      assertThat(shown(from, to, false)).isEqualTo(all.subList(from, to));
      assertThat(shown(from, to, true)).isEqualTo(all.subList(from, to).reversed());
      if (from < all.size()) {
        Element element = all.get(from);
        byte[] member = Words.bytes(element.member);
        assertThat(tree.place(Cut.before(element.score, member))).isEqualTo(from);
        assertThat(tree.place(Cut.behind(element.score, member))).isEqualTo(from + 1);
        assertThat(tree.place(Cut.beforeScore(element.score)))
            .isEqualTo(model.headSet(new Element(element.score, ""), true).size());
      }
    }
  }

  private List<Element> shown(int from, int to, boolean isReversed) {
    List<Element> shown = new ArrayList<>();
    ScoreConsumer adding = (member, score) -> shown.add(new Element(score, Words.text(member)));
    if (isReversed) {
      tree.forEachReversed(from, to, adding);
    } else {
      tree.forEach(from, to, adding);
    }
    return shown;
  }
}
