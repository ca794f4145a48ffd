package io.haulm.server.monitor;

import static io.haulm.server.monitor.Samples.NOW_MILLIS;
import static io.haulm.server.monitor.Samples.tube;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.TubeFigures;
import io.haulm.engine.keyspace.stream.StreamFigures;
import io.haulm.engine.keyspace.stream.StreamFigures.GroupFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {
  private final Surveyor surveyor = new Surveyor(_ -> AlertLimits.DEFAULT);
  private Optional<Snapshot> latest = Optional.empty();
  private final PrometheusPage page = new PrometheusPage(() -> latest);

  @Test
  void beforeTheFirstSnapshotThereAreNoTubes() {
    assertThat(page.text()).contains("haulm_connections 0.0").doesNotContain("haulm_tube_jobs");
  }

  @Test
  void aTubeHasItsLevelsItsCountersItsAgeAndItsWaits() {
    survey(
        tube("mail")
            .ready(7, NOW_MILLIS - 2500)
            .reserved(2)
            .buried(1)
            .moved(40, 30)
            .waits(1, 2, 3, 4)
            .figures());

    assertThat(page.text().lines())
        .contains(
            "haulm_tube_jobs{state=\"ready\",tube=\"mail\"} 7.0",
            "haulm_tube_jobs{state=\"reserved\",tube=\"mail\"} 2.0",
            "haulm_tube_jobs{state=\"delayed\",tube=\"mail\"} 0.0",
            "haulm_tube_jobs{state=\"buried\",tube=\"mail\"} 1.0",
            "haulm_tube_oldest_ready_seconds{tube=\"mail\"} 2.5",
            "haulm_tube_in_total{tube=\"mail\"} 40.0",
            "haulm_tube_out_total{tube=\"mail\"} 30.0",
            "haulm_tube_wait_seconds_bucket{tube=\"mail\",le=\"0.001\"} 1",
            "haulm_tube_wait_seconds_bucket{tube=\"mail\",le=\"0.004\"} 6",
            "haulm_tube_wait_seconds_bucket{tube=\"mail\",le=\"0.016\"} 10",
            "haulm_tube_wait_seconds_bucket{tube=\"mail\",le=\"+Inf\"} 10");
  }

  @Test
  void theProcessIsTold() {
    survey();

    assertThat(page.text().lines())
        .contains(
            "haulm_connections 3.0",
            "haulm_journal_bytes 4096.0",
            "haulm_gc_seconds_total 0.06",
            "haulm_gc_collections_total 7.0",
            "haulm_journal_sync_seconds_bucket{le=\"4.0E-6\"} 8",
            "haulm_journal_sync_seconds_count 8")
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
  }

  @Test
  void streamsAndTheirGroupsAreTold() {
    GroupFigures group = new GroupFigures(new byte[] {'g'}, 1, 5, 12, 0);
    StreamFigures stream = new StreamFigures(1, new byte[] {(byte) 0xFF}, 20, 20, List.of(group));
    latest =
        Optional.of(
            surveyor.survey(
                NOW_MILLIS,
                new Surveyor.Raw(
                    Optional.of(List.of()), List.of(stream), Samples.engine(0), Samples.PROCESS)));

    assertThat(page.text().lines())
        .contains(
            "haulm_stream_entries{database=\"1\",stream=\"base64:_w\"} 20.0",
            "haulm_stream_group_lag{database=\"1\",group=\"g\",stream=\"base64:_w\"} 12.0",
            "haulm_stream_group_pending{database=\"1\",group=\"g\",stream=\"base64:_w\"} 5.0");
  }

  @Test
  void oneTubeBeyondTheLimitIsSummedWithTheOthers() {
    survey(tubes(2, 10));

    List<String> lines = page.text().lines().toList();

    assertThat(lines).filteredOn(line -> line.startsWith("haulm_tube_in_total")).hasSize(101);
    assertThat(lines)
        .contains(
            "haulm_tube_in_total{tube=\"t099\"} 10.0",
            "haulm_tube_in_total{tube=\"-other\"} 20.0",
            "haulm_tube_jobs{state=\"ready\",tube=\"-other\"} 2.0");
  }

  @Test
  void theCounterOfTheOthersDoesNotGoDownWhenOneOfThemVanishes() {
    survey(tubes(2, 10));
    assertThat(page.text()).contains("haulm_tube_in_total{tube=\"-other\"} 20.0");

    survey(tubes(1, 11));

    assertThat(page.text().lines()).contains("haulm_tube_in_total{tube=\"-other\"} 21.0");
  }

  /** So many tubes more than have a label, each with so many puts. */
  private static TubeFigures[] tubes(int unlabelled, long puts) {
    List<TubeFigures> tubes = new ArrayList<>();
    for (int i = 0; i < LabelledTubes.LABELLED_MAX + unlabelled; i++) {
      tubes.add(tube("t%03d".formatted(i)).ready(1, 1).moved(puts, 9).figures());
    }
    return tubes.toArray(TubeFigures[]::new);
  }

  private void survey(TubeFigures... tubes) {
    latest = Optional.of(surveyor.survey(NOW_MILLIS, Samples.raw(0, tubes)));
  }
}
