package io.haulm.server.redis.script.lua;

import java.util.ArrayList;
import java.util.List;

/** Reads a source: statements. Expressions are read by {@link ExpressionParser}. */
public final class Parser {
  /** So deep may expressions and blocks be nested. */
  static final int NESTING_MAX = 200;

  // What a call of a function takes before its first statement is run.
  private static final int CALL_LEVELS = 8;
  private static final LuaString SELF = LuaString.of("self");
  private static final LuaString ARG = LuaString.of("arg");

  final Lexer lexer;
  private final String source;
  private final ExpressionParser expressions = new ExpressionParser(this);
  private int nesting;
  FunctionScope scope = new FunctionScope(null, true);

  private Parser(byte[] text, String source) {
    this.lexer = new Lexer(text, source);
    this.source = source;
  }

  /**
   * Reads a source.
   *
   * @param source what it is called: {@code @user_script}
   * @return a function that does what it says
   * @throws LuaError when it makes no sense
   */
  public static Closure parse(byte[] text, String source) {
    Parser parser = new Parser(text, source);
    parser.lexer.next();
    Block body = parser.block();
    parser.expect(Token.END_OF_SOURCE);
    Prototype main = parser.finish(new LocalVariable[0], Prototype.NO_LOCAL, body);
    return new Closure(main, new Cell[0]);
  }

  private Prototype finish(LocalVariable[] parameters, LocalVariable arg, Block body) {
    return new Prototype(
        parameters,
        scope.isVararg,
        arg,
        scope.usesVarargs,
        scope.upvalues(),
        scope.slots(),
        scope.deepestLevel + CALL_LEVELS,
        body);
  }

  Place place() {
    return new Place(source, lexer.line);
  }

  boolean accept(Token wanted) {
    if (lexer.token == wanted) {
      lexer.next();
      return true;
    }
    return false;
  }

  void expect(Token wanted) {
    if (!accept(wanted)) {
      throw lexer.error("'" + wanted.text + "' expected");
    }
  }

  /** The token that closes what was opened in another line. */
  void expectClosing(Token wanted, Token opening, int openedLine) {
    if (lexer.token == wanted) {
      lexer.next();
    } else if (openedLine == lexer.line) {
      expect(wanted);
    } else {
      String what = "'" + wanted.text + "' expected (to close '" + opening.text + "' at line ";
      throw lexer.error(what + openedLine + ")");
    }
  }

  LuaString name() {
    LuaString name = lexer.text;
    expect(Token.NAME);
    return name;
  }

  /** Something that is nested begins; {@link #leave} must follow. */
  void enter() {
    if (++nesting > NESTING_MAX) {
      throw lexer.error("chunk has too many syntax levels");
    }
    deepen(1);
  }

  void leave() {
    nesting--;
    scope.level--;
  }

  /** From here on so many more levels of nodes lie above what is read, up to {@link #undeepen}. */
  void deepen(int levels) {
    scope.level += levels;
    scope.deepestLevel = Math.max(scope.deepestLevel, scope.level);
  }

  void undeepen(int levels) {
    scope.level -= levels;
  }

  private Block block() {
    int begun = scope.beginBlock();
    Block block = openBlock();
    scope.endBlock(begun);
    return block;
  }

  /** A block whose variables stay visible, for the condition behind it. */
  private Block openBlock() {
    enter();
    List<Statement> statements = new ArrayList<>();
    boolean isLast = false;
    while (!isLast && !isBlockEnd()) {
      isLast = lexer.token == Token.RETURN || lexer.token == Token.BREAK;
      statements.add(statement());
      var _ = accept(Token.SEMICOLON);
    }
    leave();
    return new Block(statements.toArray(Statement[]::new));
  }

  private boolean isBlockEnd() {
    return switch (lexer.token) {
      case ELSE, ELSEIF, END, UNTIL, END_OF_SOURCE -> true;
      default -> false;
    };
  }

  private Statement statement() {
    enter();
    Statement statement =
        switch (lexer.token) {
          case IF -> ifStatement();
          case WHILE -> whileStatement();
          case DO -> {
            int line = lexer.line;
            lexer.next();
            Block block = block();
            expectClosing(Token.END, Token.DO, line);
            yield block;
          }
          case FOR -> forStatement();
          case REPEAT -> repeatStatement();
          case FUNCTION -> functionStatement();
          case LOCAL -> localStatement();
          case RETURN -> returnStatement();
          case BREAK -> breakStatement();
          default -> expressionStatement();
        };
    leave();
    return statement;
  }

  private Statement ifStatement() {
    int line = lexer.line;
    List<Expression> conditions = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    do {
      lexer.next();
      conditions.add(expressions.read());
      expect(Token.THEN);
      blocks.add(block());
    } while (lexer.token == Token.ELSEIF);
    if (accept(Token.ELSE)) {
      blocks.add(block());
    }
    expectClosing(Token.END, Token.IF, line);
    return new Statements.If(conditions.toArray(Expression[]::new), blocks.toArray(Block[]::new));
  }

  private Statement whileStatement() {
    int line = lexer.line;
    lexer.next();
    Expression condition = expressions.read();
    expect(Token.DO);
    Block body = loopBody();
    expectClosing(Token.END, Token.WHILE, line);
    return new Loops.While(condition, body);
  }

  private Block loopBody() {
    scope.loops++;
    Block body = block();
    scope.loops--;
    return body;
  }

  private Statement repeatStatement() {
    int line = lexer.line;
    lexer.next();
    int begun = scope.beginBlock();
    scope.loops++;
    Block body = openBlock();
    scope.loops--;
    expectClosing(Token.UNTIL, Token.REPEAT, line);
    Expression condition = expressions.read();
    scope.endBlock(begun);
    return new Loops.Repeat(body, condition);
  }

  private Statement forStatement() {
    int line = lexer.line;
    Place place = place();
    lexer.next();
    LuaString first = name();
    Statement loop =
        switch (lexer.token) {
          case ASSIGN -> numericFor(place, first);
          case COMMA, IN -> genericFor(place, first);
          default -> throw lexer.error("'=' or 'in' expected");
        };
    expectClosing(Token.END, Token.FOR, line);
    return loop;
  }

  private Statement numericFor(Place place, LuaString name) {
    lexer.next();
    List<Expression> range = new ArrayList<>();
    range.add(expressions.read());
    expect(Token.COMMA);
    range.add(expressions.read());
    if (accept(Token.COMMA)) {
      range.add(expressions.read());
    }
    expect(Token.DO);
    int begun = scope.beginBlock();
    LocalVariable variable = scope.declare(name);
    Block body = loopBody();
    scope.endBlock(begun);
    return new Loops.Numeric(place, variable, range.toArray(Expression[]::new), body);
  }

  private Statement genericFor(Place place, LuaString first) {
    List<LuaString> names = new ArrayList<>();
    names.add(first);
    while (accept(Token.COMMA)) {
      names.add(name());
    }
    expect(Token.IN);
    Place generatorPlace = lexer.line == place.line() ? place : place();
    Expression[] generator = expressions.readList();
    expect(Token.DO);
    int begun = scope.beginBlock();
    LocalVariable[] variables = new LocalVariable[names.size()];
    for (int i = 0; i < variables.length; i++) {
      variables[i] = scope.declare(names.get(i));
    }
    Block body = loopBody();
    scope.endBlock(begun);
    return new Loops.Generic(generatorPlace, variables, generator, body);
  }

  private Statement functionStatement() {
    int line = lexer.line;
    lexer.next();
    Place place = place();
    Names.Target target = scope.resolve(place, name());
    boolean isMethod = false;
    while (!isMethod && (lexer.token == Token.DOT || lexer.token == Token.COLON)) {
      isMethod = lexer.token == Token.COLON;
      lexer.next();
      target = new Names.Index(place, target, new Literals.Constant(place, name()));
    }
    return new Statements.Assign(target, function(isMethod, line));
  }

  private Statement localStatement() {
    lexer.next();
    if (accept(Token.FUNCTION)) {
      LocalVariable variable = scope.declare(name());
      return new Statements.LocalFunction(variable, function(false, lexer.line));
    }
    List<LocalVariable> variables = new ArrayList<>();
    do {
      variables.add(scope.newVariable(name(), variables.size()));
    } while (accept(Token.COMMA));
    Expression[] values = accept(Token.ASSIGN) ? expressions.readList() : new Expression[0];
    variables.forEach(scope::show);
    return new Statements.Local(variables.toArray(LocalVariable[]::new), values);
  }

  private Statement returnStatement() {
    lexer.next();
    boolean isEmpty = isBlockEnd() || lexer.token == Token.SEMICOLON;
    return new Statements.Return(isEmpty ? new Expression[0] : expressions.readList());
  }

  private Statement breakStatement() {
    if (scope.loops == 0) {
      lexer.next();
      throw lexer.error("no loop to break");
    }
    lexer.next();
    return new Statements.Break();
  }

  private Statement expressionStatement() {
    Expression first = expressions.readPrefixed();
    if (first instanceof Call call) {
      return new Statements.CallStatement(call);
    }
    List<Names.Target> targets = new ArrayList<>();
    targets.add(target(first));
    while (accept(Token.COMMA)) {
      targets.add(target(expressions.readPrefixed()));
    }
    expect(Token.ASSIGN);
    Expression[] values = expressions.readList();
    return targets.size() == 1 && values.length == 1
        ? new Statements.Assign(targets.getFirst(), values[0])
        : new Statements.AssignMany(targets.toArray(Names.Target[]::new), values);
  }

  private Names.Target target(Expression expression) {
    if (expression instanceof Names.Target target) {
      return target;
    }
    throw lexer.error("syntax error");
  }

  /** A function from its parameters on. */
  Expression function(boolean isMethod, int line) {
    Place place = place();
    FunctionScope outer = scope;
    expect(Token.OPEN);
    List<LuaString> names = new ArrayList<>();
    if (isMethod) {
      names.add(SELF);
    }
    boolean isVararg = readParameters(names);
    expect(Token.CLOSE);
    scope = new FunctionScope(outer, isVararg);
    LocalVariable[] parameters = new LocalVariable[names.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = scope.declare(names.get(i));
    }
    LocalVariable arg = isVararg ? scope.declare(ARG) : Prototype.NO_LOCAL;
    Block body = block();
    Prototype prototype = finish(parameters, arg, body);
    scope = outer;
    expectClosing(Token.END, Token.FUNCTION, line);
    return new Literals.Function(place, prototype);
  }

  private boolean readParameters(List<LuaString> names) {
    if (lexer.token == Token.CLOSE) {
      return false;
    }
    do {
      if (accept(Token.DOTS)) {
        return true;
      }
      if (lexer.token != Token.NAME) {
        throw lexer.error("<name> or '...' expected");
      }
      names.add(name());
    } while (accept(Token.COMMA));
    return false;
  }
}
