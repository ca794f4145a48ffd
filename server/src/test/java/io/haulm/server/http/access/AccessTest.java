package io.haulm.server.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.access.Access.Login;
import io.haulm.server.http.access.Access.ShownUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Users, sessions and tokens, with a clock that the test turns. */
class AccessTest {
  private static final int ROUNDS = 10;
  private static final ShownUser ANN = new ShownUser("ann", Role.ADMIN, List.of("*"));
  private static final String PASSWORD = "long enough";

  @TempDir Path folder;
  private long nowMillis = 1_000_000;

  private Access access() throws IOException {
    return new Access(Optional.of(folder.resolve("users.json")), () -> nowMillis, ROUNDS);
  }

  private Access withAnn() throws Exception {
    Access access = access();
    assertThat(access.putUser(ANN, Optional.of(PASSWORD))).isTrue();
    return access;
  }

  private static String cookie(Access access) throws InterruptedException {
    return ((Login.Welcome) access.login("ann", PASSWORD, "here")).cookie();
  }

  @Test
  void usersAndTokensOutliveARestart() throws Exception {
    Access before = withAnn();
    Access.NewToken made =
        before.addToken("ci", Role.VIEWER, List.of("a.*"), 0, Caller.LOCAL).orElseThrow();

    Access after = access();

    assertThat(after.isOpen()).isFalse();
    assertThat(after.users()).containsExactly(ANN);
    assertThat(after.byToken(made.secret()))
        .isEqualTo(
            new Caller(
                "token " + made.shown().id(), "ci", Role.VIEWER, List.of("a.*"), Caller.Way.TOKEN));
    assertThat(after.login("ann", PASSWORD, "here")).isInstanceOf(Login.Welcome.class);
  }

  @Test
  void fileHoldsNeitherPasswordsNorTokens() throws Exception {
    Access access = withAnn();
    String token =
        access.addToken("ci", Role.VIEWER, List.of("*"), 0, Caller.LOCAL).orElseThrow().secret();

    assertThat(folder.resolve("users.json"))
        .content()
        .doesNotContain(PASSWORD, token, token.substring(6));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadTheFile() throws Exception {
    withAnn();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("users.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void sessionEndsAfterTwelveHours() throws Exception {
    Access access = withAnn();
    Optional<String> cookie = Optional.of(cookie(access));

    nowMillis += Sessions.LIFE_MILLIS - 1;
    assertThat(access.bySession(cookie).name()).isEqualTo("ann");
    nowMillis++;
    assertThat(access.bySession(cookie)).isEqualTo(Caller.NOBODY);
    assertThat(access.csrf(cookie)).isEmpty();
  }

  @Test
  void oldestSessionGivesWayToOneTooMany() {
    Sessions sessions = new Sessions(() -> nowMillis);
    String first = sessions.begin("ann");
    for (int i = 1; i < Sessions.SESSIONS_MAX; i++) {
      assertThat(sessions.begin("ann")).isNotEmpty();
    }
    assertThat(sessions.find(first)).isPresent();

    String last = sessions.begin("ann");

    assertThat(sessions.find(first)).isEmpty();
    assertThat(sessions.find(last)).isPresent();
  }

  @Test
  void newPasswordEndsTheSessions() throws Exception {
    Access access = withAnn();
    Optional<String> cookie = Optional.of(cookie(access));

    assertThat(access.putUser(ANN, Optional.of("another one"))).isTrue();

    assertThat(access.bySession(cookie)).isEqualTo(Caller.NOBODY);
    assertThat(access.login("ann", PASSWORD, "here")).isInstanceOf(Login.Wrong.class);
  }

  @Test
  void csrfTokenBelongsToItsSession() throws Exception {
    Access access = withAnn();
    Optional<String> one = Optional.of(cookie(access));
    Optional<String> other = Optional.of(cookie(access));

    assertThat(access.isCsrf(one, access.csrf(one))).isTrue();
    assertThat(access.isCsrf(one, access.csrf(other))).isFalse();
    assertThat(access.isCsrf(Optional.empty(), "")).isFalse();
  }

  @Test
  void setupSecretIsWorthNothingOnceThereIsAUser() throws Exception {
    Access access = access();
    assertThat(access.isSetup(access.setupSecret())).isTrue();
    assertThat(access.isSetup("guess")).isFalse();

    assertThat(access.putUser(ANN, Optional.of(PASSWORD))).isTrue();

    assertThat(access.isSetup(access.setupSecret())).isFalse();
  }

  @Test
  void tokenEndsAtItsTime() throws Exception {
    Access access = access();
    String token =
        access
            .addToken("ci", Role.ADMIN, List.of("*"), nowMillis + 5, Caller.LOCAL)
            .orElseThrow()
            .secret();

    nowMillis += 4;
    assertThat(access.byToken(token).role()).isEqualTo(Role.ADMIN);
    nowMillis++;
    assertThat(access.byToken(token)).isEqualTo(Caller.NOBODY);
  }

  @Test
  void oneTokenTooManyIsRefused() throws Exception {
    Access access = new Access(Optional.empty(), () -> nowMillis, ROUNDS);
    for (int i = 0; i < Access.ENTRIES_MAX; i++) {
      assertThat(access.addToken("ci", Role.VIEWER, List.of("*"), 0, Caller.LOCAL)).isPresent();
    }

    assertThat(access.addToken("ci", Role.VIEWER, List.of("*"), 0, Caller.LOCAL)).isEmpty();
  }

  @Test
  void waitDoublesWithEachFailureUpToAQuarterOfAnHour() {
    LoginThrottle throttle = new LoginThrottle(() -> nowMillis);
    for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
      throttle.failed("ann");
    }
    assertThat(throttle.waitMillis("ann")).isZero();

    throttle.failed("ann");
    assertThat(throttle.waitMillis("ann")).isEqualTo(1000);
    throttle.failed("ann");
    assertThat(throttle.waitMillis("ann")).isEqualTo(2000);
    for (int i = 0; i < 40; i++) {
      throttle.failed("ann");
    }
    assertThat(throttle.waitMillis("ann")).isEqualTo(LoginThrottle.WAIT_MILLIS_MAX);
    assertThat(throttle.waitMillis("bob")).isZero();
  }

  @Test
  void failuresAreForgottenAfterAnHourOrTheRightPassword() {
    LoginThrottle throttle = new LoginThrottle(() -> nowMillis);
    for (int i = 0; i < 20; i++) {
      throttle.failed("ann");
      throttle.failed("bob");
    }

    throttle.succeeded("bob");
    nowMillis += LoginThrottle.MEMORY_MILLIS + 1;
    throttle.failed("ann");
    throttle.failed("bob");

    assertThat(throttle.waitMillis("ann")).isZero();
    assertThat(throttle.waitMillis("bob")).isZero();
  }

  @Test
  void throttleRemembersOnlySoMany() {
    LoginThrottle throttle = new LoginThrottle(() -> nowMillis);
    for (int i = 0; i < 10; i++) {
      throttle.failed("first");
    }
    assertThat(throttle.waitMillis("first")).isPositive();

    for (int i = 0; i < LoginThrottle.ENTRIES_MAX; i++) {
      throttle.failed("name " + i);
    }

    assertThat(throttle.waitMillis("first")).isZero();
  }

  @Test
  void tryingManyPasswordsAtOnceGainsNothing() {
    LoginThrottle throttle = new LoginThrottle(() -> nowMillis);
    List<String> keys = List.of("ann", "here");
    for (int i = 0; i < LoginThrottle.FREE_FAILURES; i++) {
      assertThat(throttle.begin(keys)).isZero();
    }

    assertThat(throttle.begin(keys)).isEqualTo(LoginThrottle.UNDER_WAY_MILLIS);
    assertThat(throttle.begin(List.of("ann", "elsewhere"))).isPositive();

    throttle.end(keys);
    assertThat(throttle.begin(keys)).isZero();
  }

  @Test
  void afterFailuresOneIsTriedAtATime() {
    LoginThrottle throttle = new LoginThrottle(() -> nowMillis);
    for (int i = 0; i < LoginThrottle.FREE_FAILURES + 1; i++) {
      throttle.failed("ann");
    }
    nowMillis += LoginThrottle.WAIT_MILLIS_MAX;

    assertThat(throttle.begin(List.of("ann"))).isZero();
    assertThat(throttle.begin(List.of("ann"))).isPositive();
  }
}
