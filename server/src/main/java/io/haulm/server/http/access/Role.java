package io.haulm.server.http.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may do. Each role may do what the ones before it may. */
public enum Role {
  /** Has not said who it is; may only say so. */
  NOBODY,
  /** May see everything, but the users and what they did. */
  VIEWER,
  /** May change jobs, tubes and keys. */
  OPERATOR,
  /** May change users, tokens and settings. */
  ADMIN;

  /** True when this role may do what {@code needed} may. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The role that a text such as {@code viewer} names. */
  @JsonCreator
  public static Role of(String text) {
    for (Role role : values()) {
      if (role != NOBODY && role.toString().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("must be viewer, operator or admin");
  }

  /** As it is written: {@code viewer}. */
  @Override
  @JsonValue
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
