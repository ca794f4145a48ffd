package io.haulm.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.Role;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request whose sender is known and may ask it: what the part that answers it sees. */
public final class Request {
  /** The address that stands for a client on a Unix socket. */
  static final String LOCAL_ADDRESS = "local";

  /** What came in. */
  record Incoming(String method, String uri, HttpHeaders headers, byte[] body, String address) {}

  private final Incoming incoming;
  private final Query query;
  private final Map<String, String> parameters;
  private final Caller caller;
  private final Optional<String> cookie;
  private final boolean isReadOnly;

  Request(
      Incoming incoming,
      Query query,
      Map<String, String> parameters,
      Caller caller,
      Optional<String> cookie,
      boolean isReadOnly) {
    this.incoming = incoming;
    this.query = query;
    this.parameters = parameters;
    this.caller = caller;
    this.cookie = cookie;
    this.isReadOnly = isReadOnly;
  }

  /** Who asks. */
  public Caller caller() {
    return caller;
  }

  /** From where: an IP address, or {@code local} for a Unix socket. */
  public String address() {
    return incoming.address();
  }

  /** The value of a parameter in the route's path, decoded. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /**
   * The value of a parameter in the route's path that is a number.
   *
   * @throws Problem when it is none, or outside of the bounds
   */
  public long parameterLong(String name, long min, long max) {
    return number(name, parameter(name), min, max);
  }

  /** A value behind the question mark, decoded; empty when it is not there. */
  public Optional<String> query(String name) {
    return query.get(name);
  }

  /**
   * A number behind the question mark.
   *
   * @throws Problem when it is none, or outside of the bounds
   */
  public long queryLong(String name, long otherwise, long min, long max) {
    Optional<String> text = query(name);
    return text.isEmpty() ? otherwise : number(name, text.get(), min, max);
  }

  /** True or false behind the question mark; false when it is not there. */
  public boolean queryFlag(String name) {
    return switch (query(name).orElse("false")) {
      case "true", "1", "" -> true;
      case "false", "0" -> false;
      default -> throw Problem.bad("bad-parameter", name + " must be true or false");
    };
  }

  private static long number(String name, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw Problem.bad("bad-parameter", name + " must be a number from " + min + " to " + max);
  }

  /** A header; empty when it is not there. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(incoming.headers().get(name));
  }

  /** The session's cookie. */
  public Optional<String> cookie() {
    return cookie;
  }

  /** The body; without elements when there is none. */
  public byte[] body() {
    return incoming.body();
  }

  /**
   * The body, read as JSON.
   *
   * @throws Problem when it is none, or not of this shape
   */
  public <T> T json(Class<T> type) {
    try {
      T value = Json.read(jsonBody(), type);
      if (value == null) {
        throw Problem.bad("bad-json", "The body is not of the expected shape");
      }
      return value;
    } catch (IOException e) {
      throw badJson(e);
    }
  }

  /** The body, read as JSON of whatever shape. */
  public JsonNode jsonTree() {
    try {
      return Json.tree(jsonBody());
    } catch (IOException e) {
      throw badJson(e);
    }
  }

  private byte[] jsonBody() {
    String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.startsWith("application/json;")) {
      throw new Problem(415, "wrong-content-type", "The body must be application/json");
    }
    return incoming.body();
  }

  private static Problem badJson(IOException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String field = String.valueOf(mapping.getPath().getFirst().getFieldName());
      return new Problem(
          400, "bad-json", "The field \"" + field + "\" is not as expected", shortMessage(mapping));
    }
    String message = e instanceof JacksonException parsing ? shortMessage(parsing) : "";
    return new Problem(400, "bad-json", "The body is not JSON of the expected shape", message);
  }

  private static String shortMessage(JacksonException e) {
    return String.valueOf(e.getOriginalMessage());
  }

  /** Refuses a caller who may not see this tube, as if it were not there. */
  public void requireTube(String tube) {
    if (!caller.seesTube(tube)) {
      throw Problem.forbidden(
          "forbidden-tube", "You may not see or change the tube \"" + tube + "\"");
    }
  }

  /** Refuses a caller from whom something is hidden: for what belongs to no tube. */
  public void requireAll() {
    if (!caller.seesAll()) {
      throw Problem.forbidden("forbidden", "This needs somebody who may see every tube");
    }
  }

  /** Refuses a caller of a lesser role, where the role depends on what is asked. */
  public void requireRole(Role role) {
    if (!caller.role().covers(role)) {
      throw Problem.forbidden(
          "forbidden", "This needs the role " + role + ", and you are " + caller.role());
    }
  }

  /** Refuses when the server is read-only, where it depends on what is asked. */
  public void requireWritable() {
    if (isReadOnly) {
      throw readOnly();
    }
  }

  static Problem readOnly() {
    return Problem.forbidden("read-only", "The server is read-only; an admin can change that");
  }
}
