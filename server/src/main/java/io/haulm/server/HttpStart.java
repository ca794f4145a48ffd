package io.haulm.server;

import io.haulm.engine.keyspace.Keyspace;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import io.haulm.server.console.BuriedErrors;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.JobSearch;
import io.haulm.server.console.Operations;
import io.haulm.server.console.Timeline;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.HealthApi;
import io.haulm.server.http.HttpFace;
import io.haulm.server.http.HttpLimits;
import io.haulm.server.http.HttpOptions;
import io.haulm.server.http.Route;
import io.haulm.server.http.ShardQuestions;
import io.haulm.server.http.access.Access;
import io.haulm.server.http.account.Audit;
import io.haulm.server.http.account.SessionApi;
import io.haulm.server.http.account.Settings;
import io.haulm.server.http.account.SettingsApi;
import io.haulm.server.http.account.UsersApi;
import io.haulm.server.http.kept.AuditLog;
import io.haulm.server.http.keyspace.InnerRedis;
import io.haulm.server.http.keyspace.KeyspaceParts;
import io.haulm.server.http.overview.EventHub;
import io.haulm.server.http.overview.HistoryApi;
import io.haulm.server.http.overview.OverviewApi;
import io.haulm.server.http.tubes.JobActsApi;
import io.haulm.server.http.tubes.JobEvents;
import io.haulm.server.http.tubes.JobEventsApi;
import io.haulm.server.http.tubes.JobsApi;
import io.haulm.server.http.tubes.OperationShown;
import io.haulm.server.http.tubes.OperationsApi;
import io.haulm.server.http.tubes.OperationsFile;
import io.haulm.server.http.tubes.PauseNotes;
import io.haulm.server.http.tubes.TubeRates;
import io.haulm.server.http.tubes.TubesApi;
import io.haulm.server.http.workers.BuriedGroups;
import io.haulm.server.http.workers.CallAgain;
import io.haulm.server.http.workers.CeleryEar;
import io.haulm.server.http.workers.CeleryState;
import io.haulm.server.http.workers.FailureGroups;
import io.haulm.server.http.workers.FailuresApi;
import io.haulm.server.http.workers.TasksApi;
import io.haulm.server.http.workers.WorkersApi;
import io.haulm.server.http.workers.WorkflowsApi;
import io.haulm.server.monitor.Monitor;
import io.haulm.server.shard.HostFacts;
import io.haulm.server.shard.Shard;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The HTTP face of a running server, with all its parts. */
final class HttpStart implements AutoCloseable {
  private final ServerConfig config;
  private final Faces faces;
  private final Shard shard;
  private final ShardQuestions questions;
  private final Access access;
  private final Settings settings;
  private final Audit audit;
  private final Monitor monitor;
  private final PauseNotes pauseNotes;
  private final EventHub hub;
  private final JobDesk desk;
  private final Operations operations;
  private final JobEvents jobEvents;
  private final HttpFace face;
  private final EventLoopGroup loops;
  private final String beanstalkAddress;
  private final String redisAddress;
  private final long startedMillis;
  private @Nullable Listener listener;
  private @Nullable CeleryEar celeryEar;

  private HttpStart(
      ServerConfig config,
      Transport transport,
      Faces faces,
      String beanstalkAddress,
      String redisAddress)
      throws IOException {
    this.config = config;
    this.faces = faces;
    this.shard = faces.shard();
    LongSupplier clock = shard.clock()::nowMillis;
    this.questions = new ShardQuestions(shard);
    this.access = new Access(file("http-users.json"), clock, config.http().passwordRounds());
    this.settings = new Settings(file("http-settings.json"));
    this.audit = new Audit(new AuditLog(file("http-audit.log"), clock));
    this.pauseNotes = new PauseNotes(file("http-pauses.json"));
    this.hub = new EventHub(pauseNotes::of);
    this.monitor = MonitorStart.open(shard, dataFolder(), settings);
    monitor.listen(hub);
    this.beanstalkAddress = beanstalkAddress;
    this.redisAddress = redisAddress;
    this.startedMillis = clock.getAsLong();
    Timeline timeline = new Timeline();
    shard.execute(() -> shard.engine().observeWith(timeline));
    this.desk = new JobDesk(shard, questions::ask, timeline);
    this.operations =
        new Operations(
            shard,
            questions::ask,
            settings::mask,
            new OperationsFile(file("http-operations.json")));
    this.jobEvents = new JobEvents(desk, questions::ask, timeline, settings);
    var _ = operations.recover();
    operations.onChange(status -> hub.tell("operation", OperationShown.of(status), status.tube()));
    this.face =
        new HttpFace(
            new HttpOptions(
                config.http().address(),
                config.http().hostNames(),
                access,
                () -> settings.get().readOnly(),
                parts(),
                HttpLimits.REQUEST_MILLIS_MAX));
    this.loops = transport.newHttpLoops();
  }

  /**
   * Opens the face.
   *
   * @throws ServerStartException when the port is taken, or other machines could reach a server
   *     that has no users
   * @throws HttpFilesException when a file of the face cannot be read
   */
  static HttpStart open(
      ServerConfig config,
      Transport transport,
      Faces faces,
      String beanstalkAddress,
      String redisAddress)
      throws ServerStartException, HttpFilesException {
    HttpStart start;
    try {
      start = new HttpStart(config, transport, faces, beanstalkAddress, redisAddress);
    } catch (IOException e) {
      throw new HttpFilesException(e);
    }
    try {
      start.listen(transport);
      return start;
    } catch (ServerStartException | RuntimeException e) {
      start.close();
      throw e;
    }
  }

  private void listen(Transport transport) throws ServerStartException {
    FaceAddress address = config.http().address();
    if (access.isOpen() && address instanceof FaceAddress.Tcp tcp && !tcp.isLoopback()) {
      throw new ServerStartException(
          ServerStartException.Kind.SOCKET,
          "--http "
              + address
              + " can be reached from other machines, so it needs a user first: start with --http"
              + " 127.0.0.1:11380, open the set-up link that is printed, and start again");
    }
    monitor.start();
    listener = Listener.open(transport, loops, address, face, "--http");
  }

  /** All that the face answers. A new part is added here. */
  private List<ApiPart> parts() {
    List<ApiPart> parts = new ArrayList<>();
    parts.add(new HealthApi(questions));
    parts.add(
        new SessionApi(
            access, settings, audit, this::facts, HttpFace.cookieName(config.http().address())));
    parts.add(new UsersApi(access, audit));
    parts.add(new SettingsApi(settings, audit));
    parts.add(new OverviewApi(monitor, hub));
    parts.add(new HistoryApi(monitor.history(), shard.clock()::nowMillis, audit));
    parts.add(
        new TubesApi(
            questions, desk, TubeRates.of(monitor), pauseNotes, audit, config.jobBytesMax()));
    parts.add(new JobsApi(new JobSearch(shard, questions::ask, settings::mask), desk, settings));
    parts.add(new JobEventsApi(desk, jobEvents));
    parts.add(new JobActsApi(desk, operations, settings, audit, config.jobBytesMax()));
    parts.add(new OperationsApi(operations, audit));
    InnerRedis redis = new InnerRedis(shard, faces.redis());
    parts.addAll(KeyspaceParts.of(questions, redis, faces.beanstalk(), settings, audit));
    parts.addAll(workerParts(redis));
    return parts;
  }

  private List<ApiPart> workerParts(InnerRedis redis) {
    FailureGroups failures = new FailureGroups(shard.clock()::nowMillis);
    CeleryState celery = new CeleryState(shard.clock()::nowMillis, failures);
    listenToCelery(celery);
    CallAgain callAgain = new CallAgain(celery, redis, audit);
    return List.of(
        new WorkersApi(questions, celery, audit),
        new TasksApi(celery, callAgain, settings),
        new WorkflowsApi(celery, callAgain),
        new FailuresApi(
            failures,
            new BuriedGroups(
                new BuriedErrors(shard, questions::ask, settings::mask), shard.clock()::nowMillis),
            callAgain));
  }

  private void listenToCelery(CeleryState celery) {
    CeleryEar ear = new CeleryEar(celery);
    celeryEar = ear;
    shard.execute(() -> {
      Keyspace keyspace = shard.engine().keyspace();
      keyspace.pubSub().overhearWith(ear::published);
      keyspace.overhearPushesWith(ear::pushed);
    });
  }

  private SessionApi.ServerFacts facts() {
    String version = HttpStart.class.getPackage().getImplementationVersion();
    return new SessionApi.ServerFacts(
        new HostFacts().hostname(),
        version == null ? "development" : version,
        startedMillis,
        shard.clock().nowMillis(),
        keepsNothing() ? "" : config.dataFolder().toString(),
        config.durability().toString(),
        new SessionApi.Faces(beanstalkAddress, redisAddress, address()));
  }

  /** What it answers. */
  List<Route> routes() {
    return face.routes();
  }

  /** Where it really listens. */
  String address() {
    Listener listening = listener;
    return listening == null ? "off" : listening.address();
  }

  /** Where a browser finds it. */
  String url() {
    boolean isTcp = config.http().address() instanceof FaceAddress.Tcp;
    return isTcp ? "http://" + address() : address();
  }

  /** Where the first user is made; empty when there are users. */
  Optional<String> setupLink() {
    return access.isOpen()
        ? Optional.of(url() + "/#/setup?token=" + access.setupSecret())
        : Optional.empty();
  }

  private Optional<Path> file(String name) {
    return dataFolder().map(folder -> folder.resolve(name));
  }

  private Optional<Path> dataFolder() {
    return keepsNothing() ? Optional.empty() : Optional.of(config.dataFolder());
  }

  private boolean keepsNothing() {
    return config.durability() instanceof Durability.Memory;
  }

  @Override
  public void close() {
    Listener listening = listener;
    if (listening != null) {
      listening.close();
    }
    face.close();
    monitor.close();
    operations.close();
    jobEvents.close();
    CeleryEar ear = celeryEar;
    if (ear != null) {
      ear.close();
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
