package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

/** A call of a function. */
class Call extends Expression {
  private final Expression function;
  private final Expression[] arguments;

  Call(Place place, Expression function, Expression[] arguments) {
    super(place);
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  boolean hasManyValues() {
    return true;
  }

  @Override
  Object eval(Frame frame) {
    return first(evalAll(frame));
  }

  @Override
  Object[] evalAll(Frame frame) {
    Object callee = function.eval(frame);
    return run(frame.machine(), callee, evalList(arguments, frame));
  }

  /** The call as the result of a function: values, or the call to be made instead of it. */
  Object evalTail(Frame frame) {
    Object callee = function.eval(frame);
    return tail(frame.machine(), callee, evalList(arguments, frame));
  }

  final Object tail(Machine machine, Object callee, Object[] args) {
    return callee instanceof Closure closure
        ? new TailCall(closure, args, place)
        : run(machine, callee, args);
  }

  final Object[] run(Machine machine, Object callee, Object[] args) {
    machine.tick();
    try {
      if (!(callee instanceof LuaFunction)
          && Operations.metamethod(machine, callee, Event.CALL) == NIL) {
        throw calledObject().misuse("call", callee);
      }
      return machine.call(callee, args);
    } catch (LuaError e) {
      throw passed(e);
    }
  }

  Expression calledObject() {
    return function;
  }

  LuaError passed(LuaError error) {
    return error.passed(place);
  }

  /** A call of a method: its object is the first argument. */
  static final class Method extends Call {
    private final Expression object;
    private final LuaString method;
    private final Expression[] others;

    Method(Place place, Expression object, LuaString method, Expression[] others) {
      super(place, object, others);
      this.object = object;
      this.method = method;
      this.others = others;
    }

    @Override
    Object[] evalAll(Frame frame) {
      Object self = object.eval(frame);
      Object callee = find(frame, self);
      return run(frame.machine(), callee, withSelf(self, evalList(others, frame)));
    }

    @Override
    Object evalTail(Frame frame) {
      Object self = object.eval(frame);
      Object callee = find(frame, self);
      return tail(frame.machine(), callee, withSelf(self, evalList(others, frame)));
    }

    private Object find(Frame frame, Object self) {
      try {
        if (!(self instanceof LuaTable || self instanceof LuaString)) {
          throw object.misuse("index", self);
        }
        return Operations.index(frame.machine(), self, method);
      } catch (LuaError e) {
        throw e.passed(place);
      }
    }

    private static Object[] withSelf(Object self, Object[] args) {
      Object[] all = new Object[args.length + 1];
      all[0] = self;
      System.arraycopy(args, 0, all, 1, args.length);
      return all;
    }

    @Override
    Expression calledObject() {
      return new Literals.Constant(place, method) {
        @Override
        String name() {
          return "method '" + method + "'";
        }
      };
    }

    @Override
    LuaError passed(LuaError error) {
      boolean isOfThisCall = error.place().isNowhere();
      return isOfThisCall && error instanceof ArgumentError argument
          ? argument.asMethod().passed(place)
          : error.passed(place);
    }
  }
}
