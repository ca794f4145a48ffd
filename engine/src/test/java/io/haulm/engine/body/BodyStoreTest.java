package io.haulm.engine.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.Limits;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyStoreTest {
  private static final class Stored {
    final long ref;
    final byte[] bytes;

    Stored(long ref, byte[] bytes) {
      this.ref = ref;
      this.bytes = bytes;
    }
  }

  private static final int MIB = 1 << 20;
  private static final int PIECE = BodyStore.PIECE_BYTES_MAX;

  private final BodyStore store = new BodyStore(8 * MIB);

  @Test
  void anEmptyBodyTakesNoMemory() {
    long ref = store.store(MemorySegment.ofArray(new byte[0]), 0, 0);

    assertThat(ref).isNotEqualTo(BodyStore.NONE);
    assertThat(read(ref, 0)).isEmpty();
    assertThat(store.takenBytes()).isZero();
    store.release(ref, 0);
    assertThat(store.draft(0).finish()).isNotEqualTo(BodyStore.NONE);
  }

  @Test
  void aBodyIsStoredFromTheMiddleOfItsSource() {
    long ref = store.store(MemorySegment.ofArray("xxhelloxx".getBytes(UTF_8)), 2, 5);

    assertThat(read(ref, 5)).isEqualTo("hello".getBytes(UTF_8));
  }

  @Test
  void aStoredBodyIsOnePieceAtMost() {
    MemorySegment source = MemorySegment.ofArray(new byte[PIECE + 1]);

    assertThat(store.store(source, 0, PIECE)).isNotEqualTo(BodyStore.NONE);
    assertThatThrownBy(() -> store.store(source, 0, PIECE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDraftIsOneGibibyteAtMost() {
    assertThat(store.draft(Limits.BODY_BYTES_MAX).missingBytes()).isEqualTo(Limits.BODY_BYTES_MAX);
    assertThat(store.takenBytes()).isZero();
    assertThatThrownBy(() -> store.draft(Limits.BODY_BYTES_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongBodyTakesMemoryOnlyAsItArrives() {
    byte[] piece = new byte[PIECE];
    BodyDraft draft = store.draft(100 * MIB);

    draft.append(MemorySegment.ofArray(piece), 0, PIECE);

    assertThat(store.takenBytes()).isEqualTo(MIB);
    assertThat(draft.missingBytes()).isEqualTo(100 * MIB - PIECE);
    draft.discard();
    assertThat(store.takenBytes()).isZero();
  }

  @Test
  void aFullStoreRefusesAndTakesAgainWhenThereIsRoom() {
    MemorySegment source = MemorySegment.ofArray(new byte[PIECE]);
    List<Long> refs = new ArrayList<>();
    for (int i = 0; i < 8 * MIB / PIECE; i++) {
      refs.add(store.store(source, 0, PIECE));
    }
    assertThat(refs).doesNotContain(BodyStore.NONE);
    assertThat(store.takenBytes()).isEqualTo(8 * MIB);

    assertThat(store.store(source, 0, PIECE)).isEqualTo(BodyStore.NONE);
    store.release(refs.getFirst(), PIECE);
    assertThat(store.store(source, 0, PIECE)).isNotEqualTo(BodyStore.NONE);
  }

  @Test
  void aDraftThatFindsNoRoomFreesWhatItHeldAndSwallowsTheRest() {
    MemorySegment source = MemorySegment.ofArray(new byte[9 * MIB]);
    BodyDraft draft = store.draft(9 * MIB);

    assertThat(draft.append(source, 0, 8 * MIB)).isTrue();
    assertThat(draft.append(source, 0, 1)).isFalse();

    assertThat(store.takenBytes()).isZero();
    assertThat(draft.append(source, 0, MIB - 1)).isFalse();
    assertThat(draft.missingBytes()).isZero();
    assertThat(draft.finish()).isEqualTo(BodyStore.NONE);
  }

  @Test
  void anUnfinishedDraftIsNoBody() {
    BodyDraft draft = store.draft(2);
    draft.append(MemorySegment.ofArray(new byte[1]), 0, 1);

    assertThatThrownBy(draft::finish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> draft.append(MemorySegment.ofArray(new byte[2]), 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLongBodyLivesUntilItsLastHolderIsGone() {
    int bytes = PIECE + 1;
    BodyDraft draft = store.draft(bytes);
    draft.append(MemorySegment.ofArray(new byte[bytes]), 0, bytes);
    long ref = draft.finish();
    store.retain(ref);

    store.release(ref, bytes);
    assertThat(read(ref, bytes)).hasSize(bytes);
    store.release(ref, bytes);

    assertThat(store.takenBytes()).isZero();
    assertThatThrownBy(() -> store.retain(ref)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void piecesAreCountedFromTheLength() {
    assertThat(BodyStore.pieces(0)).isEqualTo(1);
    assertThat(BodyStore.pieces(PIECE)).isEqualTo(1);
    assertThat(BodyStore.pieces(PIECE + 1)).isEqualTo(2);
    assertThat(BodyStore.pieces(Limits.BODY_BYTES_MAX)).isEqualTo(16384);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void bodiesOfAllLengthsComeBackAsTheyWere(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Stored> bodies = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      if (random.nextInt(10) < (step % 1000 < 500 ? 7 : 3)) {
        byte[] bytes = new byte[anyLength(random)];
        random.nextBytes(bytes);
        long ref = random.nextBoolean() ? storeAtOnce(bytes) : storeBitByBit(random, bytes);
        if (ref != BodyStore.NONE) {
          bodies.add(new Stored(ref, bytes));
        }
      } else if (!bodies.isEmpty()) {
        Stored body = bodies.remove(random.nextInt(bodies.size()));
        assertThat(read(body.ref, body.bytes.length)).isEqualTo(body.bytes);
        store.release(body.ref, body.bytes.length);
      }
      assertThat(store.takenBytes()).isBetween(0L, 8L * MIB);
    }
    for (Stored body : bodies) {
      assertThat(read(body.ref, body.bytes.length)).isEqualTo(body.bytes);
      store.release(body.ref, body.bytes.length);
    }
    assertThat(store.takenBytes()).isZero();
  }

  private static int anyLength(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(200);
      case 1 -> random.nextInt(PIECE + 1);
      default -> PIECE * random.nextInt(3) + random.nextInt(3);
    };
  }

  private long storeAtOnce(byte[] bytes) {
    MemorySegment source = MemorySegment.ofArray(bytes);
    if (bytes.length <= PIECE) {
      return store.store(source, 0, bytes.length);
    }
    BodyDraft draft = store.draft(bytes.length);
    draft.append(source, 0, bytes.length);
    return draft.finish();
  }

  private long storeBitByBit(SplittableRandom random, byte[] bytes) {
    MemorySegment source = MemorySegment.ofArray(bytes);
    BodyDraft draft = store.draft(bytes.length);
    while (draft.missingBytes() > 0) {
      int count = random.nextInt(draft.missingBytes()) + 1;
      draft.append(source, bytes.length - draft.missingBytes(), count);
    }
    return draft.finish();
  }

  private byte[] read(long ref, int bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < BodyStore.pieces(bytes); i++) {
      all.writeBytes(store.piece(ref, bytes, i).toArray(ValueLayout.JAVA_BYTE));
    }
    return all.toByteArray();
  }
}
