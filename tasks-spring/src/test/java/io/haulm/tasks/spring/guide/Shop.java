package io.haulm.tasks.spring.guide;

import io.haulm.tasks.Task;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.schedule.Cron;
import io.haulm.tasks.schedule.Scheduled;
import io.haulm.tasks.spring.HandledTask;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@SpringBootConfiguration
@EnableAutoConfiguration
@Import({Payments.class, Checkout.class})
class Shop {

  static final Task<List<Receipt>, Integer> TOTAL =
      Task.named("shop.total", TypeRef.listOf(Receipt.class), Integer.class);

  @Bean
  HandledTask<List<Receipt>, Integer> total() {
    return new HandledTask<>(TOTAL, (receipts, task) -> receipts.size());
  }

  @Bean
  Scheduled monthlyFee(Task<Charge, Receipt> charge) {
    return Scheduled.of(
        "monthly-fee",
        Cron.of("0 6 1 * *", ZoneId.of("Europe/Prague")),
        charge.with(new Charge("fee", 990)));
  }
}
