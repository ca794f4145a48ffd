package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandTable.Found;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.PubSub;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.shard.HostFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The sections of INFO: those of Redis that mean something here, and one of our own. */
final class InfoSections {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final long SECONDS_PER_DAY = 24 * 3600;

  /** The names of all sections, in their order, and whether they are shown without being named. */
  private static final Map<String, Boolean> NAMES = names();

  private final RedisFace face;
  private final Keyspace keyspace;
  private final HostFacts host = new HostFacts();
  private final StringBuilder out = new StringBuilder();

  InfoSections(RedisFace face) {
    this.face = face;
    this.keyspace = face.keyspace();
  }

  private static Map<String, Boolean> names() {
    Map<String, Boolean> names = new LinkedHashMap<>();
    for (String name :
        List.of("server", "clients", "memory", "persistence", "stats", "replication", "cpu")) {
      names.put(name, true);
    }
    names.put("modules", true);
    names.put("commandstats", false);
    names.put("errorstats", true);
    names.put("cluster", true);
    names.put("keyspace", true);
    names.put("haulm", true);
    return names;
  }

  /** The sections that are shown without being named. */
  static List<String> usual() {
    return NAMES.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /** All sections. */
  static List<String> all() {
    return new ArrayList<>(NAMES.keySet());
  }

  /** The sections of these names, in the order of INFO; names of no section are passed over. */
  String text(Set<String> wanted) {
    out.setLength(0);
    for (String name : NAMES.keySet()) {
      if (wanted.contains(name)) {
        out.append(out.isEmpty() ? "# " : "\r\n# ").append(title(name)).append("\r\n");
        add(name);
      }
    }
    return out.toString();
  }

  private static String title(String name) {
    return name.equals("cpu")
        ? "CPU"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void add(String name) {
    switch (name) {
      case "server" -> addServer();
      case "clients" -> addClients();
      case "memory" -> addMemory();
      case "persistence" -> addPersistence();
      case "stats" -> addStats();
      case "replication" -> addReplication();
      case "cpu" -> addCpu();
      case "commandstats" -> keyspace.commands().forEachUsed(this::addCommand);
      case "errorstats" ->
          face.stats().errors.forEach((code, count) -> add("errorstat_" + code, "count=" + count));
      case "cluster" -> add("cluster_enabled", 0);
      case "keyspace" -> addKeyspace();
      case "haulm" -> addHaulm();
      case "modules" -> {}
      default -> throw new IllegalStateException("a section without content: " + name);
    }
  }

  private void addServer() {
    long uptimeSeconds = face.shard().clock().uptimeMillis() / MILLIS_PER_SECOND;
    add("redis_version", RedisFace.REDIS_VERSION);
    add("redis_mode", "standalone");
    add("server_name", "haulm");
    add("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    add("arch_bits", 64);
    add("process_id", host.pid());
    add("run_id", face.runId());
    add("tcp_port", face.options().address() instanceof FaceAddress.Tcp tcp ? tcp.port() : 0);
    add("server_time_usec", face.shard().nowMillis() * MILLIS_PER_SECOND);
    add("uptime_in_seconds", uptimeSeconds);
    add("uptime_in_days", uptimeSeconds / SECONDS_PER_DAY);
    add("executable", "");
    add("config_file", "");
  }

  private void addClients() {
    List<RedisConnection> clients = face.clients().all();
    add("connected_clients", clients.size());
    add("cluster_connections", 0);
    add("maxclients", face.options().connectionsMax());
    add("client_recent_max_input_buffer", max(clients, true));
    add("client_recent_max_output_buffer", max(clients, false));
    add("blocked_clients", clients.stream().filter(RedisConnection::isWaiting).count());
    add("tracking_clients", 0);
    add(
        "pubsub_clients",
        clients.stream().filter(each -> ClientType.of(each) == ClientType.PUBSUB).count());
    add(
        "watching_clients",
        clients.stream().filter(each -> each.client().watchedKeys() > 0).count());
    add("total_blocking_keys", keyspace.awaitedKeys(false));
    add("total_blocking_keys_on_nokey", keyspace.awaitedKeys(true));
  }

  private static long max(List<RedisConnection> clients, boolean ofInput) {
    return clients.stream()
        .mapToLong(
            each -> ofInput ? each.inputBytes() + each.commandBytes() : each.pendingOutputBytes())
        .max()
        .orElse(0);
  }

  private void addMemory() {
    Runtime runtime = Runtime.getRuntime();
    addBytes("used_memory", keyspace.bytes());
    addBytes("used_memory_rss", host.residentBytes());
    add("used_memory_dataset", keyspace.bytes());
    add("heap_used", runtime.totalMemory() - runtime.freeMemory());
    add("heap_max", runtime.maxMemory());
    addBytes("maxmemory", face.options().memoryBytesMax());
    add("maxmemory_policy", "noeviction");
    add("mem_fragmentation_ratio", "1.00");
    add("mem_clients_normal", face.intake().bytes());
    add("mem_allocator", "jvm");
    add("number_of_cached_scripts", face.scripts().count());
  }

  private void addPersistence() {
    add("loading", 0);
    add("async_loading", 0);
    add("rdb_changes_since_last_save", keyspace.changes());
    add("rdb_bgsave_in_progress", 0);
    add("rdb_last_save_time", face.shard().nowMillis() / MILLIS_PER_SECOND);
    add("rdb_last_bgsave_status", "ok");
    add("aof_enabled", face.hasJournal() ? 1 : 0);
    add("aof_rewrite_in_progress", 0);
    add("aof_rewrite_scheduled", 0);
    add("aof_last_bgrewrite_status", "ok");
    add("aof_last_write_status", "ok");
  }

  private void addStats() {
    FaceStats stats = face.stats();
    add("total_connections_received", stats.connections);
    add("total_commands_processed", keyspace.stats().commands());
    add("total_net_input_bytes", stats.inputBytes);
    add("rejected_connections", stats.rejectedConnections);
    add("expired_keys", keyspace.stats().expired());
    add("evicted_keys", 0);
    add("evicted_clients", 0);
    add("keyspace_hits", keyspace.stats().hits());
    add("keyspace_misses", keyspace.stats().misses());
    add("pubsub_channels", keyspace.pubSub().count(PubSub.Kind.CHANNEL));
    add("pubsub_patterns", keyspace.pubSub().count(PubSub.Kind.PATTERN));
    add("pubsubshard_channels", keyspace.pubSub().count(PubSub.Kind.SHARD));
    add("total_error_replies", stats.errorReplies);
    add("acl_access_denied_auth", stats.authFailures);
    add("client_output_buffer_limit_disconnections", stats.cutSubscribers);
  }

  private void addReplication() {
    add("role", "master");
    add("connected_slaves", 0);
    add("master_failover_state", "no-failover");
    add("master_replid", face.runId());
    add("master_repl_offset", 0);
    add("repl_backlog_active", 0);
  }

  private void addCpu() {
    HostFacts.CpuTime time = host.cpuTime();
    add("used_cpu_sys", time.systemText());
    add("used_cpu_user", time.userText());
  }

  private void addCommand(Found command) {
    long micros = command.nanos / NANOS_PER_MICRO;
    double perCall = command.calls == 0 ? 0 : (double) micros / command.calls;
    add(
        "cmdstat_" + command.spec().name(),
        String.format(
            Locale.ROOT,
            "calls=%d,usec=%d,usec_per_call=%.2f,rejected_calls=%d,failed_calls=%d",
            command.calls,
            micros,
            perCall,
            command.rejections,
            command.failures));
  }

  private void addKeyspace() {
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      if (keyspace.size(i) > 0) {
        add(
            "db" + i,
            "keys=" + keyspace.size(i) + ",expires=" + keyspace.volatileKeys(i) + ",avg_ttl=0");
      }
    }
  }

  private void addHaulm() {
    add("durability", face.options().durability().toString());
    add("changes", keyspace.changes());
    add("journal_oldest_segment", face.shard().store().stats().oldestSegment());
    add("journal_active_segment", face.shard().store().stats().activeSegment());
    add("unknown_commands", keyspace.stats().unknownCommands());
    keyspace
        .unknownCommands()
        .forEach((name, count) ->
            add("unknowncmd_" + name.replaceAll("[^!-9;-~]", "?"), "calls=" + count));
  }

  private void addBytes(String key, long bytes) {
    add(key, bytes);
    add(key + "_human", HumanBytes.of(bytes));
  }

  private void add(String key, long value) {
    out.append(key).append(':').append(value).append("\r\n");
  }

  private void add(String key, String value) {
    out.append(key).append(':').append(value).append("\r\n");
  }
}
