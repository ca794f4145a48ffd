package io.haulm.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.testing.TestTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideTest {

  // Module tasks-spring compiles the examples of this one.
  private static final Pattern SPRING =
      Pattern.compile("^## In Spring$.*?(?=^## )", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyExampleOfTheGuideIsCompiled() throws IOException {
    String guide = SPRING.matcher(Files.readString(Path.of("../docs/TASKS.md"))).replaceFirst("");
    String compiled =
        words(
            Files.readString(Path.of("src/test/java/io/haulm/tasks/GuideExamples.java"))
                + Files.readString(Path.of("src/test/java/io/haulm/tasks/guide/Shop.java")));
    Matcher examples = EXAMPLE.matcher(guide);
    int count = 0;
    while (examples.find()) {
      assertThat(compiled).contains(words(examples.group(1)));
      count++;
    }
    assertThat(count).isPositive();
  }

  @Test
  void chordOfTheGuideRuns() {
    TestTasks tasks =
        TestTasks.manual()
            .handle(
                GuideExamples.CHARGE,
                (charge, context) ->
                    new GuideExamples.Receipt("r-" + charge.orderId(), charge.cents()))
            .handle(
                GuideExamples.TOTAL,
                (receipts, context) ->
                    receipts.stream().mapToLong(GuideExamples.Receipt::cents).sum());
    var charges =
        List.of(new GuideExamples.Charge("o-1", 100), new GuideExamples.Charge("o-2", 23));

    AsyncResult<Long> total =
        tasks.enqueue(Canvas.all(GuideExamples.CHARGE, charges).collect(GuideExamples.TOTAL));
    tasks.runAll();

    assertThat(total.get(Duration.ofSeconds(10))).isEqualTo(123);
  }

  // The formatter may break lines elsewhere than the guide does.
  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
