/** What the engine alone costs, without sockets and without a journal; run by JMH. */
@NullMarked
package io.haulm.bench.jmh;

import org.jspecify.annotations.NullMarked;
