package io.haulm.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * beanstalkd's own command line: flags of one letter, which may stand in clusters ({@code -VF}) and
 * have their values glued on ({@code -p11300}). It decides, reports and counts as beanstalkd 1.12
 * does, so that an existing unit file keeps its meaning.
 */
final class BeanstalkdFlags {
  /** What the flags ask for. */
  enum Action {
    SERVE,
    SHOW_VERSION,
    SHOW_HELP
  }

  /** When {@code -b} is given and neither {@code -f} nor {@code -F}. */
  static final long SYNC_MILLIS_DEFAULT = 50;

  /** Largest size of a body that {@code -z} can ask for; more is cut down to it. */
  static final long JOB_BYTES_MAX = Setting.JOB_BYTES_MAX;

  private static final long JOB_BYTES_DEFAULT = 65535;
  private static final long SEGMENT_BYTES_DEFAULT = 10 << 20;
  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9]+");

  private final List<String> arguments;
  private int nextArgument;
  private Action action = Action.SERVE;
  private Optional<String> address = Optional.empty();
  private Optional<String> port = Optional.empty();
  private Optional<String> folder = Optional.empty();
  private Optional<String> user = Optional.empty();
  private long jobBytesMax = JOB_BYTES_DEFAULT;
  private long segmentBytes = SEGMENT_BYTES_DEFAULT;
  private boolean syncs = true;
  private long syncMillis = SYNC_MILLIS_DEFAULT;
  private int verbosity;
  private final List<String> warnings = new ArrayList<>();

  private BeanstalkdFlags(List<String> arguments) {
    this.arguments = arguments;
  }

  /**
   * Reads the arguments from left to right.
   *
   * @throws UserErrorException at the first one that beanstalkd does not have
   */
  static BeanstalkdFlags parse(List<String> arguments) throws UserErrorException {
    BeanstalkdFlags flags = new BeanstalkdFlags(arguments);
    while (flags.action == Action.SERVE && flags.nextArgument < arguments.size()) {
      flags.readCluster(arguments.get(flags.nextArgument++));
    }
    return flags;
  }

  private void readCluster(String argument) throws UserErrorException {
    if (argument.length() < 2 || argument.charAt(0) != '-') {
      throw usageError("unknown argument: " + argument);
    }
    int position = 1;
    while (position < argument.length() && action == Action.SERVE) {
      char flag = argument.charAt(position++);
      if ("pblufsz".indexOf(flag) >= 0) {
        readValueFlag(flag, argument.substring(position));
        return;
      }
      readPlainFlag(flag, argument);
    }
  }

  private void readPlainFlag(char flag, String argument) throws UserErrorException {
    switch (flag) {
      case 'F' -> syncs = false;
      case 'V' -> verbosity++;
      case 'c', 'n' -> warnings.add("-" + flag + " flag was removed. binlog is always compacted.");
      case 'v' -> action = Action.SHOW_VERSION;
      case 'h' -> action = Action.SHOW_HELP;
      default ->
          throw usageError("unknown flag: " + (argument.startsWith("--") ? argument : "-" + flag));
    }
  }

  private void readValueFlag(char flag, String glued) throws UserErrorException {
    String value = glued.isEmpty() ? nextValue(flag) : glued;
    switch (flag) {
      case 'p' -> port = Optional.of(value);
      case 'l' -> address = Optional.of(value);
      case 'b' -> folder = Optional.of(value);
      case 'u' -> user = Optional.of(value);
      case 's' -> segmentBytes = size(value);
      case 'f' -> {
        syncMillis = size(value);
        syncs = true;
      }
      case 'z' -> setJobBytesMax(size(value));
      default -> throw new AssertionError("a flag with a value: " + flag);
    }
  }

  private String nextValue(char flag) throws UserErrorException {
    if (nextArgument == arguments.size()) {
      throw usageError("flag requires an argument: -" + flag);
    }
    return arguments.get(nextArgument++);
  }

  private void setJobBytesMax(long bytes) {
    jobBytesMax = Math.min(bytes, JOB_BYTES_MAX);
    if (bytes > JOB_BYTES_MAX) {
      warnings.add("maximum job size was set to " + JOB_BYTES_MAX);
    }
  }

  // beanstalkd reads an unsigned number with scanf: -1 counts as a huge one.
  private static long size(String text) throws UserErrorException {
    if (!NUMBER.matcher(text).matches()) {
      throw usageError("invalid size: " + text);
    }
    BigInteger number = new BigInteger(text.strip());
    boolean huge = number.signum() < 0 || number.bitLength() >= Long.SIZE;
    return huge ? Long.MAX_VALUE : number.longValue();
  }

  private static UserErrorException usageError(String message) {
    return new UserErrorException(ExitCodes.BEANSTALKD_USAGE, message);
  }

  /** What is asked for; the other values matter for {@link Action#SERVE} only. */
  Action action() {
    return action;
  }

  /** {@code -l}: a name, an address or {@code unix:PATH}. */
  Optional<String> address() {
    return address;
  }

  /** {@code -p}: a number or the name of a service. */
  Optional<String> port() {
    return port;
  }

  /** {@code -b}: the folder for data; without it nothing is kept. */
  Optional<String> folder() {
    return folder;
  }

  /** {@code -u}: whom to become once the socket is open. */
  Optional<String> user() {
    return user;
  }

  /** {@code -z}: longest body, in bytes; at most {@link #JOB_BYTES_MAX}. */
  long jobBytesMax() {
    return jobBytesMax;
  }

  /** {@code -s}: size of a file of the log, in bytes. */
  long segmentBytes() {
    return segmentBytes;
  }

  /** False when {@code -F} came last. */
  boolean syncs() {
    return syncs;
  }

  /** {@code -f}: milliseconds between two syncs; 0 syncs each change. */
  long syncMillis() {
    return syncMillis;
  }

  /** How many times {@code -V} is given. */
  int verbosity() {
    return verbosity;
  }

  /** Lines for the user about flags that do not do what they say. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
