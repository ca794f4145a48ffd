package io.haulm.server.http.keyspace;

import io.haulm.server.beanstalk.BeanstalkFace;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.account.Settings;
import java.util.List;

/** The parts of the HTTP face that are about the keyspace and about commands. */
public final class KeyspaceParts {
  private KeyspaceParts() {}

  /** All of them, over faces that need not listen. */
  public static List<ApiPart> of(
      ShardQuestions questions,
      InnerRedis redis,
      BeanstalkFace beanstalkFace,
      Settings settings,
      Audit audit) {
    InnerBeanstalk beanstalk = new InnerBeanstalk(questions.shard(), beanstalkFace);
    return List.of(
        new KeysApi(redis, settings::mask, audit),
        new StreamsApi(redis, settings::mask),
        new StreamActions(redis, audit),
        new SchedulesApi(redis, questions.shard().clock()::nowMillis, audit),
        new CommandLinesApi(redis, beanstalk, questions, settings, audit));
  }
}
