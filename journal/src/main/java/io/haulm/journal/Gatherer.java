package io.haulm.journal;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays frames one after the other into chunks, and cuts batches out of the row. Owner's thread
 * only.
 *
 * <p>Invariant: the chunks in {@code kept}, oldest first, hold everything that is not yet written,
 * and the last of them is the one being filled. A header with its head never straddles chunks, so
 * that it can be completed and checked in place; a body may.
 */
final class Gatherer {
  private final ChunkPool pool;
  private final FolderId folder;
  private final Crc crc = new Crc();
  private final ArrayDeque<Chunk> kept = new ArrayDeque<>();

  private @Nullable Segment segment;
  private @Nullable Chunk current;
  private @Nullable Chunk batchFirst;
  private int batchFrom;
  private long batchStart;
  private int batchRecords;

  Gatherer(ChunkPool pool, FolderId folder) {
    this.pool = pool;
    this.folder = folder;
  }

  boolean isBetweenBatches() {
    return batchFirst == null;
  }

  /** Further batches go to {@code next}. */
  void moveTo(Segment next) {
    Claim.holds(isBetweenBatches(), "a batch lies in one segment");
    segment = next;
    current = null;
  }

  private Segment segment() {
    Segment now = segment;
    if (now == null) {
      throw new IllegalStateException("broken invariant: a segment is being filled");
    }
    return now;
  }

  /** Adds a record without a body, and begins a batch if there is none. Returns its position. */
  long addNote(MemorySegment head) {
    int headBytes = (int) head.byteSize();
    Chunk chunk = beginFrame(Frame.HEADER_BYTES + headBytes);
    int at = chunk.filled;
    putHead(chunk, head, headBytes);
    return endFrame(chunk, at, Frame.NOTE, headBytes, 0, 0);
  }

  /** Adds a record with a body, and begins a batch if there is none. Returns its position. */
  long addRecord(MemorySegment head, RecordBody body) {
    int headBytes = (int) head.byteSize();
    Chunk chunk = beginFrame(Frame.HEADER_BYTES + headBytes);
    int at = chunk.filled;
    putHead(chunk, head, headBytes);
    crc.reset();
    Chunk last = chunk;
    for (int i = 0; i < body.pieces(); i++) {
      last = putPiece(last, body.piece(i));
    }
    int bodyCrc = body.bytes() == 0 ? 0 : crc.value();
    long frameBytes = Frame.HEADER_BYTES + headBytes + body.bytes();
    segment().addRecord(frameBytes, body.bytes());
    return endFrame(chunk, at, Frame.RECORD, headBytes, body.bytes(), bodyCrc);
  }

  private Chunk beginFrame(int bytes) {
    Chunk chunk = chunkWithRoom(bytes);
    if (batchFirst == null) {
      batchFirst = chunk;
      batchFrom = chunk.filled;
      batchStart = segment().endOffset;
      batchRecords = 0;
    }
    return chunk;
  }

  private Chunk chunkWithRoom(int bytes) {
    Chunk chunk = current;
    return chunk != null && chunk.leftBytes() >= bytes ? chunk : nextChunk();
  }

  private Chunk nextChunk() {
    Segment now = segment();
    Chunk fresh = pool.take(now.number, now.endOffset);
    Chunk before = current;
    if (before != null) {
      before.next = fresh;
    }
    kept.addLast(fresh);
    current = fresh;
    return fresh;
  }

  private void putHead(Chunk chunk, MemorySegment head, int headBytes) {
    MemorySegment.copy(head, 0, chunk.memory, chunk.filled + Frame.HEADER_BYTES, headBytes);
    fill(chunk, Frame.HEADER_BYTES + headBytes);
  }

  private Chunk putPiece(Chunk start, MemorySegment piece) {
    Chunk chunk = start;
    long done = 0;
    while (done < piece.byteSize()) {
      if (chunk.leftBytes() == 0) {
        chunk = nextChunk();
      }
      int step = (int) Math.min(piece.byteSize() - done, chunk.leftBytes());
      MemorySegment.copy(piece, done, chunk.memory, chunk.filled, step);
      crc.add(chunk.memory, chunk.filled, step);
      fill(chunk, step);
      done += step;
    }
    return chunk;
  }

  private void fill(Chunk chunk, int bytes) {
    chunk.filled += bytes;
    segment().endOffset += bytes;
  }

  private long endFrame(
      Chunk chunk, int at, byte type, int headBytes, long bodyBytes, int bodyCrc) {
    long offset = chunk.firstOffset + at;
    Frame.putHeader(chunk.memory, at, type, headBytes, bodyBytes, bodyCrc);
    Frame.putCrc(chunk.memory, at, crc, folder.mask(chunk.segment, offset));
    batchRecords++;
    return Position.of(chunk.segment, offset);
  }

  /** Ends the batch; null when it has no records. */
  WriterJob.@Nullable Batch seal() {
    Chunk first = batchFirst;
    if (first == null) {
      return null;
    }
    Chunk last = chunkWithRoom(Frame.MARK_FRAME_BYTES);
    int markAt = last.filled;
    Frame.putHeader(last.memory, markAt, Frame.BATCH_END, Frame.MARK_BYTES, 0, 0);
    Frame.putMark(last.memory, markAt, batchStart, batchRecords);
    fill(last, Frame.MARK_FRAME_BYTES);
    batchFirst = null;
    long end = segment().endOffset;
    return new WriterJob.Batch(segment(), first, batchFrom, last, markAt, end, end - batchStart);
  }

  /** Lets go of chunks whose contents are all before {@code writtenPosition}. */
  void releaseWritten(long writtenPosition) {
    Chunk oldest = kept.peekFirst();
    while (oldest != null && oldest != current && oldest.endPosition() <= writtenPosition) {
      kept.removeFirst();
      pool.release(oldest);
      oldest = kept.peekFirst();
    }
  }

  /**
   * The chunks that hold what lies from {@code position} on, for a reader, who becomes a holder of
   * each; empty when the position has left memory.
   */
  List<Chunk> hold(long position) {
    List<Chunk> held = new ArrayList<>();
    Iterator<Chunk> newestFirst = kept.descendingIterator();
    while (newestFirst.hasNext()) {
      Chunk chunk = newestFirst.next();
      if (chunk.segment == Position.segment(position)) {
        held.addFirst(chunk);
        if (chunk.firstOffset <= Position.offset(position)) {
          held.forEach(each -> each.holders.incrementAndGet());
          return held;
        }
      }
    }
    return List.of();
  }
}
