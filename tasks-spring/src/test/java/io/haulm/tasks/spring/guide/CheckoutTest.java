package io.haulm.tasks.spring.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.tasks.Task;
import io.haulm.tasks.testing.TestTasks;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "haulm.tasks.test-mode=manual")
class CheckoutTest {
  @Autowired Checkout checkout;
  @Autowired TestTasks tasks;
  @Autowired Task<Charge, Receipt> charge;

  @Test
  void orderIsCharged() {
    String id = checkout.pay("o-1", 4200);

    tasks.assertEnqueued(charge, input -> input.cents() == 4200);
    tasks.runAll();

    Receipt receipt = tasks.client().result(id, charge).get(Duration.ofSeconds(1));
    assertThat(receipt.id()).isEqualTo("r-o-1");
  }
}
