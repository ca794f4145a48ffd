package io.haulm.cli;

import io.haulm.client.JobHandler;
import io.haulm.client.WorkerJob;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs a command for a job; its exit code decides what becomes of the job. */
final class JobProcess implements JobHandler {
  /** How long a command that was asked to end may take before it is made to. */
  private static final int END_SECONDS_MAX = 5;

  private final List<String> command;
  private final String server;
  private final int buryCode;
  private final WorkReport report;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  JobProcess(List<String> command, String server, int buryCode, WorkReport report) {
    this.command = command;
    this.server = server;
    this.buryCode = buryCode;
    this.report = report;
  }

  @Override
  public void handle(WorkerJob job)
      throws CommandFailedException, InterruptedException, IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT);
    builder
        .environment()
        .putAll(WorkCommand.environment(job.id(), job.tube(), job.attempt(), server));
    Process process = start(builder);
    try {
      Thread.ofVirtual().start(() -> feed(process, job.body()));
      settle(job, process.waitFor());
    } catch (InterruptedException e) {
      end(process);
      throw e;
    } finally {
      running.remove(process);
    }
  }

  // Together: a signal must not find a command that runs and is not known yet.
  private synchronized Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    running.add(process);
    return process;
  }

  // A command need not read its input: the pipe breaks when it ends, and that is no mistake.
  private static void feed(Process process, byte[] body) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(body);
    } catch (IOException e) {
      return;
    }
  }

  private void settle(WorkerJob job, int exitCode) throws CommandFailedException {
    if (exitCode == 0) {
      return;
    }
    CommandFailedException failure = new CommandFailedException(exitCode);
    if (exitCode != buryCode) {
      throw failure;
    }
    job.bury();
    report.buried(job, failure);
  }

  // A command is often a script, and what it has started would go on while another worker has the
  // job. Who belongs to it is asked before it ends: afterwards they are nobody's.
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    started.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static void kill(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends all commands that run, and what they have started, at once. */
  synchronized void kill() {
    running.forEach(JobProcess::kill);
  }

  synchronized int count() {
    return running.size();
  }
}
