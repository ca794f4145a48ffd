package io.haulm.server.redis.script.lua;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a source is made of. */
enum Token {
  AND("and"),
  BREAK("break"),
  DO("do"),
  ELSE("else"),
  ELSEIF("elseif"),
  END("end"),
  FALSE("false"),
  FOR("for"),
  FUNCTION("function"),
  IF("if"),
  IN("in"),
  LOCAL("local"),
  NIL("nil"),
  NOT("not"),
  OR("or"),
  REPEAT("repeat"),
  RETURN("return"),
  THEN("then"),
  TRUE("true"),
  UNTIL("until"),
  WHILE("while"),
  PLUS("+"),
  MINUS("-"),
  STAR("*"),
  SLASH("/"),
  PERCENT("%"),
  CARET("^"),
  HASH("#"),
  EQUAL("=="),
  NOT_EQUAL("~="),
  LESS_OR_EQUAL("<="),
  GREATER_OR_EQUAL(">="),
  LESS("<"),
  GREATER(">"),
  ASSIGN("="),
  OPEN("("),
  CLOSE(")"),
  OPEN_BRACE("{"),
  CLOSE_BRACE("}"),
  OPEN_BRACKET("["),
  CLOSE_BRACKET("]"),
  SEMICOLON(";"),
  COLON(":"),
  COMMA(","),
  DOT("."),
  CONCAT(".."),
  DOTS("..."),
  NAME("<name>"),
  STRING("<string>"),
  NUMBER("<number>"),
  END_OF_SOURCE("<eof>");

  private static final Map<String, Token> KEYWORDS = new HashMap<>();

  static {
    for (Token token : values()) {
      if (Character.isLetter(token.text.charAt(0))) {
        KEYWORDS.put(token.text, token);
      }
    }
  }

  final String text;

  Token(String text) {
    this.text = text;
  }

  /** The keyword of this name; null when it is none. */
  static @Nullable Token keyword(String name) {
    return KEYWORDS.get(name);
  }
}
