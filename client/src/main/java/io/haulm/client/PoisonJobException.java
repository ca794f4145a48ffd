package io.haulm.client;

/** Why a job was buried unhandled: it was delivered too often without coming to an end. */
public final class PoisonJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PoisonJobException(long id, long deliveries) {
    super(
        "job "
            + id
            + " was delivered "
            + deliveries
            + " times and never came to an end: its workers died over it");
  }
}
