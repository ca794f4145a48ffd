package io.haulm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.config.BeanstalkdVersion;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  private static final Map<Setting, String> NO_OPTIONS = Map.of();
  private static final Map<String, String> NO_ENVIRONMENT = Map.of();
  private static final Map<Setting, Settings.Value> NO_FILE = Map.of();

  private static Map<Setting, Settings.Value> file(Setting setting, String text) {
    return Map.of(setting, new Settings.Value(text, new Origin.File(Path.of("haulm.toml"), 3)));
  }

  @Test
  void defaultsListenOnLoopbackOnly() throws UserErrorException {
    ServerConfig config = Settings.of(NO_OPTIONS, NO_ENVIRONMENT, NO_FILE).toServerConfig();

    assertThat(config.beanstalk()).isEqualTo(new FaceAddress.Tcp("127.0.0.1", 11300));
    assertThat(config.redis().address()).isEqualTo(new FaceAddress.Tcp("127.0.0.1", 6379));
    assertThat(config.http().address()).isEqualTo(new FaceAddress.Tcp("127.0.0.1", 11380));
    assertThat(config.redis().password()).isEmpty();
    assertThat(config.redis().memoryBytesMax())
        .isBetween(Runtime.getRuntime().maxMemory() / 3, Runtime.getRuntime().maxMemory() / 2);
    assertThat(config.dataFolder()).isEqualTo(Path.of("./haulm-data"));
    assertThat(config.beanstalkdVersion()).isEqualTo(BeanstalkdVersion.V1_13);
    assertThat(config.jobBytesMax()).isEqualTo(65535);
    assertThat(config.connectionsMax()).isEqualTo(65536);
    assertThat(config.segmentBytes()).isEqualTo(32 << 20);
    assertThat(config.memoryBytesMax()).isBetween(1L << 20, Setting.MEMORY_BYTES_MAX);
    assertThat(config.durability()).isEqualTo(new Durability.Sync());
  }

  @Test
  void commandLineWinsOverEnvironmentOverFileOverDefault() {
    Map<String, String> environment = Map.of("HAULM_MAX_JOB_SIZE", "2k");
    Map<Setting, Settings.Value> file = file(Setting.MAX_JOB_SIZE, "3k");

    assertThat(
            Settings.of(Map.of(Setting.MAX_JOB_SIZE, "1k"), environment, file)
                .get(Setting.MAX_JOB_SIZE))
        .isEqualTo(new Settings.Value("1k", new Origin.CommandLine("--max-job-size")));
    assertThat(Settings.of(NO_OPTIONS, environment, file).get(Setting.MAX_JOB_SIZE))
        .isEqualTo(new Settings.Value("2k", new Origin.Environment("HAULM_MAX_JOB_SIZE")));
    assertThat(Settings.of(NO_OPTIONS, NO_ENVIRONMENT, file).get(Setting.MAX_JOB_SIZE).text())
        .isEqualTo("3k");
    assertThat(Settings.of(NO_OPTIONS, NO_ENVIRONMENT, NO_FILE).get(Setting.MAX_JOB_SIZE))
        .isEqualTo(new Settings.Value("65535", new Origin.Default()));
  }

  @Test
  void emptyEnvironmentVariableCountsAsNotSet() {
    Settings settings = Settings.of(NO_OPTIONS, Map.of("HAULM_DATA", ""), NO_FILE);

    assertThat(settings.get(Setting.DATA).origin()).isEqualTo(new Origin.Default());
  }

  @ParameterizedTest
  @EnumSource
  void everySettingHasItsEnvironmentVariable(Setting setting) {
    Settings settings =
        Settings.of(NO_OPTIONS, Map.of(setting.environmentVariable(), "x"), NO_FILE);

    assertThat(settings.get(setting).text()).isEqualTo("x");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "MAX_JOB_SIZE, 0, must be from 1 to 1g",
    "MAX_JOB_SIZE, 1073741825, must be from 1 to 1g",
    "MAX_JOB_SIZE, many, 'must be a number of bytes such as 65535, 64k or 1m'",
    "MAX_CONNECTIONS, 0, must be from 1 to 1000000",
    "MAX_CONNECTIONS, 1000001, must be from 1 to 1000000",
    "MEMORY, 1048575, must be from 1m to 64t",
    "MEMORY, 70368744177665, must be from 1m to 64t",
    "REDIS_MEMORY, 1048575, must be from 1m to 64t",
    "REDIS_MEMORY, 70368744177665, must be from 1m to 64t",
    "REDIS, 6379, 'must be HOST:PORT, unix:PATH or off'",
    "HTTP, 11380, 'must be HOST:PORT, unix:PATH or off'",
    "HTTP_HOSTS, 'queue:80', 'must be names without ports, separated by commas'",
    "SEGMENT_SIZE, 1048575, must be from 1m to 1g",
    "SEGMENT_SIZE, 1073741825, must be from 1m to 1g",
    "BEANSTALKD_VERSION, 1.11, must be 1.12 or 1.13",
    "BEANSTALK, 11300, 'must be HOST:PORT, unix:PATH or off'",
    "DURABILITY, disk, 'must be sync, interval=MS, os or memory'",
    "LOG_LEVEL, loud, 'must be error, warn, info, debug or trace'",
  })
  void valueBeyondItsLimitsIsRefusedWithOptionAndRange(
      Setting setting, String text, String message) {
    Settings settings = Settings.of(Map.of(setting, text), NO_ENVIRONMENT, NO_FILE);

    assertThatThrownBy(settings::toServerConfig)
        .isInstanceOf(UserErrorException.class)
        .hasMessage(setting.option() + " " + text + ": " + message);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "MAX_JOB_SIZE, 1",
    "MAX_JOB_SIZE, 1g",
    "MAX_CONNECTIONS, 1",
    "MAX_CONNECTIONS, 1000000",
    "MEMORY, 1m",
    "MEMORY, 64t",
    "MEMORY, 99%",
    "REDIS_MEMORY, 1m",
    "REDIS_MEMORY, 1%",
    "SEGMENT_SIZE, 1m",
    "SEGMENT_SIZE, 1g",
    "LOG_LEVEL, DEBUG",
  })
  void valueAtItsLimitIsTaken(Setting setting, String text) throws UserErrorException {
    Settings settings = Settings.of(Map.of(setting, text), NO_ENVIRONMENT, NO_FILE);

    assertThat(settings.toServerConfig()).isNotNull();
  }

  @Test
  void wrongValueIsReportedWithItsSource() {
    assertThatThrownBy(
            () -> Settings.of(NO_OPTIONS, Map.of("HAULM_BEANSTALK", "x"), NO_FILE).toServerConfig())
        .hasMessageStartingWith("HAULM_BEANSTALK=x: must be");
    assertThatThrownBy(() ->
            Settings.of(NO_OPTIONS, NO_ENVIRONMENT, file(Setting.BEANSTALK, "x")).toServerConfig())
        .hasMessageStartingWith("haulm.toml:3: beanstalk = \"x\": must be");
  }

  @Test
  void everyEnvironmentVariableIsNamedAfterItsOption() {
    assertThat(Setting.MAX_JOB_SIZE.environmentVariable()).isEqualTo("HAULM_MAX_JOB_SIZE");
    assertThat(Setting.MAX_JOB_SIZE.option()).isEqualTo("--max-job-size");
  }
}
