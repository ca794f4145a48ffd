package io.haulm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintedConfigTest {
  private static Settings settings(String folder) {
    return Settings.of(
        Map.of(Setting.DATA, folder),
        Map.of("HAULM_MAX_JOB_SIZE", "1m"),
        Map.of(
            Setting.LOG_LEVEL,
            new Settings.Value("debug", new Origin.File(Path.of("haulm.toml"), 7))));
  }

  @Test
  void everyValueStandsWithItsSource() {
    assertThat(PrintedConfig.of(settings("/srv/q")))
        .isEqualTo(
            """
            # What is in force, and from where it comes.
            data = "/srv/q"                # --data
            beanstalk = "127.0.0.1:11300"  # default
            redis = "127.0.0.1:6379"       # default
            redis-password = ""            # default
            http = "127.0.0.1:11380"       # default
            http-hosts = ""                # default
            durability = "sync"            # default
            max-job-size = "1m"            # environment HAULM_MAX_JOB_SIZE
            max-connections = 65536        # default
            memory = "50%"                 # default
            redis-memory = "50%"           # default
            segment-size = "32m"           # default
            beanstalkd-version = "1.13"    # default
            log-level = "debug"            # haulm.toml:7
            """);
  }

  @Test
  void passwordIsNotShown() {
    Settings settings =
        Settings.of(Map.of(), Map.of("HAULM_REDIS_PASSWORD", "top secret"), Map.of());

    assertThat(PrintedConfig.of(settings))
        .contains("# redis-password is set and not shown  # environment HAULM_REDIS_PASSWORD\n")
        .doesNotContain("top secret");
  }

  @Test
  void printedConfigReadsBackAsConfigFile(@TempDir Path folder)
      throws IOException, UserErrorException {
    Settings settings = settings("C:\\a \"b\" \t#é");
    Path file = folder.resolve("haulm.toml");
    Files.writeString(file, PrintedConfig.of(settings));

    Settings readBack = Settings.of(Map.of(), Map.of(), ConfigFile.read(file));

    for (Setting setting : Setting.values()) {
      assertThat(readBack.get(setting).text()).isEqualTo(settings.get(setting).text());
    }
  }
}
