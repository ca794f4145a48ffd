package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** Operators but for those of arithmetic. */
final class Operators {
  /** {@code a and b}. */
  static final class And extends Expression {
    private final Expression left;
    private final Expression right;

    And(Place place, Expression left, Expression right) {
      super(place);
      this.left = left;
      this.right = right;
    }

    @Override
    Object eval(Frame frame) {
      Object value = left.eval(frame);
      return Operations.isTrue(value) ? right.eval(frame) : value;
    }
  }

  /** {@code a or b}. */
  static final class Or extends Expression {
    private final Expression left;
    private final Expression right;

    Or(Place place, Expression left, Expression right) {
      super(place);
      this.left = left;
      this.right = right;
    }

    @Override
    Object eval(Frame frame) {
      Object value = left.eval(frame);
      return Operations.isTrue(value) ? value : right.eval(frame);
    }
  }

  /** {@code not a}. */
  static final class Not extends Expression {
    private final Expression operand;

    Not(Place place, Expression operand) {
      super(place);
      this.operand = operand;
    }

    @Override
    Object eval(Frame frame) {
      return !Operations.isTrue(operand.eval(frame));
    }
  }

  /** {@code #a}. */
  static final class Length extends Expression {
    private final Expression operand;

    Length(Place place, Expression operand) {
      super(place);
      this.operand = operand;
    }

    @Override
    Object eval(Frame frame) {
      return switch (operand.eval(frame)) {
        case LuaTable table -> (double) table.length();
        case LuaString string -> (double) string.length();
        case Object other -> throw operand.misuse("get length of", other).passed(place);
      };
    }
  }

  /** {@code a == b} and {@code a ~= b}. */
  static final class Equal extends Expression {
    private final Expression left;
    private final Expression right;
    private final boolean wanted;

    Equal(Place place, Expression left, Expression right, boolean wanted) {
      super(place);
      this.left = left;
      this.right = right;
      this.wanted = wanted;
    }

    @Override
    Object eval(Frame frame) {
      Object a = left.eval(frame);
      Object b = right.eval(frame);
      try {
        return Operations.areEqual(frame.machine(), a, b) == wanted;
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }
  }

  /** {@code a < b} and its like. */
  static final class Less extends Expression {
    private final Expression left;
    private final Expression right;
    private final boolean orEqual;
    private final boolean isReversed;

    Less(Place place, Expression left, Expression right, boolean orEqual, boolean isReversed) {
      super(place);
      this.left = left;
      this.right = right;
      this.orEqual = orEqual;
      this.isReversed = isReversed;
    }

    @Override
    Object eval(Frame frame) {
      Object a = left.eval(frame);
      Object b = right.eval(frame);
      Object smaller = isReversed ? b : a;
      Object larger = isReversed ? a : b;
      try {
        return orEqual
            ? Operations.isLessOrEqual(frame.machine(), smaller, larger)
            : Operations.isLess(frame.machine(), smaller, larger);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }
  }

  /** {@code a .. b .. c}. */
  static final class Concat extends Expression {
    private final Expression[] operands;

    Concat(Place place, Expression[] operands) {
      super(place);
      this.operands = operands;
    }

    @Override
    Object eval(Frame frame) {
      Object[] values = new Object[operands.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = operands[i].eval(frame);
      }
      // From the right, as far as there are strings in one go.
      int last = values.length - 1;
      while (last > 0) {
        int first = last;
        while (first >= 0 && isText(values[first])) {
          first--;
        }
        if (last - first >= 2) {
          values[first + 1] = join(frame.machine(), values, first + 1, last);
          last = first + 1;
        } else {
          values[last - 1] = concat(frame.machine(), last, values);
          last--;
        }
      }
      return values[0];
    }

    private static boolean isText(Object value) {
      return value instanceof LuaString || value instanceof Double;
    }

    private static LuaString join(Machine machine, Object[] values, int first, int last) {
      long length = 0;
      for (int i = first; i <= last; i++) {
        if (values[i] instanceof Double number) {
          values[i] = NumberText.string(number);
        }
        length += ((LuaString) values[i]).length();
      }
      machine.take(Machine.STRING_BYTES + length);
      byte[] joined = new byte[Math.toIntExact(length)];
      int at = 0;
      for (int i = first; i <= last; i++) {
        byte[] part = ((LuaString) values[i]).bytes();
        System.arraycopy(part, 0, joined, at, part.length);
        at += part.length;
      }
      return new LuaString(joined);
    }

    private Object concat(Machine machine, int last, Object[] values) {
      Object a = values[last - 1];
      Object b = values[last];
      try {
        Object handler = Operations.metamethod(machine, a, Event.CONCAT);
        if (handler == NIL) {
          handler = Operations.metamethod(machine, b, Event.CONCAT);
        }
        if (handler == NIL) {
          boolean isLeftWrong = !isText(a);
          throw operands[isLeftWrong ? last - 1 : last].misuse("concatenate", isLeftWrong ? a : b);
        }
        return machine.callForOne(handler, a, b);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }
  }

  private Operators() {}
}
