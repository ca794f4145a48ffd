package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** Expressions that say what their value is. */
final class Literals {
  /** Always the same value. */
  static class Constant extends Expression {
    final Object value;

    Constant(Place place, Object value) {
      super(place);
      this.value = value;
    }

    @Override
    Object eval(Frame frame) {
      return value;
    }
  }

  /** The arguments without a name. */
  static final class Varargs extends Expression {
    Varargs(Place place) {
      super(place);
    }

    @Override
    Object eval(Frame frame) {
      return first(frame.varargs());
    }

    @Override
    Object[] evalAll(Frame frame) {
      return frame.varargs();
    }

    @Override
    boolean hasManyValues() {
      return true;
    }
  }

  /** An expression in parentheses has one value. */
  static final class Parentheses extends Expression {
    private final Expression inner;

    Parentheses(Expression inner) {
      super(inner.place);
      this.inner = inner;
    }

    @Override
    Object eval(Frame frame) {
      return inner.eval(frame);
    }
  }

  /** A function that is written here. */
  static final class Function extends Expression {
    private final Prototype prototype;

    Function(Place place, Prototype prototype) {
      super(place);
      this.prototype = prototype;
    }

    @Override
    Object eval(Frame frame) {
      Prototype.Source[] sources = prototype.upvalues;
      Cell[] upvalues = new Cell[sources.length];
      frame.machine().take(Closure.BYTES + (long) Long.BYTES * upvalues.length);
      for (int i = 0; i < upvalues.length; i++) {
        Prototype.Source source = sources[i];
        upvalues[i] =
            source.local().isNone()
                ? frame.upvalues()[source.index()]
                : (Cell) frame.slots()[source.local().slot];
      }
      return new Closure(prototype, upvalues);
    }
  }

  /** A table that is written here. */
  static final class Table extends Expression {
    /** The key of a member that has the next place. */
    static final class NextPlace extends Constant {
      NextPlace(Place place) {
        super(place, NIL);
      }
    }

    /** A member of it. */
    record Member(Expression key, Expression value) {
      boolean hasKey() {
        return !(key instanceof NextPlace);
      }
    }

    private final Member[] members;
    private final int pairs;

    Table(Place place, Member[] members, int pairs) {
      super(place);
      this.members = members;
      this.pairs = pairs;
    }

    @Override
    Object eval(Frame frame) {
      LuaTable table = new LuaTable(frame.machine());
      Object[] named = new Object[2 * pairs];
      int at = 0;
      for (int i = 0; i < members.length; i++) {
        Member member = members[i];
        if (member.hasKey()) {
          named[at++] = member.key.eval(frame);
          named[at++] = member.value.eval(frame);
        } else if (i == members.length - 1) {
          for (Object value : member.value.evalAll(frame)) {
            table.append(value);
          }
        } else {
          table.append(member.value.eval(frame));
        }
      }
      putPairs(table, named);
      return table;
    }

    private void putPairs(LuaTable table, Object[] named) {
      for (int i = 0; i < named.length; i += 2) {
        // What has a place by its order wins over what is given the same place by number.
        if (!(named[i] instanceof Double) || table.get(named[i]) == NIL) {
          try {
            table.put(named[i], named[i + 1]);
          } catch (LuaError e) {
            throw e.passed(place);
          }
        }
      }
    }
  }

  private Literals() {}
}
