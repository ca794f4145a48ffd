package io.haulm.tasks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuideTest {

  private static final Pattern SECTION =
      Pattern.compile("^## In Spring$.*?(?=^## )", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Path EXAMPLES = Path.of("src/test/java/io/haulm/tasks/spring/guide");

  @Test
  void everyExampleOfTheGuideIsCompiled() throws IOException {
    Matcher section = SECTION.matcher(Files.readString(Path.of("../docs/TASKS.md")));
    assertThat(section.find()).isTrue();
    String compiled = compiled();
    Matcher examples = EXAMPLE.matcher(section.group());
    int count = 0;
    while (examples.find()) {
      assertThat(compiled).contains(words(examples.group(1)));
      count++;
    }
    assertThat(count).isEqualTo(4);
  }

  private static String compiled() throws IOException {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(EXAMPLES)) {
      for (Path file : files) {
        all.append(words(Files.readString(file)));
      }
    }
    return all.toString();
  }

  // The formatter may break lines elsewhere than the guide does.
  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
