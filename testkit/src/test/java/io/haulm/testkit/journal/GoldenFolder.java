package io.haulm.testkit.journal;

import io.haulm.journal.JournalOptions;
import io.haulm.testkit.disk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a data folder with everything in it that the format knows: sealed segments with and
 * without hints, notes, records, and a torn tail. Its main was run once for each version of the
 * format; the results must never be written anew.
 */
final class GoldenFolder {
  static final int BODY_BYTES = 90;
  static final int JOBS = 100;
  private static final int HEADER_BYTES = 64;
  static final JournalOptions OPTIONS =
      JournalOptions.defaults()
          .withSegmentBytes(JournalOptions.SEGMENT_BYTES_MIN)
          .withReserveBytes(0)
          .withChunkBytes(JournalOptions.CHUNK_BYTES_MIN)
          .withRandom(() -> new SplittableRandom(1));

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Files.createDirectories(folder);
    SimulatedDisk disk = new SimulatedDisk(1, 1 << 20);
    write(disk);
    for (String name : disk.names()) {
      Files.write(folder.resolve(name), disk.contents(name));
    }
  }

  static byte[] body(long id) {
    byte[] body = new byte[BODY_BYTES];
    new SplittableRandom(id).nextBytes(body);
    return body;
  }

  /** Jobs 1 to 100: each tenth is changed, those after a tenth are deleted; 101 is torn. */
  private static void write(SimulatedDisk disk) throws IOException {
    SmallJobs jobs = SmallJobs.recover(disk.mount(), OPTIONS);
    for (int id = 1; id <= JOBS; id++) {
      jobs.put(body(id));
      if (id % 10 == 0) {
        jobs.change(id);
      }
      if (id % 10 == 1) {
        jobs.delete(id);
      }
      jobs.journal().commit();
      jobs.threads.runAll();
    }
    jobs.put(body(JOBS + 1));
    jobs.journal().commit();
    jobs.threads.run("writer");
    disk.killProcess();
    jobs.closeQuietly();
    String used =
        disk.names().stream()
            .filter(name -> name.endsWith(".seg") && hasContents(disk.contents(name)))
            .toList()
            .getLast();
    byte[] bytes = disk.contents(used);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    bytes[end - 1] = 0;
    disk.setContents(used, bytes);
  }

  private static boolean hasContents(byte[] segment) {
    for (int i = HEADER_BYTES; i < segment.length; i++) {
      if (segment[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private GoldenFolder() {}
}
