package io.haulm.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryFileTest {
  private static final int BYTES_MAX = 40_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void behavesAsAnArrayThatGrows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    MemoryFile file = new MemoryFile();
    byte[] model = new byte[BYTES_MAX];
    int size = 0;
    for (int i = 0; i < 300; i++) {
      int offset = random.nextInt(BYTES_MAX);
      if (random.nextInt(10) == 0) {
        file.truncate(offset);
        Arrays.fill(model, Math.min(size, offset), size, (byte) 0);
        size = Math.min(size, offset);
      } else {
        byte[] written = new byte[random.nextInt(Math.min(9000, BYTES_MAX - offset + 1))];
        random.nextBytes(written);
        file.write(ByteBuffer.wrap(written), offset);
        System.arraycopy(written, 0, model, offset, written.length);
        size = Math.max(size, offset + written.length);
      }

      byte[] read = new byte[BYTES_MAX];
      assertThat(file.read(ByteBuffer.wrap(read), 0)).isEqualTo(size);
      assertThat(file.sizeBytes()).isEqualTo(size);
      assertThat(read).isEqualTo(model);
    }
  }
}
