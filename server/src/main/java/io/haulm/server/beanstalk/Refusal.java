package io.haulm.server.beanstalk;

/** What a client is told whose mistake the engine never hears of. */
enum Refusal {
  BAD_FORMAT,
  UNKNOWN_COMMAND,
  EXPECTED_CRLF,
  JOB_TOO_BIG
}
