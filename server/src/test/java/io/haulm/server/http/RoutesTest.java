package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.http.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private static final Routes ROUTES =
      new Routes(
          List.of(
              route("GET", "/jobs/{id}"),
              route("GET", "/jobs/export"),
              route("POST", "/jobs/{id}/kick"),
              route("GET", "/tubes/{tube}")));

  private static Route route(String method, String path) {
    return new Route(
        method, path, Role.VIEWER, false, false, 0, Route.Lane.GENERAL, _ -> Response.done());
  }

  @Test
  void fixedWordsGoBeforeParameters() {
    assertThat(path("GET", "/jobs/export")).isEqualTo("/jobs/export");
    assertThat(path("GET", "/jobs/7")).isEqualTo("/jobs/{id}");
  }

  @Test
  void parameterIsDecodedAndMayHoldASlash() {
    assertThat(ROUTES.find("GET", "/tubes/a%2Fb%20%C3%A9+").orElseThrow().parameters())
        .isEqualTo(Map.of("tube", "a/b é+"));
  }

  @Test
  void encodedWordIsTheSameAsAPlainOne() {
    assertThat(path("GET", "/%6aobs/export")).isEqualTo("/jobs/export");
  }

  @Test
  void unknownPathHasNoRoute() {
    assertThat(ROUTES.find("GET", "/jobs")).isEmpty();
    assertThat(ROUTES.find("GET", "/jobs/7/kick/now")).isEmpty();
  }

  @Test
  void wrongMethodIsTold() {
    assertThatThrownBy(() -> ROUTES.find("POST", "/jobs/export"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(405));
  }

  @Test
  void routeThatIsThereTwiceIsOurMistake() {
    assertThatThrownBy(() -> new Routes(List.of(route("GET", "/a"), route("GET", "/a"))))
        .hasMessageContaining("one route");
  }

  private static String path(String method, String path) {
    return ROUTES.find(method, path).orElseThrow().route().path();
  }
}
