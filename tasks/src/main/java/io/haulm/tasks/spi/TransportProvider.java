package io.haulm.tasks.spi;

import io.haulm.tasks.Codec;
import java.net.URI;
import java.time.InstantSource;

/** Opens transports for the addresses it knows; found by {@link java.util.ServiceLoader}. */
public interface TransportProvider {

  /** Whether it knows this kind of address. */
  boolean accepts(URI address);

  /** Opens a transport. */
  Transport open(URI address, Codec codec, InstantSource clock);
}
