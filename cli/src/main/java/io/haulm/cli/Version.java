package io.haulm.cli;

/** Which release this is. */
final class Version {
  /** Kept by the build: the project's version. */
  private static final String UNPACKED = "development";

  private Version() {}

  /** For example {@code 0.1.0}; {@code development} when it does not run from a jar. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? UNPACKED : version;
  }
}
