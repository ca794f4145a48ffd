package io.haulm.tasks.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.testing.TestTasks;
import org.junit.jupiter.api.Test;

/** The program with which the guide begins does what the guide says. */
class ShopTest {

  @Test
  void chargesAreAddedUp() {
    try (TestTasks tasks = TestTasks.manual()) {
      assertThat(Shop.total(tasks.client())).isEqualTo(5000);
    }
  }
}
