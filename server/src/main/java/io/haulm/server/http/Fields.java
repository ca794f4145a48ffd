package io.haulm.server.http;

import org.jspecify.annotations.Nullable;

/** Fields of a JSON body that may be left out. */
public final class Fields {
  private Fields() {}

  /** The value, or another one when it was left out. */
  public static long orElse(@Nullable Long value, long otherwise) {
    return value == null ? otherwise : value;
  }

  /** The value, or another one when it was left out. */
  public static int orElse(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  /** The value, or another one when it was left out. */
  public static String orElse(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  /** The value; false when it was left out. */
  public static boolean isTrue(@Nullable Boolean value) {
    return value != null && value;
  }
}
