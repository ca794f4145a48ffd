package io.haulm.tasks.celery;

import io.haulm.tasks.Codec;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.TransportProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

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
    try {
      return new CeleryTransport(RedisAddress.of(address), codec, clock);
    } catch (CompletionException e) {
      throw Futures.cause(e) instanceof RedisException known ? known : e;
    }
  }
}
