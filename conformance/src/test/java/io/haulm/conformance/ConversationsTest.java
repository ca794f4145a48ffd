package io.haulm.conformance;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The conversations in the resource folder of that name, one test each. */
@Tag("conformance")
class ConversationsTest {

  private static final ServerPair PAIR = new ServerPair();

  @AfterAll
  static void stop() {
    PAIR.close();
  }

  @TestFactory
  Stream<DynamicContainer> haulmSaysWhatBeanstalkdSays() throws IOException, URISyntaxException {
    return files().stream().map(ConversationsTest::testsOf);
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(ConversationsTest.class.getResource("/conversations"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  private static DynamicContainer testsOf(Path file) {
    try {
      List<Script> scripts = Script.parseAll(Files.readString(file));
      return DynamicContainer.dynamicContainer(
          Objects.requireNonNull(file.getFileName()).toString(),
          scripts.stream().map(s -> DynamicTest.dynamicTest(s.title(), () -> compare(s))));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  private static void compare(Script script) {
    var outcome = script.dependsOnTime() ? PAIR.holdUntilSame(script) : PAIR.hold(script);
    if (!outcome.isSame()) {
      fail(script.title() + "\n" + outcome.sideBySide(Integer.MAX_VALUE));
    }
  }
}
