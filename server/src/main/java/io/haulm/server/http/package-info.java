/**
 * The HTTP face: who may ask what, how a request finds the part that answers it, and how the answer
 * goes out, once or as a stream of events. The parts themselves lie in the packages below.
 *
 * <p>Bytes are read and written by event loops of the face's own. Each request is answered on a
 * virtual thread of its own, which may wait; what it wants of the engine it asks by {@link
 * io.haulm.server.shard.Shard#ask}. Nothing here touches the engine otherwise.
 */
@NullMarked
package io.haulm.server.http;

import org.jspecify.annotations.NullMarked;
