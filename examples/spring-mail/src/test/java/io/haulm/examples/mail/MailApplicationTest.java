package io.haulm.examples.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.haulm.tasks.Task;
import io.haulm.tasks.testing.TestTasks;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The whole program, with its web layer, and tasks in memory that run when the test says so. */
@SpringBootTest(properties = "haulm.tasks.test-mode=manual")
@AutoConfigureMockMvc
class MailApplicationTest {

  private final MockMvc web;
  private final TestTasks tasks;
  private final Task<Mail, Receipt> send;
  private final Task<Void, Integer> count;

  @Autowired
  MailApplicationTest(
      MockMvc web, TestTasks tasks, Task<Mail, Receipt> send, Task<Void, Integer> count) {
    this.web = web;
    this.tasks = tasks;
    this.send = send;
    this.count = count;
  }

  @BeforeEach
  void begin() {
    tasks.runAll();
    tasks.forgetEnqueued();
  }

  @Test
  void mailIsSentAfterTheAnswer() throws Exception {
    String id = post("/mails", "{\"to\": \"ann@example.org\", \"subject\": \"Hello\"}");
    tasks.assertEnqueued(send, mail -> mail.to().equals("ann@example.org"));
    web.perform(get("/mails/" + id)).andExpect(jsonPath("$.state").value("PENDING"));

    tasks.runAll();

    web.perform(get("/mails/" + id))
        .andExpect(jsonPath("$.state").value("SUCCESS"))
        .andExpect(jsonPath("$.output.attempts").value(1));
  }

  @Test
  void busyMailboxIsTriedAgain() throws Exception {
    String id = post("/mails", "{\"to\": \"busy@example.org\", \"subject\": \"Hello\"}");

    tasks.runAll();
    web.perform(get("/mails/" + id)).andExpect(jsonPath("$.state").value("RETRY"));
    tasks.advance(Duration.ofSeconds(20));

    web.perform(get("/mails/" + id)).andExpect(jsonPath("$.output.attempts").value(3));
  }

  @Test
  void reportComesWhenAllMailsAreDelivered() throws Exception {
    String id =
        post(
            "/newsletters",
            "{\"subject\": \"News\", \"readers\": [\"ann@x.org\", \"busy@x.org\", \"bob@x.org\"]}");

    tasks.runAll();
    web.perform(get("/newsletters/" + id)).andExpect(jsonPath("$.state").value("PENDING"));
    tasks.advance(Duration.ofSeconds(20));

    web.perform(get("/newsletters/" + id))
        .andExpect(jsonPath("$.output.sent").value(3))
        .andExpect(jsonPath("$.output.attempts").value(5));
  }

  @Test
  void mailsAreCountedEveryHalfMinute() {
    tasks.advance(Duration.ofMinutes(2));

    assertThat(tasks.enqueued(count)).hasSize(4);
  }

  @Test
  void programTellsItsHealthAndItsNumbers() throws Exception {
    post("/mails", "{\"to\": \"ann@example.org\", \"subject\": \"Hello\"}");
    tasks.runAll();

    web.perform(get("/actuator/health"))
        .andExpect(jsonPath("$.components.haulmTasks.status").value("UP"));
    web.perform(get("/actuator/metrics/haulm.tasks.run?tag=task:mail.send"))
        .andExpect(status().isOk());
  }

  private String post(String path, String json) throws Exception {
    String answer =
        web.perform(
                MockMvcRequestBuilders.post(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(json))
            .andExpect(status().isAccepted())
            .andReturn()
            .getResponse()
            .getContentAsString();
    return JsonPath.read(answer, "$.id");
  }
}
