package io.haulm.server.http;

import java.io.Serial;

/** A request is refused; the answer is a {@code application/problem+json} with these words. */
public final class Problem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final int METHOD_NOT_ALLOWED = 405;

  private final int status;
  private final String code;
  private final String detail;
  private final long retryMillis;

  /** What the body of the answer shows. */
  record Body(int status, String code, String title, String detail) {}

  /**
   * A refusal.
   *
   * @param status of HTTP: 400 to 599
   * @param code for programs: {@code no-such-tube}
   * @param title for people: {@code There is no tube "mail"}
   */
  public Problem(int status, String code, String title) {
    this(status, code, title, "");
  }

  /** A refusal that says more than its title. */
  public Problem(int status, String code, String title, String detail) {
    this(status, code, title, detail, 0);
  }

  private Problem(int status, String code, String title, String detail, long retryMillis) {
    super(title, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.retryMillis = retryMillis;
  }

  /** The request makes no sense: 400. */
  public static Problem bad(String code, String title) {
    return new Problem(400, code, title);
  }

  /** What the caller may not do: 403. */
  public static Problem forbidden(String code, String title) {
    return new Problem(403, code, title);
  }

  /** What does not exist: 404. */
  public static Problem missing(String code, String title) {
    return new Problem(404, code, title);
  }

  /** What does not fit the state of things: 409. */
  public static Problem conflict(String code, String title) {
    return new Problem(409, code, title);
  }

  /** Too much at once: 429, to be tried again after a while. */
  public static Problem tooMany(String code, String title, long retryMillis) {
    return new Problem(429, code, title, "", retryMillis);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** Which methods the path takes; empty when that is not the problem. */
  String allow() {
    return status == METHOD_NOT_ALLOWED ? detail : "";
  }

  /** The word for programs. */
  public String code() {
    return code;
  }

  /** After how many seconds to try again; 0 when that is not said. */
  long retrySeconds() {
    return (retryMillis + 999) / 1000;
  }

  Body body() {
    return new Body(status, code, String.valueOf(getMessage()), detail);
  }
}
