package io.haulm.conformance.tasks;

import io.haulm.conformance.ServerProcess;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskWorker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker in a process of its own, which does not live to see its tasks end. */
final class DoomedWorker {

  /** Takes its worker's process with it, without a word of goodbye. */
  static final Task<String, String> DEADLY =
      Task.named("java.deadly", String.class, String.class).queue("doom").maxDeliveries(2);

  /** Never ends here. */
  static final Task<String, String> ENDLESS =
      Task.named("java.endless", String.class, String.class).queue("doom");

  private DoomedWorker() {}

  /** Starts one. */
  static ServerProcess start(String address) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ServerProcess.start(
        List.of(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            DoomedWorker.class.getName(),
            address));
  }

  /** The process. */
  @SuppressWarnings("SystemOut") // the test reads what is printed
  public static void main(String[] arguments) throws InterruptedException {
    try (TaskWorker worker =
        TaskWorker.on(arguments[0])
            .handle(
                DEADLY,
                (text, context) -> {
                  Runtime.getRuntime().halt(137);
                  return text;
                })
            .handle(
                ENDLESS,
                (text, context) -> {
                  System.out.println("holds " + text);
                  new CountDownLatch(1).await();
                  return text;
                })
            .start()) {
      worker.awaitShutdown();
    }
  }
}
