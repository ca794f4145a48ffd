package io.haulm.server.redis.script;

import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.redis.script.lua.Closure;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.Parser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script that has been read.
 *
 * @param sha SHA-1 of its text, in hexadecimal
 * @param function does what it says
 * @param header what its first line says about it
 * @param bytes length of its text
 */
record Script(String sha, Closure function, ScriptHeader header, int bytes) {
  /** What error messages call the text. */
  static final String SOURCE = "@user_script";

  /**
   * Reads a text.
   *
   * @throws RefusedException when it makes no sense
   */
  static Script read(String sha, byte[] text) {
    ScriptHeader header = ScriptHeader.read(text);
    try {
      Closure function = Parser.parse(header.withoutLine(text), SOURCE);
      return new Script(sha, function, header, text.length);
    } catch (LuaError e) {
      throw new RefusedException("ERR Error compiling script (new function): " + e.value());
    }
  }

  /** SHA-1 of these bytes, in hexadecimal. */
  static String sha(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  /** One char for each byte. */
  static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
