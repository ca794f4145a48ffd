package io.haulm.server.redis.script.lua;

/** Statements, one after the other. */
final class Block extends Statement {
  private final Statement[] statements;

  Block(Statement[] statements) {
    this.statements = statements;
  }

  @Override
  Object run(Frame frame) {
    for (Statement statement : statements) {
      Object outcome = statement.run(frame);
      if (outcome != Flow.GO_ON) {
        return outcome;
      }
    }
    return Flow.GO_ON;
  }
}
