package io.haulm.engine.keyspace.stream;

/** What happens to pending entries when an entry is deleted or trimmed. */
public enum References {
  /** They stay, without content. */
  KEEP("KEEPREF"),
  /** They go too. */
  DELETE("DELREF"),
  /** Only entries go that all groups have read and acknowledged. */
  ACKED("ACKED");

  private final String word;

  References(String word) {
    this.word = word;
  }

  /** The word in commands. */
  public String word() {
    return word;
  }
}
