package io.haulm.client;

import java.nio.charset.StandardCharsets;

/** A job as the server gave it: what was reserved or peeked at. */
public final class Job {
  private final long id;
  private final byte[] body;

  Job(long id, byte[] body) {
    this.id = id;
    this.body = body;
  }

  /** Its id, unique in its server. */
  public long id() {
    return id;
  }

  /** Its body; not a copy, so whoever changes it changes it for all. */
  public byte[] body() {
    return body;
  }

  /** Its body, read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "job " + id + " (" + body.length + " bytes)";
  }
}
