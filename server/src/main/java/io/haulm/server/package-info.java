/** The running server: shards, faces and how they are wired together. */
@NullMarked
package io.haulm.server;

import org.jspecify.annotations.NullMarked;
