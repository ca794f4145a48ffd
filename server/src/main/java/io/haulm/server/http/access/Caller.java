package io.haulm.server.http.access;

import java.util.List;

/**
 * Who asks.
 *
 * @param id whose they are: another one for each user and each token, whatever their names
 * @param name of the user or the token; {@code local} while there are no users
 * @param role what they may do
 * @param tubes patterns of the tubes that they may see, with {@code *} and {@code ?}
 * @param way how they have shown who they are
 */
public record Caller(String id, String name, Role role, List<String> tubes, Way way) {
  /** How somebody has shown who they are. */
  public enum Way {
    /** Not at all. */
    NONE,
    /** There are no users, so whoever reaches the server may do everything. */
    OPEN,
    /** By a session's cookie. */
    SESSION,
    /** By a token in the header. */
    TOKEN
  }

  /** Every tube. */
  public static final List<String> ALL_TUBES = List.of("*");

  /** Somebody who has not said who it is. */
  public static final Caller NOBODY = new Caller("", "", Role.NOBODY, List.of(), Way.NONE);

  /** Whoever reaches a server without users. */
  public static final Caller LOCAL = new Caller("local", "local", Role.ADMIN, ALL_TUBES, Way.OPEN);

  /** True when they may see this tube, and change it if their role allows that. */
  public boolean seesTube(String tube) {
    return seesAll() || tubes.stream().anyMatch(glob -> TubeGlob.matches(glob, tube));
  }

  /**
   * True when nothing is hidden from them by patterns: needed for what belongs to no tube. From an
   * admin nothing can be, who could change the patterns.
   */
  public boolean seesAll() {
    return role == Role.ADMIN || tubes.contains("*");
  }
}
