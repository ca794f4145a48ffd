package io.haulm.server.http.account;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Access;
import io.haulm.server.http.access.Access.Login;
import io.haulm.server.http.access.Access.ShownUser;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.kept.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who is logged in: login, logout, and the first user of a new server. */
public final class SessionApi implements ApiPart {
  private static final String PATH = "/api/v1/session";
  private static final Duration COOKIE_LIFE = Duration.ofHours(12);

  /** What is told about the server; the rest only to those who are logged in. */
  public record ServerFacts(
      String name,
      String version,
      long startedMillis,
      long nowMillis,
      @Nullable String dataFolder,
      @Nullable String durability,
      @Nullable Faces faces) {
    ServerFacts forNobody() {
      return new ServerFacts(name, version, startedMillis, nowMillis, null, null, null);
    }
  }

  /** Where the faces listen. */
  public record Faces(String beanstalk, String redis, String http) {}

  private record Session(
      @Nullable ShownUser user,
      boolean open,
      boolean needsSetup,
      String csrf,
      boolean readOnly,
      ServerFacts server) {}

  private record Credentials(String name, String password) {}

  private record NewPassword(String oldPassword, String password) {}

  private record Setup(String token, String name, String password) {}

  private final Access access;
  private final Settings settings;
  private final Audit audit;
  private final Supplier<ServerFacts> facts;
  private final String cookieName;

  /** Sessions of these users. */
  public SessionApi(
      Access access,
      Settings settings,
      Audit audit,
      Supplier<ServerFacts> facts,
      String cookieName) {
    this.access = access;
    this.settings = settings;
    this.audit = audit;
    this.facts = facts;
    this.cookieName = cookieName;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Role.NOBODY, this::show),
        Route.post(PATH, Role.NOBODY, this::login)
            .withoutCsrf()
            .whenReadOnly()
            .in(Route.Lane.LOGIN),
        Route.put(PATH + "/password", Role.VIEWER, this::changePassword)
            .whenReadOnly()
            .in(Route.Lane.LOGIN),
        Route.delete(PATH, Role.NOBODY, this::logout).whenReadOnly().withoutCsrf(),
        Route.post("/api/v1/setup", Role.NOBODY, this::setup)
            .withoutCsrf()
            .whenReadOnly()
            .in(Route.Lane.LOGIN));
  }

  @Override
  public String openApiPage() {
    return "session";
  }

  private Response show(Request request) {
    return Response.json(session(request.caller(), request.cookie()));
  }

  private Session session(Caller caller, Optional<String> cookie) {
    boolean isNobody = caller.way() == Caller.Way.NONE;
    return new Session(
        isNobody ? null : new ShownUser(caller.name(), caller.role(), caller.tubes()),
        access.isOpen(),
        access.isOpen(),
        access.csrf(cookie),
        settings.get().readOnly(),
        isNobody ? facts.get().forNobody() : facts.get());
  }

  private Response login(Request request) throws InterruptedException {
    Credentials credentials = request.json(Credentials.class);
    UsersApi.checkText("name", credentials.name());
    UsersApi.checkText("password", credentials.password());
    Login login = access.login(credentials.name(), credentials.password(), request.address());
    Login.Welcome welcome = welcomeOrRefuse(login, request, credentials.name(), 401);
    String name = welcome.caller().name();
    audit.log().add(AuditEntry.of(name, request.address(), "login", name));
    return welcome(welcome.caller(), welcome.cookie());
  }

  /** Whoever has a password may change it; who came by a token has none. */
  private Response changePassword(Request request) throws InterruptedException {
    Caller caller = request.caller();
    if (caller.way() != Caller.Way.SESSION) {
      throw Problem.forbidden("no-password", "Only somebody who has logged in has a password");
    }
    NewPassword wanted = request.json(NewPassword.class);
    UsersApi.checkText("oldPassword", wanted.oldPassword());
    String password = UsersApi.checkPassword(wanted.password());
    Login login =
        access.changePassword(caller.name(), wanted.oldPassword(), password, request.address());
    Login.Welcome welcome = welcomeOrRefuse(login, request, caller.name(), 403);
    audit.note(request, "user.change-password", caller.name());
    return welcome(welcome.caller(), welcome.cookie());
  }

  private Login.Welcome welcomeOrRefuse(
      Login login, Request request, String name, int wrongStatus) {
    return switch (login) {
      case Login.Welcome welcome -> welcome;
      case Login.Wrong() -> {
        audit.log().add(AuditEntry.of("", request.address(), "login.refused", name));
        throw new Problem(wrongStatus, "wrong-password", "The name or the password is wrong");
      }
      case Login.Wait(var waitMillis) ->
          throw Problem.tooMany("login-throttled", "Too many wrong passwords; wait", waitMillis);
    };
  }

  private Response welcome(Caller caller, String cookie) {
    return Response.json(session(caller, Optional.of(cookie)))
        .with("Set-Cookie", cookie(cookie, COOKIE_LIFE));
  }

  /** Strict: no other site can make a browser send it. HttpOnly: no script can read it. */
  private String cookie(String value, Duration life) {
    return cookieName
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
        + life.toSeconds();
  }

  private Response logout(Request request) {
    request.cookie().ifPresent(access::logout);
    return Response.done().with("Set-Cookie", cookie("", Duration.ZERO));
  }

  private Response setup(Request request) throws InterruptedException {
    Setup setup = request.json(Setup.class);
    UsersApi.checkText("token", setup.token());
    if (!access.isSetup(setup.token())) {
      throw Problem.forbidden(
          "wrong-setup-token", "The set-up link is wrong, or was used; see the server's output");
    }
    UsersApi.checkName(setup.name());
    UsersApi.checkPassword(setup.password());
    ShownUser admin = new ShownUser(setup.name(), Role.ADMIN, Caller.ALL_TUBES);
    boolean _ = access.putUser(admin, Optional.of(setup.password()));
    audit.note(request, "setup", setup.name());
    if (access.login(setup.name(), setup.password(), request.address())
        instanceof Login.Welcome(var caller, var cookie)) {
      return welcome(caller, cookie);
    }
    return Response.done();
  }
}
