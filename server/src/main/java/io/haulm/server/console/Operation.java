package io.haulm.server.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One operation: what it is about, and how far it is. Its figures can be read by any thread. */
final class Operation {
  /** What is said of one from the beginning of its undoing to the end of that. */
  static final String BEING_UNDONE = "its jobs are being brought back";

  private final long id;
  private final OperationRequest request;
  private final long startedMillis;
  private final long undoUntilMillis;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong matched = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong trashBytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong othersLost = new AtomicLong();

  // Guarded by this.
  private OperationState state = OperationState.RUNNING;
  private boolean isCancelled;
  private long endedMillis;
  private String message = "";

  Operation(long id, OperationRequest request, long startedMillis, long undoUntilMillis) {
    this.id = id;
    this.request = request;
    this.startedMillis = startedMillis;
    this.undoUntilMillis = undoUntilMillis;
  }

  long id() {
    return id;
  }

  OperationRequest request() {
    return request;
  }

  long undoUntilMillis() {
    return undoUntilMillis;
  }

  void countDone() {
    matched.incrementAndGet();
    done.incrementAndGet();
  }

  void countSkipped() {
    matched.incrementAndGet();
    skipped.incrementAndGet();
  }

  /** What a job that is deleted takes of the room of the trash. */
  void addTrashBytes(long bytes) {
    trashBytes.addAndGet(bytes);
  }

  long trashBytes() {
    return trashBytes.get();
  }

  /** A dry run has found that so many jobs could not be brought back: its own, and others. */
  void foresee(long own, long others) {
    lost.set(own);
    othersLost.set(others);
  }

  /** A job that it deleted cannot be brought back any more. */
  void countLost() {
    lost.incrementAndGet();
  }

  /** It was done to so many jobs before a restart, of which so many cannot be brought back. */
  void addFound(long jobs, long lostJobs) {
    matched.addAndGet(jobs);
    done.addAndGet(jobs);
    lost.addAndGet(lostJobs);
  }

  long doneJobs() {
    return done.get();
  }

  /** True when it need not go on. */
  synchronized boolean isEnough() {
    return isCancelled || state != OperationState.RUNNING || done.get() >= request.limit();
  }

  /** Ends it before its time; false when it has ended. */
  synchronized boolean cancel() {
    isCancelled |= state == OperationState.RUNNING;
    return isCancelled;
  }

  synchronized void end(long nowMillis) {
    OperationState last = request.isDryRun() ? OperationState.DRY : OperationState.DONE;
    end(isCancelled ? OperationState.CANCELLED : last, nowMillis, "");
  }

  synchronized void end(OperationState newState, long nowMillis, String newMessage) {
    if (state == OperationState.RUNNING) {
      state = newState;
      endedMillis = nowMillis;
      message = newMessage;
      ended.countDown();
    }
  }

  /** From now on it is undone, and only once; false when it cannot be. */
  synchronized boolean beginUndo(long nowMillis) {
    boolean hasEnded =
        state == OperationState.DONE
            || state == OperationState.CANCELLED
            || state == OperationState.FAILED;
    boolean mayBeUndone =
        hasEnded && request.kind().isUndoable() && isSomethingLeft() && nowMillis < undoUntilMillis;
    if (mayBeUndone) {
      state = OperationState.UNDONE;
      message = BEING_UNDONE;
    }
    return mayBeUndone;
  }

  private boolean isSomethingLeft() {
    return done.get() > lost.get();
  }

  synchronized void endUndo(String newMessage) {
    message = newMessage;
  }

  /** Waits a while for its end. */
  void await(long millis) throws InterruptedException {
    boolean _ = ended.await(millis, TimeUnit.MILLISECONDS);
  }

  synchronized boolean hasEnded() {
    return state != OperationState.RUNNING;
  }

  synchronized OperationStatus status() {
    boolean mayBeUndone =
        request.kind().isUndoable()
            && !request.isDryRun()
            && isSomethingLeft()
            && state != OperationState.UNDONE;
    return new OperationStatus(
        id,
        request.kind(),
        request.filter().text(),
        request.filter().tube().orElse(""),
        request.to(),
        state,
        request.isDryRun(),
        matched.get(),
        done.get(),
        skipped.get(),
        lost.get(),
        othersLost.get(),
        startedMillis,
        endedMillis,
        request.who(),
        request.owner(),
        mayBeUndone ? undoUntilMillis : 0,
        message);
  }
}
