package io.haulm.server.http;

import io.haulm.server.http.access.Caller;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
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
    /** Answers. */
    void run() throws InterruptedException;
  }

  private final Routes routes;
  private final Guard guard;
  private final StaticFiles files;
  private final BooleanSupplier isReadOnly;
  private final Semaphore places = new Semaphore(HttpLimits.REQUESTS_MAX);
  private final AtomicInteger streams = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("haulm-http-", 0).factory());

  Exchange(Routes routes, Guard guard, StaticFiles files, BooleanSupplier isReadOnly) {
    this.routes = routes;
    this.guard = guard;
    this.files = files;
    this.isReadOnly = isReadOnly;
  }

  /** Runs something on a thread of its own. */
  void begin(Answering answering) {
    threads.execute(() -> {
      try {
        answering.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
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

  /** The answer to a request. */
  Response answer(Request.Incoming incoming) throws InterruptedException {
    boolean hasPlace = places.tryAcquire(1, TimeUnit.SECONDS);
    try {
      if (!hasPlace) {
        throw new Problem(503, "busy", "Too many requests at once; try again");
      }
      return Compression.of(answerOrRefuse(incoming), incoming.headers());
    } catch (Problem problem) {
      return refusal(problem);
    } catch (RuntimeException e) {
      LOG.error("{} {} could not be answered", incoming.method(), pathOf(incoming.uri()), e);
      return refusal(new Problem(500, "bug", "The server made a mistake; its log tells more"));
    } finally {
      if (hasPlace) {
        places.release();
      }
    }
  }

  /** The last answer on a connection that has sent what is no request, or too long for one. */
  static Response.Whole notUnderstood() {
    return refusal(Problem.bad("bad-request", "The request is not HTTP, or its head is too long"))
        .with("Connection", "close");
  }

  /** The last answer on a connection whose client wants to send too much. */
  static Response.Whole tooLong() {
    String title = "A body has at most " + HttpLimits.BODY_BYTES_MAX + " bytes";
    return refusal(new Problem(413, "body-too-long", title)).with("Connection", "close");
  }

  private Response answerOrRefuse(Request.Incoming incoming) throws InterruptedException {
    guard.checkHost(incoming.headers());
    String path = pathOf(incoming.uri());
    if (!path.startsWith("/")) {
      throw Problem.bad("bad-path", "The path must begin with a slash");
    }
    Query query = Query.of(incoming.uri());
    String method = incoming.method().equals("HEAD") ? "GET" : incoming.method();
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

  /** Tells whether the sender of a request may still come in: a session can end meanwhile. */
  BooleanSupplier stillAllowed(Request.Incoming incoming) {
    return () -> {
      try {
        return guard.caller(incoming.headers()).way() != Caller.Way.NONE;
      } catch (Problem e) {
        return false;
      }
    };
  }

  private static Response.Whole refusal(Problem problem) {
    Response.Whole refusal =
        new Response.Whole(
            problem.status(), "application/problem+json", Json.bytes(problem.body()), Map.of());
    return problem.retrySeconds() == 0
        ? refusal
        : refusal.with("Retry-After", Long.toString(problem.retrySeconds()));
  }

  private static String pathOf(String uri) {
    int mark = uri.indexOf('?');
    return mark < 0 ? uri : uri.substring(0, mark);
  }
}
