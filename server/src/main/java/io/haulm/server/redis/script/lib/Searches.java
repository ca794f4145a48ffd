package io.haulm.server.redis.script.lib;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import io.haulm.server.redis.script.lua.Args;
import io.haulm.server.redis.script.lua.Builtin;
import io.haulm.server.redis.script.lua.LuaError;
import io.haulm.server.redis.script.lua.LuaFunction;
import io.haulm.server.redis.script.lua.LuaString;
import io.haulm.server.redis.script.lua.LuaTable;
import io.haulm.server.redis.script.lua.Machine;
import io.haulm.server.redis.script.lua.NumberText;
import io.haulm.server.redis.script.lua.Operations;

/** Functions of strings that look for a {@link Pattern}. */
final class Searches {
  private static final String SPECIAL = "^$*+?.([%-";

  static void install(LuaTable library) {
    Builtin.add(library, "find", (machine, args) -> search(machine, args, true));
    Builtin.add(library, "match", (machine, args) -> search(machine, args, false));
    Builtin.addSimple(library, "gmatch", Searches::matches);
    library.put("gfind", library.get("gmatch"));
    Builtin.add(library, "gsub", Searches::replace);
  }

  private static Object[] search(Machine machine, Args args, boolean isFind) {
    LuaString text = args.string(0);
    LuaString pattern = args.string(1);
    long given = StringLibrary.place(args.integer(2, 1), text.length()) - 1;
    int from = Math.clamp(given, 0, text.length());
    if (isFind && (Operations.isTrue(args.get(3)) || isPlain(pattern))) {
      int found = indexOf(machine, text, pattern, from);
      return found < 0
          ? new Object[] {NIL}
          : new Object[] {found + 1.0, (double) (found + pattern.length())};
    }
    Pattern matcher = new Pattern(machine, text, pattern);
    boolean isAnchored = pattern.length() > 0 && pattern.at(0) == '^';
    do {
      int end = matcher.match(from, isAnchored ? 1 : 0);
      if (end != Pattern.NO_MATCH) {
        Object[] captures = captures(matcher, from, end, !isFind);
        return isFind ? withPlaces(from, end, captures) : captures;
      }
      machine.tick();
      from++;
    } while (from <= text.length() && !isAnchored);
    return new Object[] {NIL};
  }

  private static Object[] withPlaces(int from, int end, Object[] captures) {
    Object[] all = new Object[captures.length + 2];
    all[0] = from + 1.0;
    all[1] = (double) end;
    System.arraycopy(captures, 0, all, 2, captures.length);
    return all;
  }

  private static boolean isPlain(LuaString pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (SPECIAL.indexOf(pattern.at(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(Machine machine, LuaString text, LuaString wanted, int from) {
    byte[] bytes = text.bytes();
    byte[] sought = wanted.bytes();
    for (int at = from; at <= bytes.length - sought.length; at++) {
      machine.tick();
      int same = 0;
      while (same < sought.length && bytes[at + same] == sought[same]) {
        machine.tick();
        same++;
      }
      if (same == sought.length) {
        return at;
      }
    }
    return -1;
  }

  private static Object[] captures(Pattern matcher, int from, int end, boolean orWhole) {
    int count = matcher.captureCount() == 0 && orWhole ? 1 : matcher.captureCount();
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = matcher.capture(i, from, end);
    }
    return values;
  }

  private static Object matches(Machine machine, Args args) {
    LuaString text = args.string(0);
    Pattern matcher = new Pattern(machine, text, args.string(1));
    return new LuaFunction() {
      private int from;

      @Override
      protected Object[] invoke(Machine running, Object[] given) {
        for (; from <= text.length(); from++) {
          running.tick();
          int end = matcher.match(from, 0);
          if (end != Pattern.NO_MATCH) {
            Object[] values = captures(matcher, from, end, true);
            from = end == from ? end + 1 : end;
            return values;
          }
        }
        return new Object[] {NIL};
      }
    };
  }

  private static Object[] replace(Machine machine, Args args) {
    LuaString text = args.string(0);
    LuaString pattern = args.string(1);
    Object by = args.get(2);
    boolean isUsable =
        by instanceof LuaString
            || by instanceof Double
            || by instanceof LuaTable
            || by instanceof LuaFunction;
    if (!isUsable) {
      throw args.bad(2, "string/function/table expected");
    }
    long max = args.integer(3, Long.MAX_VALUE);
    boolean isAnchored = pattern.length() > 0 && pattern.at(0) == '^';
    Pattern matcher = new Pattern(machine, text, pattern);
    ByteBuilder result = new ByteBuilder(machine);
    int at = 0;
    long count = 0;
    while (count < max) {
      machine.tick();
      int end = matcher.match(at, isAnchored ? 1 : 0);
      if (end != Pattern.NO_MATCH) {
        count++;
        addReplacement(machine, result, matcher, by, text, at, end);
      }
      if (end != Pattern.NO_MATCH && end > at) {
        at = end;
      } else if (at < text.length()) {
        result.add(text.at(at++));
      } else {
        break;
      }
      if (isAnchored) {
        break;
      }
    }
    result.add(text.bytes(), Math.min(at, text.length()), Math.max(0, text.length() - at));
    return new Object[] {result.finish(), (double) count};
  }

  private static void addReplacement(
      Machine machine,
      ByteBuilder result,
      Pattern matcher,
      Object by,
      LuaString text,
      int from,
      int end) {
    Object value =
        switch (by) {
          case LuaTable table -> Operations.index(machine, table, matcher.capture(0, from, end));
          case LuaFunction function ->
              machine.callForOne(function, captures(matcher, from, end, true));
          case Double number -> NumberText.string(number);
          default -> {
            addTemplate(result, matcher, (LuaString) by, from, end);
            yield LuaString.EMPTY;
          }
        };
    if (!Operations.isTrue(value)) {
      result.add(text.bytes(), from, end - from);
    } else if (value instanceof LuaString replacement) {
      result.add(replacement);
    } else if (value instanceof Double number) {
      result.add(NumberText.text(number));
    } else {
      throw new LuaError("invalid replacement value (a " + Operations.typeName(value) + ")");
    }
  }

  private static void addTemplate(
      ByteBuilder result, Pattern matcher, LuaString template, int from, int end) {
    boolean isEscaped = false;
    for (int i = 0; i < template.length(); i++) {
      int next = template.at(i);
      if (!isEscaped && next == '%') {
        isEscaped = true;
        continue;
      }
      if (!isEscaped || next < '0' || next > '9') {
        result.add(next);
      } else if (next == '0') {
        addValue(result, matcher.wholeMatch(from, end));
      } else {
        addValue(result, matcher.capture(next - '1', from, end));
      }
      isEscaped = false;
    }
    if (isEscaped) {
      result.add(0);
    }
  }

  private static void addValue(ByteBuilder result, Object value) {
    if (value instanceof LuaString text) {
      result.add(text);
    } else {
      result.add(NumberText.text((Double) value));
    }
  }

  private Searches() {}
}
