package io.haulm.engine.keyspace;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of a command without running it: what COMMAND tells of it, and what the dispatcher
 * checks before it is run.
 *
 * @param name in lower case; a subcommand's is {@code container|subcommand}
 * @param arity how many words it has, its name included; negative: at least that many
 * @param flags what kind of command it is
 * @param keys where the keys stand among its words
 * @param group the chapter of the manual: {@code list}, {@code stream} ...
 * @param since the version of Redis that has it first
 * @param summary what it does, in one sentence without a full stop
 */
public record CommandSpec(
    String name,
    int arity,
    Set<Flag> flags,
    Keys keys,
    String group,
    String since,
    String summary) {

  /** What kind of command it is, by the names that COMMAND answers. */
  public enum Flag {
    /** May change the keyspace. */
    WRITE,
    /** Never changes the keyspace. */
    READONLY,
    /** May need more memory: refused when there is none left. */
    DENYOOM,
    /** For operators. */
    ADMIN,
    /** Concerns channels. */
    PUBSUB,
    /** Not to be called by scripts. */
    NOSCRIPT,
    /** May block its client. */
    BLOCKING,
    /** Takes constant or logarithmic time. */
    FAST,
    /** Allowed before a client has said who it is. */
    NO_AUTH,
    /** Not to be queued in a transaction. */
    NO_MULTI,
    /** Allowed while a script runs too long. */
    ALLOW_BUSY,
    /** Does not show up in MONITOR. */
    SKIP_MONITOR,
    /** Where its keys stand depends on its other words. */
    MOVABLEKEYS;

    /** The name that COMMAND answers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the keys stand. */
  public sealed interface Keys {
    /** There are none. */
    record None() implements Keys {}

    /**
     * At fixed places.
     *
     * @param first the place of the first one; the command's name has place 0
     * @param last the place of the last one; negative: counted from the end, -1 being the last word
     * @param step how far the next one is from one
     */
    record Range(int first, int last, int step) implements Keys {}

    /**
     * Where the words say.
     *
     * @param finder finds them
     * @param first what COMMAND answers as the place of the first one; 0 when it may be anywhere
     * @param last what COMMAND answers as the place of the last one
     * @param step what COMMAND answers as the step
     */
    record Movable(Finder finder, int first, int last, int step) implements Keys {}
  }

  /** Finds the places of the keys in a command whose number of words is right. */
  @FunctionalInterface
  public interface Finder {
    /** The places, in order; empty when the words make no sense. */
    int[] find(byte[][] argv);
  }

  /** A command without keys and flags. */
  public static CommandSpec of(String name, int arity, String group, String since, String summary) {
    return new CommandSpec(name, arity, Set.of(), new Keys.None(), group, since, summary);
  }

  /** The same with flags. */
  public CommandSpec flags(Flag first, Flag... others) {
    return new CommandSpec(name, arity, EnumSet.of(first, others), keys, group, since, summary);
  }

  /** The same with keys at fixed places. */
  public CommandSpec keys(int first, int last, int step) {
    return withKeys(new Keys.Range(first, last, step));
  }

  /** The same with one key, right behind the name. */
  public CommandSpec oneKey() {
    return keys(1, 1, 1);
  }

  /** The same with keys elsewhere. */
  public CommandSpec withKeys(Keys newKeys) {
    return new CommandSpec(name, arity, flags, newKeys, group, since, summary);
  }

  /**
   * The same with keys behind a word that says how many they are.
   *
   * @param countPlace place of that word
   */
  public CommandSpec countedKeys(int countPlace) {
    return withKeys(new Keys.Movable(argv -> KeyFinders.counted(argv, countPlace), 0, 0, 0));
  }

  /** True when it has this flag. */
  public boolean is(Flag flag) {
    return flags.contains(flag);
  }

  /** True when the number of words is right. */
  public boolean admits(int words) {
    return arity >= 0 ? words == arity : words >= -arity;
  }

  /** True for a part of another command. */
  public boolean isSubcommand() {
    return name.indexOf('|') >= 0;
  }
}
