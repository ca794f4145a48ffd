package io.haulm.conformance.redis;

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
class RedisConversationsTest {

  private static final RedisPair PAIR = new RedisPair();

  @AfterAll
  static void stop() {
    PAIR.close();
  }

  @TestFactory
  Stream<DynamicContainer> haulmSaysWhatRedisSays() throws IOException, URISyntaxException {
    return files().stream().map(RedisConversationsTest::testsOf);
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    var folder = Objects.requireNonNull(RedisConversationsTest.class.getResource("/redis"));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  private static DynamicContainer testsOf(Path file) {
    try {
      List<Talk> talks = Talk.parseAll(Files.readString(file));
      return DynamicContainer.dynamicContainer(
          Objects.requireNonNull(file.getFileName()).toString(),
          talks.stream().map(t -> DynamicTest.dynamicTest(t.title(), () -> compare(t))));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  private static void compare(Talk talk) {
    var outcome = talk.dependsOnTime() ? PAIR.holdUntilSame(talk) : PAIR.hold(talk);
    if (!outcome.isSame()) {
      fail(talk.title() + "\n" + outcome.sideBySide(Integer.MAX_VALUE));
    }
  }
}
