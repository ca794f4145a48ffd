package io.haulm.server.http;

import io.haulm.server.http.access.Caller;
import io.haulm.server.http.kept.NotKeptException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request to the part that answers it, past everything that may refuse it. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String API = "/api/";
  private static final long END_MILLIS_MAX = 1000;

  /** Answers, on a thread of its own. */
  interface Answering {
    /**
     * Answers a request that travels by this lane.
     *
     * @return whether its sender may be heard again
     */
    boolean run(Route.Lane lane) throws InterruptedException;
  }

  private final Routes routes;
  private final Guard guard;
  private final StaticFiles files;
  private final BooleanSupplier isReadOnly;
  private final Places places = new Places();
  private final AtomicInteger streams = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("haulm-http-", 0).factory());

  Exchange(Routes routes, Guard guard, StaticFiles files, BooleanSupplier isReadOnly) {
    this.routes = routes;
    this.guard = guard;
    this.files = files;
    this.isReadOnly = isReadOnly;
  }

  /**
   * Runs something for a request on a thread of its own, if there is a place for such requests.
   *
   * @param next hears its sender again; is run when the place is free, so that nobody has two
   * @return false when there is none, and nothing was begun
   */
  boolean begin(HttpRequest head, Answering answering, Runnable next) {
    Route.Lane lane = laneOf(head.method().name(), head.uri());
    if (!places.enter(lane)) {
      return false;
    }
    try {
      threads.execute(() -> {
        if (answered(answering, lane)) {
          next.run();
        }
      });
      return true;
    } catch (RejectedExecutionException e) {
      places.leave(lane);
      throw e;
    }
  }

  private boolean answered(Answering answering, Route.Lane lane) {
    try {
      return answering.run(lane);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      places.leave(lane);
    }
  }

  /** The answer to a request for which there is no place. */
  Response.Whole busy(HttpRequest head) {
    return refusal(Places.busy(laneOf(head.method().name(), head.uri())));
  }

  /**
   * How long a request's body may be, judged by its head.
   *
   * @throws Problem when a body that is not small is not taken from its sender at all
   */
  int bodyBytesMax(HttpRequest head) {
    guard.checkHost(head.headers());
    Optional<Route> route = routeOf(head.method().name(), head.uri());
    if (route.isEmpty()) {
      return HttpLimits.SMALL_BODY_BYTES_MAX;
    }
    guard.check(route.get(), guard.caller(head.headers()), head.headers());
    return route.get().bodyBytesMax();
  }

  private Route.Lane laneOf(String method, String uri) {
    try {
      return routeOf(method, uri).map(Route::lane).orElse(Route.Lane.GENERAL);
    } catch (Problem e) {
      // What is wrong with it is told in the answer.
      return Route.Lane.GENERAL;
    }
  }

  private Optional<Route> routeOf(String method, String uri) {
    String path = pathOf(uri);
    return path.startsWith("/")
        ? routes.find(routed(method), path).map(Routes.Match::route)
        : Optional.empty();
  }

  /** HEAD is answered as GET, without the body. */
  private static String routed(String method) {
    return method.equals("HEAD") ? "GET" : method;
  }

  /** Lets nothing begin any more, and interrupts what goes on. */
  void close() {
    var _ = threads.shutdownNow();
    try {
      // They still write; what they write to ends next.
      boolean _ = threads.awaitTermination(END_MILLIS_MAX, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer to a request that has a place in its lane. */
  Response answer(Request.Incoming incoming, Route.Lane lane) throws InterruptedException {
    boolean hasTurn = places.awaitTurn(lane);
    try {
      if (!hasTurn) {
        throw Places.busy(lane);
      }
      return Compression.of(answerOrRefuse(incoming), incoming.headers());
    } catch (Problem problem) {
      return refusal(problem);
    } catch (NotKeptException e) {
      LOG.error("{} could not be kept: {}", pathOf(incoming.uri()), e.toString());
      return refusal(
          new Problem(507, "no-room", "It could not be kept: the disk is full, or not writable"));
    } catch (RuntimeException e) {
      LOG.error("{} {} could not be answered", incoming.method(), pathOf(incoming.uri()), e);
      return refusal(new Problem(500, "bug", "The server made a mistake; its log tells more"));
    } finally {
      if (hasTurn) {
        places.endTurn(lane);
      }
    }
  }

  /** The last answer on a connection that has sent what is no request, or too long for one. */
  static Response.Whole notUnderstood() {
    return refusal(Problem.bad("bad-request", "The request is not HTTP, or its head is too long"))
        .with("Connection", "close");
  }

  private Response answerOrRefuse(Request.Incoming incoming) throws InterruptedException {
    guard.checkHost(incoming.headers());
    String path = pathOf(incoming.uri());
    if (!path.startsWith("/")) {
      throw Problem.bad("bad-path", "The path must begin with a slash");
    }
    Query query = Query.of(incoming.uri());
    String method = routed(incoming.method());
    Optional<Routes.Match> match = routes.find(method, path);
    if (match.isPresent()) {
      return answerByRoute(match.get(), query, incoming);
    }
    if (path.startsWith(API) || !method.equals("GET")) {
      throw Problem.missing("no-such-path", "There is nothing at " + path);
    }
    return files.answer(path, incoming.headers());
  }

  private Response answerByRoute(Routes.Match match, Query query, Request.Incoming incoming)
      throws InterruptedException {
    Route route = match.route();
    Caller caller = guard.caller(incoming.headers());
    guard.check(route, caller, incoming.headers());
    if (isReadOnly.getAsBoolean() && !route.evenReadOnly()) {
      throw Request.readOnly();
    }
    Request request =
        new Request(
            incoming,
            query,
            match.parameters(),
            caller,
            guard.cookie(incoming.headers()),
            isReadOnly.getAsBoolean());
    Response response = route.handler().answer(request);
    if (response instanceof Response.Events && streams.get() >= HttpLimits.STREAMS_MAX) {
      throw new Problem(503, "too-many-streams", "Too many browsers listen to events");
    }
    return response;
  }

  /** A stream of events begins on this channel, and lasts until it closes. */
  void streamBegins(Channel channel) {
    streams.incrementAndGet();
    var _ = channel.closeFuture().addListener(_ -> streams.decrementAndGet());
  }

  /**
   * Tells whether the sender of a request may still see what they might: a session can end
   * meanwhile, and a role or patterns of tubes can be taken away.
   */
  BooleanSupplier stillAllowed(Request.Incoming incoming) {
    Caller first = guard.caller(incoming.headers());
    return () -> {
      try {
        Caller now = guard.caller(incoming.headers());
        return now.way() != Caller.Way.NONE && now.equals(first);
      } catch (Problem e) {
        return false;
      }
    };
  }

  /** The answer that tells of a problem. */
  static Response.Whole refusal(Problem problem) {
    Response.Whole refusal =
        new Response.Whole(
            problem.status(), "application/problem+json", Json.bytes(problem.body()), Map.of());
    if (!problem.allow().isEmpty()) {
      return refusal.with("Allow", problem.allow());
    }
    return problem.retrySeconds() == 0
        ? refusal
        : refusal.with("Retry-After", Long.toString(problem.retrySeconds()));
  }

  private static String pathOf(String uri) {
    int mark = uri.indexOf('?');
    return mark < 0 ? uri : uri.substring(0, mark);
  }
}
