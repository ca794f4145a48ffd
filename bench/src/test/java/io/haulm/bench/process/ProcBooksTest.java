package io.haulm.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcBooksTest {
  @Test
  void userAndSystemTimeAreAddedWhateverTheProgramIsCalled() {
    String stat = "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 9 9 20 0 1 0 5 1 1";
    assertThat(ProcBooks.cpuMicros(stat)).isEqualTo(3_000_000);
  }

  @Test
  void residentMemoryIsFoundAmongTheOtherLines() {
    assertThat(ProcBooks.residentBytes("VmHWM:\t  900 kB\nVmRSS:\t     512 kB\nThreads:\t1\n"))
        .isEqualTo(512 * 1024);
  }

  @Test
  void thisProcessHasMemory() {
    assertThat(ProcBooks.residentBytes(ProcessHandle.current().pid())).isPositive();
  }

  @Test
  void aProcessThatHasEndedHasNothing() {
    assertThat(ProcBooks.cpuMicros("")).isZero();
    assertThat(ProcBooks.residentBytes("")).isZero();
  }
}
