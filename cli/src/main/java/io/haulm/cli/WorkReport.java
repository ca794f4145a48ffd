package io.haulm.cli;

import io.haulm.client.BeanstalkException;
import io.haulm.client.WorkerJob;
import io.haulm.client.WorkerListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells what becomes of the jobs of {@code haulm work}: people on the error stream, because the
 * output belongs to the commands; scripts, on the output, an object of JSON to a line.
 */
final class WorkReport implements WorkerListener {
  private final Streams streams;
  private final boolean asJson;

  /** The last trouble with the server, so that one that lasts is told once. */
  private final AtomicReference<String> trouble = new AtomicReference<>("");

  WorkReport(Streams streams, boolean asJson) {
    this.streams = streams;
    this.asJson = asJson;
  }

  void ready(String tube) {
    if (!asJson) {
      streams.complain("working on " + tube);
    }
  }

  @Override
  public void started(WorkerJob job) {
    trouble.set("");
  }

  @Override
  public void done(WorkerJob job) {
    tell(job.id(), "done", "");
  }

  @Override
  public void released(WorkerJob job, Throwable failure, Duration delay) {
    // The server counts in whole seconds.
    long seconds = delay.plusNanos(Duration.ofSeconds(1).toNanos() - 1).toSeconds();
    tell(job.id(), "released", failure.getMessage() + ", again in " + seconds + " s");
  }

  @Override
  public void buried(WorkerJob job, Throwable failure) {
    tell(job.id(), "buried", String.valueOf(failure.getMessage()));
  }

  @Override
  public void lost(WorkerJob job) {
    tell(job.id(), "lost", "it was given back before its command ended");
  }

  @Override
  public void serverFailed(BeanstalkException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!trouble.getAndSet(message).equals(message)) {
      streams.complain(message + "; trying again");
    }
  }

  private void tell(long jobId, String outcome, String reason) {
    if (!asJson) {
      streams.complain("job " + jobId + ": " + outcome + (reason.isEmpty() ? "" : ": " + reason));
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", jobId);
    values.put("outcome", outcome);
    if (!reason.isEmpty()) {
      values.put("reason", reason);
    }
    streams.out().println(Json.of(values));
  }
}
