package io.haulm.server.http;

import io.haulm.server.http.access.Role;
import io.haulm.server.shard.ShardEndedException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells supervisors and load balancers whether the server works. */
public final class HealthApi implements ApiPart {
  private static final long READY_MILLIS_MAX = 2000;

  private record Health(String status) {}

  private final ShardQuestions questions;

  /** The health of this shard. */
  public HealthApi(ShardQuestions questions) {
    this.questions = questions;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", Role.NOBODY, _ -> live()).in(Route.Lane.HEALTH),
        Route.get("/health/ready", Role.NOBODY, _ -> ready()).in(Route.Lane.HEALTH));
  }

  @Override
  public String openApiPage() {
    return "health";
  }

  private Response live() {
    return questions.shard().failure().isDone()
        ? Response.json(503, new Health("failed"))
        : Response.json(new Health("live"));
  }

  /** Ready means that a question was answered: the thread turns, and the disk keeps up. */
  private Response ready() throws InterruptedException {
    try {
      var _ =
          questions
              .shard()
              .ask(engine -> engine.lastJobId())
              .get(READY_MILLIS_MAX, TimeUnit.MILLISECONDS);
      return Response.json(new Health("ready"));
    } catch (ExecutionException e) {
      boolean isEnd = e.getCause() instanceof ShardEndedException;
      return Response.json(503, new Health(isEnd ? "stopping" : "failed"));
    } catch (TimeoutException e) {
      return Response.json(503, new Health("slow"));
    }
  }
}
