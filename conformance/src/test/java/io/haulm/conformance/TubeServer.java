package io.haulm.conformance;

import java.net.InetSocketAddress;

/** A server of the beanstalkd protocol, for tests in other packages. */
public enum TubeServer {
  /** The original. */
  BEANSTALKD(FlagServer.Program.BEANSTALKD),
  /** Ours. */
  HAULM(FlagServer.Program.HAULM);

  private final FlagServer.Program program;

  TubeServer(FlagServer.Program program) {
    this.program = program;
  }

  /**
   * One that runs.
   *
   * @param process the server's process
   * @param address host and port
   */
  public record Running(ServerProcess process, String address) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
    }
  }

  /** Starts one on a free port of the loopback. */
  public Running start(String... flags) {
    InetSocketAddress free = FlagServer.freeAddress();
    String[] all = new String[flags.length + 4];
    System.arraycopy(flags, 0, all, 4, flags.length);
    all[0] = "-l";
    all[1] = "127.0.0.1";
    all[2] = "-p";
    all[3] = Integer.toString(free.getPort());
    return new Running(program.start(free, all).process(), "127.0.0.1:" + free.getPort());
  }
}
