package io.haulm.client;

import org.jspecify.annotations.Nullable;

/**
 * One command: what is sent, what its reply means, and what it changes. {@link Commands} sets it
 * up; from then on it stays as it is.
 *
 * @param <T> what its reply is turned into
 */
final class Command<T> {
  /** A reserve without a limit. */
  static final long FOREVER = -1;

  /** Turns the reply into a result, or into an error by throwing. */
  interface Decoder<T> {
    T decode(Reply reply, String command) throws MalformedReplyException;
  }

  /** Notes what a command that succeeded has changed on the server's side of the connection. */
  interface Effect<T> {
    void apply(ServerSide state, T result);
  }

  private final String line;
  private final Decoder<T> decoder;
  private final Effect<T> effect;
  private byte @Nullable [] body;
  private @Nullable String intoTube;
  private @Nullable String usesTube;
  private boolean reserves;
  private long waitMillis;

  private Command(String line, Decoder<T> decoder, Effect<T> effect) {
    this.line = line;
    this.decoder = decoder;
    this.effect = effect;
  }

  static <T> Command<T> of(String line, Decoder<T> decoder) {
    return new Command<>(line, decoder, (state, result) -> {});
  }

  static <T> Command<T> of(String line, Decoder<T> decoder, Effect<T> effect) {
    return new Command<>(line, decoder, effect);
  }

  Command<T> withBody(byte[] bytes) {
    body = bytes;
    return this;
  }

  /** The tube must be used when this runs: a use goes before it where another one is. */
  Command<T> into(String tube) {
    intoTube = ProtocolLimits.tubeName(tube);
    return this;
  }

  /** Behind this command the connection uses the tube. */
  Command<T> using(String tube) {
    usesTube = tube;
    return this;
  }

  /** Its reply brings a job into our hands, after up to so many milliseconds. */
  Command<T> reserving(long millis) {
    reserves = true;
    waitMillis = millis;
    return this;
  }

  /** What is sent, without the line's end. */
  String line() {
    return line;
  }

  byte @Nullable [] body() {
    return body;
  }

  @Nullable String intoTube() {
    return intoTube;
  }

  @Nullable String usesTube() {
    return usesTube;
  }

  /** How long the server may hold the reply back on purpose, or {@link #FOREVER}. */
  long waitMillis() {
    return waitMillis;
  }

  /** Whether its reply may bring a job into our hands. */
  boolean reserves() {
    return reserves;
  }

  /** What a reply means; notes its effect as well. */
  T accept(Reply reply, ServerSide state) throws MalformedReplyException {
    T result = decoder.decode(reply, line);
    effect.apply(state, result);
    return result;
  }

  /** Whether a job hangs on this reply, which must not be lost with it. */
  boolean bringsJob(Reply reply) {
    return reserves && reply.is("RESERVED");
  }
}
