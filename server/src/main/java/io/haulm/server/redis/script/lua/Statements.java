package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** Statements but for loops. */
final class Statements {
  /** Leaves the innermost loop. */
  static final class Break extends Statement {
    @Override
    Object run(Frame frame) {
      return Flow.BREAK;
    }
  }

  /** Ends the function with these values. */
  static final class Return extends Statement {
    private final Expression[] values;

    Return(Expression[] values) {
      this.values = values;
    }

    @Override
    Object run(Frame frame) {
      return values.length == 1 && values[0] instanceof Call call
          ? call.evalTail(frame)
          : Expression.evalList(values, frame);
    }
  }

  /** A call whose values nobody wants. */
  static final class CallStatement extends Statement {
    private final Call call;

    CallStatement(Call call) {
      this.call = call;
    }

    @Override
    Object run(Frame frame) {
      var _ = call.evalAll(frame);
      return Flow.GO_ON;
    }
  }

  /** {@code local a, b = ...}. */
  static final class Local extends Statement {
    private final LocalVariable[] variables;
    private final Expression[] values;

    Local(LocalVariable[] variables, Expression[] values) {
      this.variables = variables;
      this.values = values;
    }

    @Override
    Object run(Frame frame) {
      if (variables.length == 1 && values.length == 1) {
        variables[0].begin(frame, values[0].eval(frame));
        return Flow.GO_ON;
      }
      Object[] held = Expression.evalList(values, frame);
      for (int i = 0; i < variables.length; i++) {
        variables[i].begin(frame, i < held.length ? held[i] : NIL);
      }
      return Flow.GO_ON;
    }
  }

  /** {@code local function f}, which can call itself. */
  static final class LocalFunction extends Statement {
    private final LocalVariable variable;
    private final Expression function;

    LocalFunction(LocalVariable variable, Expression function) {
      this.variable = variable;
      this.function = function;
    }

    @Override
    Object run(Frame frame) {
      variable.begin(frame, NIL);
      variable.set(frame, function.eval(frame));
      return Flow.GO_ON;
    }
  }

  /** {@code a = ...}. */
  static final class Assign extends Statement {
    private final Names.Target target;
    private final Expression value;

    Assign(Names.Target target, Expression value) {
      this.target = target;
      this.value = value;
    }

    @Override
    Object run(Frame frame) {
      Object[] prepared = target.prepare(frame);
      target.assign(frame, prepared, value.eval(frame));
      return Flow.GO_ON;
    }
  }

  /** {@code a, b = ...}. */
  static final class AssignMany extends Statement {
    private final Names.Target[] targets;
    private final Expression[] values;

    AssignMany(Names.Target[] targets, Expression[] values) {
      this.targets = targets;
      this.values = values;
    }

    @Override
    Object run(Frame frame) {
      Object[][] prepared = new Object[targets.length][];
      for (int i = 0; i < targets.length; i++) {
        prepared[i] = targets[i].prepare(frame);
      }
      Object[] held = Expression.evalList(values, frame);
      for (int i = targets.length - 1; i >= 0; i--) {
        targets[i].assign(frame, prepared[i], i < held.length ? held[i] : NIL);
      }
      return Flow.GO_ON;
    }
  }

  /** {@code if}, with a block for each condition, and perhaps one more. */
  static final class If extends Statement {
    private final Expression[] conditions;
    private final Block[] blocks;

    If(Expression[] conditions, Block[] blocks) {
      this.conditions = conditions;
      this.blocks = blocks;
    }

    @Override
    Object run(Frame frame) {
      for (int i = 0; i < conditions.length; i++) {
        if (Operations.isTrue(conditions[i].eval(frame))) {
          return blocks[i].run(frame);
        }
      }
      return blocks.length > conditions.length ? blocks[conditions.length].run(frame) : Flow.GO_ON;
    }
  }

  private Statements() {}
}
