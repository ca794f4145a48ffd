package io.haulm.server.http;

import io.haulm.server.config.FaceAddress;
import io.netty.util.NetUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which browsers may call this server. A page of another site that has its own name
 * point here (DNS rebinding) is told from us by that name, so any other is refused. Addresses are
 * always right: nobody can make a name look like one.
 */
final class HostNames {
  private final Set<String> names = new HashSet<>();

  HostNames(FaceAddress address, List<String> furtherNames) {
    names.add("localhost");
    if (address instanceof FaceAddress.Tcp(var host, _)) {
      names.add(host.toLowerCase(Locale.ROOT));
    }
    furtherNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** True when the value of a Host header is one of ours. */
  boolean allows(String hostHeader) {
    String host = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      return NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1));
    }
    return NetUtil.isValidIpV4Address(host) || names.contains(host);
  }

  private static String withoutPort(String hostHeader) {
    int colon = hostHeader.lastIndexOf(':');
    boolean hasPort = colon > hostHeader.lastIndexOf(']') && colon >= 0;
    return hasPort ? hostHeader.substring(0, colon) : hostHeader;
  }
}
