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

  /** As {@code stats} shows it. */
  @Override
  public String toString() {
    return text;
  }
}
