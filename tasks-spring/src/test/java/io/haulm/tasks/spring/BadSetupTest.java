package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What keeps a program from starting says what is wrong, where, and what to do. */
class BadSetupTest {

  record Mail(String to) {}

  static class TwoInputs {
    @HaulmTask("two.inputs")
    void send(String to, String subject) {}
  }

  static class SameName {
    @HaulmTask("same")
    void one() {}

    @HaulmTask("same")
    void other() {}
  }

  static class ScheduleOnly {
    @HaulmSchedule(every = "1h")
    void sweep() {}
  }

  static class ScheduledInput {
    @HaulmTask("scheduled.input")
    @HaulmSchedule(every = "1h")
    void send(Mail mail) {}
  }

  static class CronAndEvery {
    @HaulmTask("both")
    @HaulmSchedule(cron = "* * * * *", every = "1h")
    void sweep() {}
  }

  static class BadCron {
    @HaulmTask("bad.cron")
    @HaulmSchedule(cron = "61 * * * *")
    void sweep() {}
  }

  static class BadZone {
    @HaulmTask("bad.zone")
    @HaulmSchedule(cron = "* * * * *", zone = "Europe/Prag")
    void sweep() {}
  }

  static class BadLength {
    @HaulmTask(value = "bad.length", timeout = "soon")
    void send(Mail mail) {}
  }

  static class NoSuchProperty {
    @HaulmTask(value = "no.property", queue = "${mail.queue}")
    void send(Mail mail) {}
  }

  @Test
  void methodTakesOneInput() {
    assertThat(failure(TwoInputs.class).getDescription())
        .isEqualTo("The task method TwoInputs.send takes more than one input.");
    assertThat(failure(TwoInputs.class).getAction()).contains("one record");
  }

  @Test
  void taskHasOneHandler() {
    assertThat(failure(SameName.class).getDescription())
        .contains("'same'", "SameName.one", "SameName.other");
  }

  @Test
  void scheduleIsPartOfTask() {
    assertThat(failure(ScheduleOnly.class).getDescription()).contains("is no task");
    assertThat(failure(ScheduleOnly.class).getAction()).contains("@HaulmTask");
  }

  @Test
  void scheduledMethodTakesNoInput() {
    assertThat(failure(ScheduledInput.class).getDescription()).contains("takes an input");
    assertThat(failure(ScheduledInput.class).getAction()).contains("bean of type Scheduled");
  }

  @Test
  void optionsThatDoNotFitAreNamed() {
    assertThat(failure(CronAndEvery.class).getDescription()).contains("either cron or every");
    assertThat(failure(BadCron.class).getDescription()).contains("61");
    assertThat(failure(BadZone.class).getDescription()).contains("Europe/Prag");
    assertThat(failure(BadLength.class).getDescription()).contains("BadLength.send", "soon");
    assertThat(failure(NoSuchProperty.class).getDescription()).contains("mail.queue");
  }

  @Test
  void nameOfTaskIsTakenByAnotherBean() {
    List<FailureAnalysis> failures =
        failures(Programs.inMemory().withBean(Fine.class).withBean("fine", String.class));
    assertThat(failures.get(0).getDescription()).contains("bean of that name");
  }

  static class Fine {
    @HaulmTask("fine")
    void send(Mail mail) {}
  }

  @Test
  void unknownKindOfAddressIsNamedWithItsProperty() {
    InvalidConfigurationPropertyValueException failure =
        badValue(Programs.overServer().withPropertyValues("haulm.tasks.broker=amqp://u:p@host"));
    assertThat(failure.getName()).isEqualTo("haulm.tasks.broker");
    assertThat(failure.getValue()).isEqualTo("amqp://***@host");
  }

  @Test
  void badRouteIsNamedWithItsProperty() {
    InvalidConfigurationPropertyValueException failure =
        badValue(Programs.overServer().withPropertyValues("haulm.tasks.routes[py.*]=no queue"));
    assertThat(failure.getName()).isEqualTo("haulm.tasks.routes.py.*");
  }

  // Nobody listens on port 1, and nobody may without being root.
  @ParameterizedTest
  @ValueSource(strings = {"redis://:secret@127.0.0.1:1/0", "tube://127.0.0.1:1"})
  void silentBrokerIsNamedWithoutItsPassword(String broker) {
    FailureAnalysis analysis =
        failures(Programs.overServer().withPropertyValues("haulm.tasks.broker=" + broker)).get(0);
    assertThat(analysis.getDescription())
        .contains("127.0.0.1:1", "does not answer")
        .doesNotContain("secret");
    assertThat(analysis.getAction()).contains("haulm.tasks.broker");
  }

  @Test
  void settingOfWorkerOutOfRangeIsNamedWithItsProperty() {
    ApplicationContextRunner program =
        MemoryServer.program()
            .withBean(Fine.class)
            .withPropertyValues("haulm.tasks.worker.concurrency=100001");
    InvalidConfigurationPropertyValueException failure = badValue(program);
    assertThat(failure.getName()).isEqualTo("haulm.tasks.worker.concurrency");
  }

  private static InvalidConfigurationPropertyValueException badValue(
      ApplicationContextRunner program) {
    return causes(program)
        .filter(InvalidConfigurationPropertyValueException.class::isInstance)
        .map(InvalidConfigurationPropertyValueException.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static FailureAnalysis failure(Class<?> bean) {
    return failures(Programs.inMemory().withBean(bean)).get(0);
  }

  private static List<FailureAnalysis> failures(ApplicationContextRunner program) {
    return causes(program)
        .filter(FailureAnalyzedException.class::isInstance)
        .map(one -> ((FailureAnalyzedException) one).analysis())
        .toList();
  }

  private static Stream<Throwable> causes(ApplicationContextRunner program) {
    List<Throwable> all = new ArrayList<>();
    program.run(context -> {
      assertThat(context).hasFailed();
      for (Throwable one = context.getStartupFailure(); one != null; one = one.getCause()) {
        all.add(one);
      }
    });
    return all.stream();
  }
}
