package io.haulm.tasks.spring.guide;

import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import org.springframework.stereotype.Service;

@Service
class Checkout {
  private final TaskClient tasks;
  private final Task<Charge, Receipt> charge;

  Checkout(TaskClient tasks, Task<Charge, Receipt> charge) {
    this.tasks = tasks;
    this.charge = charge;
  }

  String pay(String orderId, long cents) {
    return tasks.enqueue(charge, new Charge(orderId, cents)).id();
  }
}
