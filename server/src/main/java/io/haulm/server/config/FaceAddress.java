package io.haulm.server.config;

import java.nio.file.Path;

/** Where a face of the server listens. */
public sealed interface FaceAddress {
  /** The face is switched off. */
  record Off() implements FaceAddress {
    @Override
    public String toString() {
      return "off";
    }
  }

  /** A TCP port. {@code host} is a name or an address; {@code port} 0 takes any free one. */
  record Tcp(String host, int port) implements FaceAddress {
    @Override
    public String toString() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** A Unix socket. */
  record Unix(Path path) implements FaceAddress {
    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /** A listening socket that the process inherited, as systemd hands it over. */
  record Inherited(int fileDescriptor) implements FaceAddress {
    @Override
    public String toString() {
      return "fd:" + fileDescriptor;
    }
  }
}
