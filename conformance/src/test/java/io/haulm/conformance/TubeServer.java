package io.haulm.conformance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

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
   * @param port where it listens
   */
  public record Running(ServerProcess process, int port) implements AutoCloseable {
    /** Host and port. */
    public String address() {
      return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** Starts one on a free port of the loopback, with further flags of beanstalkd's. */
  public Running start(String... flags) {
    return running(program.start(flags));
  }

  /** Starts one where another has been. */
  public Running startAt(int port, String... flags) {
    var where = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    List<String> all = new ArrayList<>(List.of("-l", "127.0.0.1", "-p", Integer.toString(port)));
    all.addAll(List.of(flags));
    return running(program.start(where, all.toArray(String[]::new)));
  }

  private static Running running(FlagServer server) {
    return new Running(server.process(), ((InetSocketAddress) server.address()).getPort());
  }
}
