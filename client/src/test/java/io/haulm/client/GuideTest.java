package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the guide are Java that compiles. */
class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "CLIENT.md");
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  static Stream<String> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(GUIDE));
    return matcher.results().map(result -> result.group(1)).toList().stream();
  }

  @Test
  void guideHasExamples() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleCompiles(String example) {
    String source =
        "import io.haulm.client.*; import java.time.*; import java.util.*;"
            + " import java.util.concurrent.*; class Example { void run() throws Exception {\n"
            + example
            + "\n} }";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("mem:/Example.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of("--release", "17", "-proc:none", "-d", folder.toString(), "-cp", classPath());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    boolean compiles = compiler.getTask(null, null, problems, options, null, List.of(file)).call();

    assertThat(problems.getDiagnostics()).isEmpty();
    assertThat(compiles).isTrue();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
