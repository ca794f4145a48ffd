package io.haulm.examples.mail;

import io.haulm.tasks.Canvas;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calls the tasks. Their handles are beans: the compiler knows what goes in and comes out. */
@RestController
class MailController {

  private final TaskClient tasks;
  private final Task<Mail, Receipt> send;
  private final Task<List<Receipt>, Report> report;

  MailController(TaskClient tasks, Task<Mail, Receipt> send, Task<List<Receipt>, Report> report) {
    this.tasks = tasks;
    this.send = send;
    this.report = report;
  }

  /** What a caller gets: by this id it may ask for the result. */
  record Accepted(String id) {}

  /** A mail to many. */
  record Newsletter(String subject, List<String> readers) {}

  @PostMapping("/mails")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted send(@RequestBody Mail mail) {
    return new Accepted(tasks.enqueue(send, mail).id());
  }

  /** A chord: all mails at once, and the report when the last of them was delivered. */
  @PostMapping("/newsletters")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted send(@RequestBody Newsletter newsletter) {
    List<Mail> mails =
        newsletter.readers().stream().map(to -> new Mail(to, newsletter.subject())).toList();
    return new Accepted(tasks.enqueue(Canvas.all(send, mails).collect(report)).id());
  }

  @GetMapping("/mails/{id}")
  Progress<Receipt> mail(@PathVariable String id) {
    return Progress.of(tasks.result(id, send));
  }

  @GetMapping("/newsletters/{id}")
  Progress<Report> newsletter(@PathVariable String id) {
    return Progress.of(tasks.result(id, report));
  }
}
