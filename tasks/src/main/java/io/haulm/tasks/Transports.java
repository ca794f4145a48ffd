package io.haulm.tasks;

import io.haulm.tasks.spi.Transport;
import io.haulm.tasks.spi.TransportProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.ServiceLoader;

/** Finds the transport for an address. */
final class Transports {

  private Transports() {}

  static Transport open(URI address, Codec codec, InstantSource clock) {
    for (TransportProvider provider :
        ServiceLoader.load(TransportProvider.class, Transports.class.getClassLoader())) {
      if (provider.accepts(address)) {
        return provider.open(address, codec, clock);
      }
    }
    throw new IllegalArgumentException("no transport for addresses like " + address.getScheme());
  }
}
