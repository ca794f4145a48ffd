package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.haulm.tasks.Call;
import io.haulm.tasks.RateLimit;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TaskOptions;
import io.haulm.tasks.Unique;
import io.haulm.tasks.schedule.Overlap;
import io.haulm.tasks.schedule.ScheduleEntry;
import io.haulm.tasks.schedule.Schedules;
import io.haulm.tasks.testing.TestTasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;

class TaskMethodsTest {

  private static final Duration SOON = Duration.ofSeconds(1);

  record Mail(String to, String subject) {}

  record Receipt(String id) {}

  /** What a program would have: a service whose methods are tasks. */
  static class Postman {
    final List<String> log = new ArrayList<>();

    @HaulmTask(value = "mail.send", queue = "${mail.queue:mail}")
    Receipt send(Mail mail) {
      return new Receipt("r-" + mail.to());
    }

    @HaulmTask("mail.broadcast")
    long broadcast(List<Mail> mails, TaskContext context) {
      log.add(context.name() + " " + mails.get(0).subject());
      return mails.size();
    }

    @HaulmTask(
        value = "mail.fetch",
        retry = @HaulmRetry(first = "10s", maxAttempts = 3, jitter = false, on = IOException.class))
    void fetch(TaskContext context) throws IOException {
      log.add("attempt " + context.attempt());
      throw new IOException("no answer");
    }

    @HaulmTask("mail.sweep")
    @HaulmSchedule(cron = "30 2 * * *", zone = "Europe/Prague", overlap = Overlap.SKIP)
    @HaulmSchedule(name = "sweep-often", every = "${sweep.every:1h}", missedRuns = 0)
    void sweep() {
      log.add("sweep");
    }
  }

  /** Gets its handles injected: one by its type, two by their names. */
  static class Shop {
    final Task<List<Mail>, Long> byType;
    final Task<Mail, Receipt> byName;
    final Task<Void, Void> byQualifier;

    Shop(
        Task<List<Mail>, Long> task,
        Task<Mail, Receipt> mailSend,
        @Qualifier("mail.fetch") Task<Void, Void> other) {
      this.byType = task;
      this.byName = mailSend;
      this.byQualifier = other;
    }

    @SuppressWarnings("NullAway") // the one value of Void
    Call<Void, Void> fetch() {
      return byQualifier.with(null);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Program {
    @Bean
    Postman postman() {
      return new Postman();
    }

    @Bean
    Shop shop(
        Task<List<Mail>, Long> task,
        Task<Mail, Receipt> mailSend,
        @Qualifier("mail.fetch") Task<Void, Void> other) {
      return new Shop(task, mailSend, other);
    }
  }

  @Test
  void methodRunsAsTaskAndItsHandleIsInjected() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .run(context -> {
          TestTasks tasks = context.getBean(TestTasks.class);
          Shop shop = context.getBean(Shop.class);
          var receipt =
              context.getBean(TaskClient.class).enqueue(shop.byName, new Mail("ann", "hello"));
          var count = tasks.enqueue(shop.byType, List.of(new Mail("bob", "news")));
          tasks.runAll();

          assertThat(receipt.get(SOON)).isEqualTo(new Receipt("r-ann"));
          assertThat(count.get(SOON)).isEqualTo(1);
          assertThat(context.getBean(Postman.class).log).containsExactly("mail.broadcast news");
        });
  }

  @Test
  void handlesAreFoundByNameAndByType() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .run(context -> {
          assertThat(context).getBean("mail.send").isSameAs(context.getBean("mailSend"));
          assertThat(
                  context.getBeanNamesForType(
                      ResolvableType.forClassWithGenerics(Task.class, Mail.class, Receipt.class)))
              .containsExactly("mail.send");
          assertThat(context.getBean(Shop.class).byQualifier.name()).isEqualTo("mail.fetch");
        });
  }

  /** Two tasks of the same types. */
  static class Twins {
    @HaulmTask("twins.one")
    String one(String input) {
      return input;
    }

    @HaulmTask("twins.other-one")
    String other(String input) {
      return input;
    }
  }

  /** Gets the other one by its parameter's name. */
  static class Caller {
    final Task<String, String> task;

    Caller(Task<String, String> twinsOtherOne) {
      this.task = twinsOtherOne;
    }
  }

  @Test
  void parametersNameTellsTasksOfTheSameTypesApart() {
    Programs.inMemory()
        .withBean(Twins.class)
        .withBean(Caller.class)
        .run(context ->
            assertThat(context.getBean(Caller.class).task.name()).isEqualTo("twins.other-one"));
  }

  @Test
  void retriesAreAsTheAnnotationSays() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .run(context -> {
          TestTasks tasks = context.getBean(TestTasks.class);
          tasks.enqueue(context.getBean(Shop.class).fetch());
          tasks.advance(Duration.ofSeconds(29));

          assertThat(context.getBean(Postman.class).log).containsExactly("attempt 1", "attempt 2");
          tasks.advance(Duration.ofSeconds(1));
          assertThat(context.getBean(Postman.class).log).endsWith("attempt 3");
        });
  }

  @Test
  void schedulesAreKeptAndRun() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .withPropertyValues("sweep.every=30m")
        .run(context -> {
          assertThat(context.getBean(Schedules.class).list())
              .extracting(ScheduleEntry::name, one -> one.schedule().text())
              .containsExactly(
                  tuple("mail.sweep", "cron Europe/Prague 30 2 * * *"),
                  tuple("sweep-often", "every PT30M"));

          context.getBean(TestTasks.class).advance(Duration.ofHours(1));

          assertThat(context.getBean(Postman.class).log).containsExactly("sweep", "sweep");
        });
  }

  @Test
  void disabledScheduleIsNotKept() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .withPropertyValues("sweep.every=-")
        .run(context ->
            assertThat(context.getBean(Schedules.class).list())
                .extracting(ScheduleEntry::name)
                .containsExactly("mail.sweep"));
  }

  @Test
  void programMayKeepNoSchedules() {
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .withPropertyValues("haulm.tasks.worker.schedules=false")
        .run(context -> assertThat(context.getBean(Schedules.class).list()).isEmpty());
  }

  /** One with every option. */
  static class AllOptions {
    @HaulmTask(
        value = "all",
        queue = "q",
        priority = 3,
        expires = "1h",
        softLimit = "20s",
        timeout = "PT30S",
        retry = @HaulmRetry(maxAttempts = 8),
        sharedRateLimit = "10/m",
        unique = Unique.Scope.PERIOD,
        uniquePeriod = "5m",
        resultTtl = "2d",
        ignoreResult = true,
        trackStarted = true,
        atMostOnce = true,
        maxDeliveries = 2,
        positional = true)
    void all(Mail mail) {}
  }

  @Test
  void everyOptionIsTaken() {
    Programs.inMemory()
        .withBean(AllOptions.class)
        .run(context -> {
          TaskOptions options = context.getBean("all", Task.class).declared();
          assertThat(options.queue()).isEqualTo("q");
          assertThat(options.priority()).isEqualTo(3);
          assertThat(options.expires()).isEqualTo(Duration.ofHours(1));
          assertThat(options.softLimit()).isEqualTo(Duration.ofSeconds(20));
          assertThat(options.hardLimit()).isEqualTo(Duration.ofSeconds(30));
          assertThat(options.retry().maxAttempts()).isEqualTo(8);
          assertThat(options.rateLimit()).isEqualTo(RateLimit.perMinute(10).clusterWide());
          assertThat(options.unique()).isEqualTo(Unique.byInput().forPeriod(Duration.ofMinutes(5)));
          assertThat(options.resultTtl()).isEqualTo(Duration.ofDays(2));
          assertThat(options.keepsResult()).isFalse();
          assertThat(options.tracksStarted()).isTrue();
          assertThat(options.atMostOnce()).isTrue();
          assertThat(options.maxDeliveries()).isEqualTo(2);
          assertThat(options.positional()).isTrue();
        });
  }

  @Test
  void adviceOfTheBeanHoldsAroundItsTask() {
    List<String> advised = new ArrayList<>();
    BeanPostProcessor proxies =
        new BeanPostProcessor() {
          @Override
          public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof Postman)) {
              return bean;
            }
            ProxyFactory proxy = new ProxyFactory(bean);
            proxy.setProxyTargetClass(true);
            proxy.addAdvice(
                (MethodInterceptor)
                    call -> {
                      advised.add(call.getMethod().getName());
                      return call.proceed();
                    });
            return proxy.getProxy();
          }
        };
    Programs.inMemory()
        .withUserConfiguration(Program.class)
        .withBean("proxies", BeanPostProcessor.class, () -> proxies)
        .run(context -> {
          TestTasks tasks = context.getBean(TestTasks.class);
          tasks.enqueue(context.getBean(Shop.class).byName, new Mail("ann", "hello"));
          tasks.runAll();

          assertThat(advised).containsExactly("send");
        });
  }

  @Test
  void sharedHandleHasItsHandlerAsBean() {
    Task<Mail, Receipt> shared = Task.named("shared.send", Mail.class, Receipt.class);
    Programs.inMemory()
        .withBean(
            HandledTask.class,
            () -> new HandledTask<>(shared, (mail, task) -> new Receipt("s-" + mail.to())))
        .run(context -> {
          TestTasks tasks = context.getBean(TestTasks.class);
          var receipt = tasks.enqueue(shared, new Mail("ann", "hello"));
          tasks.runAll();
          assertThat(receipt.get(SOON)).isEqualTo(new Receipt("s-ann"));
        });
  }

  @Test
  void inlineModeHasRunTheTaskWhenItIsEnqueued() {
    Programs.overServer()
        .withPropertyValues("haulm.tasks.test-mode=inline")
        .withUserConfiguration(Program.class)
        .run(context -> {
          context
              .getBean(TaskClient.class)
              .enqueue(context.getBean(Shop.class).byType, List.of(new Mail("a", "now")));
          assertThat(context.getBean(Postman.class).log).containsExactly("mail.broadcast now");
        });
  }

  @Test
  void namesOfTasksAreNamesOfParametersToo() {
    assertThat(TaskMethods.camelCase("mail.send")).isEqualTo("mailSend");
    assertThat(TaskMethods.camelCase("mail.send_all-now")).isEqualTo("mailSendAllNow");
    assertThat(TaskMethods.camelCase(".x")).isEqualTo("x");
  }
}
