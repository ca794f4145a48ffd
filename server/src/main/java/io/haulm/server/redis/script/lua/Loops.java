package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import java.util.Arrays;

/** Statements that are repeated. */
final class Loops {
  /** {@code while}. */
  static final class While extends Statement {
    private final Expression condition;
    private final Block body;

    While(Expression condition, Block body) {
      this.condition = condition;
      this.body = body;
    }

    @Override
    Object run(Frame frame) {
      while (Operations.isTrue(condition.eval(frame))) {
        frame.machine().tick();
        Object outcome = body.run(frame);
        if (outcome != Flow.GO_ON) {
          return outcome == Flow.BREAK ? Flow.GO_ON : outcome;
        }
      }
      return Flow.GO_ON;
    }
  }

  /** {@code repeat ... until}. */
  static final class Repeat extends Statement {
    private final Block body;
    private final Expression condition;

    Repeat(Block body, Expression condition) {
      this.body = body;
      this.condition = condition;
    }

    @Override
    Object run(Frame frame) {
      do {
        frame.machine().tick();
        Object outcome = body.run(frame);
        if (outcome != Flow.GO_ON) {
          return outcome == Flow.BREAK ? Flow.GO_ON : outcome;
        }
      } while (!Operations.isTrue(condition.eval(frame)));
      return Flow.GO_ON;
    }
  }

  /** {@code for i = first, last, step}. */
  static final class Numeric extends Statement {
    private final Place place;
    private final LocalVariable variable;
    private final Expression[] range;
    private final Block body;

    Numeric(Place place, LocalVariable variable, Expression[] range, Block body) {
      this.place = place;
      this.variable = variable;
      this.range = range;
      this.body = body;
    }

    @Override
    Object run(Frame frame) {
      Object first = range[0].eval(frame);
      Object limit = range[1].eval(frame);
      Object given = range.length > 2 ? range[2].eval(frame) : 1.0;
      double at = number(first, "initial value");
      double last = number(limit, "limit");
      double step = number(given, "step");
      while (step > 0 ? at <= last : last <= at) {
        frame.machine().tick();
        variable.begin(frame, at);
        Object outcome = body.run(frame);
        if (outcome != Flow.GO_ON) {
          return outcome == Flow.BREAK ? Flow.GO_ON : outcome;
        }
        at += step;
      }
      return Flow.GO_ON;
    }

    private double number(Object value, String what) {
      if (!Operations.isNumeric(value)) {
        throw new LuaError("'for' " + what + " must be a number").passed(place);
      }
      return Operations.coerce(value);
    }
  }

  /** {@code for a, b in ...}. */
  static final class Generic extends Statement {
    private static final int GENERATOR_VALUES = 3;

    private final Place place;
    private final LocalVariable[] variables;
    private final Expression[] generator;
    private final Block body;

    Generic(Place place, LocalVariable[] variables, Expression[] generator, Block body) {
      this.place = place;
      this.variables = variables;
      this.generator = generator;
      this.body = body;
    }

    @Override
    Object run(Frame frame) {
      Object[] given = Expression.evalList(generator, frame);
      if (given.length < GENERATOR_VALUES) {
        int count = given.length;
        given = Arrays.copyOf(given, GENERATOR_VALUES);
        Arrays.fill(given, count, GENERATOR_VALUES, NIL);
      }
      Object control = given[2];
      while (true) {
        frame.machine().tick();
        Object[] values = next(frame.machine(), given[0], given[1], control);
        control = Expression.first(values);
        if (control == NIL) {
          return Flow.GO_ON;
        }
        for (int i = 0; i < variables.length; i++) {
          variables[i].begin(frame, i < values.length ? values[i] : NIL);
        }
        Object outcome = body.run(frame);
        if (outcome != Flow.GO_ON) {
          return outcome == Flow.BREAK ? Flow.GO_ON : outcome;
        }
      }
    }

    private Object[] next(Machine machine, Object function, Object state, Object control) {
      try {
        return machine.call(function, state, control);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }
  }

  private Loops() {}
}
