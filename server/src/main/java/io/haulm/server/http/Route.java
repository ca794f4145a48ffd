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
 * @param handler gives the answer
 */
public record Route(
    String method,
    String path,
    Role role,
    boolean needsCsrf,
    boolean evenReadOnly,
    Handler handler) {
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
    return new Route("GET", path, role, false, true, handler);
  }

  /** Something to be done. */
  public static Route post(String path, Role role, Handler handler) {
    return new Route("POST", path, role, true, false, handler);
  }

  /** Something to be replaced. */
  public static Route put(String path, Role role, Handler handler) {
    return new Route("PUT", path, role, true, false, handler);
  }

  /** Something to be removed. */
  public static Route delete(String path, Role role, Handler handler) {
    return new Route("DELETE", path, role, true, false, handler);
  }

  /** The same, also while the server is read-only: it changes no data, or looks itself. */
  public Route whenReadOnly() {
    return new Route(method, path, role, needsCsrf, true, handler);
  }

  /** The same without a CSRF token: for those who have no session yet. */
  public Route withoutCsrf() {
    return new Route(method, path, role, false, evenReadOnly, handler);
  }
}
