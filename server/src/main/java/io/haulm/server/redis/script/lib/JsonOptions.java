package io.haulm.server.redis.script.lib;

import io.haulm.server.redis.script.lua.NumberText;

/** How {@code cjson} writes and reads; scripts can change it. */
final class JsonOptions {
  /** What becomes of numbers that JSON has no form for. */
  enum InvalidNumbers {
    REFUSED,
    WRITTEN,
    NULL
  }

  boolean convertsSparse;
  int sparseRatio = 2;
  int sparseSafe = 10;
  int encodeDepthMax = 1000;
  int decodeDepthMax = 1000;
  int digits = NumberText.LUA_DIGITS;
  boolean keepsBuffer = true;
  InvalidNumbers encodesInvalid = InvalidNumbers.REFUSED;
  boolean decodesInvalid = true;
}
