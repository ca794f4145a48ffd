package io.haulm.server.http.keyspace;

import static io.haulm.server.http.keyspace.InnerRedis.bytes;

import io.haulm.server.console.BodyMask;
import io.haulm.server.http.EventStream;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Response;
import io.haulm.server.http.keyspace.StreamViews.Entry;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Shows the entries of streams as they are added. */
final class StreamTail {
  /** How many are followed at once. */
  static final int TAILS_MAX = 64;

  /** Often enough to look immediate, seldom enough to cost nothing. */
  private static final long LOOK_MILLIS = 200;

  private static final int ENTRIES_MAX = 200;

  private final InnerRedis redis;
  private final Supplier<BodyMask> mask;
  private final Semaphore places = new Semaphore(TAILS_MAX);

  StreamTail(InnerRedis redis, Supplier<BodyMask> mask) {
    this.redis = redis;
    this.mask = mask;
  }

  /**
   * Follows a stream; each event is a list of entries.
   *
   * @param after the id behind which to begin; {@code $} for the present end
   */
  Response of(KeyName key, String after) throws InterruptedException {
    String begin = after.equals("$") ? lastId(key) : after;
    if (places.availablePermits() == 0) {
      throw Problem.tooMany("too-many-tails", "Too many streams are followed already", LOOK_MILLIS);
    }
    return new Response.Events(events -> begin(key, begin, events));
  }

  // A place is taken here, where it is sure to be given back: not every answer is begun.
  private void begin(KeyName key, String begin, EventStream events) {
    if (places.tryAcquire()) {
      Thread.ofVirtual().name("haulm-tail").start(() -> follow(key, begin, events));
    } else {
      events.close();
    }
  }

  private String lastId(KeyName key) throws InterruptedException {
    RedisReply info = redis.run(key.database(), bytes("XINFO"), bytes("STREAM"), key.bytes());
    return new Fields(info).text("last-generated-id");
  }

  private void follow(KeyName key, String begin, EventStream events) {
    try {
      String last = begin;
      while (events.isOpen()) {
        List<Entry> entries = behind(key, last);
        // What a slow browser does not take now is read again.
        if (!entries.isEmpty() && events.send("entries", Json.bytes(entries))) {
          last = entries.getLast().id();
        }
        if (entries.size() < ENTRIES_MAX) {
          Thread.sleep(LOOK_MILLIS);
        }
      }
    } catch (Problem e) {
      // The server stops, or the key is of another type by now.
      events.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      events.close();
    } finally {
      places.release();
    }
  }

  private List<Entry> behind(KeyName key, String id) throws InterruptedException {
    return StreamViews.entries(
        redis.run(
            key.database(),
            bytes("XRANGE"),
            key.bytes(),
            bytes("(" + id),
            bytes("+"),
            bytes("COUNT"),
            bytes(Integer.toString(ENTRIES_MAX))),
        mask.get());
  }
}
