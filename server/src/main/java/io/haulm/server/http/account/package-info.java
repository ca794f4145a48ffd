/** The parts of the HTTP face about the face itself: sessions, users, tokens, settings, audit. */
@NullMarked
package io.haulm.server.http.account;

import org.jspecify.annotations.NullMarked;
