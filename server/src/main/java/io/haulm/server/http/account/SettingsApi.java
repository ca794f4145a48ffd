package io.haulm.server.http.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.ApiPart;
import io.haulm.server.http.Json;
import io.haulm.server.http.Problem;
import io.haulm.server.http.Request;
import io.haulm.server.http.Response;
import io.haulm.server.http.Route;
import io.haulm.server.http.access.Role;
import io.haulm.server.http.kept.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings that change while the server runs, and the log of who did what: for admins. */
public final class SettingsApi implements ApiPart {
  /** Most entries of the audit log in one answer. */
  public static final int AUDIT_LIMIT_MAX = 500;

  private static final String SETTINGS = "/api/v1/settings";
  private static final Pattern MASKED_PATH = Pattern.compile("body(\\.[^.\\s]{1,100}){1,20}");

  private record Wanted(
      @Nullable Boolean readOnly, @Nullable JsonNode alerts, @Nullable List<String> maskedPaths) {}

  private record Entries(List<AuditEntry> items, @Nullable String cursor) {}

  private final Settings settings;
  private final Audit audit;

  /** These settings, and this log. */
  public SettingsApi(Settings settings, Audit audit) {
    this.settings = settings;
    this.audit = audit;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(
            SETTINGS,
            Role.VIEWER,
            request -> Response.json(settings.get().seenBy(request.caller()))),
        Route.put(SETTINGS, Role.ADMIN, this::change).whenReadOnly().withLongBody(),
        Route.get("/api/v1/audit", Role.ADMIN, this::audit));
  }

  @Override
  public String openApiPage() {
    return "settings";
  }

  /** What is not given stays as it is. */
  private Response change(Request request) {
    Wanted wanted = request.json(Wanted.class);
    FaceSettings before = settings.get();
    FaceSettings after =
        new FaceSettings(
            wanted.readOnly() == null ? before.readOnly() : wanted.readOnly(),
            wanted.alerts() == null ? before.alerts() : changed(before.alerts(), wanted.alerts()),
            wanted.maskedPaths() == null ? before.maskedPaths() : checked(wanted.maskedPaths()));
    settings.set(after);
    audit.noteChange(request, "settings.change", "settings", text(before), text(after));
    return Response.json(after);
  }

  private static Alerts changed(Alerts before, JsonNode wanted) {
    try {
      return before.with(wanted);
    } catch (IllegalArgumentException e) {
      throw Problem.bad("bad-alerts", String.valueOf(e.getMessage()));
    }
  }

  private static List<String> checked(List<String> maskedPaths) {
    boolean isFine =
        maskedPaths.size() <= FaceSettings.MASKED_PATHS_MAX
            && maskedPaths.stream()
                .allMatch(path -> path != null && MASKED_PATH.matcher(path).matches());
    if (!isFine) {
      throw Problem.bad(
          "bad-masked-paths",
          "At most "
              + FaceSettings.MASKED_PATHS_MAX
              + " paths such as \"body.card.number\" can be masked");
    }
    return List.copyOf(maskedPaths);
  }

  private static String text(FaceSettings settings) {
    return new String(Json.bytes(settings), StandardCharsets.UTF_8);
  }

  private Response audit(Request request) {
    int limit = (int) request.queryLong("limit", 100, 1, AUDIT_LIMIT_MAX);
    long beforeId = request.queryLong("cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE);
    Optional<String> who = request.query("who");
    Optional<String> action = request.query("action");
    Predicate<AuditEntry> wanted =
        entry ->
            (who.isEmpty() || entry.who().equals(who.get()))
                && (action.isEmpty() || entry.action().startsWith(action.get()));
    try {
      List<AuditEntry> entries = audit.log().newest(beforeId, limit, wanted);
      String cursor = entries.size() < limit ? null : Long.toString(entries.getLast().id());
      return Response.json(new Entries(entries, cursor));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
