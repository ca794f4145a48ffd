package io.haulm.cli;

import ch.qos.logback.classic.Level;
import io.haulm.server.config.InvalidValueException;

/** How much is logged. */
enum LogLevel {
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The logging library's word for it. */
  Level level() {
    return Level.toLevel(name());
  }

  static LogLevel parse(String text) throws InvalidValueException {
    for (LogLevel logLevel : values()) {
      if (logLevel.name().equalsIgnoreCase(text)) {
        return logLevel;
      }
    }
    throw new InvalidValueException("must be error, warn, info, debug or trace");
  }
}
