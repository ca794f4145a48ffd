package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return runWith(Map.of(), arguments);
  }

  private int runWith(Map<String, String> environment, String... arguments) {
    Streams streams =
        new Streams(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new Main(streams, environment).run(arguments);
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @Test
  void versionIsShown() {
    assertThat(run("--version")).isZero();
    assertThat(out()).startsWith("Haulm ");
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("help")).isZero();
    assertThat(out()).contains("serve", "beanstalkd", "help");
  }

  @Test
  void helpOfServeNamesEverySetting() {
    assertThat(run("help", "serve")).isZero();
    for (Setting setting : Setting.values()) {
      assertThat(out()).contains(setting.option() + "=" + setting.valueName());
    }
  }

  @Test
  void helpOfBeanstalkdShowsItsFlags() {
    assertThat(run("help", "beanstalkd")).isZero();
    assertThat(out()).isEqualTo(BeanstalkdCommand.USAGE);
  }

  @Test
  void noCommandIsMistakeThatShowsTheHelp() {
    assertThat(run()).isEqualTo(ExitCodes.USAGE);
    assertThat(err()).contains("Commands:");
    assertThat(out()).isEmpty();
  }

  @Test
  void unknownCommandIsMetWithSuggestion() {
    assertThat(run("srve")).isEqualTo(ExitCodes.USAGE);
    assertThat(err())
        .isEqualTo("haulm: unknown command 'srve'; did you mean 'serve'? (see 'haulm help')\n");
  }

  @Test
  void unknownOptionIsMetWithSuggestion() {
    assertThat(run("serve", "--durabilty=sync")).isEqualTo(ExitCodes.USAGE);
    assertThat(err())
        .isEqualTo(
            "haulm: unknown option '--durabilty'; did you mean '--durability'?"
                + " (see 'haulm help serve')\n");
  }

  @Test
  void unexpectedArgumentIsOneLine() {
    assertThat(run("serve", "now")).isEqualTo(ExitCodes.USAGE);
    assertThat(err()).isEqualTo("haulm: unexpected argument 'now' (see 'haulm help serve')\n");
  }

  @Test
  void helpOfUnknownCommandIsMetWithSuggestion() {
    assertThat(run("help", "beanstalk")).isEqualTo(ExitCodes.USAGE);
    assertThat(err()).isEqualTo("haulm: no command 'beanstalk'; did you mean 'beanstalkd'?\n");
  }

  @Test
  void wrongValueIsOneLineWithWhatWouldBeRight() {
    assertThat(run("serve", "--max-job-size", "2g")).isEqualTo(ExitCodes.USAGE);
    assertThat(err()).isEqualTo("haulm: --max-job-size 2g: must be from 1 to 1g\n");
  }

  @Test
  void printConfigShowsWhatIsInForce(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("haulm.toml"), "memory = \"1g\"\n");
    Map<String, String> environment = Map.of("HAULM_CONFIG", file.toString());

    assertThat(runWith(environment, "serve", "--data", "d", "--print-config")).isZero();
    assertThat(out()).contains("# --data\n", "# " + file + ":1\n");
  }

  @Test
  void mistakeInConfigFileIsOneLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("haulm.toml"), "memry = 1\n");

    assertThat(run("serve", "--config", file.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err())
        .isEqualTo("haulm: " + file + ":1: unknown key 'memry'; did you mean 'memory'?\n");
  }

  @Test
  void beanstalkdFlagsKeepTheirMessagesAndCodes() {
    assertThat(run("beanstalkd", "-x")).isEqualTo(5);
    assertThat(err()).isEqualTo("haulm: unknown flag: -x\n" + BeanstalkdCommand.USAGE);
    assertThat(run("beanstalkd", "-v")).isZero();
    assertThat(out()).startsWith("haulm ");
  }

  @Test
  void beanstalkdHelpIsNoMistake() {
    assertThat(run("beanstalkd", "-h")).isZero();
    assertThat(err()).isEqualTo(BeanstalkdCommand.USAGE);
  }

  @Test
  void journalOfNoFolderIsOneLine() {
    assertThat(run("journal", "verify", "--data", "/no/such/folder")).isEqualTo(ExitCodes.FAILED);
    assertThat(err())
        .isEqualTo("haulm: there is no data folder /no/such/folder; name one with --data\n");
  }

  @Test
  void journalOfAnEmptyFolderHasNoDamage(@TempDir Path folder) {
    assertThat(run("journal", "verify", "--data", folder.toString())).isZero();
    assertThat(out()).contains("0 records").contains("no damage");
  }

  @Test
  void unknownActionOnAJournalIsRefused(@TempDir Path folder) {
    assertThat(run("journal", "mend", "--data", folder.toString())).isEqualTo(ExitCodes.USAGE);
    assertThat(err()).isEqualTo("haulm: 'mend': must be verify, dump or repair\n");
  }

  @Test
  void folderWithoutBinlogIsNotImported(@TempDir Path folder) {
    assertThat(run("import-binlog", folder.toString())).isEqualTo(ExitCodes.FAILED);
    assertThat(err())
        .isEqualTo("haulm: there are no files of beanstalkd's binlog in " + folder + "\n");
  }

  @Test
  void unknownUserEndsWithBeanstalkdsCode() {
    assertThat(run("beanstalkd", "-l", "127.0.0.1", "-p", "0", "-u", "no-such-user"))
        .isEqualTo(ExitCodes.USER_UNKNOWN);
    assertThat(err()).isEqualTo("haulm: -u no-such-user: no such user\n");
  }
}
