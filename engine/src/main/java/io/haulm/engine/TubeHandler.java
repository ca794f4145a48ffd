package io.haulm.engine;

import java.util.ArrayList;
import java.util.List;

/** Which tubes a session uses and watches, lists of tubes, and pauses. */
final class TubeHandler {
  private final TubeRegistry tubes;
  private final Ledger ledger;

  TubeHandler(TubeRegistry tubes, Ledger ledger) {
    this.tubes = tubes;
    this.ledger = ledger;
  }

  Reply use(Command.Use command) {
    Session session = command.session();
    Tube before = session.used;
    // The new tube first: it takes the old one's place in the list if that one vanishes.
    Tube tube = wanted(command.tube());
    tube.usingSessions++;
    session.used = tube;
    before.usingSessions--;
    tubes.removeUnlessAlive(before);
    return new Reply.Using(tube.name);
  }

  Reply watch(Command.Watch command) {
    Session session = command.session();
    Tube tube = wanted(command.tube());
    if (!session.isWatching(tube)) {
      session.addWatch(tube);
    }
    return new Reply.Watching(session.watchCount());
  }

  Reply ignore(Command.Ignore command) {
    Session session = command.session();
    Tube tube = tubes.find(command.tube());
    if (tube == null || !session.isWatching(tube)) {
      return new Reply.Watching(session.watchCount());
    }
    if (session.watchCount() == 1) {
      return Reply.Plain.NOT_IGNORED;
    }
    session.removeWatch(tube);
    tubes.removeUnlessAlive(tube);
    return new Reply.Watching(session.watchCount());
  }

  /**
   * The session is gone, and with it its hold on tubes: on those it watches first, then on the one
   * it uses. The order shows in the list of tubes, so it is beanstalkd's.
   */
  void leaveAll(Session session) {
    while (session.watchCount() > 0) {
      Tube tube = session.watch(0).tube;
      session.removeWatch(tube);
      tubes.removeUnlessAlive(tube);
    }
    session.used.usingSessions--;
    tubes.removeUnlessAlive(session.used);
  }

  Reply pause(long nowMillis, Command.PauseTube command) {
    Tube tube = tubes.find(command.tube());
    if (tube == null) {
      return Reply.Plain.NOT_FOUND;
    }
    tube.pauses++;
    long pauseMillis = command.pauseMillis();
    if (pauseMillis > 0 || tube.isPaused()) {
      ledger.pause(nowMillis, tube, pauseMillis, pauseMillis > 0 ? nowMillis + pauseMillis : 0);
    }
    return Reply.Plain.PAUSED;
  }

  Reply list() {
    List<String> names = new ArrayList<>(tubes.count());
    for (Tube tube : tubes.all()) {
      names.add(tube.name);
    }
    return new Reply.Tubes(names);
  }

  Reply listUsed(Command.ListTubeUsed command) {
    return new Reply.Using(command.session().used.name);
  }

  Reply listWatched(Command.ListTubesWatched command) {
    Session session = command.session();
    List<String> names = new ArrayList<>(session.watchCount());
    for (int i = 0; i < session.watchCount(); i++) {
      names.add(session.watch(i).tube.name);
    }
    return new Reply.Tubes(names);
  }

  private Tube wanted(String name) {
    Tube tube = tubes.findOrCreate(name);
    tube.keptByPause = false;
    return tube;
  }
}
