package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** What can be done to any values, with regard to their metatables. */
public final class Operations {
  // So many metatables may refer to each other before it is taken for a circle.
  private static final int CHAIN_MAX = 100;
  private static final LuaString METATABLE_NAME = LuaString.of("__metatable");

  /** The name of a value's type. */
  public static String typeName(Object value) {
    return switch (value) {
      case Nil _ -> "nil";
      case Boolean _ -> "boolean";
      case Double _ -> "number";
      case LuaString _ -> "string";
      case LuaTable _ -> "table";
      case LuaFunction _ -> "function";
      case Coroutine _ -> "thread";
      default -> "userdata";
    };
  }

  /** False for nil and false. */
  public static boolean isTrue(Object value) {
    return value instanceof Boolean flag ? flag : value != NIL;
  }

  /** What the metatable of a value says about an operation; nil when there is none. */
  static Object metamethod(Machine machine, Object value, LuaString event) {
    LuaTable metatable = null;
    if (value instanceof LuaTable table) {
      metatable = table.metatable();
    } else if (value instanceof LuaString) {
      metatable = machine.stringMetatable();
    }
    return metatable == null ? NIL : metatable.get(event);
  }

  /** What {@code getmetatable} shows. */
  public static Object shownMetatable(Machine machine, Object value) {
    Object shown = metamethod(machine, value, METATABLE_NAME);
    if (shown != NIL) {
      return shown;
    }
    LuaTable metatable = value instanceof LuaTable table ? table.metatable() : null;
    if (value instanceof LuaString) {
      metatable = machine.stringMetatable();
    }
    return metatable == null ? NIL : metatable;
  }

  /** {@code container[key]}. */
  public static Object index(Machine machine, Object container, Object key) {
    Object current = container;
    for (int i = 0; i < CHAIN_MAX; i++) {
      if (current instanceof LuaTable table) {
        Object value = table.get(key);
        if (value != NIL || table.metatable() == null) {
          return value;
        }
      }
      Object handler = metamethod(machine, current, Event.INDEX);
      if (handler == NIL) {
        if (current instanceof LuaTable) {
          return NIL;
        }
        throw new LuaError("attempt to index a " + typeName(current) + " value");
      }
      if (handler instanceof LuaFunction) {
        return machine.callForOne(handler, current, key);
      }
      current = handler;
    }
    throw new LuaError("loop in gettable");
  }

  /** {@code container[key] = value}. */
  public static void setIndex(Machine machine, Object container, Object key, Object value) {
    Object current = container;
    for (int i = 0; i < CHAIN_MAX; i++) {
      Object handler;
      if (current instanceof LuaTable table) {
        if (table.metatable() == null || table.get(key) != NIL) {
          assign(table, key, value);
          return;
        }
        handler = metamethod(machine, current, Event.NEWINDEX);
        if (handler == NIL) {
          assign(table, key, value);
          return;
        }
      } else {
        handler = metamethod(machine, current, Event.NEWINDEX);
        if (handler == NIL) {
          throw new LuaError("attempt to index a " + typeName(current) + " value");
        }
      }
      if (handler instanceof LuaFunction) {
        var _ = machine.call(handler, current, key, value);
        return;
      }
      current = handler;
    }
    throw new LuaError("loop in settable");
  }

  private static void assign(LuaTable table, Object key, Object value) {
    if (table.isReadonly()) {
      throw new LuaError("Attempt to modify a readonly table");
    }
    table.put(key, value);
  }

  /** {@code a == b} without regard to metatables. */
  public static boolean rawEquals(Object a, Object b) {
    // What is no number is not even itself.
    return a instanceof Double first
        ? b instanceof Double second && first.doubleValue() == second.doubleValue()
        : a.equals(b);
  }

  /** {@code a == b}. */
  static boolean areEqual(Machine machine, Object a, Object b) {
    if (!(a instanceof LuaTable && b instanceof LuaTable)) {
      return rawEquals(a, b);
    }
    if (a.equals(b)) {
      return true;
    }
    Object handler = metamethod(machine, a, Event.EQ);
    return handler != NIL
        && rawEquals(handler, metamethod(machine, b, Event.EQ))
        && isTrue(machine.callForOne(handler, a, b));
  }

  /** {@code a < b}. */
  public static boolean isLess(Machine machine, Object a, Object b) {
    if (a instanceof Double first && b instanceof Double second) {
      return first < second;
    }
    if (a instanceof LuaString first && b instanceof LuaString second) {
      return first.compareTo(second) < 0;
    }
    Object handler = commonHandler(machine, a, b, Event.LT);
    if (handler == NIL) {
      throw incomparable(a, b);
    }
    return isTrue(machine.callForOne(handler, a, b));
  }

  /** {@code a <= b}. */
  static boolean isLessOrEqual(Machine machine, Object a, Object b) {
    if (a instanceof Double first && b instanceof Double second) {
      return first <= second;
    }
    if (a instanceof LuaString first && b instanceof LuaString second) {
      return first.compareTo(second) <= 0;
    }
    Object handler = commonHandler(machine, a, b, Event.LE);
    if (handler != NIL) {
      return isTrue(machine.callForOne(handler, a, b));
    }
    handler = commonHandler(machine, b, a, Event.LT);
    if (handler == NIL) {
      throw incomparable(a, b);
    }
    return !isTrue(machine.callForOne(handler, b, a));
  }

  private static Object commonHandler(Machine machine, Object a, Object b, LuaString event) {
    Object handler = metamethod(machine, a, event);
    return rawEquals(handler, metamethod(machine, b, event)) ? handler : NIL;
  }

  private static LuaError incomparable(Object a, Object b) {
    String first = typeName(a);
    String second = typeName(b);
    return new LuaError(
        first.equals(second)
            ? "attempt to compare two " + first + " values"
            : "attempt to compare " + first + " with " + second);
  }

  /** What {@code tostring} makes of a value: a text, or whatever its metatable makes of it. */
  public static Object shown(Machine machine, Object value) {
    Object handler = metamethod(machine, value, Event.TOSTRING);
    return handler == NIL ? text(value) : machine.callForOne(handler, value);
  }

  /** A value as text, without regard to its metatable. */
  public static LuaString text(Object value) {
    return switch (value) {
      case LuaString string -> string;
      case Double number -> NumberText.string(number);
      case LuaTable _, LuaFunction _, Coroutine _ ->
          LuaString.of(
              typeName(value) + ": 0x" + String.format("%012x", System.identityHashCode(value)));
      default -> LuaString.of(value.toString());
    };
  }

  /** The value as a number, a string being read as one; NaN when it is none. */
  static double coerce(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    return value instanceof LuaString string ? NumberText.parse(string) : Double.NaN;
  }

  /** True when a value counts as a number. */
  static boolean isNumeric(Object value) {
    return value instanceof Double
        || (value instanceof LuaString string && !Double.isNaN(NumberText.parse(string)));
  }

  private Operations() {}
}
