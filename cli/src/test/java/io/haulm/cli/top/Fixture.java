package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** A server as it might be, and what a screen shows of it. */
final class Fixture {
  static final long NOW_MILLIS = 1_800_000_000_000L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A model of three tubes, two of which need attention. */
  static Model busy() {
    Model model = new Model();
    model.server(
        json(
            "{'server':{'name':'prod-a','startedMillis':%d}}"
                .formatted(NOW_MILLIS - 18L * 86_400_000)));
    model.snapshot(
        json(
            """
            {'nowMillis': %d,
             'totals': {'ready': 7900, 'inPerSecond': 2184, 'outPerSecond': 1902,
                        'connections': 214, 'producers': 181, 'workers': 24,
                        'journalBytes': 428000000},
             'tubes': [
               {'name': 'import.orders', 'ready': 6650, 'reserved': 20, 'delayed': 478,
                'buried': 0, 'inPerSecond': 790, 'outPerSecond': 104.4,
                'oldestReadyMillis': 240000, 'waitMillis': {'p50': 400, 'p99': 125000},
                'workers': 11, 'pauseLeftMillis': 0},
               {'name': 'audit.archive', 'ready': 1217, 'reserved': 24, 'delayed': 88,
                'buried': 0, 'inPerSecond': 139, 'outPerSecond': 48,
                'oldestReadyMillis': 180000, 'waitMillis': null,
                'workers': 11, 'pauseLeftMillis': 60000},
               {'name': '邮件', 'ready': 33, 'reserved': 0, 'delayed': 0, 'buried': 231,
                'inPerSecond': 0, 'outPerSecond': 0.25, 'oldestReadyMillis': 840000,
                'waitMillis': null, 'workers': 0, 'pauseLeftMillis': 0}]}
            """
                .formatted(NOW_MILLIS)));
    model.attention(
        json(
            """
            [{'kind': 'noWorkers', 'severity': 'bad', 'tube': '邮件', 'ready': 33},
             {'kind': 'oldest', 'severity': 'warn', 'tube': 'import.orders',
              'ageMillis': 840000, 'limitMillis': 300000},
             {'kind': 'disk', 'severity': 'warn', 'usableBytes': 900000000}]
            """));
    model.failures(
        json("[{'count': 1204, 'error': 'SMTP timeout'}, {'count': 41, 'error': 'KeyError'}]"));
    return model;
  }

  /** The lines of a screen as texts. */
  static List<String> screen(Model model, int width, int height) {
    return Painter.paint(model, width, height, false).stream()
        .map(AttributedString::toString)
        .toList();
  }

  /** The same without the blanks at the ends of lines. */
  static String text(Model model, int width, int height) {
    List<String> lines = new ArrayList<>();
    screen(model, width, height).forEach(line -> lines.add(line.stripTrailing()));
    return String.join("\n", lines) + "\n";
  }

  private Fixture() {}
}
