/** Tasks in programs of Spring Boot, tested in memory. */
@NullMarked
package io.haulm.tasks.spring;

import org.jspecify.annotations.NullMarked;
