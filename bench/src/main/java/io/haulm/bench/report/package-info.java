/** What was measured: figures, how they are condensed over rounds, compared, and shown. */
@NullMarked
package io.haulm.bench.report;

import org.jspecify.annotations.NullMarked;
