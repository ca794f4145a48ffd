package io.haulm.server.http.account;

import io.haulm.server.http.Request;
import io.haulm.server.http.kept.AuditEntry;
import io.haulm.server.http.kept.AuditLog;

/** How the parts of the face note what somebody did. */
public final class Audit {
  private final AuditLog log;

  /** Notes go to this log. */
  public Audit(AuditLog log) {
    this.log = log;
  }

  /** The log. */
  public AuditLog log() {
    return log;
  }

  /** The beginning of an entry: the caller does something to something. */
  public static AuditEntry entry(Request request, String action, String target) {
    return AuditEntry.of(request.caller().name(), request.address(), action, target);
  }

  /** Notes that the caller did something to something. */
  public void note(Request request, String action, String target) {
    log.add(entry(request, action, target));
  }

  /** The same, with what it changed. */
  public void noteChange(
      Request request, String action, String target, String before, String after) {
    log.add(entry(request, action, target).withChange(before, after));
  }
}
