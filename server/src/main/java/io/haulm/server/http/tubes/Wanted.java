package io.haulm.server.http.tubes;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.engine.Limits;
import io.haulm.engine.TubeName;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.RawField;
import io.haulm.server.http.Request;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what requests want, and refuses what makes no sense. */
final class Wanted {
  private Wanted() {}

  /** The id of a job in the path. */
  static long jobId(Request request) {
    return request.parameterLong("id", 1, Limits.JOB_ID_MAX);
  }

  /** A filter that was written by a person. */
  static JobFilter filter(String text) {
    try {
      return JobFilter.parse(text);
    } catch (FilterException e) {
      throw new Problem(400, "bad-filter", e.message(), "at " + e.at());
    }
  }

  /** A name for a tube that jobs may be put into. */
  static String tubeName(@Nullable String name) {
    byte[] bytes = name == null ? new byte[0] : name.getBytes(StandardCharsets.UTF_8);
    if (name == null || !TubeName.isValid(bytes, 0, bytes.length)) {
      throw Problem.bad(
          "bad-tube",
          "A tube's name has up to "
              + Limits.TUBE_NAME_BYTES_MAX
              + " letters, digits and signs of -+/;.$_(), and does not begin with -");
    }
    return name;
  }

  /** A number of a request's JSON; {@code otherwise} when it is not there. */
  static long number(JsonNode json, String name, long otherwise, long max) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    boolean isFine =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.asLong() >= 0
            && value.asLong() <= max;
    if (!isFine) {
      throw Problem.bad("bad-number", name + " must be a number from 0 to " + max);
    }
    return value.asLong();
  }

  /** A text of a request's JSON; empty when it is not there. */
  static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw Problem.bad("bad-text", name + " must be a text");
    }
    return value.asText();
  }

  /** The body of a job: one of {@code text}, {@code base64} and {@code json}. */
  static Optional<byte[]> body(Request request, JsonNode json, long jobBytesMax) {
    Optional<byte[]> body = Optional.empty();
    if (json.path("text").isTextual()) {
      body = Optional.of(encoded(json.path("text").asText()));
    } else if (json.path("base64").isTextual()) {
      body = Optional.of(base64(json.path("base64").asText()));
    } else if (!json.path("json").isMissingNode()) {
      body =
          RawField.of(request.body(), "json").or(() -> Optional.of(Json.bytes(json.path("json"))));
    }
    if (body.isPresent() && body.get().length > jobBytesMax) {
      throw new Problem(413, "job-too-big", "A job's body has at most " + jobBytesMax + " bytes");
    }
    return body;
  }

  /** The text in UTF-8; a half of a pair of surrogates has none. */
  private static byte[] encoded(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      return encoded;
    } catch (CharacterCodingException e) {
      throw Problem.bad("bad-text", "text has half of a character, which cannot be stored");
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-base64", "base64 is not base64");
    }
  }
}
