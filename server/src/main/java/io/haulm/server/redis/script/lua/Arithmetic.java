package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** {@code a + b} and its like. */
final class Arithmetic extends Expression {
  /** What is done. */
  enum Operator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO,
    POWER;

    double apply(double a, double b) {
      double result = compute(a, b);
      return Double.isNaN(result) ? NOT_A_NUMBER : result;
    }

    private double compute(double a, double b) {
      return switch (this) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case MODULO -> a - Math.floor(a / b) * b;
        case POWER -> Math.pow(a, b);
      };
    }
  }

  // The processors that Redis runs on make it with a minus, which shows in its text.
  private static final double NOT_A_NUMBER = Double.longBitsToDouble(0xfff8_0000_0000_0000L);

  private final Operator operator;
  private final Expression left;
  private final Expression right;

  Arithmetic(Place place, Operator operator, Expression left, Expression right) {
    super(place);
    this.operator = operator;
    this.left = left;
    this.right = right;
  }

  @Override
  Object eval(Frame frame) {
    Object a = left.eval(frame);
    Object b = right.eval(frame);
    if (a instanceof Double first && b instanceof Double second) {
      return operator.apply(first, second);
    }
    return evalOther(frame.machine(), a, b);
  }

  private Object evalOther(Machine machine, Object a, Object b) {
    if (Operations.isNumeric(a) && Operations.isNumeric(b)) {
      return operator.apply(Operations.coerce(a), Operations.coerce(b));
    }
    try {
      Object handler = Operations.metamethod(machine, a, Event.of(operator));
      if (handler == NIL) {
        handler = Operations.metamethod(machine, b, Event.of(operator));
      }
      if (handler == NIL) {
        throw Operations.isNumeric(a)
            ? right.misuse("perform arithmetic on", b)
            : left.misuse("perform arithmetic on", a);
      }
      return machine.callForOne(handler, a, b);
    } catch (LuaError e) {
      throw e.passed(place);
    }
  }

  /** {@code -a}. */
  static final class Negate extends Expression {
    private final Expression operand;

    Negate(Place place, Expression operand) {
      super(place);
      this.operand = operand;
    }

    @Override
    Object eval(Frame frame) {
      Object value = operand.eval(frame);
      if (value instanceof Double number) {
        return -number;
      }
      if (Operations.isNumeric(value)) {
        return -Operations.coerce(value);
      }
      try {
        Object handler = Operations.metamethod(frame.machine(), value, Event.UNM);
        if (handler == NIL) {
          throw operand.misuse("perform arithmetic on", value);
        }
        return frame.machine().callForOne(handler, value, value);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }
  }
}
