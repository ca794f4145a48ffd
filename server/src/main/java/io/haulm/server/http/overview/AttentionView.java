package io.haulm.server.http.overview;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.haulm.server.monitor.Attention;
import io.haulm.server.monitor.Attention.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should look at, as the API tells it.
 *
 * @param kind what is wrong
 * @param severity {@code bad} or {@code warn}
 * @param tube which tube it is about; null when it is not about one
 * @param stream which stream it is about, as {@code DATABASE:KEY}; null likewise
 * @param numbers what to say about it, each a field of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttentionView(
    String kind,
    String severity,
    @Nullable String tube,
    @Nullable String stream,
    @JsonAnyGetter Map<String, Number> numbers) {
  static AttentionView of(Attention attention) {
    boolean isOfStream = attention.kind() == Kind.STREAM_LAG;
    String subject = attention.subject().isEmpty() ? null : attention.subject();
    return new AttentionView(
        attention.kind().word(),
        attention.severity().word(),
        isOfStream ? null : subject,
        isOfStream ? subject : null,
        attention.numbers());
  }
}
