package io.haulm.server.http.tubes;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.engine.Administration.Outcome;
import io.haulm.engine.Limits;
import io.haulm.engine.Reply;
import io.haulm.engine.TubeFigures;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.TubeList;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.account.Audit;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tubes: their figures, their pauses, and new jobs for them. */
public final class TubesApi implements ApiPart {
  /** The priority of a job when none is given: the first that does not count as urgent. */
  static final long PRIORITY_USUAL = Limits.URGENT_BELOW;

  /** The time to run of a job when none is given, in milliseconds. */
  static final long TTR_MILLIS_USUAL = 60_000;

  private static final String TUBES = "/api/v1/tubes";
  private static final String TUBE = TUBES + "/{tube}";

  private record Tubes(List<TubeShown> items, @Nullable String cursor) {}

  private record Put(long id) {}

  private final ShardQuestions questions;
  private final TubeList tubes;

  /** Of so many tubes the answer is put together in memory; of more it is written bit by bit. */
  static final int WHOLE_MAX = 1000;

  /** Tubes that are put into words when it is their turn to be written. */
  private final class ShownLater extends AbstractList<TubeShown> {
    private final List<TubeFigures> tubes;

    ShownLater(List<TubeFigures> tubes) {
      this.tubes = tubes;
    }

    @Override
    public TubeShown get(int index) {
      return shown(tubes.get(index));
    }

    @Override
    public int size() {
      return tubes.size();
    }
  }

  private final JobDesk desk;
  private final TubeRates rates;
  private final PauseNotes notes;
  private final Audit audit;
  private final long jobBytesMax;

  /**
   * The tubes of a server.
   *
   * @param jobBytesMax the longest body of a job
   */
  public TubesApi(
      ShardQuestions questions,
      JobDesk desk,
      TubeRates rates,
      PauseNotes notes,
      Audit audit,
      long jobBytesMax) {
    this.questions = questions;
    this.tubes = new TubeList(questions::ask);
    this.desk = desk;
    this.rates = rates;
    this.notes = notes;
    this.audit = audit;
    this.jobBytesMax = jobBytesMax;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(TUBES, Role.VIEWER, this::list).in(Route.Lane.HEAVY),
        Route.get(TUBE, Role.VIEWER, request -> Response.json(shown(request))),
        Route.post(TUBE + "/pause", Role.OPERATOR, this::pause),
        Route.post(TUBE + "/resume", Role.OPERATOR, this::resume),
        Route.post(TUBE + "/jobs", Role.OPERATOR, this::put).withLongBody());
  }

  @Override
  public String openApiPage() {
    return "tubes";
  }

  private Response list(Request request) throws InterruptedException {
    int limit = (int) request.queryLong("limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    List<TubeFigures> page =
        tubes.find(request.caller()::seesTube, request.query("cursor").orElse(""), limit);
    String cursor = page.size() < limit ? null : page.getLast().name();
    if (page.size() <= WHOLE_MAX) {
      return Response.json(new Tubes(page.stream().map(this::shown).toList(), cursor));
    }
    Tubes shown = new Tubes(new ShownLater(page), cursor);
    return new Response.Streamed(Response.JSON, "", out -> Json.write(out, shown));
  }

  private TubeShown shown(Request request) throws InterruptedException {
    String name = request.parameter("tube");
    request.requireTube(name);
    return questions
        .ask(engine -> Optional.ofNullable(engine.browser().tube(name)))
        .map(this::shown)
        .orElseThrow(() -> noSuchTube(name));
  }

  private TubeShown shown(TubeFigures tube) {
    long nowMillis = questions.shard().clock().nowMillis();
    return TubeShown.of(tube, nowMillis, rates.of(tube.name()), notes.of(tube));
  }

  private Response pause(Request request) throws InterruptedException {
    JsonNode json = request.jsonTree();
    String tube = request.parameter("tube");
    request.requireTube(tube);
    long pauseMillis = Wanted.number(json, "pauseMillis", 0, Limits.DURATION_MILLIS_MAX);
    String reason = Wanted.text(json, "reason");
    if (pauseMillis == 0 || reason.length() > PauseNotes.CHARS_MAX) {
      throw Problem.bad(
          "bad-pause",
          "A pause needs pauseMillis, and a reason of at most "
              + PauseNotes.CHARS_MAX
              + " characters");
    }
    long nowMillis = pauseOrRefuse(tube, pauseMillis);
    notes.set(
        nowMillis, tube, new PauseNote(reason, request.caller().name(), nowMillis + pauseMillis));
    audit.noteChange(request, "tube.pause", tube, "", pauseMillis + " ms: " + reason);
    return Response.json(shown(request));
  }

  private Response resume(Request request) throws InterruptedException {
    String tube = request.parameter("tube");
    request.requireTube(tube);
    long _ = pauseOrRefuse(tube, 0);
    notes.remove(tube);
    audit.note(request, "tube.resume", tube);
    return Response.json(shown(request));
  }

  /** Pauses a tube, or ends its pause; returns when that was. */
  private long pauseOrRefuse(String tube, long pauseMillis) throws InterruptedException {
    AtomicLong doneMillis = new AtomicLong();
    Outcome outcome =
        desk.act((administration, nowMillis) -> {
          doneMillis.set(nowMillis);
          return administration.pause(nowMillis, tube, pauseMillis);
        });
    return switch (outcome) {
      case DONE -> doneMillis.get();
      case NOT_FOUND -> throw noSuchTube(tube);
      case WRONG_STATE ->
          throw Problem.conflict("not-paused", "The tube \"" + tube + "\" is not paused");
      case NO_ROOM -> throw noRoom();
    };
  }

  private Response put(Request request) throws InterruptedException {
    JsonNode json = request.jsonTree();
    String tube = Wanted.tubeName(request.parameter("tube"));
    request.requireTube(tube);
    byte[] body =
        Wanted.body(request, json, jobBytesMax)
            .orElseThrow(() -> Problem.bad("no-body", "A job needs text, base64 or json"));
    Reply reply =
        desk.put(
            tube,
            Wanted.number(json, "priority", PRIORITY_USUAL, Limits.PRIORITY_MAX),
            Wanted.number(json, "delayMillis", 0, Limits.DURATION_MILLIS_MAX),
            Wanted.number(json, "ttrMillis", TTR_MILLIS_USUAL, Limits.DURATION_MILLIS_MAX),
            body);
    long id = inserted(reply);
    audit.note(request, "job.put", tube + "/" + id);
    return Response.json(201, new Put(id));
  }

  /** The id of a job that was put. */
  static long inserted(Reply reply) {
    if (reply instanceof Reply.Inserted(var id)) {
      return id;
    }
    throw reply == Reply.Plain.DRAINING
        ? new Problem(503, "draining", "The server is to be shut down: it takes no new jobs")
        : noRoom();
  }

  static Problem noRoom() {
    return new Problem(507, "no-room", "There is no room, in memory or on the disk");
  }

  private static Problem noSuchTube(String tube) {
    return Problem.missing("no-such-tube", "There is no tube \"" + tube + "\"");
  }
}
