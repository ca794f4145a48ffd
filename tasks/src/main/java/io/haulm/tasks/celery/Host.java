package io.haulm.tasks.celery;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine calls itself. */
final class Host {

  private Host() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
