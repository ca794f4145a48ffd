package io.haulm.tasks.tube;

import io.haulm.client.BeanstalkException;
import io.haulm.client.ConnectionOptions;
import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.TransportProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Opens transports for {@code tube://host:port} and its kin; {@code beanstalk://} means the same.
 */
public final class TubeProvider implements TransportProvider {

  /** For the service loader. */
  public TubeProvider() {}

  @Override
  public boolean accepts(URI address) {
    return TubeAddress.isOne(address);
  }

  @Override
  public Transport open(URI address, Codec codec, InstantSource clock) {
    return open(TubeAddress.of(address), codec, clock);
  }

  /**
   * Opens a transport with what an address cannot say, such as certificates. Hand it to {@link
   * io.haulm.tasks.TaskClient#over}.
   *
   * @param lease how long a message is a worker's without a renewal; whole seconds, from one to a
   *     day
   */
  public static Transport open(
      ConnectionOptions options, Duration lease, Codec codec, InstantSource clock) {
    return open(new TubeAddress(options, lease), codec, clock);
  }

  private static Transport open(TubeAddress address, Codec codec, InstantSource clock) {
    try {
      return new TubeTransport(address, codec, clock);
    } catch (BeanstalkException e) {
      throw TubeTransport.told(e);
    }
  }
}
