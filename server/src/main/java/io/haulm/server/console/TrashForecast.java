package io.haulm.server.console;

import io.haulm.engine.Administration.Deletion;
import io.haulm.engine.Engine;

/**
 * What a deletion would do to the trash, which has room for so much and lets go of what was deleted
 * first: about so many jobs could not be brought back.
 *
 * @param lost jobs of the deletion itself
 * @param othersLost jobs of deletions before it
 */
record TrashForecast(long lost, long othersLost) {
  /** Of a dry run that has ended. On the shard's thread. */
  static TrashForecast of(Engine engine, Operation operation) {
    long room = engine.trash().bytesMax();
    long bytes = operation.trashBytes();
    long lost = bytes <= room ? 0 : share(operation.doneJobs(), bytes - room, bytes);
    long toFree = Math.min(bytes, room) + engine.trash().bytes() - room;
    return new TrashForecast(lost, othersLost(engine, toFree));
  }

  private static long othersLost(Engine engine, long toFree) {
    long lost = 0;
    long left = toFree;
    if (left > 0) {
      for (Deletion deletion : engine.administration().trash()) {
        if (left <= 0) {
          break;
        }
        lost += share(deletion.jobs(), Math.min(left, deletion.bytes()), deletion.bytes());
        left -= deletion.bytes();
      }
    }
    return lost;
  }

  /** Bodies differ in length: a part of the bytes is taken to be that part of the jobs. */
  private static long share(long jobs, long part, long whole) {
    return (long) Math.ceil((double) jobs * part / whole);
  }
}
