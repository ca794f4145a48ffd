package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Requests of one lane do not take the places of another. */
class PlacesTest {
  private final Places places = new Places();

  private void fill(Route.Lane lane, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(places.enter(lane)).isTrue();
    }
    assertThat(places.enter(lane)).isFalse();
  }

  @Test
  void placesOfALaneAreBoundedAndComeBack() {
    fill(Route.Lane.LOGIN, HttpLimits.LOGINS_MAX);

    places.leave(Route.Lane.LOGIN);

    assertThat(places.enter(Route.Lane.LOGIN)).isTrue();
  }

  @Test
  void healthIsAnsweredWhenEverythingElseIsFull() {
    fill(Route.Lane.GENERAL, HttpLimits.REQUESTS_MAX + HttpLimits.REQUESTS_WAITING_MAX);
    fill(Route.Lane.LOGIN, HttpLimits.LOGINS_MAX);

    assertThat(places.enter(Route.Lane.HEALTH)).isTrue();
    fill(Route.Lane.HEALTH, HttpLimits.HEALTH_MAX - 1);
  }

  @Test
  void oneWhoMustWaitTooLongIsRefused() throws Exception {
    for (int i = 0; i < HttpLimits.REQUESTS_MAX; i++) {
      assertThat(places.awaitTurn(Route.Lane.GENERAL)).isTrue();
    }

    assertThat(places.awaitTurn(Route.Lane.GENERAL)).isFalse();
    assertThat(places.awaitTurn(Route.Lane.HEALTH)).isTrue();

    places.endTurn(Route.Lane.GENERAL);
    assertThat(places.awaitTurn(Route.Lane.GENERAL)).isTrue();
  }

  @Test
  void onlyAFewLongAnswersArePutTogetherAtOnce() throws Exception {
    for (int i = 0; i < HttpLimits.HEAVY_AT_ONCE_MAX; i++) {
      assertThat(places.awaitTurn(Route.Lane.HEAVY)).isTrue();
    }

    assertThat(places.awaitTurn(Route.Lane.HEAVY)).isFalse();
    assertThat(places.awaitTurn(Route.Lane.GENERAL)).isTrue();
  }
}
