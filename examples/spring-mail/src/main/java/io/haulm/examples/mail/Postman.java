package io.haulm.examples.mail;

import io.haulm.tasks.TaskContext;
import io.haulm.tasks.spring.HaulmRetry;
import io.haulm.tasks.spring.HaulmSchedule;
import io.haulm.tasks.spring.HaulmTask;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Runs the tasks. */
@Service
class Postman {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

  private final MailServer server;
  private final AtomicInteger sinceLastCount = new AtomicInteger();

  Postman(MailServer server) {
    this.server = server;
  }

  @HaulmTask(
      value = "mail.send",
      queue = "mail",
      timeout = "30s",
      retry = @HaulmRetry(first = "${mail.retry-after:2s}", max = "1m", on = IOException.class))
  Receipt send(Mail mail, TaskContext task) throws IOException {
    server.deliver(mail, task.attempt());
    sinceLastCount.incrementAndGet();
    return new Receipt(mail.to(), task.attempt());
  }

  @HaulmTask(value = "mail.report", queue = "mail")
  Report report(List<Receipt> receipts) {
    int attempts = receipts.stream().mapToInt(Receipt::attempts).sum();
    return new Report(receipts.size(), attempts);
  }

  @HaulmTask(value = "mail.count", queue = "mail")
  @HaulmSchedule(every = "${mail.count-every:30s}", missedRuns = 0)
  int count() {
    int sent = sinceLastCount.getAndSet(0);
    LOG.info("{} mails since the last count", sent);
    return sent;
  }
}
