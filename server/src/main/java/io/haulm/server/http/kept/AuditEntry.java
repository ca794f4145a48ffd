package io.haulm.server.http.kept;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody did through the HTTP face.
 *
 * @param id grows from entry to entry; given by the log
 * @param atMillis since 1970; given by the log
 * @param who name of the user or the token
 * @param address from where
 * @param action what was done: {@code job.kick}, {@code user.put}
 * @param target to what: a tube, a job, a key, a user
 * @param filter which jobs, if a filter chose them
 * @param count how many, if more than one
 * @param before what was there, if that is short
 * @param after what is there now, if that is short
 * @param operation the operation that did it, if one did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
    long id,
    long atMillis,
    String who,
    String address,
    String action,
    String target,
    @Nullable String filter,
    @Nullable Long count,
    @Nullable String before,
    @Nullable String after,
    @Nullable String operation) {
  /** Longest text in an entry, in characters; longer ones are cut. */
  public static final int TEXT_CHARS_MAX = 1000;

  /** Cuts what is too long. */
  public AuditEntry {
    target = String.valueOf(cut(target));
    filter = cut(filter);
    before = cut(before);
    after = cut(after);
  }

  /** Somebody did something to something. */
  public static AuditEntry of(String who, String address, String action, String target) {
    return new AuditEntry(0, 0, who, address, action, target, null, null, null, null, null);
  }

  /** The same, to so many jobs of a filter, by an operation. */
  public AuditEntry with(String newFilter, long newCount, String newOperation) {
    return new AuditEntry(
        id,
        atMillis,
        who,
        address,
        action,
        target,
        newFilter,
        newCount,
        before,
        after,
        newOperation);
  }

  /** The same, of an operation that has begun: to how many jobs is told when it has ended. */
  public AuditEntry begins(String newFilter, String newOperation) {
    return new AuditEntry(
        id, atMillis, who, address, action, target, newFilter, null, before, after, newOperation);
  }

  /** The same, with what it changed. */
  public AuditEntry withChange(String newBefore, String newAfter) {
    return new AuditEntry(
        id, atMillis, who, address, action, target, filter, count, newBefore, newAfter, operation);
  }

  AuditEntry numbered(long newId, long newAtMillis) {
    return new AuditEntry(
        newId, newAtMillis, who, address, action, target, filter, count, before, after, operation);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= TEXT_CHARS_MAX
        ? text
        : text.substring(0, TEXT_CHARS_MAX - 1) + "…";
  }
}
