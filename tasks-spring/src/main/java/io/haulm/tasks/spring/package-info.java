/**
 * Tasks in programs of Spring Boot: a client, a worker and their settings as beans, methods as
 * tasks and schedules, health and metrics where the program has them.
 *
 * <p>The worker starts when all beans are there and ends before any of them goes. Handlers are
 * called through the bean, so that transactions and other advice hold.
 *
 * <p>What this package never does: guess a task's name from a method's, or use the web's mapper of
 * JSON for messages, whose form other programs rely on.
 */
@NullMarked
package io.haulm.tasks.spring;

import org.jspecify.annotations.NullMarked;
