package io.haulm.server.http.account;

import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Access;
import io.haulm.server.http.access.Access.ShownUser;
import io.haulm.server.http.access.Caller;
import io.haulm.server.http.access.PasswordHash;
import io.haulm.server.http.access.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users and bearer tokens: for admins. */
public final class UsersApi implements ApiPart {
  private static final String USERS = "/api/v1/users";
  private static final String TOKENS = "/api/v1/tokens";

  /** A list without a next page. */
  record Items<T>(List<T> items, @Nullable String cursor) {}

  private record WantedUser(
      @Nullable String name,
      @Nullable String password,
      @Nullable Role role,
      @Nullable List<String> tubes) {}

  private record WantedToken(
      @Nullable String name,
      @Nullable Role role,
      @Nullable List<String> tubes,
      @Nullable Long expiresMillis) {}

  private record MadeToken(String token, Access.ShownToken shown) {}

  private final Access access;
  private final Audit audit;

  /** Users and tokens of this access. */
  public UsersApi(Access access, Audit audit) {
    this.access = access;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(USERS, Role.ADMIN, _ -> Response.json(new Items<>(access.users(), null))),
        Route.post(USERS, Role.ADMIN, this::add).whenReadOnly(),
        Route.put(USERS + "/{name}", Role.ADMIN, this::change).whenReadOnly(),
        Route.delete(USERS + "/{name}", Role.ADMIN, this::remove).whenReadOnly(),
        Route.get(TOKENS, Role.ADMIN, _ -> Response.json(new Items<>(access.tokens(), null))),
        Route.post(TOKENS, Role.ADMIN, this::addToken).whenReadOnly(),
        Route.delete(TOKENS + "/{id}", Role.ADMIN, this::removeToken).whenReadOnly());
  }

  @Override
  public String openApiPage() {
    return "users";
  }

  private Response add(Request request) throws InterruptedException {
    WantedUser wanted = request.json(WantedUser.class);
    String name = checkName(wanted.name());
    if (access.user(name).isPresent()) {
      throw Problem.conflict("user-exists", "There is a user \"" + name + "\" already");
    }
    refuseTaken(name);
    if (access.isOpen() && wanted.role() != Role.ADMIN) {
      throw Problem.conflict("first-user", "The first user must be an admin");
    }
    String password = checkPassword(wanted.password());
    ShownUser user =
        new ShownUser(name, checkRole(wanted.role()), checkTubes(wanted.tubes(), wanted.role()));
    put(user, Optional.of(password));
    audit.noteChange(request, "user.add", name, "", describe(user));
    return Response.json(201, user);
  }

  private Response change(Request request) throws InterruptedException {
    String name = request.parameter("name");
    ShownUser before = access.user(name).orElseThrow(() -> noUser(name));
    WantedUser wanted = request.json(WantedUser.class);
    if (wanted.name() != null && !wanted.name().equals(name)) {
      throw Problem.bad("bad-name", "A user cannot be renamed");
    }
    Role role = wanted.role() == null ? before.role() : wanted.role();
    if (role != Role.ADMIN && access.isLastAdmin(name)) {
      throw lastAdmin();
    }
    List<String> kept = role == Role.ADMIN ? Caller.ALL_TUBES : before.tubes();
    List<String> tubes = wanted.tubes() == null ? kept : checkTubes(wanted.tubes(), role);
    ShownUser after = new ShownUser(name, role, tubes);
    put(after, Optional.ofNullable(wanted.password()).map(UsersApi::checkPassword));
    String what = wanted.password() == null ? "user.change" : "user.change-password";
    audit.noteChange(request, what, name, describe(before), describe(after));
    return Response.json(after);
  }

  private void put(ShownUser user, Optional<String> password) throws InterruptedException {
    if (!access.putUser(user, password)) {
      throw Problem.conflict("too-many", "There are " + Access.ENTRIES_MAX + " users already");
    }
  }

  private Response remove(Request request) {
    String name = request.parameter("name");
    ShownUser before = access.user(name).orElseThrow(() -> noUser(name));
    if (access.isLastAdmin(name)) {
      throw lastAdmin();
    }
    access.removeUser(name);
    audit.noteChange(request, "user.remove", name, describe(before), "");
    return Response.done();
  }

  private Response addToken(Request request) {
    WantedToken wanted = request.json(WantedToken.class);
    String name = checkName(wanted.name());
    refuseTaken(name);
    Long wantedExpiry = wanted.expiresMillis();
    long expiresMillis = wantedExpiry == null ? 0 : wantedExpiry;
    if (expiresMillis != 0 && expiresMillis <= access.nowMillis()) {
      throw Problem.bad("bad-expires", "expiresMillis must be a time to come, or 0 for never");
    }
    Access.NewToken made =
        access
            .addToken(
                name,
                checkRole(wanted.role()),
                checkTubes(wanted.tubes(), wanted.role()),
                expiresMillis,
                request.caller())
            .orElseThrow(() ->
                Problem.conflict(
                    "too-many", "There are " + Access.ENTRIES_MAX + " tokens already"));
    audit.note(request, "token.add", name);
    return Response.json(201, new MadeToken(made.secret(), made.shown()));
  }

  private Response removeToken(Request request) {
    String id = request.parameter("id");
    if (!access.removeToken(id)) {
      throw Problem.missing("no-such-token", "There is no token with this id");
    }
    audit.note(request, "token.remove", id);
    return Response.done();
  }

  static String checkName(@Nullable String name) {
    if (name == null || !Access.NAME.matcher(name).matches()) {
      throw Problem.bad(
          "bad-name", "A name has 1 to 64 letters, digits, dots, underscores, @ or hyphens");
    }
    return name;
  }

  static String checkPassword(@Nullable String password) {
    int length = password == null ? 0 : password.length();
    if (password == null
        || length < PasswordHash.PASSWORD_CHARS_MIN
        || length > PasswordHash.PASSWORD_CHARS_MAX) {
      throw Problem.bad(
          "bad-password",
          "A password has "
              + PasswordHash.PASSWORD_CHARS_MIN
              + " to "
              + PasswordHash.PASSWORD_CHARS_MAX
              + " characters");
    }
    return password;
  }

  /** Something must be there, and not be endless; whether it is right is told elsewhere. */
  static void checkText(String field, @Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > PasswordHash.PASSWORD_CHARS_MAX) {
      throw Problem.bad("bad-json", "The field \"" + field + "\" must be a text");
    }
  }

  private static Role checkRole(@Nullable Role role) {
    if (role == null) {
      throw Problem.bad("bad-role", "role must be viewer, operator or admin");
    }
    return role;
  }

  /** The audit log tells people by their names. */
  private void refuseTaken(String name) {
    if (access.isTaken(name)) {
      throw Problem.conflict("name-taken", "A user or a token is called \"" + name + "\" already");
    }
  }

  private static List<String> checkTubes(@Nullable List<String> tubes, @Nullable Role role) {
    if (tubes == null) {
      return Caller.ALL_TUBES;
    }
    if (role == Role.ADMIN && !tubes.contains("*")) {
      throw Problem.bad("bad-tubes", "An admin sees every tube: tubes must be [\"*\"]");
    }
    boolean isFine =
        tubes.size() <= Access.TUBES_MAX
            && tubes.stream()
                .allMatch(glob -> glob != null && !glob.isEmpty() && glob.length() <= 200);
    if (!isFine) {
      throw Problem.bad(
          "bad-tubes",
          "tubes must be at most " + Access.TUBES_MAX + " patterns such as \"mail.*\"");
    }
    return List.copyOf(tubes);
  }

  private static String describe(ShownUser user) {
    return user.role() + " " + user.tubes();
  }

  private static Problem noUser(String name) {
    return Problem.missing("no-such-user", "There is no user \"" + name + "\"");
  }

  private static Problem lastAdmin() {
    return Problem.conflict("last-admin", "Without this user nobody could change users any more");
  }
}
