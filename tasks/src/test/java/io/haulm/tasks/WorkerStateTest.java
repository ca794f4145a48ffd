package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.testing.TestTasks;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker goes by: limits that its transport must be able to keep, and what is revoked. */
class WorkerStateTest {

  private static final Task<String, String> ECHO = Task.named("echo", String.class, String.class);

  private static Transport withoutGates(Transport transport) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            method.getName().equals("gates")
                ? InvocationHandler.invokeDefault(proxy, method)
                : method.invoke(transport, arguments);
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, handler);
  }

  @Test
  void workerIsRefusedWhoseLimitsNobodyWouldKeep() {
    try (TestTasks tasks = TestTasks.manual();
        TaskClient client =
            TaskClient.over(
                withoutGates(tasks.client().transport()), new JacksonCodec(), Clock.systemUTC())) {
      for (Task<String, String> limited :
          List.of(
              ECHO.concurrency(2),
              ECHO.concurrencyPerKey(2),
              ECHO.rateLimit(RateLimit.perSecond(1).clusterWide()))) {
        TaskWorker.Builder worker = TaskWorker.on(client).handle(limited, (text, context) -> text);
        assertThatThrownBy(worker::start).isInstanceOf(UnsupportedOperationException.class);
      }
    }
    assertThatThrownBy(() -> ECHO.concurrency(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oldestRevocationIsForgottenFirst() {
    Revocations revocations = new Revocations();
    for (int id = 0; id <= Revocations.REMEMBERED_MAX; id++) {
      revocations.add(Integer.toString(id));
    }
    assertThat(revocations.contains("0")).isFalse();
    assertThat(revocations.contains("1")).isTrue();
    assertThat(revocations.all()).hasSize(Revocations.REMEMBERED_MAX);
  }

  @Test
  void remoteControlChangesTheRateButNotWhereItHolds() {
    RateGates rates = new RateGates();
    RateLimit each = RateLimit.perSecond(1);
    assertThat(rates.limit("a", each)).isEqualTo(each);
    rates.override("a", RateLimit.parsed("3/m"));
    assertThat(rates.limit("a", each)).isEqualTo(RateLimit.perMinute(3));
    assertThat(rates.limit("a", null)).isEqualTo(RateLimit.perMinute(3));
    assertThat(rates.limit("a", each.clusterWide()))
        .isEqualTo(RateLimit.perMinute(3).clusterWide());
    assertThat(rates.limit("b", null)).isNull();
    for (String lifted : List.of("0", "0/m", "")) {
      rates.override("a", RateLimit.parsed(lifted));
      assertThat(rates.limit("a", each)).as("%s is no limit", lifted).isNull();
    }
  }
}
