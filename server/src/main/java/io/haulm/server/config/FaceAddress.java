package io.haulm.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a face of the server listens. */
public sealed interface FaceAddress {
  /** Largest TCP port. */
  int PORT_MAX = 65535;

  /** What a text for {@link Unix} begins with. */
  String UNIX_PREFIX = "unix:";

  /** The form of a text for {@link Tcp}. */
  Pattern TCP =
      Pattern.compile(
          "(?:\\[(?<bracketed>[0-9a-fA-F:.]+(?:%[\\w.-]+)?)]|(?<host>[^:\\[\\]\\s]+)):(?<port>[0-9]{1,5})");

  /**
   * Reads {@code HOST:PORT}, {@code [IPV6]:PORT}, {@code unix:PATH} or {@code off}.
   *
   * @throws InvalidValueException when the text is none of these
   */
  static FaceAddress parse(String text) throws InvalidValueException {
    if (text.equals("off")) {
      return new Off();
    }
    if (text.startsWith(UNIX_PREFIX) && text.length() > UNIX_PREFIX.length()) {
      try {
        return new Unix(Path.of(text.substring(UNIX_PREFIX.length())));
      } catch (InvalidPathException e) {
        throw new InvalidValueException("holds a path that this system cannot have");
      }
    }
    Matcher matcher = TCP.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > PORT_MAX) {
      throw new InvalidValueException("must be HOST:PORT, unix:PATH or off");
    }
    String host =
        matcher.group("bracketed") == null ? matcher.group("host") : matcher.group("bracketed");
    return new Tcp(host, Integer.parseInt(matcher.group("port")));
  }

  /** The face is switched off. */
  record Off() implements FaceAddress {
    @Override
    public String toString() {
      return "off";
    }
  }

  /** A TCP port. {@code host} is a name or an address; {@code port} 0 takes any free one. */
  record Tcp(String host, int port) implements FaceAddress {
    /** False when other machines can reach it. True for a name that nobody knows. */
    public boolean isLoopback() {
      try {
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return true;
      }
    }

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
