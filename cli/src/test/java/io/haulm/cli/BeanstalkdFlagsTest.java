package io.haulm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were tried against beanstalkd 1.12; messages and exit codes are its own. */
class BeanstalkdFlagsTest {
  private static BeanstalkdFlags parse(String line) throws UserErrorException {
    return BeanstalkdFlags.parse(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
  }

  @Test
  void withoutFlagsTheDefaultsAreBeanstalkds() throws UserErrorException {
    BeanstalkdFlags flags = parse("");

    assertThat(flags.action()).isEqualTo(BeanstalkdFlags.Action.SERVE);
    assertThat(flags.address()).isEmpty();
    assertThat(flags.port()).isEmpty();
    assertThat(flags.folder()).isEmpty();
    assertThat(flags.user()).isEmpty();
    assertThat(flags.jobBytesMax()).isEqualTo(65535);
    assertThat(flags.segmentBytes()).isEqualTo(10_485_760);
    assertThat(flags.syncs()).isTrue();
    assertThat(flags.syncMillis()).isEqualTo(50);
    assertThat(flags.verbosity()).isZero();
    assertThat(flags.warnings()).isEmpty();
  }

  @Test
  void valuesMayStandApartOrGlued() throws UserErrorException {
    for (String line :
        List.of("-p 1234 -l h -b /d -u me -s 5 -z 6 -f 7", "-p1234 -lh -b/d -ume -s5 -z6 -f7")) {
      BeanstalkdFlags flags = parse(line);
      assertThat(flags.port()).contains("1234");
      assertThat(flags.address()).contains("h");
      assertThat(flags.folder()).contains("/d");
      assertThat(flags.user()).contains("me");
      assertThat(flags.segmentBytes()).isEqualTo(5);
      assertThat(flags.jobBytesMax()).isEqualTo(6);
      assertThat(flags.syncMillis()).isEqualTo(7);
    }
  }

  @Test
  void flagsClusterAndTheLastTakesTheRest() throws UserErrorException {
    BeanstalkdFlags flags = parse("-VFVuX");

    assertThat(flags.verbosity()).isEqualTo(2);
    assertThat(flags.syncs()).isFalse();
    assertThat(flags.user()).contains("X");
  }

  @Test
  void clusterMayEndInFlagWhoseValueFollows() throws UserErrorException {
    assertThat(parse("-Vp 1234").port()).contains("1234");
  }

  @Test
  void lastOfRepeatedFlagsWins() throws UserErrorException {
    assertThat(parse("-p 1 -p 2").port()).contains("2");
    assertThat(parse("-F -f0").syncs()).isTrue();
    assertThat(parse("-f0 -F").syncs()).isFalse();
  }

  @Test
  void valueMayLookLikeFlag() throws UserErrorException {
    assertThat(parse("-l -p").address()).contains("-p");
  }

  @ParameterizedTest(name = "{0} asks for {1}")
  @CsvSource({
    "-v, SHOW_VERSION",
    "-VFVv, SHOW_VERSION",
    "-vx, SHOW_VERSION",
    "-v -x, SHOW_VERSION",
    "-h, SHOW_HELP",
    "-Vh, SHOW_HELP",
    "-hv, SHOW_HELP"
  })
  void versionAndHelpEndTheReading(String line, BeanstalkdFlags.Action action)
      throws UserErrorException {
    assertThat(parse(line).action()).isEqualTo(action);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "-x, unknown flag: -x",
    "-Vx, unknown flag: -x",
    "x, unknown argument: x",
    "-, unknown argument: -",
    "--, unknown flag: --",
    "--version, unknown flag: --version",
    "-p 1 x, unknown argument: x",
    "-p, flag requires an argument: -p",
    "-Vb, flag requires an argument: -b",
    "-z abc, invalid size: abc",
    "-z 5x, invalid size: 5x",
    "-z 1e3, invalid size: 1e3",
    "-s abc, invalid size: abc",
    "-f abc, invalid size: abc",
  })
  void mistakeEndsWithBeanstalkdsMessageAndCode(String line, String message) {
    assertThatThrownBy(() -> parse(line))
        .hasMessage(message)
        .asInstanceOf(type(UserErrorException.class))
        .returns(ExitCodes.BEANSTALKD_USAGE, UserErrorException::exitCode);
  }

  @Test
  void emptyArgumentAndEmptySizeAreMistakes() {
    assertThatThrownBy(() -> BeanstalkdFlags.parse(List.of(""))).hasMessage("unknown argument: ");
    assertThatThrownBy(() -> BeanstalkdFlags.parse(List.of("-z", ""))).hasMessage("invalid size: ");
  }

  @ParameterizedTest(name = "-z {0}")
  @CsvSource({"1073741825", "99999999999999999999", "-1"})
  void jobSizeBeyondOneGibibyteIsCutDownWithWarning(String size) throws UserErrorException {
    BeanstalkdFlags flags = BeanstalkdFlags.parse(List.of("-z", size));

    assertThat(flags.jobBytesMax()).isEqualTo(1 << 30);
    assertThat(flags.warnings()).containsExactly("maximum job size was set to 1073741824");
  }

  @Test
  void jobSizeOfOneGibibyteIsTaken() throws UserErrorException {
    BeanstalkdFlags flags = parse("-z 1073741824");

    assertThat(flags.jobBytesMax()).isEqualTo(BeanstalkdFlags.JOB_BYTES_MAX);
    assertThat(flags.warnings()).isEmpty();
  }

  @Test
  void flagsThatWereRemovedOnlyWarn() throws UserErrorException {
    assertThat(parse("-c -n").warnings())
        .containsExactly(
            "-c flag was removed. binlog is always compacted.",
            "-n flag was removed. binlog is always compacted.");
  }
}
