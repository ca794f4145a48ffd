package io.haulm.server.http.workers;

import io.haulm.engine.SessionView;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import io.haulm.server.shard.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected, and which of Celery's workers are there. */
public final class WorkersApi implements ApiPart {
  /** Most connections that are told. */
  static final int CONNECTIONS_MAX = 5000;

  private static final String WORKERS = "/api/v1/workers";

  /** How many sessions are looked at in one turn. */
  private static final int SLICE = 1000;

  private static final String BEANSTALK = "beanstalk";
  private static final List<String> BY_DEFAULT = List.of("default");

  /** A connection of a client. */
  private record Shown(
      long id,
      String face,
      String address,
      String name,
      long sinceMillis,
      long idleMillis,
      List<String> tubes,
      String using,
      int reserved,
      boolean worker,
      boolean waiting,
      String lastCommand) {
    static Shown of(Connection connection, SessionView session, long nowMillis) {
      return new Shown(
          connection.number(),
          connection.face(),
          connection.address().toString(),
          connection.clientName(),
          connection.connectedMillis(),
          Math.max(0, nowMillis - connection.heardMillis()),
          tubesOf(connection, session),
          session.using(),
          session.reserved(),
          session.isWorker(),
          session.isWaiting() || connection.isWaiting(),
          connection.lastCommand());
    }
  }

  /** All sessions watch a tube by default; of Redis' clients only few ever care for tubes. */
  private static List<String> tubesOf(Connection connection, SessionView session) {
    boolean caresForTubes =
        connection.face().equals(BEANSTALK)
            || session.isWorker()
            || !session.watching().equals(BY_DEFAULT);
    return caresForTubes ? session.watching() : List.of();
  }

  private record Workers(
      List<Shown> connections, boolean complete, List<CeleryState.Worker> celery) {}

  private final ShardQuestions questions;
  private final CeleryState celery;
  private final Audit audit;

  /** The connections of this shard, and the workers that are known. */
  public WorkersApi(ShardQuestions questions, CeleryState celery, Audit audit) {
    this.questions = questions;
    this.celery = celery;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(WORKERS, Role.VIEWER, this::list).in(Route.Lane.HEAVY),
        Route.post(WORKERS + "/{id}/disconnect", Role.OPERATOR, this::disconnect));
  }

  @Override
  public String openApiPage() {
    return "workers";
  }

  private Response list(Request request) throws InterruptedException {
    request.requireAll();
    List<Shown> shown = new ArrayList<>();
    int from = 0;
    while (from >= 0 && shown.size() < CONNECTIONS_MAX) {
      from = slice(from, shown);
    }
    return Response.json(new Workers(shown, from < 0, celery.workers()));
  }

  private int slice(int from, List<Shown> shown) throws InterruptedException {
    return questions.ask(engine ->
        engine.showSessions(
            from,
            SLICE,
            session -> {
              if (session.owner() instanceof Connection connection && !connection.isInner()) {
                shown.add(Shown.of(connection, session, questions.shard().nowMillis()));
              }
            }));
  }

  private Response disconnect(Request request) throws InterruptedException {
    request.requireAll();
    long id = request.parameterLong("id", 1, Long.MAX_VALUE);
    AtomicInteger found = new AtomicInteger();
    int from = 0;
    while (from >= 0 && found.get() == 0) {
      from = disconnect(from, id, found);
    }
    if (found.get() == 0) {
      throw Problem.missing("no-such-connection", "There is no such connection any more");
    }
    audit.note(request, "connection.disconnect", Long.toString(id));
    return Response.done();
  }

  private int disconnect(int from, long id, AtomicInteger found) throws InterruptedException {
    return questions.ask(engine -> {
      List<Connection> meant = new ArrayList<>(1);
      int next =
          engine.showSessions(
              from,
              SLICE,
              session -> {
                if (session.owner() instanceof Connection connection
                    && connection.number() == id
                    && !connection.isInner()) {
                  meant.add(connection);
                }
              });
      // Only now: the sessions are not changed while they are shown.
      meant.forEach(Connection::disconnect);
      found.addAndGet(meant.size());
      return next;
    });
  }
}
