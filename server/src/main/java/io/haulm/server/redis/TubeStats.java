package io.haulm.server.redis;

import io.haulm.engine.Command;
import io.haulm.engine.Reply;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What TUBE.STATS, TUBE.STATSJOB and TUBE.LIST tell: names of beanstalkd, times in milliseconds.
 */
final class TubeStats {
  private TubeStats() {}

  static void stats(Call call) {
    if (call.count() > 2) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    TubeSession tubes = TubeCommands.tubes(call);
    Reply reply =
        call.count() == 1
            ? tubes.apply(new Command.Stats(tubes.session()))
            : tubes.apply(new Command.StatsTube(tubes.session(), TubeCommands.tube(call, 1)));
    switch (reply) {
      case Reply.EngineStats stats -> tell(call, figures(stats), Map.of());
      case Reply.TubeStats stats -> tell(call, figures(stats), Map.of("name", stats.tube()));
      default -> call.reply().nil();
    }
  }

  static void statsJob(Call call) {
    TubeSession tubes = TubeCommands.tubes(call);
    Reply reply = tubes.apply(new Command.StatsJob(tubes.session(), TubeCommands.jobId(call, 1)));
    if (!(reply instanceof Reply.JobStats stats)) {
      call.reply().nil();
      return;
    }
    Map<String, String> words = new LinkedHashMap<>();
    words.put("tube", stats.tube());
    words.put("state", stats.state().name().toLowerCase(Locale.ROOT));
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("id", stats.jobId());
    figures.put("pri", stats.priority());
    figures.put("age-millis", stats.ageMillis());
    figures.put("delay-millis", stats.delayMillis());
    figures.put("ttr-millis", stats.ttrMillis());
    figures.put("time-left-millis", stats.timeLeftMillis());
    figures.put("reserves", stats.reserves());
    figures.put("timeouts", stats.timeouts());
    figures.put("releases", stats.releases());
    figures.put("buries", stats.buries());
    figures.put("kicks", stats.kicks());
    tell(call, figures, words);
  }

  static void list(Call call) {
    TubeSession tubes = TubeCommands.tubes(call);
    Reply reply = tubes.apply(new Command.ListTubes(tubes.session()));
    List<String> names = reply instanceof Reply.Tubes(var all) ? all : List.of();
    call.reply().array(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static Map<String, Long> figures(Reply.TubeStats stats) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("current-jobs-urgent", stats.urgent());
    figures.put("current-jobs-ready", stats.ready());
    figures.put("current-jobs-reserved", stats.reserved());
    figures.put("current-jobs-delayed", stats.delayed());
    figures.put("current-jobs-buried", stats.buried());
    figures.put("total-jobs", stats.totalJobs());
    figures.put("current-using", stats.using());
    figures.put("current-watching", stats.watching());
    figures.put("current-waiting", stats.waiting());
    figures.put("cmd-delete", stats.deletes());
    figures.put("cmd-pause-tube", stats.pauses());
    figures.put("pause-millis", stats.pauseMillis());
    figures.put("pause-left-millis", stats.pauseLeftMillis());
    return figures;
  }

  private static Map<String, Long> figures(Reply.EngineStats stats) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("current-jobs-urgent", stats.urgent());
    figures.put("current-jobs-ready", stats.ready());
    figures.put("current-jobs-reserved", stats.reserved());
    figures.put("current-jobs-delayed", stats.delayed());
    figures.put("current-jobs-buried", stats.buried());
    figures.put("job-timeouts", stats.jobTimeouts());
    figures.put("total-jobs", stats.totalJobs());
    figures.put("current-tubes", stats.tubes());
    figures.put("current-waiting", stats.waiting());
    return figures;
  }

  private static void tell(Call call, Map<String, Long> figures, Map<String, String> words) {
    ReplySink reply = call.reply();
    reply.map(words.size() + figures.size());
    words.forEach((name, value) -> {
      reply.bulk(name);
      reply.bulk(value);
    });
    figures.forEach((name, value) -> {
      reply.bulk(name);
      reply.integer(value);
    });
  }
}
