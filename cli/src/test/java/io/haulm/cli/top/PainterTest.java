package io.haulm.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PainterTest {
  @Test
  void tubesOnAScreenOf100Columns() {
    assertThat(Fixture.text(Fixture.busy(), 100, 12))
        .isEqualTo(
            """
            prod-a  up 18d  conns 214 (181 prod 24 work 9 idle)  in 2184/s out 1902/s  WAL 428M  ● live
            ! 邮件 no workers, 33 ready
            ! import.orders oldest 14m > 5m, drains never
             TUBE                      READY                RES   DLY  BURY   IN/s  OUT/s OLDEST  p50  p99  WRK
            >邮件                         33 ▕█░░░░░░░░░▏     –     –   231      –    0.3    14m    –    –    –
             import.orders              6650 ▕█████████▒▏    20   478     –    790    104     4m  <1s   2m   11
             audit.archive  PAUSED      1217 ▕█████████▒▏    24    88     –    139     48     3m    –    –   11


             █ ready, last minute      FAIL 1204 SMTP timeout · 41 KeyError
             [1 tubes] 2 jobs  3 failures  4 streams  5 workers  6 schedules   by worst
             enter open  / filter  s sort  x select  k kick  p pause  M move  D delete  ?
            """);
  }

  @Test
  void columnsGoWhenThereIsNoRoom() {
    List<String> screen = Fixture.screen(Fixture.busy(), 80, 24);

    assertThat(screen.get(3)).contains("TUBE", "READY", "OLDEST", "WRK").doesNotContain("▕");
    assertThat(Fixture.screen(Fixture.busy(), 50, 24).get(3))
        .contains("TUBE", "READY", "OLDEST")
        .doesNotContain("WRK");
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "100, 12", "40, 10", "200, 60"})
  void everyLineIsExactlyAsWideAsTheScreen(int width, int height) {
    Model model = Fixture.busy();
    for (Tab tab : Tab.values()) {
      model.show(tab);
      List<AttributedString> lines = Painter.paint(model, width, height, true);

      assertThat(lines).hasSize(height);
      assertThat(lines).allMatch(line -> line.columnLength() == width);
    }
  }

  @Test
  void withoutColoursTheWorstIsStillBold() {
    String plain = Painter.paint(Fixture.busy(), 80, 24, false).get(1).toAnsi();
    String coloured = Painter.paint(Fixture.busy(), 80, 24, true).get(1).toAnsi();

    assertThat(plain).contains("\u001b[1m").doesNotContain("31");
    assertThat(coloured).contains("31");
  }

  @Test
  void whatAJobSaysCannotReachTheTerminal() {
    Model model = Fixture.busy();
    model.show(Tab.JOBS);
    model.rows(
        Tab.JOBS,
        Fixture.json("[{'id': 7, 'tube': 'mail', 'preview': 'a\\u001b[2Jb\\nc\\u202ed'}]"));

    String line = Fixture.screen(model, 100, 24).get(4);

    assertThat(line).contains("a [2Jb c d").doesNotContain("\u001b");
  }

  @Test
  void selectedJobsHaveAStarAndTheCursorAnArrow() {
    Model model = Fixture.busy();
    model.show(Tab.JOBS);
    model.rows(Tab.JOBS, Fixture.json("[{'id': 7}, {'id': 8}, {'id': 9}]"));

    model.toggleSelected();

    List<String> screen = Fixture.screen(model, 80, 24);
    assertThat(screen.get(4)).startsWith("*        7");
    assertThat(screen.get(5)).startsWith(">        8");
    assertThat(screen.get(6)).startsWith("         9");
  }

  @Test
  void theCursorStaysOnTheScreenOfALongList() {
    Model model = Fixture.busy();
    model.show(Tab.JOBS);
    StringBuilder rows = new StringBuilder();
    for (int id = 1; id <= 100; id++) {
      rows.append(id == 1 ? "" : ",").append("{'id': ").append(id).append('}');
    }
    model.rows(Tab.JOBS, Fixture.json("[" + rows + "]"));

    model.moveCursor(1000);

    assertThat(Fixture.screen(model, 80, 24)).anyMatch(line -> line.startsWith(">      100"));
  }

  @Test
  void aLineThatIsCutSaysSoInTheFirstLine() {
    Model model = Fixture.busy();

    model.disconnected("09:14:00");

    assertThat(Fixture.screen(model, 80, 24).getFirst())
        .startsWith("disconnected since 09:14:00; trying again");
  }

  @Test
  void aQuestionStandsInTheLastLine() {
    Model model = Fixture.busy();

    model.ask(new Prompt("move to tube:", "mai", _ -> {}));

    assertThat(Fixture.screen(model, 80, 24).getLast()).startsWith(" move to tube: mai_");
  }

  @Test
  void theHelpFitsOnTheSmallestScreen() {
    Model model = Fixture.busy();
    model.toggleHelp();

    assertThat(Fixture.screen(model, 80, 24))
        .noneMatch(line -> line.contains("…"))
        .anyMatch(line -> line.contains("q  quit"));
  }

  @Test
  void theReportHasAllRowsAndNoKeys() {
    assertThat(Painter.report(Fixture.busy(), 120))
        .hasSize(8)
        .noneMatch(line -> line.endsWith(" "))
        .noneMatch(line -> line.contains("q quit"));
  }
}
