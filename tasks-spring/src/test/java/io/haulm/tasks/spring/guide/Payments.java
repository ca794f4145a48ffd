package io.haulm.tasks.spring.guide;

import io.haulm.tasks.TaskContext;
import io.haulm.tasks.schedule.Overlap;
import io.haulm.tasks.spring.HaulmRetry;
import io.haulm.tasks.spring.HaulmSchedule;
import io.haulm.tasks.spring.HaulmTask;
import java.io.IOException;
import org.springframework.stereotype.Service;

@Service
class Payments {

  @HaulmTask(
      value = "payments.charge",
      queue = "payments",
      timeout = "30s",
      retry = @HaulmRetry(first = "2s", max = "5m", maxAttempts = 8, on = IOException.class))
  Receipt charge(Charge charge, TaskContext task) throws IOException {
    return new Receipt("r-" + charge.orderId(), task.attempt());
  }

  @HaulmTask("payments.close-day")
  @HaulmSchedule(cron = "0 18 * * *", zone = "Europe/Prague", overlap = Overlap.SKIP)
  void closeDay() {
    System.out.println("closed");
  }
}
