package io.haulm.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** The config file: TOML, one key for each setting, named as the option is. */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads what a file sets.
   *
   * @throws UserErrorException when it cannot be read, or holds what no setting takes
   */
  static Map<Setting, Settings.Value> read(Path path) throws UserErrorException {
    TomlParseResult file = Toml.parse(text(path));
    if (file.hasErrors()) {
      TomlParseError error = file.errors().getFirst();
      throw wrong(path, error.position().line(), firstLine(error));
    }
    Map<Setting, Settings.Value> values = new EnumMap<>(Setting.class);
    for (String key : file.keySet()) {
      int line = line(file, key);
      Setting setting = Setting.ofKey(key).orElse(null);
      if (setting == null) {
        throw wrong(path, line, "unknown key '" + key + "'" + Suggestion.sentence(key, keys()));
      }
      Object value = file.get(List.of(key));
      if (!(value instanceof String) && !(value instanceof Long)) {
        throw wrong(path, line, key + " must be a text in quotes or a whole number");
      }
      values.put(setting, new Settings.Value(value.toString(), new Origin.File(path, line)));
    }
    return values;
  }

  private static List<String> keys() {
    return List.of(Setting.values()).stream().map(Setting::key).toList();
  }

  private static int line(TomlParseResult file, String key) {
    TomlPosition position = file.inputPositionOf(List.of(key));
    if (position == null) {
      throw new AssertionError("a key that was read has a place: " + key);
    }
    return position.line();
  }

  private static String firstLine(TomlParseError error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("not TOML");
  }

  private static String text(Path path) throws UserErrorException {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw unreadable(path, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(path, "permission denied");
    } catch (MalformedInputException e) {
      throw unreadable(path, "it is not a text in UTF-8");
    } catch (IOException e) {
      throw unreadable(path, String.valueOf(e.getMessage()));
    }
  }

  private static UserErrorException unreadable(Path path, String why) {
    return new UserErrorException(
        ExitCodes.USAGE, "cannot read the config file " + path + ": " + why);
  }

  private static UserErrorException wrong(Path path, int line, String what) {
    return new UserErrorException(ExitCodes.USAGE, path + ":" + line + ": " + what);
  }
}
