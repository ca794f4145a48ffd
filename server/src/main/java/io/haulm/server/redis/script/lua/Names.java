package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** Expressions that name something. Each can also be assigned to. */
final class Names {
  /** Something that a value can be assigned to. */
  abstract static class Target extends Expression {
    Target(Place place) {
      super(place);
    }

    /** Looks at everything that must be known before the values are worked out. */
    abstract Object[] prepare(Frame frame);

    /** Assigns; {@code prepared} is what {@link #prepare} returned. */
    abstract void assign(Frame frame, Object[] prepared, Object value);
  }

  /** A local variable. */
  static final class Local extends Target {
    private final LocalVariable variable;

    Local(Place place, LocalVariable variable) {
      super(place);
      this.variable = variable;
    }

    @Override
    Object eval(Frame frame) {
      return variable.get(frame);
    }

    @Override
    Object[] prepare(Frame frame) {
      return LuaFunction.NONE;
    }

    @Override
    void assign(Frame frame, Object[] prepared, Object value) {
      variable.set(frame, value);
    }

    @Override
    String name() {
      return "local '" + variable.name + "'";
    }
  }

  /** A local variable of a function around this one. */
  static final class Upvalue extends Target {
    private final LuaString name;
    private final int index;

    Upvalue(Place place, LuaString name, int index) {
      super(place);
      this.name = name;
      this.index = index;
    }

    @Override
    Object eval(Frame frame) {
      return frame.upvalues()[index].value;
    }

    @Override
    Object[] prepare(Frame frame) {
      return LuaFunction.NONE;
    }

    @Override
    void assign(Frame frame, Object[] prepared, Object value) {
      frame.upvalues()[index].value = value;
    }

    @Override
    String name() {
      return "upvalue '" + name + "'";
    }
  }

  /** A global variable. */
  static final class Global extends Target {
    private final LuaString key;

    Global(Place place, LuaString key) {
      super(place);
      this.key = key;
    }

    @Override
    Object eval(Frame frame) {
      LuaTable globals = frame.machine().globals();
      Object value = globals.get(key);
      if (value != NIL) {
        return value;
      }
      try {
        return Operations.index(frame.machine(), globals, key);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }

    @Override
    Object[] prepare(Frame frame) {
      return LuaFunction.NONE;
    }

    @Override
    void assign(Frame frame, Object[] prepared, Object value) {
      try {
        Operations.setIndex(frame.machine(), frame.machine().globals(), key, value);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }

    @Override
    String name() {
      return "global '" + key + "'";
    }
  }

  /** A member of a table. */
  static final class Index extends Target {
    private final Expression container;
    private final Expression key;

    Index(Place place, Expression container, Expression key) {
      super(place);
      this.container = container;
      this.key = key;
    }

    @Override
    Object eval(Frame frame) {
      return get(frame, container.eval(frame), key.eval(frame));
    }

    private Object get(Frame frame, Object held, Object wanted) {
      if (held instanceof LuaTable table) {
        Object value = table.get(wanted);
        if (value != NIL || table.metatable() == null) {
          return value;
        }
      }
      try {
        if (!(held instanceof LuaTable || held instanceof LuaString)) {
          throw container.misuse("index", held);
        }
        return Operations.index(frame.machine(), held, wanted);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }

    @Override
    Object[] prepare(Frame frame) {
      return new Object[] {container.eval(frame), key.eval(frame)};
    }

    @Override
    void assign(Frame frame, Object[] prepared, Object value) {
      put(frame, prepared[0], prepared[1], value);
    }

    void put(Frame frame, Object held, Object wanted, Object value) {
      try {
        if (held instanceof LuaTable table && table.metatable() == null && !table.isReadonly()) {
          table.put(wanted, value);
        } else if (held instanceof LuaTable || held instanceof LuaString) {
          Operations.setIndex(frame.machine(), held, wanted, value);
        } else {
          throw container.misuse("index", held);
        }
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }

    @Override
    String name() {
      return key instanceof Literals.Constant constant && constant.value instanceof LuaString text
          ? "field '" + text + "'"
          : "field '?'";
    }
  }

  private Names() {}
}
