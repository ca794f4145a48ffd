package io.haulm.cli;

/** The settings in force, in the form of a config file that would set them. */
final class PrintedConfig {
  private PrintedConfig() {}

  static String of(Settings settings) {
    StringBuilder text = new StringBuilder();
    int width = 0;
    for (Setting setting : Setting.values()) {
      width = Math.max(width, assignment(setting, settings).length());
    }
    text.append("# What is in force, and from where it comes.\n");
    for (Setting setting : Setting.values()) {
      String assignment = assignment(setting, settings);
      text.append(assignment)
          .repeat(' ', width - assignment.length())
          .append("  # ")
          .append(settings.get(setting).origin())
          .append('\n');
    }
    return text.toString();
  }

  private static String assignment(Setting setting, Settings settings) {
    if (setting.isSecret() && !settings.get(setting).text().isEmpty()) {
      return "# " + setting.key() + " is set and not shown";
    }
    return setting.key() + " = " + quoted(settings.get(setting).text());
  }

  /** A whole number stands bare; every other text is a TOML string. */
  private static String quoted(String text) {
    if (text.matches("0|[1-9][0-9]{0,17}")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> appendEscaped(quoted, character));
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder text, int character) {
    if (character == '"' || character == '\\') {
      text.append('\\').appendCodePoint(character);
    } else if (Character.isISOControl(character)) {
      text.append("\\u%04x".formatted(character));
    } else {
      text.appendCodePoint(character);
    }
  }
}
