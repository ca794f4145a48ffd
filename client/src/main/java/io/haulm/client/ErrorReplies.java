package io.haulm.client;

import java.util.Map;
import java.util.function.Function;

/** Which exception stands for which error reply. */
final class ErrorReplies {
  private static final Map<String, Function<String, ErrorReplyException>> BY_WORD =
      Map.of(
          ServerOutOfMemoryException.WORD, ServerOutOfMemoryException::new,
          ServerInternalErrorException.WORD, ServerInternalErrorException::new,
          BadFormatException.WORD, BadFormatException::new,
          UnknownCommandException.WORD, UnknownCommandException::new,
          DrainingException.WORD, DrainingException::new,
          ExpectedCrlfException.WORD, ExpectedCrlfException::new,
          JobTooBigException.WORD, JobTooBigException::new,
          NotFoundException.WORD, NotFoundException::new,
          NotIgnoredException.WORD, NotIgnoredException::new,
          DeadlineSoonException.WORD, DeadlineSoonException::new);

  private ErrorReplies() {}

  /**
   * The exception for a reply that is not the one hoped for.
   *
   * @throws MalformedReplyException when it is no error reply either
   */
  static ErrorReplyException exception(Reply reply, String command) throws MalformedReplyException {
    if (reply.is(JobBuriedException.WORD)) {
      return new JobBuriedException(command, reply.number());
    }
    Function<String, ErrorReplyException> known = BY_WORD.get(reply.line());
    if (known == null) {
      throw new MalformedReplyException(reply.line());
    }
    return known.apply(command);
  }
}
