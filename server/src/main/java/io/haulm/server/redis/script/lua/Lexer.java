package io.haulm.server.redis.script.lua;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes a source apart into tokens. */
final class Lexer {
  private static final int END = -1;
  private static final int BYTE_MAX = 255;

  private final byte[] source;
  private final String sourceName;
  private int at;
  private int tokenStart;

  /** The token at hand. */
  Token token = Token.END_OF_SOURCE;

  /** The line of the token at hand. */
  int line = 1;

  /** The line of the token before it. */
  int lastLine = 1;

  /** What a name or a string says. */
  LuaString text = LuaString.EMPTY;

  /** What a number says. */
  double number;

  Lexer(byte[] source, String sourceName) {
    this.source = source;
    this.sourceName = sourceName;
    if (peek() == '#') {
      skipLine();
    }
  }

  /** Goes on to the next token. */
  void next() {
    lastLine = line;
    skipBlanksAndComments();
    tokenStart = at;
    token = read();
  }

  /** The token behind the one at hand. */
  Token lookAhead() {
    Token hadToken = token;
    LuaString hadText = text;
    double hadNumber = number;
    int hadAt = at;
    int hadLine = line;
    int hadLastLine = lastLine;
    int hadStart = tokenStart;
    next();
    Token ahead = token;
    token = hadToken;
    text = hadText;
    number = hadNumber;
    at = hadAt;
    line = hadLine;
    lastLine = hadLastLine;
    tokenStart = hadStart;
    return ahead;
  }

  /** A complaint about the token at hand. */
  LuaError error(String complaint) {
    return error(complaint, tokenText());
  }

  LuaError error(String complaint, String near) {
    String place = new Place(sourceName, line).toString();
    return new LuaError(LuaString.ofLatin(place + ": " + complaint + " near '" + near + "'"), 0);
  }

  private String tokenText() {
    return switch (token) {
      case NAME, STRING, NUMBER -> read(tokenStart, at);
      default -> token.text;
    };
  }

  private String read(int from, int to) {
    return new String(source, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private int peek() {
    return at < source.length ? source[at] & 0xff : END;
  }

  private int peek(int ahead) {
    return at + ahead < source.length ? source[at + ahead] & 0xff : END;
  }

  private boolean accept(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipLine() {
    while (peek() != '\n' && peek() != '\r' && peek() != END) {
      at++;
    }
  }

  private void skipBlanksAndComments() {
    while (true) {
      int next = peek();
      if (next == '\n' || next == '\r') {
        skipNewline();
      } else if (NumberText.isSpace(next)) {
        at++;
      } else if (next == '-' && peek(1) == '-') {
        at += 2;
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    if (peek() == '[') {
      int level = longBracketLevel();
      if (level >= 0) {
        var _ = readLong(level, "comment");
        return;
      }
    }
    skipLine();
  }

  /** One line break, however many bytes it has. */
  private void skipNewline() {
    int first = peek();
    at++;
    int second = peek();
    if ((second == '\n' || second == '\r') && second != first) {
      at++;
    }
    line++;
  }

  private Token read() {
    int next = peek();
    if (next == END) {
      return Token.END_OF_SOURCE;
    }
    if (isLetter(next)) {
      return readName();
    }
    if (isDigit(next) || (next == '.' && isDigit(peek(1)))) {
      return readNumber();
    }
    if (next == '"' || next == '\'') {
      readString(next);
      return Token.STRING;
    }
    if (next == '[') {
      int level = longBracketLevel();
      if (level >= 0) {
        text = readLong(level, "string");
        return Token.STRING;
      }
      if (peek(1) == '=') {
        throw error("invalid long string delimiter", read(at, at + 2));
      }
    }
    at++;
    return symbol(next);
  }

  private Token symbol(int first) {
    return switch (first) {
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case '*' -> Token.STAR;
      case '/' -> Token.SLASH;
      case '%' -> Token.PERCENT;
      case '^' -> Token.CARET;
      case '#' -> Token.HASH;
      case '(' -> Token.OPEN;
      case ')' -> Token.CLOSE;
      case '{' -> Token.OPEN_BRACE;
      case '}' -> Token.CLOSE_BRACE;
      case '[' -> Token.OPEN_BRACKET;
      case ']' -> Token.CLOSE_BRACKET;
      case ';' -> Token.SEMICOLON;
      case ':' -> Token.COLON;
      case ',' -> Token.COMMA;
      case '=' -> accept('=') ? Token.EQUAL : Token.ASSIGN;
      case '<' -> accept('=') ? Token.LESS_OR_EQUAL : Token.LESS;
      case '>' -> accept('=') ? Token.GREATER_OR_EQUAL : Token.GREATER;
      case '.' -> accept('.') ? (accept('.') ? Token.DOTS : Token.CONCAT) : Token.DOT;
      case '~' -> {
        if (accept('=')) {
          yield Token.NOT_EQUAL;
        }
        throw error("unexpected symbol", "~");
      }
      default -> throw error("unexpected symbol", shown(first));
    };
  }

  private static String shown(int character) {
    boolean isControl = character < ' ' || character == 127;
    return isControl ? "char(" + character + ")" : String.valueOf((char) character);
  }

  private Token readName() {
    int from = at;
    while (isLetter(peek()) || isDigit(peek())) {
      at++;
    }
    String name = read(from, at);
    Token keyword = Token.keyword(name);
    if (keyword != null) {
      return keyword;
    }
    text = LuaString.ofLatin(name);
    return Token.NAME;
  }

  private Token readNumber() {
    int from = at;
    while (isDigit(peek()) || peek() == '.') {
      at++;
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
    }
    while (isLetter(peek()) || isDigit(peek())) {
      at++;
    }
    String digits = read(from, at);
    number = NumberText.parse(digits);
    if (Double.isNaN(number)) {
      throw error("malformed number", digits);
    }
    return Token.NUMBER;
  }

  private void readString(int quote) {
    at++;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (peek() != quote) {
      int next = peek();
      switch (next) {
        case END -> throw error("unfinished string", Token.END_OF_SOURCE.text);
        case '\n', '\r' -> throw error("unfinished string", soFar(quote, content));
        case '\\' -> readEscape(quote, content);
        default -> {
          content.write(next);
          at++;
        }
      }
    }
    at++;
    text = new LuaString(content.toByteArray());
  }

  private void readEscape(int quote, ByteArrayOutputStream content) {
    at++;
    int next = peek();
    if (next == '\n' || next == '\r') {
      content.write('\n');
      skipNewline();
      return;
    }
    if (isDigit(next)) {
      int value = 0;
      for (int i = 0; i < 3 && isDigit(peek()); i++) {
        value = value * 10 + (peek() - '0');
        at++;
      }
      if (value > BYTE_MAX) {
        throw error("escape sequence too large", soFar(quote, content));
      }
      content.write(value);
      return;
    }
    if (next == END) {
      return;
    }
    int escaped = "abfnrtv".indexOf(next);
    content.write(escaped >= 0 ? "\u0007\b\f\n\r\t\u000b".charAt(escaped) : next);
    at++;
  }

  private static String soFar(int quote, ByteArrayOutputStream content) {
    return (char) quote + content.toString(StandardCharsets.ISO_8859_1);
  }

  /** How many equal signs there are between two opening brackets; -1 when there are not two. */
  private int longBracketLevel() {
    int level = 0;
    while (peek(1 + level) == '=') {
      level++;
    }
    return peek(1 + level) == '[' ? level : -1;
  }

  private LuaString readLong(int level, String what) {
    at += level + 2;
    if (peek() == '\n' || peek() == '\r') {
      skipNewline();
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    while (!isLongEnd(level)) {
      int next = peek();
      if (next == END) {
        throw error("unfinished long " + what, Token.END_OF_SOURCE.text);
      }
      if (next == '\n' || next == '\r') {
        content.write('\n');
        skipNewline();
      } else {
        content.write(next);
        at++;
      }
    }
    at += level + 2;
    return new LuaString(content.toByteArray());
  }

  private boolean isLongEnd(int level) {
    if (peek() != ']' || peek(1 + level) != ']') {
      return false;
    }
    for (int i = 1; i <= level; i++) {
      if (peek(i) != '=') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLetter(int character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }
}
