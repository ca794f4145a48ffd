package io.haulm.tasks;

import io.haulm.tasks.spi.Claims;
import io.haulm.tasks.spi.Signature;
import io.haulm.tasks.spi.TaskMessage;
import io.haulm.tasks.spi.Trees;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps second calls out: the first claims a key, its message carries the claim, its end frees it.
 */
final class UniqueCalls {

  private final Claims claims;
  private final Codec codec;

  UniqueCalls(Claims claims, Codec codec) {
    this.claims = claims;
    this.codec = codec;
  }

  /**
   * What a call needs before it may be sent.
   *
   * @param key what nobody else may hold
   * @param period how long at most
   * @param signature the call, with the claim in its headers
   */
  record Claim(String key, Duration period, Signature signature) {}

  /** What the call needs; a call of a task without a rule needs nothing. */
  Optional<Claim> claim(Call<?, ?> call, Signature signature) {
    Unique own = call.options().unique;
    Unique rule = own != null ? own : call.task().declared().unique();
    if (rule == null) {
      return Optional.empty();
    }
    String key = key(call, rule, signature);
    Map<String, Object> headers =
        new LinkedHashMap<>(Trees.map(signature.options().get("headers")));
    headers.put(Headers.CLAIM, key);
    headers.put(Headers.CLAIM_SCOPE, rule.scope().name());
    return Optional.of(new Claim(key, rule.period(), signature.withOption("headers", headers)));
  }

  /** Whether a message carries a claim. */
  static boolean isClaimed(TaskMessage message) {
    return message.headers().containsKey(Headers.CLAIM);
  }

  /** Frees the claim of a message whose handler is about to run. */
  CompletableFuture<Void> started(TaskMessage message) {
    return releaseIf(message, Unique.Scope.QUEUED);
  }

  /** Frees the claim of a message that has ended for good. */
  CompletableFuture<Void> ended(TaskMessage message) {
    return releaseIf(message, Unique.Scope.QUEUED_OR_RUNNING);
  }

  private CompletableFuture<Void> releaseIf(TaskMessage message, Unique.Scope scope) {
    boolean isScope = scope.name().equals(message.headers().get(Headers.CLAIM_SCOPE));
    return isScope && message.headers().get(Headers.CLAIM) instanceof String key
        ? claims.release(key, message.id())
        : CompletableFuture.completedFuture(null);
  }

  private String key(Call<?, ?> call, Unique rule, Signature signature) {
    String own = rule.key() != null ? rule.key() : call.options().key;
    return call.task().name() + ":" + (own != null ? "key:" + own : "input:" + digest(signature));
  }

  private String digest(Signature signature) {
    byte[] input = codec.write(List.of(signature.args(), signature.kwargs()));
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(input), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
