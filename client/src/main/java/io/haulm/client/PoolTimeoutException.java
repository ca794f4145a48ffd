package io.haulm.client;

/** All connections of a pool were lent for longer than the borrower wanted to wait. */
public final class PoolTimeoutException extends BeanstalkException {
  private static final long serialVersionUID = 1;

  PoolTimeoutException(int size, long waitMillis) {
    super("all " + size + " connections were in use for " + waitMillis + " ms", null);
  }
}
