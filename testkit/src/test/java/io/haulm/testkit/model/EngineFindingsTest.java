package io.haulm.testkit.model;

import io.haulm.engine.Command;
import io.haulm.engine.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the walks found in the engine, each cut down to its shortest form. */
class EngineFindingsTest {
  private final SideBySide pair = new SideBySide(true, false);
  private Session session = connect();

  private Session connect() {
    pair.connect();
    return pair.members().getLast();
  }

  @BeforeEach
  void bothBeginTheSame() {
    pair.checkAll();
  }

  @Test
  void sessionThatUsesAndWatchesTheSameTubeMayLeave() {
    pair.ask(new Command.Watch(session, "sms"));
    pair.ask(new Command.Use(session, "sms"));

    pair.disconnect(session);

    pair.checkAll();
  }

  @Test
  void pausedTubeThatNobodyNeedsOutlivesARestartUntilItsPauseEnds() {
    pair.ask(new Command.Watch(session, "mail"));
    pair.ask(new Command.PauseTube(session, "mail", 4000));

    Restart.of(pair);
    pair.checkAll();

    pair.passTo(pair.nowMillis() + 4000, 1000);
    pair.checkAll();
  }

  /** Tried with beanstalkd 1.12, which takes a watch list apart from both ends. */
  @Test
  void tubesOfASessionThatLeavesVanishInTheOrderOfBeanstalkd() {
    Session other = connect();
    pair.ask(new Command.Watch(session, "fax"));
    pair.ask(new Command.Watch(session, "mail"));
    pair.ask(new Command.Watch(other, "sms"));
    pair.ask(new Command.Watch(other, "letter"));

    pair.disconnect(session);

    pair.checkAll();
  }
}
