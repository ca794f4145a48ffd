package io.haulm.server.redis.script.lua;

import static io.haulm.server.redis.script.lua.Nil.NIL;

import java.util.ArrayList;
import java.util.List;

/** Reads expressions. */
final class ExpressionParser {
  private static final int UNARY_PRIORITY = 8;
  private static final int CONCAT_PRIORITY = 4;

  private final Parser parser;

  ExpressionParser(Parser parser) {
    this.parser = parser;
  }

  Expression read() {
    return read(0);
  }

  Expression[] readList() {
    List<Expression> list = new ArrayList<>();
    do {
      list.add(read());
    } while (parser.accept(Token.COMMA));
    return list.toArray(Expression[]::new);
  }

  /** Reads as far as operators bind more strongly than {@code limit}. */
  private Expression read(int limit) {
    parser.enter();
    Expression left = readOperand();
    int chain = 0;
    while (leftPriority(parser.lexer.token) > limit) {
      Token operator = parser.lexer.token;
      // The node of this operator stands above all that was read before it.
      parser.deepen(1);
      chain++;
      Place place = parser.place();
      parser.lexer.next();
      left =
          operator == Token.CONCAT
              ? readConcat(place, left)
              : binary(place, operator, left, read(rightPriority(operator)));
    }
    parser.undeepen(chain);
    parser.leave();
    return left;
  }

  private Expression readConcat(Place place, Expression first) {
    List<Expression> operands = new ArrayList<>();
    operands.add(first);
    do {
      operands.add(read(CONCAT_PRIORITY + 1));
    } while (parser.accept(Token.CONCAT));
    return new Operators.Concat(place, operands.toArray(Expression[]::new));
  }

  private Expression readOperand() {
    Place place = parser.place();
    return switch (parser.lexer.token) {
      case NOT -> {
        parser.lexer.next();
        yield new Operators.Not(place, read(UNARY_PRIORITY));
      }
      case MINUS -> {
        parser.lexer.next();
        yield new Arithmetic.Negate(place, read(UNARY_PRIORITY));
      }
      case HASH -> {
        parser.lexer.next();
        yield new Operators.Length(place, read(UNARY_PRIORITY));
      }
      default -> readSimple(place);
    };
  }

  private static int leftPriority(Token operator) {
    return switch (operator) {
      case OR -> 1;
      case AND -> 2;
      case LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL -> 3;
      case CONCAT -> CONCAT_PRIORITY + 1;
      case PLUS, MINUS -> 6;
      case STAR, SLASH, PERCENT -> 7;
      case CARET -> 10;
      default -> 0;
    };
  }

  private static int rightPriority(Token operator) {
    return operator == Token.CARET ? 9 : leftPriority(operator);
  }

  private static Expression binary(Place place, Token operator, Expression a, Expression b) {
    return switch (operator) {
      case OR -> new Operators.Or(place, a, b);
      case AND -> new Operators.And(place, a, b);
      case EQUAL -> new Operators.Equal(place, a, b, true);
      case NOT_EQUAL -> new Operators.Equal(place, a, b, false);
      case LESS -> new Operators.Less(place, a, b, false, false);
      case LESS_OR_EQUAL -> new Operators.Less(place, a, b, true, false);
      case GREATER -> new Operators.Less(place, a, b, false, true);
      case GREATER_OR_EQUAL -> new Operators.Less(place, a, b, true, true);
      case PLUS -> new Arithmetic(place, Arithmetic.Operator.ADD, a, b);
      case MINUS -> new Arithmetic(place, Arithmetic.Operator.SUBTRACT, a, b);
      case STAR -> new Arithmetic(place, Arithmetic.Operator.MULTIPLY, a, b);
      case SLASH -> new Arithmetic(place, Arithmetic.Operator.DIVIDE, a, b);
      case PERCENT -> new Arithmetic(place, Arithmetic.Operator.MODULO, a, b);
      case CARET -> new Arithmetic(place, Arithmetic.Operator.POWER, a, b);
      default -> throw new IllegalStateException("no operator: " + operator);
    };
  }

  private Expression readSimple(Place place) {
    Lexer lexer = parser.lexer;
    Object constant;
    switch (lexer.token) {
      case NUMBER -> constant = lexer.number;
      case STRING -> constant = lexer.text;
      case NIL -> constant = NIL;
      case TRUE -> constant = true;
      case FALSE -> constant = false;
      case DOTS -> {
        if (!parser.scope.isVararg) {
          throw lexer.error("cannot use '...' outside a vararg function");
        }
        lexer.next();
        parser.scope.usesVarargs = true;
        return new Literals.Varargs(place);
      }
      case OPEN_BRACE -> {
        return readTable();
      }
      case FUNCTION -> {
        int line = lexer.line;
        lexer.next();
        return parser.function(false, line);
      }
      default -> {
        return readPrefixed();
      }
    }
    lexer.next();
    return new Literals.Constant(place, constant);
  }

  /** A name or something in parentheses, with what is applied to it. */
  Expression readPrefixed() {
    Expression expression = readPrimary();
    int chain = 0;
    while (true) {
      Place place = parser.place();
      switch (parser.lexer.token) {
        case DOT -> {
          parser.lexer.next();
          Expression key = new Literals.Constant(place, parser.name());
          expression = new Names.Index(place, expression, key);
        }
        case OPEN_BRACKET -> {
          parser.lexer.next();
          Expression key = read();
          parser.expect(Token.CLOSE_BRACKET);
          expression = new Names.Index(place, expression, key);
        }
        case COLON -> {
          parser.lexer.next();
          LuaString method = parser.name();
          expression = new Call.Method(place, expression, method, readArguments());
        }
        case OPEN, STRING, OPEN_BRACE -> expression = new Call(place, expression, readArguments());
        default -> {
          parser.undeepen(chain);
          return expression;
        }
      }
      parser.deepen(1);
      chain++;
    }
  }

  private Expression readPrimary() {
    Lexer lexer = parser.lexer;
    Place place = parser.place();
    if (lexer.token == Token.NAME) {
      return parser.scope.resolve(place, parser.name());
    }
    if (lexer.token == Token.OPEN) {
      lexer.next();
      Expression inner = read();
      parser.expectClosing(Token.CLOSE, Token.OPEN, place.line());
      return inner.hasManyValues() || inner instanceof Names.Target
          ? new Literals.Parentheses(inner)
          : inner;
    }
    throw lexer.error("unexpected symbol");
  }

  private Expression[] readArguments() {
    Lexer lexer = parser.lexer;
    Place place = parser.place();
    return switch (lexer.token) {
      case STRING -> {
        Expression text = new Literals.Constant(place, lexer.text);
        lexer.next();
        yield new Expression[] {text};
      }
      case OPEN_BRACE -> new Expression[] {readTable()};
      case OPEN -> readParentheses(place);
      default -> throw lexer.error("function arguments expected");
    };
  }

  private Expression[] readParentheses(Place place) {
    Lexer lexer = parser.lexer;
    if (lexer.line != lexer.lastLine) {
      throw lexer.error("ambiguous syntax (function call x new statement)");
    }
    lexer.next();
    if (parser.accept(Token.CLOSE)) {
      return new Expression[0];
    }
    Expression[] arguments = readList();
    parser.expectClosing(Token.CLOSE, Token.OPEN, place.line());
    return arguments;
  }

  private Expression readTable() {
    Place place = parser.place();
    parser.enter();
    parser.expect(Token.OPEN_BRACE);
    List<Literals.Table.Member> members = new ArrayList<>();
    int pairs = 0;
    while (parser.lexer.token != Token.CLOSE_BRACE) {
      Literals.Table.Member member = readMember();
      members.add(member);
      pairs += member.hasKey() ? 1 : 0;
      if (!parser.accept(Token.COMMA) && !parser.accept(Token.SEMICOLON)) {
        break;
      }
    }
    parser.expectClosing(Token.CLOSE_BRACE, Token.OPEN_BRACE, place.line());
    parser.leave();
    return new Literals.Table(place, members.toArray(Literals.Table.Member[]::new), pairs);
  }

  private Literals.Table.Member readMember() {
    Lexer lexer = parser.lexer;
    Place place = parser.place();
    if (lexer.token == Token.OPEN_BRACKET) {
      lexer.next();
      Expression key = read();
      parser.expect(Token.CLOSE_BRACKET);
      parser.expect(Token.ASSIGN);
      return new Literals.Table.Member(key, read());
    }
    if (lexer.token == Token.NAME && lexer.lookAhead() == Token.ASSIGN) {
      Expression key = new Literals.Constant(place, parser.name());
      parser.expect(Token.ASSIGN);
      return new Literals.Table.Member(key, read());
    }
    return new Literals.Table.Member(new Literals.Table.NextPlace(place), read());
  }
}
