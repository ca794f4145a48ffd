package io.haulm.testkit.model;

import io.haulm.engine.Session;

/** What a session that waited was told, in the words of {@link Shown}. */
record Told(Session session, String answer) {}
