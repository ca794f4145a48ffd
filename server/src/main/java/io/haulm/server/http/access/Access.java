package io.haulm.server.http.access;

import io.haulm.server.http.access.AccessFile.Token;
import io.haulm.server.http.access.AccessFile.User;
import io.haulm.server.http.kept.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Who may come in. Any thread. */
public final class Access {
  /** How many users, and how many tokens, there may be. */
  public static final int ENTRIES_MAX = 1000;

  /** How many patterns of tubes somebody may have. */
  public static final int TUBES_MAX = 100;

  /** What a name of a user or a token looks like. */
  public static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@-]{1,64}");

  private static final String TOKEN_PREFIX = "haulm_";

  /** A user as it is shown. */
  public record ShownUser(String name, Role role, List<String> tubes) {}

  /** A token as it is shown; {@code expiresMillis} 0 for never. */
  public record ShownToken(
      String id,
      String name,
      Role role,
      List<String> tubes,
      long createdMillis,
      long expiresMillis) {}

  /** A token that was just made, with its text, which is shown this once. */
  public record NewToken(ShownToken shown, String secret) {}

  /** What came of a login. */
  public sealed interface Login {
    /** Come in, with this cookie. */
    record Welcome(Caller caller, String cookie) implements Login {}

    /** Wrong name or password; which, is not told. */
    record Wrong() implements Login {}

    /** Too many failures: not heard for a while. */
    record Wait(long waitMillis) implements Login {}
  }

  private final KeptFile<AccessFile> kept;
  private final LongSupplier clock;
  private final int iterations;
  private final Sessions sessions;
  private final LoginThrottle throttle;
  private final String openCsrf = Secrets.next();
  private final String setupSecret = Secrets.next();
  private final PasswordHash nobodysPassword;

  /**
   * Who may come in, as kept in a file.
   *
   * @param file empty when nothing is kept
   * @param iterations how often a new password is hashed
   */
  public Access(Optional<Path> file, LongSupplier clock, int iterations) throws IOException {
    this.kept = new KeptFile<>(file, AccessFile.class, AccessFile.EMPTY);
    this.clock = clock;
    this.iterations = iterations;
    this.sessions = new Sessions(clock);
    this.throttle = new LoginThrottle(clock);
    this.nobodysPassword = new PasswordHash("AAAAAAAAAAAAAAAAAAAAAA==", iterations, "");
  }

  /** What its clock says, in milliseconds since 1970. */
  public long nowMillis() {
    return clock.getAsLong();
  }

  /** True while there are no users, so that everybody who reaches the server may do everything. */
  public boolean isOpen() {
    return kept.get().users().isEmpty();
  }

  /** What the one who makes the first user must know; worth nothing once there is one. */
  public String setupSecret() {
    return setupSecret;
  }

  /** Who has this cookie. */
  public Caller bySession(Optional<String> cookie) {
    if (isOpen()) {
      return Caller.LOCAL;
    }
    return cookie
        .flatMap(sessions::find)
        .flatMap(session -> findUser(session.user()))
        .map(Access::caller)
        .orElse(Caller.NOBODY);
  }

  /** Who has this token; nobody when there is none, or its time is over. */
  public Caller byToken(String secret) {
    String hash = Secrets.hash(secret);
    for (Token token : kept.get().tokens()) {
      boolean lasts = token.expiresMillis() == 0 || token.expiresMillis() > clock.getAsLong();
      if (Secrets.same(token.hash(), hash) && lasts) {
        return new Caller(
            "token " + token.id(), token.name(), token.role(), token.tubes(), Caller.Way.TOKEN);
      }
    }
    return Caller.NOBODY;
  }

  /** The CSRF token that goes with a cookie; empty when nobody is logged in by it. */
  public String csrf(Optional<String> cookie) {
    if (isOpen()) {
      return openCsrf;
    }
    return cookie.flatMap(sessions::find).map(Sessions.Session::csrf).orElse("");
  }

  /** True when this is the CSRF token that goes with the cookie. */
  public boolean isCsrf(Optional<String> cookie, String csrf) {
    String right = csrf(cookie);
    return !right.isEmpty() && Secrets.same(right, csrf);
  }

  /** Lets somebody in, or not. */
  public Login login(String name, String password, String address) throws InterruptedException {
    List<String> keys = List.of("name " + name, "from " + address);
    long waitMillis = throttle.begin(keys);
    if (waitMillis > 0) {
      return new Login.Wait(waitMillis);
    }
    try {
      return tried(name, password, keys);
    } finally {
      throttle.end(keys);
    }
  }

  private Login tried(String name, String password, List<String> keys) throws InterruptedException {
    Optional<User> user = findUser(name);
    // Without such a user the same work is done, so that the time does not tell who exists.
    boolean fits = user.map(User::password).orElse(nobodysPassword).fits(password);
    if (user.isEmpty() || !fits) {
      keys.forEach(throttle::failed);
      return new Login.Wrong();
    }
    throttle.succeeded(keys.getFirst());
    User known = user.get();
    return new Login.Welcome(caller(known), sessions.begin(known.name()));
  }

  /**
   * Changes somebody's own password, which ends all their logins but the new one that this begins.
   *
   * @param address from where, as with a login: the old password must not be guessed either
   */
  public Login changePassword(String name, String oldPassword, String password, String address)
      throws InterruptedException {
    Login login = login(name, oldPassword, address);
    if (!(login instanceof Login.Welcome welcome)) {
      return login;
    }
    boolean isKnown = user(name).isPresent() && putUser(user(name).get(), Optional.of(password));
    return isKnown ? new Login.Welcome(welcome.caller(), sessions.begin(name)) : new Login.Wrong();
  }

  /** Ends a login. */
  public void logout(String cookie) {
    sessions.end(cookie);
  }

  /** True when this is what the set-up link holds, and there are no users. */
  public boolean isSetup(String secret) {
    return isOpen() && Secrets.same(setupSecret, secret);
  }

  /** All users. */
  public List<ShownUser> users() {
    return kept.get().users().stream().map(User::shown).toList();
  }

  /** One user. */
  public Optional<ShownUser> user(String name) {
    return findUser(name).map(User::shown);
  }

  /**
   * Makes a user, or changes one, whose logins then end.
   *
   * @param password empty to leave it as it is
   * @return false when there are too many, or a new user has no password
   */
  public boolean putUser(ShownUser user, Optional<String> password) throws InterruptedException {
    Optional<PasswordHash> hash =
        password.isEmpty()
            ? Optional.empty()
            : Optional.of(PasswordHash.of(password.get(), iterations));
    synchronized (this) {
      Optional<PasswordHash> kept =
          hash.isPresent() ? hash : findUser(user.name()).map(User::password);
      if (kept.isEmpty() || (users().size() >= ENTRIES_MAX && user(user.name()).isEmpty())) {
        return false;
      }
      List<User> users = without(user.name());
      users.add(new User(user.name(), user.role(), user.tubes(), kept.get()));
      setUsers(users);
    }
    sessions.endAllOf(user.name());
    return true;
  }

  /** Removes a user, and the tokens that they have made. */
  public synchronized void removeUser(String name) {
    List<Token> tokens = new ArrayList<>(kept.get().tokens());
    tokens.removeIf(token -> name.equals(token.madeBy()));
    kept.set(new AccessFile(List.copyOf(without(name)), List.copyOf(tokens)));
    sessions.endAllOf(name);
  }

  /** True when without this user, or with it in another role, nobody could change users. */
  public boolean isLastAdmin(String name) {
    Predicate<User> isOtherAdmin = user -> user.role() == Role.ADMIN && !user.name().equals(name);
    return kept.get().users().stream().noneMatch(isOtherAdmin);
  }

  /** True when a user or a token has this name, which others would take for theirs. */
  public boolean isTaken(String name) {
    AccessFile file = kept.get();
    return file.users().stream().anyMatch(user -> user.name().equals(name))
        || file.tokens().stream().anyMatch(token -> token.name().equals(name));
  }

  /** All tokens. */
  public List<ShownToken> tokens() {
    return kept.get().tokens().stream().map(Token::shown).toList();
  }

  /** Makes a token, which ends with the user who makes it; empty when there are too many. */
  public synchronized Optional<NewToken> addToken(
      String name, Role role, List<String> tubes, long expiresMillis, Caller madeBy) {
    AccessFile file = kept.get();
    if (file.tokens().size() >= ENTRIES_MAX) {
      return Optional.empty();
    }
    String secret = TOKEN_PREFIX + Secrets.next();
    Token token =
        new Token(
            Secrets.nextId(),
            name,
            role,
            tubes,
            Secrets.hash(secret),
            clock.getAsLong(),
            expiresMillis,
            user(madeBy.name()).map(ShownUser::name).orElse(null));
    List<Token> tokens = new ArrayList<>(file.tokens());
    tokens.add(token);
    kept.set(new AccessFile(file.users(), List.copyOf(tokens)));
    return Optional.of(new NewToken(token.shown(), secret));
  }

  /** Removes a token; false when there is none with this id. */
  public synchronized boolean removeToken(String id) {
    AccessFile file = kept.get();
    List<Token> tokens = new ArrayList<>(file.tokens());
    if (!tokens.removeIf(token -> token.id().equals(id))) {
      return false;
    }
    kept.set(new AccessFile(file.users(), List.copyOf(tokens)));
    return true;
  }

  private Optional<User> findUser(String name) {
    return kept.get().users().stream().filter(user -> user.name().equals(name)).findFirst();
  }

  private List<User> without(String name) {
    List<User> users = new ArrayList<>(kept.get().users());
    users.removeIf(user -> user.name().equals(name));
    return users;
  }

  private void setUsers(List<User> users) {
    kept.set(new AccessFile(List.copyOf(users), kept.get().tokens()));
  }

  private static Caller caller(User user) {
    return new Caller(
        "user " + user.name(), user.name(), user.role(), user.tubes(), Caller.Way.SESSION);
  }
}
