/**
 * A command line for beanstalkd's protocol within the HTTP face. The line goes through the
 * beanstalkd face as if a client had sent it; nothing here knows what it does.
 */
@NullMarked
package io.haulm.server.http.line;

import org.jspecify.annotations.NullMarked;
