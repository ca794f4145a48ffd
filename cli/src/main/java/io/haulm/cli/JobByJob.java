package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.ErrorReplyException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does the same with each job that is named, and goes on when one of them is not to be had. */
final class JobByJob {
  /** What is done with one. */
  interface Action {
    void apply(Connection connection, long id) throws UserErrorException;
  }

  private JobByJob() {}

  /**
   * Does it.
   *
   * @param done what has become of a job, in one word
   * @return what the process ends with: 1 when it went wrong with one of them
   */
  static int run(QueueCall call, String done, Action action) throws UserErrorException {
    List<Long> ids = new ArrayList<>();
    for (String text : call.argumentsFrom(0)) {
      ids.add(Arguments.number("job", text, 0, Long.MAX_VALUE));
    }
    int exitCode = ExitCodes.OK;
    for (long id : ids) {
      String outcome = done;
      try {
        action.apply(call.connection(), id);
      } catch (ErrorReplyException e) {
        outcome = String.valueOf(e.getMessage());
        exitCode = ExitCodes.FAILED;
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("outcome", outcome);
      call.print(call.wantsJson() ? Json.of(json) : "job " + id + ": " + outcome);
    }
    return exitCode;
  }
}
