package io.haulm.conformance.redis;

import java.util.ArrayList;
import java.util.List;

/** Makes up conversations that any two servers must hold alike. */
final class RandomTalk {

  private static final List<String> TALKERS = List.of("a", "b", "c");
  private static final List<String> WAITERS = List.of("u", "v", "w");
  private static final int KEYS = 4;
  private static final int GROUPS = 2;
  private static final int CONSUMERS = 3;
  private static final int QUEUED_MAX = 4;

  private final RandomTheme theme;
  private final Dice dice;
  private final List<Talk.Line> lines = new ArrayList<>();

  private RandomTalk(RandomTheme theme, long seed) {
    this.theme = theme;
    this.dice = new Dice(seed);
  }

  /** The conversation of a seed: the same today and for ever. */
  static Talk of(RandomTheme theme, long seed, int linesWanted) {
    var talk = new RandomTalk(theme, seed);
    if (theme.hasGroups()) {
      talk.makeGroups();
    }
    while (talk.lines.size() < linesWanted) {
      talk.addStep();
    }
    return new Talk(theme + " seed " + seed, talk.lines);
  }

  private void add(String line) {
    lines.add(new Talk.Line(line, Talk.parseStep(line), List.of()));
  }

  private void makeGroups() {
    for (int key = 0; key < KEYS; key++) {
      for (int group = 0; group < GROUPS; group++) {
        add("a: XGROUP CREATE k%d g%d 0 MKSTREAM".formatted(key, group));
        for (int consumer = 0; consumer < CONSUMERS; consumer++) {
          add("a: XGROUP CREATECONSUMER k%d g%d c%d".formatted(key, group, consumer));
        }
      }
    }
  }

  private void addStep() {
    if (theme.hasWaits() && dice.percent(25)) {
      addWaiterStep();
    } else if (dice.percent(6)) {
      addTransaction();
    } else if (!theme.hasGroups() && dice.percent(1)) {
      addExpiry();
    } else {
      add(dice.oneOf(TALKERS) + ": " + theme.command(dice));
    }
  }

  private void addWaiterStep() {
    String waiter = dice.oneOf(WAITERS);
    if (dice.percent(4)) {
      add(waiter + " closes");
    } else if (dice.percent(8)) {
      add("a: CLIENT UNBLOCK {client " + waiter + "}");
    } else {
      add(waiter + "? " + theme.wait(dice));
    }
  }

  private void addTransaction() {
    String talker = dice.oneOf(TALKERS);
    boolean watches = dice.percent(40);
    if (watches) {
      add(talker + ": WATCH k" + dice.below(KEYS));
      if (dice.percent(50)) {
        add(dice.oneOf(TALKERS) + ": " + theme.command(dice));
      }
    }
    add(talker + ": MULTI");
    for (int i = dice.below(QUEUED_MAX); i >= 0; i--) {
      boolean asWaiter = theme.hasWaits() && dice.percent(15);
      add(talker + ": " + (asWaiter ? theme.wait(dice) : theme.command(dice)));
    }
    add(talker + (dice.percent(85) ? ": EXEC" : ": DISCARD"));
  }

  /** A key's time ends. */
  private void addExpiry() {
    String key = "k" + dice.below(KEYS);
    add("a: PEXPIRE " + key + " 10");
    add("a until EXISTS " + key + " gives :0");
  }
}
