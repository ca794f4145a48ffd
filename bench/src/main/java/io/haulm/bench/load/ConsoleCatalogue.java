package io.haulm.bench.load;

import io.haulm.bench.report.Comparison;
import io.haulm.bench.report.Metric;
import io.haulm.bench.report.Wanted;
import java.util.List;

/** What those who watch cost those who work. */
record ConsoleCatalogue(Servers servers) {
  private static final String UNWATCHED = "haulm";
  private static final String WATCHED = "haulm watched";
  private static final int BROWSERS = 10;

  Load watched() {
    return new Load(
        "watched",
        "1,000 puts and reserves a second among a million jobs, sync; ten browsers and a filter",
        List.of(contender(UNWATCHED, 0), contender(WATCHED, BROWSERS)),
        List.of(new Comparison(WATCHED, UNWATCHED, Metric.P99_MICROS, new Wanted.AtMost(1.1))),
        Catalogue.ROUNDS_MAX);
  }

  private Contender contender(String name, int browsers) {
    return Contender.lasting(
        name,
        servers.haulmWithConsole(),
        server -> new WatchedRun(server, Catalogue.MILLION, browsers));
  }
}
