package io.haulm.server.http;

import io.haulm.server.http.access.Access;
import io.haulm.server.http.access.Caller;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides who a request comes from, and whether they may ask it. */
final class Guard {
  private static final String BEARER = "bearer ";
  private static final String CSRF_HEADER = "X-Haulm-Csrf";

  private final HostNames hosts;
  private final Access access;
  private final String cookieName;

  Guard(HostNames hosts, Access access, String cookieName) {
    this.hosts = hosts;
    this.access = access;
    this.cookieName = cookieName;
  }

  /** Refuses what is addressed to somebody else. */
  void checkHost(HttpHeaders headers) {
    List<String> host = headers.getAll("Host");
    if (host.size() != 1 || !hosts.allows(host.getFirst())) {
      throw new Problem(
          421,
          "wrong-host",
          "This server does not go by that name",
          "Call it by its address, or start it with --http-hosts NAME.");
    }
  }

  /** Who sends a request. */
  Caller caller(HttpHeaders headers) {
    String authorization = headers.get("Authorization");
    if (authorization == null) {
      return access.bySession(cookie(headers));
    }
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new Problem(401, "unauthorized", "Authorization must be \"Bearer TOKEN\"");
    }
    Caller caller = access.byToken(authorization.substring(BEARER.length()).strip());
    if (caller.way() == Caller.Way.NONE) {
      throw new Problem(401, "unauthorized", "There is no such token, or its time is over");
    }
    return caller;
  }

  /** The session's cookie. */
  Optional<String> cookie(HttpHeaders headers) {
    String header = headers.get("Cookie");
    if (header == null) {
      return Optional.empty();
    }
    Set<Cookie> cookies = ServerCookieDecoder.STRICT.decode(header);
    return cookies.stream()
        .filter(cookie -> cookie.name().equals(cookieName))
        .map(Cookie::value)
        .findFirst();
  }

  /** Refuses a caller who may not use the route. */
  void check(Route route, Caller caller, HttpHeaders headers) {
    if (!caller.role().covers(route.role())) {
      if (caller.way() == Caller.Way.NONE) {
        throw new Problem(401, "unauthorized", "Log in first, or show a token");
      }
      throw Problem.forbidden(
          "forbidden", "This needs the role " + route.role() + ", and you are " + caller.role());
    }
    if (HttpConnection.isSafe(route.method()) || caller.way() == Caller.Way.TOKEN) {
      return;
    }
    checkOrigin(headers);
    if (route.needsCsrf() && !isCsrf(headers)) {
      throw Problem.forbidden(
          "csrf", "The header " + CSRF_HEADER + " must hold the token of GET /api/v1/session");
    }
  }

  private boolean isCsrf(HttpHeaders headers) {
    String csrf = headers.get(CSRF_HEADER);
    return csrf != null && access.isCsrf(cookie(headers), csrf);
  }

  /** Refuses what a page of another site has sent. Programs that are no browser say nothing. */
  private static void checkOrigin(HttpHeaders headers) {
    String site = headers.get("Sec-Fetch-Site");
    String origin = headers.get("Origin");
    boolean isForeignSite = site != null && !site.equals("same-origin") && !site.equals("none");
    if (isForeignSite || (origin != null && !isOwn(origin, headers.get("Host")))) {
      throw Problem.forbidden("cross-site", "A page of another site may not ask for this");
    }
  }

  private static boolean isOwn(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
