import io.haulm.client.Connection;
import io.haulm.client.NewJob;
import io.haulm.client.Worker;
import io.haulm.tasks.Canvas;
import io.haulm.tasks.Retry;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.TypeRef;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program on Java 17 with the client's and the task library's jars, and nothing else. */
public class Seventeen {

  record Number(long value) {}

  static final Duration SOON = Duration.ofSeconds(60);
  static final Task<Number, Long> DOUBLE =
      Task.named("seventeen.double", Number.class, Long.class)
          .queue("seventeen")
          .retry(Retry.fixed(Duration.ofMillis(100)).on(IOException.class));
  static final Task<List<Long>, Long> SUM =
      Task.named("seventeen.sum", TypeRef.listOf(Long.class), Long.class).queue("seventeen");

  /** Takes the address of the beanstalkd protocol and that of the Redis protocol. */
  public static void main(String[] addresses) throws Exception {
    System.out.println("java " + Runtime.version().feature());
    jobs(addresses[0]);
    tasks(addresses[1]);
  }

  private static void jobs(String address) throws Exception {
    CountDownLatch done = new CountDownLatch(2);
    try (Connection connection = Connection.open(address);
        Worker worker =
            Worker.on("mail").server(address).concurrency(2).start(job -> done.countDown())) {
      connection.put("mail", NewJob.of("ann"));
      connection.put("mail", NewJob.of("bob").delay(Duration.ofSeconds(1)));
      System.out.println("jobs " + done.await(SOON.toSeconds(), TimeUnit.SECONDS));
    }
  }

  private static void tasks(String address) {
    try (TaskClient tasks = TaskClient.connect(address);
        TaskWorker worker =
            TaskWorker.on(tasks)
                .concurrency(4)
                .handle(
                    DOUBLE,
                    (number, context) -> {
                      if (context.attempt() == 1) {
                        throw new IOException("the first attempt fails");
                      }
                      return 2 * number.value();
                    })
                .handle(SUM, (all, context) -> all.stream().mapToLong(Long::longValue).sum())
                .start()) {
      List<Number> numbers = List.of(new Number(1), new Number(2), new Number(3));
      long sum = tasks.enqueue(Canvas.all(DOUBLE, numbers).collect(SUM)).get(SOON);
      System.out.println("chord " + sum + " by " + (worker.isRunning() ? "a worker" : "nobody"));
    }
  }
}
