/**
 * Reads what beanstalkd wrote with {@code -b}: its binlog, versions 5 (beanstalkd 1.4.6) and 7 (1.5
 * and later). Nothing here ever writes to that folder.
 */
@NullMarked
package io.haulm.server.binlog;

import org.jspecify.annotations.NullMarked;
