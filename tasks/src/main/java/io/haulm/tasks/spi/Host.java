package io.haulm.tasks.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine calls itself. */
public final class Host {

  private Host() {}

  /** Its name, or {@code localhost} when it knows none. */
  public static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
