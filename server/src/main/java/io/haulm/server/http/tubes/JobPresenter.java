package io.haulm.server.http.tubes;

import io.haulm.engine.JobEvent;
import io.haulm.engine.JobRow;
import io.haulm.server.console.BodyMask;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.PayloadKind;
import io.haulm.server.console.TimelineEvent;
import io.haulm.server.http.account.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts jobs into the words of the API, and hides what is to be hidden. */
final class JobPresenter {
  /** A job's body, or the beginning of it. */
  record Body(
      int bytes,
      @Nullable String text,
      String base64,
      boolean truncated,
      boolean masked,
      String kind) {}

  /** Something that happened to a job. */
  record Happened(long atMillis, String event, String address, long connection, String detail) {}

  private final JobDesk desk;
  private final Settings settings;

  JobPresenter(JobDesk desk, Settings settings) {
    this.desk = desk;
    this.settings = settings;
  }

  /** What hides fields of bodies now. */
  BodyMask mask() {
    return settings.mask();
  }

  /** Jobs for a list. */
  List<JobShown> rows(List<JobRow> rows) throws InterruptedException {
    long nowMillis = desk.shard().clock().nowMillis();
    BodyMask mask = mask();
    List<byte[]> previews = desk.previews(rows);
    List<JobShown> shown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      shown.add(JobShown.of(rows.get(i), nowMillis, mask.apply(previews.get(i)).bytes()));
    }
    return shown;
  }

  JobShown row(JobDesk.Opened opened) {
    byte[] shown = mask().apply(opened.body()).bytes();
    return JobShown.of(opened.row(), desk.shard().clock().nowMillis(), shown);
  }

  Body body(JobDesk.Opened opened) {
    int bytes = opened.row().body().bytes();
    boolean isWhole = opened.body().length == bytes;
    PayloadKind kind = PayloadKind.of(opened.body(), isWhole);
    BodyMask.Masked masked = mask().apply(opened.body());
    return new Body(
        bytes,
        text(kind, masked.bytes(), isWhole),
        Base64.getEncoder().encodeToString(masked.bytes()),
        !isWhole,
        masked.hasHidden(),
        kind.word());
  }

  /** A whole body: as text, or in base 64 when it is none; neither when the job is gone. */
  record Whole(@Nullable String text, @Nullable String base64) {}

  Whole whole(long jobId) throws InterruptedException {
    Optional<byte[]> body = desk.body(jobId);
    if (body.isEmpty()) {
      return new Whole(null, null);
    }
    byte[] shown = mask().apply(body.get()).bytes();
    String text = strictText(shown);
    return text == null
        ? new Whole(null, Base64.getEncoder().encodeToString(shown))
        : new Whole(text, null);
  }

  private static @Nullable String text(PayloadKind kind, byte[] bytes, boolean isWhole) {
    return switch (kind) {
      case JSON, TEXT -> new String(bytes, StandardCharsets.UTF_8);
      case PHP -> isWhole ? strictText(bytes) : new String(bytes, StandardCharsets.UTF_8);
      case PICKLE, BINARY -> null;
    };
  }

  private static @Nullable String strictText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  List<Happened> timeline(long jobId) throws InterruptedException {
    return desk.timeline(jobId).stream().map(JobPresenter::happened).toList();
  }

  private static Happened happened(TimelineEvent event) {
    boolean isByTime = event.event() == JobEvent.TIMED_OUT || event.event() == JobEvent.DUE;
    String detail =
        switch (event.event()) {
          case ABANDONED -> "the connection ended";
          case TIMED_OUT -> "its time to run ended";
          default -> event.connection() == 0 && !isByTime ? "at the console" : "";
        };
    return new Happened(
        event.atMillis(), word(event.event()), event.address(), event.connection(), detail);
  }

  private static String word(JobEvent event) {
    return switch (event) {
      case PUT -> "put";
      case RESERVED -> "reserved";
      case RELEASED, ABANDONED -> "released";
      case TIMED_OUT -> "timedOut";
      case DUE -> "due";
      case BURIED -> "buried";
      case KICKED -> "kicked";
      case TOUCHED -> "touched";
      case DELETED -> "deleted";
      case MOVED -> "moved";
      case EDITED -> "edited";
    };
  }
}
