/** Tests of the checker, and runs of it against beanstalkd. */
@NullMarked
package io.haulm.testkit.crash;

import org.jspecify.annotations.NullMarked;
