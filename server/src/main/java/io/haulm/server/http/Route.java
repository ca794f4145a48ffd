package io.haulm.server.http;

import io.haulm.server.http.access.Role;

/**
 * A kind of request that is answered.
 *
 * @param method of HTTP, in capitals
 * @param path with parameters in braces: <code>/api/v1/tubes/{tube}</code>
 * @param role what the caller must at least be
 * @param needsCsrf true when a caller who came by cookie must show the session's CSRF token
 * @param evenReadOnly true when it may be asked while the server is read-only
 * @param bodyBytesMax longest body that it takes, in bytes
 * @param lane whom it shares its places with
 * @param handler gives the answer
 */
public record Route(
    String method,
    String path,
    Role role,
    boolean needsCsrf,
    boolean evenReadOnly,
    int bodyBytesMax,
    Lane lane,
    Handler handler) {
  /** Requests of different lanes do not wait for each other. */
  public enum Lane {
    /** Nearly all. */
    GENERAL,
    /** What asks for so much that only a few may at a time. */
    HEAVY,
    /** What hashes passwords for somebody who has not said yet who it is: slow, and for few. */
    LOGIN,
    /** What must be answered when everything else is full. */
    HEALTH
  }

  /** Gives the answer to a request; runs on a virtual thread, and may wait. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers.
     *
     * @throws Problem when the request is refused
     */
    Response answer(Request request) throws InterruptedException;
  }

  /** A question, which changes nothing. */
  public static Route get(String path, Role role, Handler handler) {
    return of("GET", path, role, HttpLimits.SMALL_BODY_BYTES_MAX, handler);
  }

  /** Something to be done. */
  public static Route post(String path, Role role, Handler handler) {
    return of("POST", path, role, HttpLimits.USUAL_BODY_BYTES_MAX, handler);
  }

  /** Something to be replaced. */
  public static Route put(String path, Role role, Handler handler) {
    return of("PUT", path, role, HttpLimits.USUAL_BODY_BYTES_MAX, handler);
  }

  /** Something to be removed. */
  public static Route delete(String path, Role role, Handler handler) {
    return of("DELETE", path, role, HttpLimits.SMALL_BODY_BYTES_MAX, handler);
  }

  private static Route of(
      String method, String path, Role role, int bodyBytesMax, Handler handler) {
    boolean isGet = method.equals("GET");
    // Nobody can be asked to account for what anybody may send, so it is little.
    int bytesMax = role == Role.NOBODY ? HttpLimits.SMALL_BODY_BYTES_MAX : bodyBytesMax;
    return new Route(method, path, role, !isGet, isGet, bytesMax, Lane.GENERAL, handler);
  }

  /** The same, also while the server is read-only: it changes no data, or looks itself. */
  public Route whenReadOnly() {
    return new Route(method, path, role, needsCsrf, true, bodyBytesMax, lane, handler);
  }

  /** The same without a CSRF token: for those who have no session yet. */
  public Route withoutCsrf() {
    return new Route(method, path, role, false, evenReadOnly, bodyBytesMax, lane, handler);
  }

  /** The same with a body as long as a job can be. */
  public Route withLongBody() {
    return new Route(
        method, path, role, needsCsrf, evenReadOnly, HttpLimits.BODY_BYTES_MAX, lane, handler);
  }

  /** The same in another lane. */
  public Route in(Lane newLane) {
    return new Route(method, path, role, needsCsrf, evenReadOnly, bodyBytesMax, newLane, handler);
  }
}
