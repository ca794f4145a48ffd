package io.haulm.cli.top;

import java.util.function.Consumer;

/** A question on the last line, and the answer as far as it is typed. */
final class Prompt {
  private final String question;
  private final Consumer<String> onAnswer;
  private final StringBuilder answer;

  /**
   * A question.
   *
   * @param answer what is proposed
   * @param onAnswer given the answer when Enter is pressed
   */
  Prompt(String question, String answer, Consumer<String> onAnswer) {
    this.question = question;
    this.answer = new StringBuilder(answer);
    this.onAnswer = onAnswer;
  }

  String question() {
    return question;
  }

  String answer() {
    return answer.toString();
  }

  void type(int character) {
    answer.appendCodePoint(character);
  }

  void erase() {
    if (!answer.isEmpty()) {
      answer.setLength(answer.offsetByCodePoints(answer.length(), -1));
    }
  }

  void enter() {
    onAnswer.accept(answer.toString());
  }
}
