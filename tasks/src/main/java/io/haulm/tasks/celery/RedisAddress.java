package io.haulm.tasks.celery;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is and how to get in: {@code redis://[user:password@]host[:port][/db][?options]}.
 *
 * @param host name or number
 * @param port 6379 unless given
 * @param tls whether the address began with {@code rediss}
 * @param user null for the default user
 * @param password null for none
 * @param db number of the database
 * @param options what came behind the question mark
 */
record RedisAddress(
    String host,
    int port,
    boolean tls,
    @Nullable String user,
    @Nullable String password,
    int db,
    Map<String, String> options) {

  static final int DEFAULT_PORT = 6379;

  /** A worker lets the server wait for a second before it answers. */
  static final Duration TIMEOUT_MIN = Duration.ofSeconds(2);

  private static final Duration LENGTH_MAX = Duration.ofDays(20);

  /** How long a server may be silent when it should not, unless the address says otherwise. */
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Celery's default: how long a message may be unacknowledged. */
  static final Duration DEFAULT_VISIBILITY = Duration.ofHours(1);

  static boolean isOne(URI uri) {
    return "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
  }

  static RedisAddress of(URI uri) {
    if (uri.getHost() == null || !isOne(uri)) {
      throw new IllegalArgumentException("not an address of a Redis server: redis://host:port/db");
    }
    String info = uri.getRawUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    return new RedisAddress(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        "rediss".equals(uri.getScheme()),
        info == null || colon <= 0 ? null : decoded(info.substring(0, colon)),
        info == null ? null : decoded(info.substring(colon + 1)),
        db(uri.getPath()),
        checked(options(uri.getRawQuery())));
  }

  /** The cluster's visibility timeout: option {@code visibility_timeout}, in seconds. */
  Duration visibility() {
    return seconds("visibility_timeout").orElse(DEFAULT_VISIBILITY);
  }

  /** The lease of our own deliveries: option {@code lease}, in seconds; nothing for the default. */
  Optional<Duration> lease() {
    return seconds("lease");
  }

  /**
   * How long connecting may take, and a server may say nothing while it owes an answer and takes
   * nothing of what is sent: option {@code timeout}, in seconds.
   *
   * @throws IllegalArgumentException when it is shorter than {@link #TIMEOUT_MIN}
   */
  Duration timeout() {
    Duration timeout = seconds("timeout").orElse(DEFAULT_TIMEOUT);
    if (timeout.compareTo(TIMEOUT_MIN) < 0) {
      throw new IllegalArgumentException("timeout: at least " + TIMEOUT_MIN.toSeconds() + " s");
    }
    return timeout;
  }

  /**
   * The file of certificates, in PEM, to trust in place of the JVM's own: option {@code
   * ssl_ca_certs}, as Celery has it; null for the JVM's.
   */
  @Nullable Path authorities() {
    String file = options.get("ssl_ca_certs");
    return file == null ? null : Path.of(file);
  }

  private static Map<String, String> checked(Map<String, String> options) {
    String wanted = options.getOrDefault("ssl_cert_reqs", "required");
    if (!wanted.toLowerCase(Locale.ROOT).endsWith("required")) {
      throw new IllegalArgumentException(
          "ssl_cert_reqs=" + wanted + ": certificates are always checked; name ssl_ca_certs");
    }
    return options;
  }

  private Optional<Duration> seconds(String option) {
    return Optional.ofNullable(options.get(option)).map(text -> seconds(option, text));
  }

  private static Duration seconds(String option, String text) {
    try {
      Duration length = Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
      if (length.isZero() || length.isNegative() || length.compareTo(LENGTH_MAX) > 0) {
        throw new IllegalArgumentException(option + "=" + text + ": seconds, more than 0");
      }
      return length;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + "=" + text + ": not a number of seconds", e);
    }
  }

  private static int db(@Nullable String path) {
    return path == null || path.length() < 2 ? 0 : Integer.parseInt(path.substring(1));
  }

  private static Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new HashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          options.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return options;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Without the password, which belongs in no log. */
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + db;
  }
}
