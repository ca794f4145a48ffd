package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.TransportProvider;
import java.net.URI;
import java.time.InstantSource;

/** Opens transports for {@code redis://} and {@code rediss://}. */
public final class CeleryProvider implements TransportProvider {

  /** For the service loader. */
  public CeleryProvider() {}

  @Override
  public boolean accepts(URI address) {
    return RedisAddress.isOne(address);
  }

  @Override
  public Transport open(URI address, Codec codec, InstantSource clock) {
    return new CeleryTransport(RedisAddress.of(address), codec, clock);
  }
}
