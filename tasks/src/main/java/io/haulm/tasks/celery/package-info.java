/**
 * The transport that Celery has over Redis: messages in lists, results in keys, control and events
 * by publish and subscribe, all as kombu and Celery write them, so that workers and callers in
 * Python cannot tell a Java program from one of their own.
 *
 * <p>It brings its own small client of the Redis protocol. It never blocks a connection that
 * several threads share, and never runs pickle.
 */
@NullMarked
package io.haulm.tasks.celery;

import org.jspecify.annotations.NullMarked;
