package io.haulm.tasks.spring;

import io.haulm.tasks.schedule.Scheduled;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** All that this program handles and schedules: methods and beans. */
final class TaskRegistry {

  private final ListableBeanFactory beans;
  private final TaskMethods methods;
  private final HaulmTasksProperties properties;

  TaskRegistry(ListableBeanFactory beans, TaskMethods methods, HaulmTasksProperties properties) {
    this.beans = beans;
    this.methods = methods;
    this.properties = properties;
  }

  /** The handlers; asking for them makes their beans. */
  List<HandledTask<?, ?>> handled() {
    List<HandledTask<?, ?>> handled = new ArrayList<>(methods.handled(beans));
    beans.getBeanProvider(HandledTask.class).orderedStream().forEach(handled::add);
    return handled;
  }

  /** The schedules, unless this program keeps none. */
  List<Scheduled> schedules() {
    if (!properties.worker().schedules()) {
      return List.of();
    }
    List<Scheduled> schedules = new ArrayList<>();
    methods.all().forEach(method -> schedules.addAll(method.schedules()));
    beans.getBeanProvider(Scheduled.class).orderedStream().forEach(schedules::add);
    return schedules;
  }
}
