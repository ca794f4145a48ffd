/**
 * Who may come in by the HTTP face, and what they may do: users, passwords, sessions, bearer
 * tokens. Knows nothing of HTTP. Secrets are kept as hashes only.
 */
@NullMarked
package io.haulm.server.http.access;

import org.jspecify.annotations.NullMarked;
