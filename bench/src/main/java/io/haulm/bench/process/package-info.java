/**
 * The servers under test as processes: started, watched through the kernel's books, and always
 * ended, whatever happens to the bench.
 */
@NullMarked
package io.haulm.bench.process;

import org.jspecify.annotations.NullMarked;
