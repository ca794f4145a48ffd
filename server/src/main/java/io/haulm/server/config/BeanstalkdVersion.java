package io.haulm.server.config;

/** Which beanstalkd the beanstalkd face resembles where its releases differ on the wire. */
public enum BeanstalkdVersion {
  /** Text values in YAML stand unquoted; a bad reserve timeout counts as 0. */
  V1_12("1.12"),
  /** Text values in YAML are quoted; a bad reserve timeout is BAD_FORMAT. */
  V1_13("1.13");

  private final String text;

  BeanstalkdVersion(String text) {
    this.text = text;
  }

  /** The release that a text such as {@code 1.12} names. */
  public static BeanstalkdVersion parse(String text) throws InvalidValueException {
    for (BeanstalkdVersion version : values()) {
      if (version.text.equals(text)) {
        return version;
      }
    }
    throw new InvalidValueException("must be 1.12 or 1.13");
  }

  /** As {@code stats} shows it. */
  @Override
  public String toString() {
    return text;
  }
}
