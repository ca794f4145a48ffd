package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.HttpParts;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the description of the API and the routes agree. */
class OpenApiTest extends HttpTest {
  private static final Pattern PATH = Pattern.compile("  (/\\S+):");
  private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete):");
  private static final Pattern ROLE = Pattern.compile("      x-role: (\\w+)");
  private static final Pattern REFERENCE =
      Pattern.compile("#/components/(schemas|responses|parameters)/(\\w+)");

  @Test
  void everyRouteIsDescribedAndEveryDescriptionHasItsRoute() throws Exception {
    var described = new TreeSet<String>();
    String path = "";
    String method = "";
    for (String line : document().lines().toList()) {
      Matcher pathMatcher = PATH.matcher(line);
      Matcher methodMatcher = METHOD.matcher(line);
      Matcher roleMatcher = ROLE.matcher(line);
      if (pathMatcher.matches()) {
        path = pathMatcher.group(1);
      } else if (methodMatcher.matches()) {
        method = methodMatcher.group(1).toUpperCase(Locale.ROOT);
      } else if (roleMatcher.matches()) {
        described.add(method + " " + path + " for " + roleMatcher.group(1));
      }
    }
    var routes = new TreeSet<String>();
    for (Route route : HttpParts.routesOf(server())) {
      routes.add(route.method() + " " + route.path() + " for " + route.role());
    }

    assertThat(described).isEqualTo(routes);
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    String document = document();
    Matcher reference = REFERENCE.matcher(document);
    int found = 0;
    while (reference.find()) {
      found++;
      assertThat(document).contains("\n    " + reference.group(2) + ":");
    }
    assertThat(found).isPositive();
  }

  @Test
  void noTextIsTakenForAMapping() throws Exception {
    for (String line : document().lines().toList()) {
      assertThat(line).doesNotMatch("\\s+(summary|description): [^\"'|>{\\[].*(: | #).*");
    }
  }

  private String document() throws IOException {
    return anybody().get("/api/v1/openapi.yaml").text();
  }
}
